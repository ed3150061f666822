"""Directions of lines that their own letters do not tell: remains of a paragraph, and numbers with a sign.

The last line of a right-to-left paragraph may hold a Latin name alone. Its stop, drawn at the left end, and its place
at the right edge tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.pdf.lines.islands import is_arabic, is_bracket, is_stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.pdf.content import Glyph
    from pipeline.extract.pdf.lines.visual import VisualLine

# In em: lines of one paragraph stand at most so far apart, and its right edge is even within so much.
SAME_PARAGRAPH, EVEN = 2.2, 0.5
LINES_ABOVE = 4  # so many are asked, for lines of other columns stand between
_SIGNS = frozenset("+-−")


def continue_paragraphs(lines: Sequence[VisualLine], *, rtl: bool) -> None:
    """Turn lines without right-to-left letters to the direction of their paragraph, or of `rtl` text around numbers."""
    for i, line in enumerate(lines):
        if line.rtl or "R" in line.kinds:
            continue
        if rtl and "L" not in line.kinds and _signed_from_right(line):
            line.rtl = True
        elif _stops_at_left(line) and (above := _above(lines, i)) is not None:
            line.rtl = True
            line.arabic = any(is_arabic(glyph.text) for glyph in above.glyphs)


def _signed_from_right(line: VisualLine) -> bool:
    """Whether a number has its sign on its right, where a right-to-left text draws what comes first."""
    return line.glyphs[-1].text in _SIGNS and line.glyphs[0].text not in _SIGNS


def _stops_at_left(line: VisualLine) -> bool:
    """Whether a line begins on its left with what ends a sentence: a stop, or a bracket without its partner."""
    first = next((i for i, kind in enumerate(line.kinds) if kind in "LNW"), 0)
    edge = [glyph.text for glyph in line.glyphs[:first]]
    if not edge or line.kinds[first] == "W":
        return False
    brackets = sum(is_bracket(glyph.text) for glyph in line.glyphs)
    return any(is_stop(text) for text in edge) or (is_bracket(edge[0]) and brackets == 1)


def _above(lines: Sequence[VisualLine], i: int) -> VisualLine | None:
    """The line that line `i` goes on from, ending at its right edge and before its left one.

    It is a right-to-left line, or a Latin one: the last line of a left-to-right paragraph does not stand at the right."""
    line = lines[i]
    for above in reversed(lines[max(0, i - LINES_ABOVE) : i]):
        if (
            above.angle == line.angle
            and 0 < line.v - above.v <= SAME_PARAGRAPH * line.size
            and abs(above.size - line.size) <= 0.1 * line.size
            and abs(above.u1 - line.u1) <= EVEN * line.size
            and above.u0 < line.u0 - line.size
        ):
            return above
    return None


def ends_in_bracket(line: VisualLine) -> bool:
    """Whether a bracket stands at the right edge of a line, behind a Latin word or a number."""
    return is_bracket(line.glyphs[-1].text) and len(line.kinds) > 1 and line.kinds[-2] in "LN"


def closes_bracket(line: VisualLine, row: Sequence[Glyph], above: VisualLine) -> bool:
    """Whether the bracket at the right edge of a line closes one in the Latin run that `row`, the line above, ends with.

    The picture is that of a bracket which opens the line.
    """
    close = 0 < line.v - above.v <= SAME_PARAGRAPH * line.size and above.u0 < line.u1 and line.u0 < above.u1
    if not above.rtl or not close:
        return False
    open_brackets = 0
    for glyph in reversed(row):
        if glyph.turned:
            break
        open_brackets += is_bracket(glyph.text)
    return open_brackets % 2 == 1
