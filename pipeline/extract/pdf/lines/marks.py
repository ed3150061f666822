"""Marks of items at the right edge: they begin a right-to-left line, whatever the letters beside them say.

A list of Latin names in a Persian text has its bullets and numbers on the right. By its letters such a line runs from
the left, and the mark would be read last; or as part of the Latin words that follow it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.pdf.lines.tabs import BULLET

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.pdf.lines.visual import VisualLine

# From left to right: ".1" is a drawn "1.", and brackets are stored as typed or as drawn.
_COUNT = r"(\d{1,3}|[A-Za-z])"
_COUNTING = re.compile(rf"[.\-–()]{_COUNT}|{_COUNT}[.\-–()]|[.\-–][\[(]{_COUNT}|[–-]")
_LONGEST = 4  # clusters of a mark
# In em: right edges of the items of a list, whose numbers may be of one and two digits; a mark from its text; baselines.
_EVEN, _BESIDE, _ONE_ROW = 1.0, 4.0, 0.3


class _Mark(NamedTuple):
    """A mark at the right edge: where it starts in its line, and what it counts, letters too; 0 for a dash or bullet."""

    start: int
    value: int


def begin_at_marks(lines: Sequence[VisualLine], *, rtl: bool) -> None:
    """Turn the lines that have a mark at their right edge, with Latin text beside it.

    A number or letter must be next to another above or below it, in `rtl` text; a bullet needs none.
    """
    marks = {i: mark for i, line in enumerate(lines) if (mark := _mark(line)) is not None}
    for i, mark in marks.items():
        line = lines[i]
        text = _beside(lines, i) if mark.start == 0 else None
        if mark.start == 0 and text is None:
            continue
        others = (other for j, other in marks.items() if j != i and _is_even(lines[j], line))
        if _is_bullet(line) or (rtl and any(_counts_on(mark, other) for other in others)):
            line.rtl = True
            _set_apart(line, mark.start)
            if text is not None:
                text.rtl = True


def _counts_on(one: _Mark, two: _Mark) -> bool:
    return abs(one.value - two.value) == 1 or one.value == two.value == 0


def _is_bullet(line: VisualLine) -> bool:
    return BULLET.fullmatch(line.glyphs[-1].text) is not None


def _is_even(one: VisualLine, two: VisualLine) -> bool:
    return abs(one.u1 - two.u1) <= _EVEN * two.size


def _mark(line: VisualLine) -> _Mark | None:
    """The mark at the right edge, if it stands apart from Latin text or a number, or alone."""
    blank = next((i for i in range(len(line.kinds) - 1, -1, -1) if line.kinds[i] == "W"), -1)
    if not 0 < len(line.kinds) - 1 - blank <= _LONGEST:
        return None
    text = "".join([glyph.text for glyph in line.glyphs[blank + 1 :]])
    found = _COUNTING.fullmatch(text)
    beside = next((kind for kind in reversed(line.kinds[: blank + 1]) if kind in "LRN"), "")
    if not (found or BULLET.fullmatch(text)) or (beside == "R" and line.rtl):
        return None
    count = "".join(filter(None, found.groups())) if found else ""
    if found and not count and "R" in line.kinds:
        return None  # a dash between words of a sentence
    return _Mark(blank + 1 if beside else 0, int(count) if count.isdigit() else ord(count) if count else 0)


def _set_apart(line: VisualLine, start: int) -> None:
    """Give the mark a run of its own: one that is drawn as it is typed runs from the left, others from the right."""
    typed = line.kinds[start] in "LN" and len(line.kinds) - start > 1
    latin = [i for i, kind in enumerate(line.kinds[:start]) if kind in "LRN"]
    if latin and "R" not in line.kinds[:start]:  # one run, whatever order its words are drawn in
        line.kinds[latin[0] : latin[-1] + 1] = ["L"] * (latin[-1] + 1 - latin[0])
    line.kinds[start:] = ["L" if typed else "R"] * (len(line.kinds) - start)
    if start and typed:
        line.kinds[start - 1] = "R"


def _beside(lines: Sequence[VisualLine], i: int) -> VisualLine | None:
    """The text left of a mark that stands alone; None where there is text on its right."""
    mark = lines[i]
    row = [line for line in lines if line is not mark and abs(line.v - mark.v) <= _ONE_ROW * mark.size]
    if any(0 <= line.u0 - mark.u1 < _BESIDE * mark.size for line in row):
        return None
    return next((line for line in row if 0 <= mark.u0 - line.u1 < _BESIDE * mark.size), None)
