"""What a PDF says of itself: Info, XMP, outline, page labels and language, and what of it claims a field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.extract.pdf.streams import read_stream
from pipeline.model import Claim

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CLAIMED = {"Title": "title", "Author": "author", "Language": "lang"}
_MOST_OUTLINE_ENTRIES = 500  # more is a loop, or a book


def _info(pdf: Any) -> dict[str, str]:
    """The Info dictionary (14.3.3) as text."""
    found: dict[str, str] = {}
    try:
        info = pdf.docinfo
        for key in info:
            value = str(info[key]).strip()
            if value:
                found[str(key)[1:]] = value
    except (TypeError, ValueError, AttributeError):
        return found
    return found


def _xmp(pdf: Any) -> dict[str, str]:
    """Title and author by XMP (14.3.2), read by pypdf; loaded only where Info is silent, which is rare."""
    data = read_stream(pdf.Root.get("/Metadata")).data
    if not data:
        return {}
    from pypdf.errors import PyPdfError
    from pypdf.generic import DecodedStreamObject
    from pypdf.xmp import XmpInformation

    stream = DecodedStreamObject()
    stream.set_data(data)
    try:
        xmp = XmpInformation(stream)
        title = next((str(text).strip() for text in (xmp.dc_title or {}).values() if str(text).strip()), "")
        author = ", ".join(str(name).strip() for name in xmp.dc_creator or [])
    except (PyPdfError, ValueError, AttributeError):
        return {}
    return {key: value for key, value in (("Title", title), ("Author", author)) if value}


def _outline(node: Any) -> Iterator[str]:
    """Titles of the outline (12.3.3) in order, children after their parent."""
    stack = [node.get("/First")]
    for _ in range(_MOST_OUTLINE_ENTRIES):
        while stack and stack[-1] is None:
            stack.pop()
        if not stack:
            return
        entry = stack.pop()
        title = " ".join(str(entry.get("/Title", "")).split())
        if title:
            yield title
        stack += [entry.get("/Next"), entry.get("/First")]


def _page_labels(pdf: Any) -> str:
    """Printed page numbers, first to last, where they are not 1, 2, 3."""
    if "/PageLabels" not in pdf.Root:
        return ""
    labels = [page.label for page in pdf.pages]
    plain = [str(number) for number in range(1, len(labels) + 1)]
    return "" if labels == plain or not labels else f"{labels[0]}–{labels[-1]}"


def read_metadata(pdf: Any) -> dict[str, str]:
    """Everything as text, by the keys of Info, with "Outline" (a title a line), "PageLabels" and "Language"."""
    found = _info(pdf)
    try:
        root = pdf.Root
        if "Title" not in found and "Author" not in found:
            found |= _xmp(pdf)
        outline = root.get("/Outlines")
        more = {
            "Outline": "\n".join(_outline(outline)) if outline is not None else "",
            "PageLabels": _page_labels(pdf),
            "Language": str(root.get("/Lang", "")).strip(),
        }
    except (TypeError, ValueError, AttributeError):
        return found
    return found | {key: value for key, value in more.items() if value}


def claims(metadata: Mapping[str, str]) -> tuple[Claim, ...]:
    """What the metadata say of the fields of an article; whether to believe it is not decided here."""
    return tuple(
        Claim(field=field, value=metadata[key], origin="metadata", rule=f"pdf:{key}")
        for key, field in _CLAIMED.items()
        if key in metadata
    )
