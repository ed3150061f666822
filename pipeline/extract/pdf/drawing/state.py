"""What a content stream has set: the graphics state (ISO 32000-1, 8.4), where its text goes on (9.4.2), and the marked
content that is open (14.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from pipeline.extract.pdf.geometry import IDENTITY, Matrix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.pdf.content import Run
    from pipeline.extract.pdf.fonts.font import Font
    from pipeline.model import Box, Place


class State(Struct):
    """The graphics state (8.4), as far as text depends on it."""

    ctm: Matrix = IDENTITY
    font: Font | None = None
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    render: int = 0
    clip: Box | None = None


class Pen(Struct, eq=False):
    """Where text goes on as long as it only moves along its line: `start` is where the text line began and `u` where the
    next glyph goes, along the baseline in points; `run` is what the glyphs share. `em` and a `unit` of text space, scaled
    as Tz says, are in points; so is `across`, a unit that is not."""

    run: Run
    start: float
    u: float
    em: float
    unit: float
    across: float


class Mark(Struct):
    """An open marked-content sequence."""

    actual: str | None = None
    start: int = 0
    place: Place | None = None
    rule: str | None = None
    mcid: int | None = None


def place(run: Run, marks: Sequence[Mark], *, unseen: bool) -> None:
    """Give a run what the enclosing marked content says of it, the outermost first; else whether it is `unseen`."""
    for mark in marks:
        if mark.place:
            run.place, run.rule = mark.place, mark.rule
            break
    if marks:
        run.mcid = marks[-1].mcid
    if unseen and run.place is None:
        run.place, run.rule = "hidden", "invisible-text"
