"""OCR layers that came with a file: the size of their type, which such programs guess from the highest and the lowest letter of each line."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.extract.ocr.size import settled_sizes
from pipeline.extract.ocr.words import ReadLine, ReadWord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.extract.pdf.content import Glyph, PageContent

_SURE = 100.0  # a layer keeps no confidence
# Of the size that the layer tells: what is farther off was measured by few or odd letters.
_NEAREST, _FARTHEST = 0.4, 2.5


def settle_sizes(content: PageContent) -> None:
    """Give each line of a layer the size that the widths of its words tell, and lines of nearly one size the same."""
    lines: defaultdict[tuple[float, int], list[Glyph]] = defaultdict(list)
    for glyph in content.glyphs:
        if not glyph.run.place:
            lines[glyph.run.v, glyph.run.angle].append(glyph)
    rows = [_read_line(glyphs, v) for (v, _), glyphs in lines.items()]
    for glyphs, size in zip(lines.values(), settled_sizes(rows), strict=True):
        for run in {glyph.run for glyph in glyphs}:
            if _NEAREST * run.size < size < _FARTHEST * run.size:
                run.size = size


def _read_line(glyphs: Sequence[Glyph], v: float) -> ReadLine:
    return ReadLine(words=tuple(_words(glyphs)), baseline=v, slope=0.0)


def _words(glyphs: Iterable[Glyph]) -> Iterator[ReadWord]:
    for blank, letters in groupby(glyphs, key=lambda glyph: not glyph.text.strip()):
        if not blank:
            own = list(letters)
            left, right = min(glyph.u0 for glyph in own), max(glyph.u1 for glyph in own)
            yield ReadWord("".join(glyph.text for glyph in own), left, 0.0, right, 0.0, _SURE)
