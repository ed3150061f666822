"""Tables of the structure tree: rows and cells as the file names them, where they stand as a table does.

The tree says which text is of one cell and which cells are of one row. The columns are told by where the cells stand:
trees leave out cells that are merged with the one above.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.pdf.lines.visual import visual_lines
from pipeline.extract.pdf.tables.ruled import Table, is_data
from pipeline.model import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.extract.pdf.content import Glyph, PageContent
    from pipeline.extract.pdf.structure import PageTags


class _Cell(NamedTuple):
    """A cell with text on it: its row in the tree, and its extent in points."""

    row: int
    u0: float
    u1: float
    top: float
    glyphs: list[Glyph]

    @classmethod
    def of(cls, row: int, glyphs: list[Glyph]) -> _Cell | None:
        inked = [glyph for glyph in glyphs if glyph.text.strip()]
        if not inked:
            return None
        u0, u1 = min(glyph.u0 for glyph in inked), max(glyph.u1 for glyph in inked)
        return cls(row, u0, u1, min(glyph.run.v for glyph in inked), glyphs)


def _tables(glyphs: Iterable[Glyph], tags: PageTags) -> Iterable[dict[tuple[int, int], list[Glyph]]]:
    """The glyphs of each cell of each table on a page, by row and number of the cell in the tree."""
    tables: dict[int, dict[tuple[int, int], list[Glyph]]] = {}
    for glyph in glyphs:
        tag = tags.tags.get(glyph.run.mcid) if glyph.run.mcid is not None else None
        if tag and tag.cell and not glyph.run.angle:
            cells = tables.setdefault(tag.cell.table, defaultdict(list))
            cells[tag.cell.row, tag.cell.column].append(glyph)
    return tables.values()


def _in_rows(cells: Sequence[_Cell]) -> bool:
    """Whether each row begins below the beginning of the row before it, and no cells of a row lie over one another."""
    rows: dict[int, list[_Cell]] = defaultdict(list)
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.u0)):
        rows[cell.row].append(cell)
    if any(one.u1 > two.u0 for row in rows.values() for one, two in pairwise(row)):
        return False
    tops = [min(cell.top for cell in row) for row in rows.values()]
    return all(one < two for one, two in pairwise(tops))


def _columns(cells: Sequence[_Cell]) -> list[tuple[float, float]]:
    """The extents of the columns from left to right: of the cells of the rows with most of them."""
    rows: dict[int, list[_Cell]] = defaultdict(list)
    for cell in sorted(cells, key=lambda cell: cell.u0):
        rows[cell.row].append(cell)
    most = max(map(len, rows.values()))
    full = [row for row in rows.values() if len(row) == most]
    return [(min(c.u0 for c in column), max(c.u1 for c in column)) for column in zip(*full, strict=True)]


def _column_of(cell: _Cell, columns: Sequence[tuple[float, float]]) -> int:
    """The first column that a cell stands in, or the one that it is nearest to."""

    def apart(column: int) -> float:
        return max(columns[column][0] - cell.u1, cell.u0 - columns[column][1])

    inside = [column for column in range(len(columns)) if apart(column) < 0]
    return inside[0] if inside else min(range(len(columns)), key=apart)


def _read(given: dict[tuple[int, int], list[Glyph]]) -> Table | None:
    """The table, or None where its cells do not stand as those of a table."""
    cells = [cell for (row, _), glyphs in given.items() if (cell := _Cell.of(row, glyphs))]
    rows = sorted({cell.row for cell in cells})
    if len(rows) < 2 or not _in_rows(cells):
        return None
    columns = _columns(cells)
    if len(columns) < 2 or any(one[1] > two[0] for one, two in pairwise(columns)):
        return None
    if not is_data(len(rows) * len(columns), [cell.glyphs for cell in cells]):
        return None
    bottom = max(glyph.run.v for cell in cells for glyph in cell.glyphs)
    top = min(cell.top - cell.glyphs[0].run.size for cell in cells)
    box = Box(min(cell.u0 for cell in cells), top, max(cell.u1 for cell in cells), bottom)
    table = Table(box, len(rows), len(columns))
    for cell in cells:
        place = rows.index(cell.row), _column_of(cell, columns)
        if place in table.cells:
            return None
        table.cells[place] = visual_lines(cell.glyphs)[0]
    return table


def take_tagged_tables(content: PageContent) -> list[Table]:
    """Read the tables that the structure tree names, and take their glyphs out of `content`.

    A table whose cells do not stand in rows and columns, or hold paragraphs, is left to be read as text: the author
    laid out a page with it.
    """
    if content.tags is None or not any(tag.cell for tag in content.tags.tags.values()):
        return []
    tables: list[Table] = []
    taken: set[Glyph] = set()
    for cells in _tables(content.glyphs, content.tags):
        table = _read(cells)
        if table is not None:
            tables.append(table)
            taken.update(glyph for glyphs in cells.values() for glyph in glyphs)
    if taken:
        content.glyphs = [glyph for glyph in content.glyphs if glyph not in taken]
    return tables
