"""The properties of marked content (ISO 32000-1, 14.6): texts and artifacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.model import Place


def text_string(data: bytes) -> str:
    """A text string (7.9.2.2): UTF-16BE or UTF-8 by its mark, else PDFDocEncoding."""
    if data[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return data.decode("utf-16", "replace")
    if data[:3] == b"\xef\xbb\xbf":
        return data[3:].decode("utf-8", "replace")
    import pikepdf

    return str(pikepdf.String(data)) if any(byte > 126 for byte in data) else data.decode("latin-1")


def artifact_place(properties: Mapping[str, Any]) -> tuple[Place | None, str | None]:
    """Running headers and footers that the producer itself marked (14.8.2.2.2)."""
    subtype = str(properties.get("/Subtype", ""))[1:].lower()
    if subtype in ("header", "footer"):
        return ("header" if subtype == "header" else "footer"), f"artifact:{subtype}"
    if subtype == "watermark":
        return "margin", "artifact:watermark"
    return None, None


# What runs an operator, and what reads its operands; None for those that take none.
