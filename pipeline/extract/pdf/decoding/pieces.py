"""The pieces of a picture that hang together: a letter and its dots; and the holes in them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy import bool_
    from numpy.typing import NDArray

# A dot has at least this share of the square; it stands on a side of its letter if so little of the ink above or below
# it, in its columns, is on the other side: the dot of ج is in the middle.
_DOT, _OTHER_SIDE = 0.004, 0.2


class Run(NamedTuple):
    """Pixels side by side: row from the top, first column, and the column after the last."""

    row: int
    start: int
    end: int


Piece = list[Run]


def pieces(shape: NDArray[bool_]) -> list[Piece]:
    """The pieces of a picture [rows, columns]; pixels that touch at a corner hang together."""
    rows, starts, ends = _runs(shape)
    parent = list(range(len(rows)))
    other = 0  # the first run that may touch this one or the next
    for own, (row, start, end) in enumerate(zip(rows, starts, ends, strict=True)):
        while rows[other] < row - 1 or (rows[other] == row - 1 and ends[other] < start):
            other += 1
        near = other
        while rows[near] < row and starts[near] <= end:
            parent[_root(parent, near)] = own
            near += 1
    found: defaultdict[int, Piece] = defaultdict(list)
    for own, run in enumerate(map(Run, rows, starts, ends)):
        found[_root(parent, own)].append(run)
    return list(found.values())


def _runs(shape: NDArray[bool_]) -> tuple[list[int], list[int], list[int]]:
    """Rows, first columns and last columns of the runs, from the top left."""
    import numpy as np

    edges = np.diff(np.pad(shape, ((0, 0), (1, 1))).view(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    return rows.tolist(), starts.tolist(), np.nonzero(edges == -1)[1].tolist()


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


def holes(shape: NDArray[bool_], count: int) -> int:
    """The holes in a picture of so many pieces, by its Euler number: pieces less holes, counted in squares of 2 x 2 pixels."""
    import numpy as np

    ink = np.pad(shape, 1).view(np.uint8)
    squares = ink[:-1, :-1] + 2 * ink[:-1, 1:] + 4 * ink[1:, :-1] + 8 * ink[1:, 1:]
    seen = np.bincount(squares.ravel(), minlength=16)
    single, triple, diagonal = (int(seen[list(kinds)].sum()) for kinds in _SQUARES)
    return count - (single - triple - 2 * diagonal) // 4


# Squares with one pixel of ink, with three, and with two that touch at a corner alone.
_SQUARES = ((1, 2, 4, 8), (7, 11, 13, 14), (6, 9))


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
