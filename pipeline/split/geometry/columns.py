"""Columns of a document's text, from the gutters between lines that stand side by side."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.model import Line

LEAST_GUTTER = 0.7
"""Width of a gutter in ems."""
LEVEL, SHARED_HEIGHT, LINE_WIDTH = 0.5, 0.2, 8.0
"""Of a line's height: the lines of two columns need not stand on one grid, and hardly do where headings part them, if they
are text of so many ems: the parts of formulas overlap too."""
LEAST_ROWS = 4
LEAST_SHARE = 0.15
"""A gutter must part this many rows, and this share of the lines."""


SAME_EDGE = 0.7
"""Points by which the ends of lines at one edge differ."""
FEWEST_ENDS, STICKS_OUT = 8, 0.06
"""Lines that show the width of a column, and the share by which one that is wider than all others is none of it."""
LEAST_STRETCHED, STRETCHED = 3, 0.4
"""Lines, and share of them, that end at one edge where lines are stretched."""


class Column(NamedTuple):
    """The horizontal extent of a column of text."""

    x0: float
    x1: float


def find_columns(lines: Sequence[Line], body: Sequence[int]) -> tuple[Column, ...]:
    """The columns from left to right, and last the whole width where there are several."""
    boxes = [box for index in body if (box := lines[index].box)]
    if not boxes:
        return ()
    whole = (min(box.x0 for box in boxes), max(box.x1 for box in boxes))
    borders = [whole[0] - 1, *sorted(_gutters(lines, body)), whole[1] + 1]
    columns = []
    for left, right in pairwise(borders):
        inside = [(box.x0, box.x1) for box in boxes if left <= box.x0 and box.x1 <= right]
        if inside:
            columns.append(_extent(inside))
    return (*columns, Column(*whole)) if len(columns) > 1 else (_extent([(box.x0, box.x1) for box in boxes]),)


def _extent(inside: Sequence[tuple[float, float]]) -> Column:
    """What the lines fill that are nearly as wide as the widest; a stray line does not count, nor an address that
    could not be broken."""
    widths = sorted(x1 - x0 for x0, x1 in inside)
    if len(widths) >= FEWEST_ENDS and widths[-1] > (1 + STICKS_OUT) * widths[-2]:
        inside = [(x0, x1) for x0, x1 in inside if x1 - x0 < widths[-1]]
        widths.pop()
    width = widths[-1]
    wide = [(x0, x1) for x0, x1 in inside if x1 - x0 > 0.7 * width]
    return Column(-_edge([-x0 for x0, _ in wide]), _edge([x1 for _, x1 in wide]))


def _edge(ends: Sequence[float]) -> float:
    """Where the column ends: the outermost end, or where lines are stretched to one edge the outermost that two share.

    TeX lets a line stick out that it cannot break; no other line ends where that one does."""
    ordered = sorted(ends)
    shared = [
        bisect_left(ordered, end + SAME_EDGE) - bisect_left(ordered, end - SAME_EDGE) for end in ordered
    ]
    if max(shared) < max(LEAST_STRETCHED, STRETCHED * len(ends)):
        return ordered[-1]
    return max(end for end, count in zip(ordered, shared, strict=True) if count > 1)


def _gutters(lines: Sequence[Line], body: Sequence[int]) -> list[float]:
    """Where columns are parted: the middles of the gaps that most rows share."""
    gaps = list(_gaps(lines, body))
    found: list[float] = []
    while gaps:
        best = max(((x0 + x1) / 2 for x0, x1 in gaps), key=lambda x: sum(x0 < x < x1 for x0, x1 in gaps))
        support = sum(x0 < best < x1 for x0, x1 in gaps)
        if support < max(LEAST_ROWS, LEAST_SHARE * len(body)):
            break
        found.append(best)
        gaps = [(x0, x1) for x0, x1 in gaps if not x0 < best < x1]
    return found


def _gaps(lines: Sequence[Line], body: Sequence[int]) -> Iterator[tuple[float, float]]:
    """The free spaces between lines of one height that do not follow one another in the reading order.

    The halves of a couplet stand side by side too, but they are read one after the other."""
    order = {index: at for at, index in enumerate(body)}
    boxes = [(lines[index].page or 0, box, index) for index in body if (box := lines[index].box)]
    boxes.sort(key=lambda entry: (entry[0], entry[1].top))
    for at, (page, one, index) in enumerate(boxes):
        for other_page, two, other in boxes[at + 1 :]:
            if page != other_page or two.top >= one.bottom:
                break
            left, right = sorted((one, two))
            em = lines[index].size or 10.0
            shared = (one.bottom - two.top) / ((two.bottom - two.top) or 1.0)
            wide = min(one.x1 - one.x0, two.x1 - two.x0) > LINE_WIDTH * em
            aligned = shared > (SHARED_HEIGHT if wide else LEVEL)
            if aligned and abs(order[index] - order[other]) > 1 and right.x0 - left.x1 > LEAST_GUTTER * em:
                yield left.x1, right.x0
