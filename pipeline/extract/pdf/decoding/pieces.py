"""The pieces of a picture that hang together: a letter and its dots."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy import bool_
    from numpy.typing import NDArray

_TRUE = re.compile(b"\x01+")
# A dot has at least this share of the square; it stands on a side of its letter if so little of the ink above or below
# it, in its columns, is on the other side: the dot of ج is in the middle.
_DOT, _OTHER_SIDE = 0.004, 0.2


class Run(NamedTuple):
    """Pixels side by side: row from the top, first column, and the column after the last."""

    row: int
    start: int
    end: int


Piece = list[Run]


def pieces(shape: NDArray[bool_], diagonal: int) -> list[Piece]:
    """The pieces of a picture [rows, columns]; `diagonal` is 1 where corners connect."""
    parent: list[int] = []
    runs: list[Run] = []
    before: list[int] = []
    for number, row in enumerate(shape):
        now = []
        for start, end in (run.span() for run in _TRUE.finditer(row.tobytes())):
            own = len(parent)
            parent.append(own)
            runs.append(Run(number, start, end))
            for other in before:
                if runs[other].start < end + diagonal and start < runs[other].end + diagonal:
                    parent[_root(parent, other)] = _root(parent, own)
            now.append(own)
        before = now
    found: defaultdict[int, Piece] = defaultdict(list)
    for own, run in enumerate(runs):
        found[_root(parent, own)].append(run)
    return list(found.values())


def _root(parent: Sequence[int], i: int) -> int:
    while parent[i] != i:
        i = parent[i]
    return i


def area(piece: Piece) -> int:
    """Of a piece, in pixels."""
    return sum(run.end - run.start for run in piece)


def sides(found: Sequence[Piece], side: int) -> tuple[bool, bool]:
    """Whether dots stand above, and whether dots stand below the largest of the pieces of a square picture."""
    letter = max(found, key=area, default=[])
    places = [
        _place(piece, letter) for piece in found if piece is not letter and area(piece) >= _DOT * side * side
    ]
    return any(place > 0 for place in places), any(place < 0 for place in places)


def _place(dot: Piece, letter: Piece) -> int:
    """1 for a dot above a letter, -1 for one below it, 0 for one within."""
    start, end = min(run.start for run in dot), max(run.end for run in dot)
    middle = (dot[0].row + dot[-1].row) / 2
    over = under = 0
    for run in letter:
        width = max(0, min(end, run.end) - max(start, run.start))
        over += width * (run.row < middle)
        under += width * (run.row > middle)
    if over == under == 0:
        return 1 if middle < (letter[0].row + letter[-1].row) / 2 else -1
    return (over < _OTHER_SIDE * under) - (under < _OTHER_SIDE * over)
