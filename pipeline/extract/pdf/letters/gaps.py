"""Gaps inside words: room between two letters that are joined, where a justified line was stretched.

LibreOffice leaves such room where it draws no kashida. By its width it is a blank; but the letter before it is drawn in a
form that joins to the next.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.extract.pdf.letters.non_joiners import joins_next
from pipeline.extract.pdf.lines.blanks import GAP
from pipeline.extract.pdf.lines.order import bidi_class

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.extract.pdf.content import Glyph
    from pipeline.extract.pdf.fonts.font import Font

    _Key = tuple[Font, int]

# Blanks that the file draws for one that only a gap tells, else it may draw none at all, as XeTeX does; how often a
# glyph stands before another letter, and how many times as often as at the end of a word, to be known as a joined form.
_DRAWN, _SEEN, _MORE_OFTEN = 4, 4, 4


def close_gaps(rows: Sequence[Sequence[Glyph]]) -> int:
    """Take out the blanks that only a gap tells behind glyphs that join to the next. Returns their number."""
    gaps = list(_gaps(rows))
    if not gaps or sum([glyph.text == " " for row in rows for glyph in row]) < _DRAWN * len(gaps):
        return 0
    ends, joins = _standing(rows)
    closed = 0
    for before, gap in gaps:
        key = before.run.font, before.code
        if joins[key] >= max(_SEEN, _MORE_OFTEN * ends[key]):
            gap.text = ""
            closed += 1
    return closed


def _gaps(rows: Sequence[Sequence[Glyph]]) -> Iterator[tuple[Glyph, Glyph]]:
    """The blanks that only a gap tells between right-to-left letters the first of which could join, with that letter."""
    for row in rows:
        for i, glyph in enumerate(row):
            if glyph.code == GAP and 0 < i < len(row) - 1:
                before = row[i - 1]
                if before.turned and joins_next(before.text) and bidi_class(row[i + 1].text) == "R":
                    yield before, glyph


def _standing(rows: Sequence[Sequence[Glyph]]) -> tuple[Counter[_Key], Counter[_Key]]:
    """How often each glyph stands at the end of a word, and before another letter."""
    ends: Counter[_Key] = Counter()
    joins: Counter[_Key] = Counter()
    for row in rows:
        for glyph, after in zip(row, (*row[1:], None), strict=True):
            if not glyph.turned or glyph.code < 0 or (after is not None and after.code == GAP):
                continue
            inside = after is not None and bidi_class(after.text) == "R"
            (joins if inside else ends)[glyph.run.font, glyph.code] += 1
    return ends, joins
