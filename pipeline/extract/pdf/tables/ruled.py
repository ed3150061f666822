"""Ruled tables: which grids of drawn lines are tables of data, and what stands in their cells."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING

from msgspec import Struct, field

from pipeline.extract.pdf.lines.visual import VisualLine, visual_lines
from pipeline.extract.pdf.tables.grids import SNAP, find_grids
from pipeline.model import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.pdf.content import Glyph, PageContent

_ASIDE = 5.0  # points from the page, above or left of it
_RTL_DIGITS = frozenset("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩")
# A grid whose cells hold paragraphs is a page laid out with a table, not a table of data.
_LONGEST_CELL = 600  # clusters
_FEWEST_FILLED = 0.4


class Table(Struct, eq=False):
    """A grid on a page; `cells` maps (row, column), from the top left, to the lines inside."""

    box: Box
    rows: int
    columns: int
    cells: dict[tuple[int, int], list[VisualLine]] = field(default_factory=dict)

    @property
    def rtl(self) -> bool:
        """Whether columns run from right to left: whether most of the letters do; of a table of numbers, whether
        its digits are those of Arabic or Persian."""
        lines = [line for cell in self.cells.values() for line in cell]
        letters = sum(line.count("R") - line.count("L") for line in lines)
        return letters > 0 or (
            not letters
            and any(char in _RTL_DIGITS for line in lines for glyph in line.glyphs for char in glyph.text)
        )


def _overlap(first: Sequence[Box], second: Sequence[Box]) -> bool:
    return any(
        one.x0 < two.x1 and two.x0 < one.x1 and one.top < two.bottom and two.top < one.bottom
        for one in first
        for two in second
    )


def _positions(values: set[float]) -> dict[float, int]:
    """Index of each distinct grid line, those within the snapping distance taken as one."""
    indices: dict[float, int] = {}
    index, last = -1, float("-inf")
    for value in sorted(values):
        if value - last > SNAP:
            index += 1
        indices[value] = index
        last = value
    return indices


def _inside(glyph: Glyph, box: Box) -> bool:
    middle, v = (glyph.u0 + glyph.u1) / 2, glyph.run.v - glyph.run.size * 0.3
    return box.x0 <= middle <= box.x1 and box.top <= v <= box.bottom


def _fill(cells: Sequence[Box], glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The glyphs of each cell; a glyph on a border goes to the first of its cells."""
    filled: list[list[Glyph]] = [[] for _ in cells]
    for glyph in glyphs:
        home = next((i for i, cell in enumerate(cells) if _inside(glyph, cell)), None)
        if home is not None:
            filled[home].append(glyph)
    return filled


def is_data(cells: int, filled: Sequence[Sequence[Glyph]]) -> bool:
    """Whether a grid of so many cells, filled like this, is a table of data."""
    used = sum(bool(cell) for cell in filled)
    return used >= max(3, _FEWEST_FILLED * cells) and max(map(len, filled)) <= _LONGEST_CELL


def _spread(lines: Sequence[VisualLine], cell: Box, starts: Sequence[float]) -> list[int]:
    """The column of each text of a cell, where it holds those of several: a row whose cells are not ruled off.

    Empty where its texts do not each stand in a column; one text alone may be of a cell that spans columns.
    """
    inner = [x for x in starts if cell.x0 + SNAP < x < cell.x1 - SNAP]
    if not inner or any(line.u0 < x < line.u1 for line in lines for x in inner):
        return []
    columns = [sum(x <= line.u0 + SNAP for x in starts) - 1 for line in lines]
    return columns if len(set(columns)) > 1 else []


def _read_grid(cells: list[Box], glyphs: Sequence[Glyph]) -> tuple[Table, set[Glyph]] | None:
    """A table and the glyphs it took, or None where the grid is no table of data."""
    columns, rows = _positions({c.x0 for c in cells}), _positions({c.top for c in cells})
    box = Box(
        min(c.x0 for c in cells),
        min(c.top for c in cells),
        max(c.x1 for c in cells),
        max(c.bottom for c in cells),
    )
    table = Table(box, max(rows.values()) + 1, max(columns.values()) + 1)
    if table.rows < 2 or table.columns < 2:
        return None
    filled = _fill(cells, [glyph for glyph in glyphs if not glyph.run.angle and _inside(glyph, box)])
    if not is_data(len(cells), filled):
        return None
    starts = sorted({column: x for x, column in columns.items()}.values())
    for cell, inside in zip(cells, filled, strict=True):
        lines = visual_lines(inside)[0]
        for line, column in zip(
            lines, _spread(lines, cell, starts) or repeat(columns[cell.x0]), strict=False
        ):
            table.cells.setdefault((rows[cell.top], column), []).append(line)
    return table, {glyph for cell in filled for glyph in cell}


def take_tables(content: PageContent) -> list[Table]:
    """Find the tables of a page and take their glyphs out of `content`."""
    tables = []
    grids = find_grids(content.rules)
    if content.borders:  # Word lays a ground under each line of a cell, others draw cells as grounds alone
        grids += [
            grid
            for grid in find_grids(content.rules + content.borders)
            if not any(_overlap(grid, known) for known in grids)
        ]
    for cells in grids:
        if any(cell.x0 < -_ASIDE or cell.top < -_ASIDE for cell in cells):
            continue  # grounds of a web page that is wider than the paper
        found = _read_grid(cells, content.glyphs)
        if found is not None:
            table, taken = found
            content.glyphs = [glyph for glyph in content.glyphs if glyph not in taken]
            tables.append(table)
    return tables
