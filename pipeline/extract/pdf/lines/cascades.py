"""Words of cascading fonts (Nastaliq), whose letters step down to the baseline from the right, set level.

Producers that place glyphs one by one give each letter a baseline of its own; the last one stands on the line's.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipeline.extract.pdf.lines.order import bidi_class

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.extract.pdf.content import Glyph, Run

# Baselines a glyph, from which on a page is taken to cascade: two Nastaliq pages had 0.2, others 0.02. A page has so
# many glyphs at least. In em: letters of a word are so near, and step no further.
_BASELINES, _FEWEST_GLYPHS, _NEAR, _STEP = 0.1, 40, 0.1, 1.2


def is_cascading(glyphs: int, baselines: int) -> bool:
    """Whether a page has so many baselines that letters must have their own."""
    return glyphs >= _FEWEST_GLYPHS and baselines > _BASELINES * glyphs


def set_level(glyphs: Sequence[Glyph]) -> None:
    """Put the letters of each right-to-left word on the lowest baseline among them, and side by side."""
    runs: dict[tuple[int, float], Run] = {}
    for word in _words(glyphs):
        v = max(glyph.run.v for glyph in word)
        for glyph in word:
            if glyph.run.v != v:
                key = (id(glyph.run), v)
                glyph.run = runs.setdefault(key, replace(glyph.run, v=v))
        word.sort(key=lambda glyph: glyph.u0)
        for left, right in pairwise(word):
            left.u1 = min(left.u1, right.u0)  # a tail reaches under the letters before it


def _words(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Right-to-left letters that are drawn one after the other and touch."""
    word: list[Glyph] = []
    for glyph in glyphs:
        if bidi_class(glyph.text) != "R" or (word and not _touch(word[-1], glyph)):
            if len(word) > 1:
                yield word
            word = []
        if bidi_class(glyph.text) == "R":
            word.append(glyph)
    if len(word) > 1:
        yield word


def _touch(one: Glyph, other: Glyph) -> bool:
    size = one.run.size
    return (
        abs(one.run.size - other.run.size) <= _NEAR * size
        and one.run.angle == other.run.angle
        and other.u0 < one.u1 + _NEAR * size
        and other.u1 > one.u0 - _NEAR * size
        and abs(one.run.v - other.run.v) <= _STEP * size
    )
