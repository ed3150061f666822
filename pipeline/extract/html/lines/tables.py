"""Tables: which hold data and which only lay out a page, and the grid of a data table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.extract.html.lines.vocabulary import BLOCKS, PICTURES
from pipeline.model import count_letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_BLANK = re.compile(r"[ \t\n\r\f]+")
_INSIDE = frozenset(
    [
        "table",
        "form",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "article",
        "section",
        "nav",
        "input",
        "select",
        "button",
    ]
)
# Letters in a cell of a table of figures; a cell with more holds an article or a column of a page.
_CELL = 400
_SPAN = 100


def data_rows(table: HtmlElement) -> tuple[tuple[str, ...], ...]:
    """The rows of a data table as a grid; empty for a table that lays out a page.

    The text of a cell that spans several rows or columns stands in the first of them, the others are
    empty, so that every letter stands once.
    """
    if table.get("role") in ("presentation", "none") or any(
        element.tag in _INSIDE for element in table.iterdescendants()
    ):
        return ()
    rows = _grid(table)
    if len(rows) < 2 or len(rows[0]) < 2 or not _looks_like_data(table, rows):
        return ()
    kept = count_letters("".join(cell for row in rows for cell in row)) + count_letters(caption(table))
    return rows if kept == letters_of(table) else ()


def letters_of(element: HtmlElement) -> int:
    """Letters under an element: its text and the texts that stand for its pictures."""
    pictures = sum(count_letters(picture.get("alt") or "") for picture in element.iter(*PICTURES))
    return count_letters(element.text_content()) + pictures


def caption(table: HtmlElement) -> str:
    element = table.find("caption")
    return "" if element is None else _text(element)


def _looks_like_data(table: HtmlElement, rows: tuple[tuple[str, ...], ...]) -> bool:
    cells = [cell for row in rows for cell in row if cell]
    if not cells or max(map(len, cells)) > _CELL:
        return False
    if any(True for _ in table.iterdescendants("th", "caption", "thead")):
        return True
    linked = sum(len(_text(link)) for link in table.iterdescendants("a"))
    if linked * 2 > sum(map(len, cells)):
        return False
    filled = len(cells) / sum(map(len, rows))
    return filled > 0.6 and (table.get("border", "0") not in ("0", "") or len(rows) > 2 or len(rows[0]) > 2)


def _grid(table: HtmlElement) -> tuple[tuple[str, ...], ...]:
    grid: list[list[str]] = []
    covered: dict[int, int] = {}
    for row in table.iterdescendants("tr"):
        line: list[str] = []
        below = {column: rows - 1 for column, rows in covered.items() if rows > 1}
        for text, columns, rows in _cells(row):
            while covered.get(len(line)):
                line.append("")
            if rows > 1:
                below.update(dict.fromkeys(range(len(line), len(line) + columns), rows - 1))
            line += [text, *[""] * (columns - 1)]
        grid.append(line)
        covered = below
    width = max(map(len, grid), default=0)
    return tuple((*row, *[""] * (width - len(row))) for row in grid)


def _cells(row: HtmlElement) -> Iterator[tuple[str, int, int]]:
    for cell in row:
        if cell.tag in ("td", "th"):
            yield _text(cell), _count(cell, "colspan"), _count(cell, "rowspan")


def _count(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(1, int(value)), _SPAN) if value.isascii() and value.isdigit() else 1


def _text(element: HtmlElement) -> str:
    parts = []
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if inner.tag == "br" or inner.tag in BLOCKS:
            parts.append(" ")
        if event == "start":
            parts.append((inner.get("alt") or "") if inner.tag in PICTURES else inner.text or "")
        elif inner is not element:
            parts.append(inner.tail or "")
    return _BLANK.sub(" ", "".join(parts)).strip(" ")
