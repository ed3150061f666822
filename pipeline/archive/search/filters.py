"""The filters of a query as conditions of SQL, all values as parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from pipeline.archive.search.terms import expression, parse, unwanted
from pipeline.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.archive.reader import Reader
    from pipeline.archive.search.query import Query

NAMES = ("site", "section", "author")
"""Filters by a name, as people remember it."""
COLUMN = {"author": "authors"}
Condition = tuple[str, tuple[str | int, ...]]


class Selection(Struct, frozen=True):
    """What a query selects: `FROM` these tables, `WHERE` these conditions, with these parameters. `match` is the
    expression for the index, empty if the query has no words to find."""

    match: str
    conditions: tuple[Condition, ...]

    @property
    def source(self) -> str:
        """The index comes first: SQLite keeps the order of a CROSS JOIN, and would sooner ask the index for each document of
        a site, at ten times the price."""
        return "search CROSS JOIN document ON document.id = search.rowid" if self.match else "document"

    @property
    def where(self) -> str:
        return " AND ".join(sql for sql, _ in self.conditions) or "TRUE"

    @property
    def parameters(self) -> tuple[str | int, ...]:
        return tuple(value for _, values in self.conditions for value in values)

    def also(self, sql: str, *values: str | int) -> Selection:
        """The same, with one more condition."""
        return Selection(self.match, (*self.conditions, (sql, values)))

    @property
    def is_filtered(self) -> bool:
        """Whether more than the index decides."""
        return not self.match or len(self.conditions) > 1


def selection(reader: Reader, query: Query, *, without: str = "") -> Selection:
    """What a query selects, one of its filters left out if it is named."""
    terms = parse(query.words)
    match = expression(terms)
    conditions = list(_words(query.words, match, unwanted(terms)))
    filters = {
        "lang": _equal("lang", query.lang),
        "status": _equal("status", query.status),
        "date": _dates(query.since, query.until),
        "issue": _issues(query.issue),
        **{name: _named(reader, COLUMN.get(name, name), getattr(query, name)) for name in NAMES},
    }
    conditions += [condition for name, condition in filters.items() if condition and name != without]
    return Selection(match, tuple(conditions))


def _words(words: str, match: str, unwanted: str) -> Iterator[Condition]:
    if match:
        yield "search MATCH ?", (match,)
    elif unwanted:
        yield "document.id NOT IN (SELECT rowid FROM search WHERE search MATCH ?)", (unwanted,)
    elif words.strip():  # nothing in them is a word
        yield "FALSE", ()


def _equal(column: str, values: tuple[str, ...]) -> Condition | None:
    if not values:
        return None
    return f"document.{column} IN ({', '.join('?' * len(values))})", tuple(map(_clean, values))


def _dates(since: str, until: str) -> Condition | None:
    """Dates compare as text; "~" is behind all that can follow a year or month."""
    if not since and not until:
        return None
    return "document.date BETWEEN ? AND ?", (since, f"{until}~" if until else "~")


def _issues(codes: tuple[str, ...]) -> Condition | None:
    if not codes:
        return None
    marks = ", ".join("?" * len(codes))
    return f"document.id IN (SELECT document FROM issue WHERE code IN ({marks}))", tuple(map(_clean, codes))


def _named(reader: Reader, column: str, wanted: tuple[str, ...]) -> Condition | None:
    """The values of a column that are one of the wanted names in any spelling; where none is, those that contain it."""
    if not wanted:
        return None
    values = {
        row[0]: fold(row[0]) for row in reader.rows(f"SELECT DISTINCT {column} FROM document") if row[0]
    }
    found: list[str] = []
    for key in map(fold, wanted):
        exact = [value for value, folded in values.items() if folded == key]
        found += exact or [value for value, folded in values.items() if key in folded]
    return _equal(column, tuple(found)) or ("FALSE", ())


def _clean(value: str) -> str:
    """Without halves of characters, which the database does not take; with them nothing would be found either."""
    return value.encode("utf-8", "replace").decode()
