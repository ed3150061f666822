"""Levels of headings by the rank of their size; the title has level 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.model import Line
    from pipeline.split.decision import Decision

FIRST, LAST = 2, 6


def heading_levels(lines: Sequence[Line], members: Mapping[int, Sequence[Decision]]) -> dict[int, int]:
    """The level of each heading by the number of its block. What the markup says stands."""
    first = {
        number: lines[entries[0].line] for number, entries in members.items() if entries[0].role == "heading"
    }
    sizes = sorted({round(line.size) for line in first.values() if line.level is None}, reverse=True)
    return {
        number: min(LAST, max(FIRST, line.level) if line.level else FIRST + sizes.index(round(line.size)))
        for number, line in first.items()
    }
