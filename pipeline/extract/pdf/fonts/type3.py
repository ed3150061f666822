"""Type 3 fonts, whose glyphs are content streams in a space of their own (ISO 32000-1, 9.6.5).

Nothing says how large their em is. The bitmaps of dvips are in pixels of a printer and their fonts have the size 1, so
that an em is 50 to 150 of what other fonts call one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pipeline.extract.pdf.fonts.widths import number
from pipeline.extract.pdf.streams import read_stream

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_BOX = re.compile(rb"\s*((?:[-+.\d]+\s+){6})d1\b")
_FEWEST, _EM_OF_ADVANCE, _LARGEST = 5, 2.0, 10_000.0
# Advances of healthy fonts, in em; wider ones are in other units.
_WIDEST = 4.0
_TAIL = 10  # a tenth of the glyphs reach higher, and as many lower, than an em: accents, brackets


def font_matrix(font: Any) -> tuple[float, float]:
    """How much wider and higher the text space is than the space of the glyphs; less than 0 where that is turned over."""
    matrix = [number(value) for value in font.get("/FontMatrix", (0.001, 0, 0, 0.001, 0, 0))]
    return (matrix[0], matrix[3]) if len(matrix) == 6 else (0.001, 0.001)


def em(font: Any, widths: Mapping[int, float]) -> float:
    """The em of a font in units of its text space: 1, unless its advances are in other units."""
    if max(widths.values(), default=0.0) <= _WIDEST:
        return 1.0
    boxes = list(_boxes(font))
    size = _height(boxes) * abs(font_matrix(font)[1]) if boxes else 0.0
    if len(boxes) < _FEWEST:  # dots, say, or digits
        size = max(size, _EM_OF_ADVANCE * max(widths.values()))
    return size if 0 < size < _LARGEST else 1.0


def _height(boxes: Sequence[tuple[float, float]]) -> float:
    """How far glyphs reach, from bottom to top, but for the lowest and the highest."""
    bottoms, tops = (sorted(edges) for edges in zip(*boxes, strict=True))
    tail = len(boxes) // _TAIL
    return float(tops[-1 - tail] - bottoms[tail])


def _boxes(font: Any) -> Iterator[tuple[float, float]]:
    """Bottom and top of each glyph that tells them."""
    procedures = font.get("/CharProcs")
    for name in procedures.keys() if procedures is not None else ():
        found = _BOX.match(read_stream(procedures[name]).data)
        if found:
            _, _, _, bottom, _, top = map(float, found[1].split())
            yield bottom, top
