"""Tables without rules: texts that stand in columns, row after row.

Columns of prose and lists of contents also leave gaps, and a false table is worse than a missed one. So a table has
three columns and three rows at least, short cells, a gap in every row at every border, and numbers in most rows.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.pdf.tables.ruled import Table
from pipeline.model import Box

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.extract.pdf.lines.visual import VisualLine

_COLUMNS, _ROWS = 3, 3
_LONGEST = 40  # characters of a cell
_FULL, _NUMBERS = (
    0.6,
    0.5,
)  # shares of the cells that are filled, of the rows with numbers in two cells or most
_STEP, _UNEVEN = 3.0, 1.6  # between rows: the longest step in em, and against the shortest


class _Row(NamedTuple):
    v: float
    size: float
    cells: list[VisualLine]


def take_unruled_tables(lines: Sequence[VisualLine]) -> tuple[list[Table], list[VisualLine]]:
    """The tables among the printed lines of a page, given from top to bottom, and the lines left over."""
    if sum(one.v == two.v for one, two in pairwise(lines)) < (_COLUMNS - 1) * _ROWS:
        return [], list(lines)
    tables, taken = [], set[int]()
    for rows in _runs(lines):
        table = _read(rows)
        if table is not None:
            tables.append(table)
            taken.update(id(cell) for row in rows for cell in row.cells)
    return tables, [line for line in lines if id(line) not in taken]


def _runs(lines: Sequence[VisualLine]) -> Iterator[list[_Row]]:
    """Rows of several short texts that follow one another without another line between them."""
    run: list[_Row] = []
    for _, group in groupby(lines, key=lambda line: (line.angle, line.glyphs[0].run.place, round(line.v, 1))):
        cells = list(group)
        row = _Row(cells[0].v, cells[0].size, cells)
        if run and not (_is_row(row) and _follows(run, row)):
            yield run
            run = []
        if _is_row(row):
            run.append(row)
    if run:
        yield run


def _is_row(row: _Row) -> bool:
    first = row.cells[0]
    return (
        len(row.cells) > 1
        and not first.angle
        and first.glyphs[0].run.place is None
        and all(sum(len(glyph.text) for glyph in cell.glyphs) <= _LONGEST for cell in row.cells)
    )


def _follows(run: Sequence[_Row], row: _Row) -> bool:
    steps = [two.v - one.v for one, two in pairwise([*run, row])]
    return steps[-1] < _STEP * row.size and max(steps) < _UNEVEN * min(steps)


def _read(rows: Sequence[_Row]) -> Table | None:
    """The table, or None where the rows have no columns in common."""
    columns = _columns([cell for row in rows for cell in row.cells])
    filled = sum(len(row.cells) for row in rows)
    if len(rows) < _ROWS or len(columns) < _COLUMNS or filled < _FULL * len(rows) * len(columns):
        return None
    if sum(_has_numbers(row) for row in rows) < _NUMBERS * len(rows):
        return None
    cells = [cell for row in rows for cell in row.cells]
    box = Box(
        min(cell.u0 for cell in cells), rows[0].v - rows[0].size,
        max(cell.u1 for cell in cells), rows[-1].v + 0.25 * rows[-1].size,
    )  # fmt: skip
    table = Table(box, len(rows), len(columns))
    for at, row in enumerate(rows):
        for cell in row.cells:
            column = next(i for i, (u0, u1) in enumerate(columns) if u0 <= cell.u0 <= u1)
            if (at, column) in table.cells:
                return None
            table.cells[at, column] = [cell]
    return table


def _columns(cells: Sequence[VisualLine]) -> list[tuple[float, float]]:
    """The extents of cells that overlap, from left to right: between them lies paper that every row leaves blank."""
    columns: list[tuple[float, float]] = []
    for cell in sorted(cells, key=lambda cell: cell.u0):
        if columns and cell.u0 <= columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], cell.u1)
        else:
            columns.append((cell.u0, cell.u1))
    return columns


def _has_numbers(row: _Row) -> bool:
    """Whether the row has two cells at least that are mostly digits."""
    return sum(_is_number(cell) for cell in row.cells) > 1


def _is_number(cell: VisualLine) -> bool:
    text = "".join(glyph.text for glyph in cell.glyphs)
    return 2 * sum(char.isdigit() for char in text) > sum(char.isalnum() for char in text) > 0
