"""Grids of drawn lines: which rectangles they rule off, and which of these belong together.

Lines of one row or column are drawn cell by cell, a little apart or over one another; so they are first put in line
and joined. A cell is the smallest rectangle at a crossing whose four sides are all drawn.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from pipeline.model import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.extract.pdf.content import Rule

SNAP = 3.0
"""Points: lines nearer than this are one."""
# Shorter ones are underlines, ticks and dots of a border; fewer than these, across or down, rule no table.
_SHORTEST, _FEWEST = 8.0, 3

_Point = tuple[float, float]  # x, y


class _Stroke(NamedTuple):
    """A line across the page or down it: where it stands, and from where to where it runs."""

    at: float
    start: float
    end: float


class _Crossings:
    """Where strokes down the page cross strokes across it: with what stands on the same stroke, in order."""

    def __init__(self, across: Sequence[_Stroke], down: Sequence[_Stroke]) -> None:
        self._beside: dict[_Point, dict[float, None]] = {}
        self._below: dict[_Point, dict[float, None]] = {}
        for row in across:
            xs = dict.fromkeys(column.at for column in down if _cross(row, column))
            for x in xs:
                point = x, row.at
                self._beside[point] = self._beside[point] | xs if point in self._beside else xs
        for column in down:
            ys = dict.fromkeys(row.at for row in across if _cross(row, column))
            for y in ys:
                point = column.at, y
                self._below[point] = self._below[point] | ys if point in self._below else ys

    def cells(self) -> Iterator[Box]:
        """The smallest cell right below each crossing that has one."""
        for x, y in sorted(self._beside):
            corners = (
                Box(x, y, right, bottom)
                for bottom in self._below[x, y]
                if bottom > y
                for right in self._beside[x, y]
                if right > x and self._closed(x, y, right, bottom)
            )
            if (cell := next(corners, None)) is not None:
                yield cell

    def _closed(self, x: float, y: float, right: float, bottom: float) -> bool:
        """Whether the right and the lower side are drawn, where the others are."""
        return bottom in self._below[right, y] and right in self._beside.get((x, bottom), ())


def _cross(row: _Stroke, column: _Stroke) -> bool:
    return (
        column.start <= row.at + SNAP
        and column.end >= row.at - SNAP
        and row.start - SNAP <= column.at <= row.end + SNAP
    )


def _in_line(strokes: Iterable[_Stroke]) -> Iterator[list[_Stroke]]:
    """Strokes that stand in one place but for `SNAP`, at the mean of their places and in the order in which they begin."""
    group: list[_Stroke] = []
    for stroke in sorted(strokes):
        if group and stroke.at > group[-1].at + SNAP:
            yield _aligned(group)
            group = []
        group.append(stroke)
    if group:
        yield _aligned(group)


def _aligned(group: Sequence[_Stroke]) -> list[_Stroke]:
    at = sum(stroke.at for stroke in group) / len(group)
    return sorted(_Stroke(at, start, end) for _, start, end in group)


def _joined(strokes: Iterable[_Stroke]) -> list[_Stroke]:
    """Strokes put in line, those that touch as one."""
    joined: list[_Stroke] = []
    for group in _in_line(strokes):
        last, *rest = group
        for stroke in rest:
            if stroke.start <= last.end + SNAP:
                last = last._replace(end=max(last.end, stroke.end))
            else:
                joined.append(last)
                last = stroke
        joined.append(last)
    return joined


def _corners(cell: Box) -> tuple[_Point, ...]:
    x0, top, x1, bottom = cell
    return (x0, top), (x0, bottom), (x1, top), (x1, bottom)


def _contiguous(cells: Iterable[Box]) -> Iterator[list[Box]]:
    """Cells that hang together by their corners."""
    around: defaultdict[_Point, list[Box]] = defaultdict(list)
    for cell in cells:
        for corner in _corners(cell):
            around[corner].append(cell)
    seen: set[Box] = set()
    for first in chain.from_iterable(around.values()):
        if first in seen:
            continue
        seen.add(first)
        group = [first]
        for cell in group:
            near = {one for corner in _corners(cell) for one in around[corner]} - seen
            seen |= near
            group += sorted(near)
        yield sorted(group)


def find_grids(rules: Iterable[Rule]) -> list[list[Box]]:
    """The cells of every grid on a page, the grids from the top; a rectangle alone is none."""
    across: list[_Stroke] = []
    down: list[_Stroke] = []
    for x0, top, x1, bottom in rules:
        if max(x1 - x0, bottom - top) >= _SHORTEST:
            wide = x1 - x0 > bottom - top
            (across if wide else down).append(_Stroke(top, x0, x1) if wide else _Stroke(x0, top, bottom))
    if min(len(across), len(down)) < _FEWEST:
        return []
    grids = [
        grid for grid in _contiguous(_Crossings(_joined(across), _joined(down)).cells()) if len(grid) > 1
    ]
    return sorted(grids, key=lambda grid: min((cell.top, cell.x0) for cell in grid))
