"""Marked content (ISO 32000-1, 14.6): what a stream says of the glyphs between two operators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from pipeline.extract.pdf.drawing.actual_text import spelled
from pipeline.extract.pdf.structure import ARTIFACT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.extract.pdf.content import PageContent, Run
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


class Mark(Struct):
    """An open sequence; `start` is the number of the first glyph in it."""

    actual: str | None = None
    start: int = 0
    place: Place | None = None
    rule: str | None = None
    mcid: int | None = None


class Marks:
    """The open sequences of a page, the outermost first. `spelled` counts those with ActualText."""

    def __init__(self, content: PageContent, hidden_layers: frozenset[object]) -> None:
        self._content = content
        self._hidden_layers = hidden_layers
        self._open: list[Mark] = []
        self.spelled = 0

    def __len__(self) -> int:
        return len(self._open)

    @property
    def mcid(self) -> int | None:
        """The number of the content that is drawn now."""
        return self._open[-1].mcid if self._open else None

    def begin(self, tag: str, properties: Mapping[str, Any], *, numbered: bool) -> None:
        """Open a sequence; numbers of the content of forms are not `numbered` as those of the page are."""
        mark = Mark(start=len(self._content.glyphs), mcid=ARTIFACT if tag == "/Artifact" else self.mcid)
        actual = properties.get("/ActualText")
        if actual is not None:
            mark.actual = text_string(bytes(actual))
        if tag == "/Artifact":
            mark.place, mark.rule = artifact_place(properties)
        elif tag == "/OC" and getattr(properties, "objgen", None) in self._hidden_layers:
            mark.place, mark.rule = "hidden", "layer-off"
        mcid = properties.get("/MCID")
        if mcid is not None and numbered:
            mark.mcid = int(mcid)
        self.spelled += mark.actual is not None
        self._open.append(mark)

    def end(self) -> None:
        """Close the innermost sequence; with ActualText its glyphs become one cluster."""
        if not self._open:
            return
        mark = self._open.pop()
        if mark.actual is None:
            return
        self.spelled -= 1
        glyphs = self._content.glyphs
        if self.spelled or mark.start >= len(glyphs):
            return
        whole = spelled(glyphs[mark.start :], mark.actual)
        self._content.contradicted |= whole.mapped is not None
        glyphs[mark.start :] = [whole]

    def place(self, run: Run, *, unseen: bool) -> None:
        """Give a run what the outermost sequence with a place says of it; else whether it is `unseen`."""
        run.mcid = self.mcid
        for mark in self._open:
            if mark.place:
                run.place, run.rule = mark.place, mark.rule
                return
        if unseen:
            run.place, run.rule = "hidden", "invisible-text"
