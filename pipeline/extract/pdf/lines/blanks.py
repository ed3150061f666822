"""Blanks between the clusters of a line, by room and not by glyph.

XeLaTeX draws no blanks at all, LibreOffice a blank of no room for a non-joiner, Word cuts runs with them. What
counts is how far apart the ink stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.pdf.content import Glyph
from pipeline.extract.pdf.lines.order import bidi_class
from pipeline.extract.pdf.lines.tabs import join_marks
from pipeline.normalize.script import ZWNJ

if TYPE_CHECKING:
    from collections.abc import Sequence

# All in em. A gap without a blank glyph is a blank from 0.13 (XeLaTeX draws none at all); a blank that
# takes under 0.06 stands for a non-joiner; from 2 em on two texts only share a baseline.
BLANK_GAP, ROOMLESS_BLANK, SEPARATE_TEXTS = 0.13, 0.06, 2.0
GAP = -2
"""The code of a blank that the file does not draw."""
_SAME_PLACE = 0.01  # em, for rounding
_ONE_BY_ONE = 0.8  # runs a glyph, from which on a producer is taken to draw glyphs one by one (Qt)
# Letter-spaced text: this many gaps between letters at least, alike within so many em.
_SPACED_LETTERS, _SPACED_EVENLY = 6, 0.1


def _stands_for_non_joiner(left: Glyph, blank: Glyph, right: Glyph, line: Sequence[Glyph]) -> bool:
    """Whether a blank without room was written between two letters: it has no advance, or was drawn with
    both, or like each glyph of its line on its own. Word begins a run with such a blank where it cuts a
    word in two runs and the letters still join."""
    if not _between_letters(left, right):
        return False
    if blank.u1 - blank.u0 < ROOMLESS_BLANK * blank.run.size or left.run is blank.run is right.run:
        return True
    return len({id(glyph.run) for glyph in line}) > _ONE_BY_ONE * len(line)


def _between_letters(left: Glyph, right: Glyph) -> bool:
    return bidi_class(left.text) == bidi_class(right.text) == "R"


def close_taken_back(glyphs: Sequence[Glyph]) -> None:
    """Take the room from blanks over which the next letter is drawn, where letters are drawn from right to left.

    LuaTeX draws the blank that stands for a non-joiner like any letter and then steps back over it: it ends where the
    letter before it begins, and so does the letter after it. `glyphs` are in the order of drawing.
    """
    for before, blank, after in zip(glyphs, glyphs[1:], glyphs[2:], strict=False):
        if (
            blank.text == " "
            and blank.run is after.run
            and abs(after.u1 - blank.u1) < _SAME_PLACE * blank.run.size
            and abs(before.u0 - blank.u1) < _SAME_PLACE * blank.run.size
            and after.u0 < after.u1
            and _between_letters(before, after)
        ):
            blank.u0 = blank.u1


def _tracking(glyphs: Sequence[Glyph]) -> float:
    """The room, in em, that letter-spacing leaves between all letters of a text; 0 where there is none.

    Such a text has blanks as well, and the same gap between any two letters without one.
    """
    gaps: list[float] = []
    words = 0
    left: Glyph | None = None
    blank = False
    for glyph in glyphs:
        if glyph.text == " ":
            blank = True
            continue
        if left is not None and blank:
            words += 1
        elif left is not None:
            size = min(left.run.size, glyph.run.size)
            gap = (glyph.u0 - left.u1) / size if size else 0.0
            if gap <= BLANK_GAP:
                return 0.0  # where nearly every line ends
            gaps.append(gap)
        left, blank = glyph, False
    spaced = words and len(gaps) >= _SPACED_LETTERS and max(gaps) - min(gaps) < _SPACED_EVENLY
    return max(gaps) if spaced else 0.0


def _between(
    left: Glyph, blank: Glyph | None, right: Glyph, line: Sequence[Glyph], tracking: float
) -> Glyph | None:
    """What stands between two inked clusters: a blank, a non-joiner or nothing.

    The room of a blank runs from its own origin to the origin of what follows it, for a swash before
    it may be kerned under it.
    """
    size = left.run.size if left.run is right.run else min(left.run.size, right.run.size)
    gap = right.u0 - left.u1 - tracking * size
    if blank is not None and (gap > BLANK_GAP * size or right.u0 - blank.u0 >= ROOMLESS_BLANK * size):
        blank.u0, blank.u1, blank.code = left.u1, right.u0, -1
        return blank
    if gap > BLANK_GAP * size:
        return Glyph(" ", left.u1, right.u0, GAP, left.run)
    if blank is not None and _stands_for_non_joiner(left, blank, right, line):
        return Glyph(ZWNJ, left.u1, left.u1, -1, blank.run)
    return None


def spaced(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Blanks by room, not by glyph: added where a gap asks for one, turned into a non-joiner where a
    blank takes none between right-to-left letters. Split where two texts only share the baseline."""
    parts: list[list[Glyph]] = [[]]
    tracking = _tracking(glyphs)
    left: Glyph | None = None
    blank: Glyph | None = None
    for glyph in glyphs:
        if glyph.text == " ":
            blank = glyph
            continue
        if left is not None and (blank is not None or glyph.u0 > left.u1):
            if glyph.u0 - left.u1 > SEPARATE_TEXTS * min(left.run.size, glyph.run.size):
                parts.append([])
            elif (middle := _between(left, blank, glyph, glyphs, tracking)) is not None:
                parts[-1].append(middle)
        parts[-1].append(glyph)
        left, blank = glyph, None
    return join_marks([part for part in parts if part])
