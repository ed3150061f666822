"""The order of drawing, looked up only where two orders of reading look alike.

Word, LibreOffice and Typst draw the runs of a right-to-left line as they were typed; most others draw what they show,
from left to right, or one run after the other.
"""

from __future__ import annotations

from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.pdf.content import Glyph
    from pipeline.extract.pdf.lines.visual import VisualLine


class DrawingOrder:
    """The order in which the glyphs of a page were drawn, and whether its lines were drawn as they were typed.

    A page that says nothing is taken to be drawn like the one `before` it.
    """

    def __init__(self, glyphs: Sequence[Glyph], before: DrawingOrder | None = None) -> None:
        self.lines: Sequence[VisualLine] = ()
        self._glyphs = glyphs
        self._before = before
        if before is not None:
            before._before = None

    @cached_property
    def _ranks(self) -> dict[int, int]:
        return dict(zip(map(id, self._glyphs), count()))

    def ranks(self, glyphs: Sequence[Glyph]) -> list[int]:
        """The place of each, -1 for blanks that were added."""
        return [self._ranks.get(id(glyph), -1) for glyph in glyphs]

    @cached_property
    def _votes(self) -> int:
        """Lines in which a Latin word or number was drawn between the letters on its right and those on its left,
        less those drawn the other way about."""
        votes = 0
        for line in self.lines:
            if not line.kinds.count("R") > line.kinds.count("L") + line.kinds.count("N") > 0:
                continue
            pieces = _around_island(line.kinds)
            if pieces:
                left, island, right = self.ranks([line.glyphs[i] for i in pieces])
                votes += (right < island < left) - (left < island < right)
        return votes

    @cached_property
    def typed(self) -> bool:
        """Whether the lines of the page were drawn as they were typed."""
        if self._votes or self._before is None:
            return self._votes > 0
        return self._before._votes > 0


def _around_island(kinds: Sequence[str]) -> tuple[int, int, int] | None:
    """A right-to-left letter, the Latin letter or number that follows on its right, and the next letter behind that."""
    left = kinds.index("R")
    island = next((i for i in range(left, len(kinds)) if kinds[i] in "LN"), len(kinds))
    right = next((i for i in range(island, len(kinds)) if kinds[i] == "R"), None)
    return None if right is None else (island - 1 if kinds[island - 1] == "R" else left, island, right)
