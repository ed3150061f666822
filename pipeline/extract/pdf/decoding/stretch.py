"""Words that are stretched by kashidas which are no glyphs: TeX draws them as rules or pictures.

They leave gaps in words. What tells them from blanks are the letters beside: one that joins to the next, in a form whose
ink goes to its edge, does not end a word.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.extract.pdf.decoding.words import lines
from pipeline.extract.pdf.letters.non_joiners import joins_next

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.extract.pdf.decoding.clusters import Cluster

# In em: ink so near to the edge of an advance touches what stands there, and no kashida is longer.
_TOUCHING, _LONGEST = 0.02, 3.0


def close_gaps(clusters: Sequence[Cluster], text: Callable[[Cluster], str]) -> None:
    """Let the letters before such gaps reach to the letters after them, on a page whose clusters read as `text` says."""
    for line in lines(clusters):
        line.sort(key=lambda cluster: cluster.glyph.u0 + cluster.glyph.u1)
        for after, before in pairwise(line):
            gap = before.glyph.u0 - after.glyph.u1
            if 0 < gap < _LONGEST * before.glyph.run.size and _is_stretched(before, after, text):
                before.glyph.u0 = after.glyph.u1


def _is_stretched(before: Cluster, after: Cluster, text: Callable[[Cluster], str]) -> bool:
    if before.shape is None or after.shape is None or before.shape.ink is None or after.shape.ink is None:
        return False
    left, right = before.shape.ink.box[0], after.shape.advance - after.shape.ink.box[2]
    return left <= _TOUCHING and right <= _TOUCHING and joins_next(text(before))
