"""The documents that a query finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from pipeline.archive.search.filters import selection
from pipeline.archive.search.snippets import Marker, snippets

if TYPE_CHECKING:
    from pipeline.archive.reader import Reader
    from pipeline.archive.search.filters import Selection
    from pipeline.archive.search.query import Query
    from pipeline.archive.search.snippets import Snippet

FIELDS = (
    "sha256",
    "name",
    "shard",
    "status",
    "title",
    "authors",
    "date",
    "section",
    "site",
    "lang",
    "dir",
    "file",
    "pages",
)
COLUMNS = ", ".join(f"document.{field}" for field in FIELDS)
Rows = list[tuple[Any, ...]]
ORDERS = {
    "newest": "document.date DESC, document.id DESC",  # NULL is the least of all: last
    "oldest": "document.date NULLS LAST, document.id",
}
BEST = "search.rank, document.id"
LAST = "search.rowid DESC"
RANKED = 2000
"""Of more documents only the last that came into the archive are ranked, and the others follow: to weigh 69,000 documents that
have a common word takes 70 ms of CPU time, 5,000 take 10, and nobody can tell their relevance by that word."""


class Hit(Struct, frozen=True, kw_only=True):
    """A document that was found. `articles/NAME.json` is its record, or a row of `shards/SHARD`; dates are YYYY-MM-DD, `authors` are parted by "; "
    and the languages of `section` by " / ". `marks` are the places of found words in the title, as of a snippet."""

    sha256: str
    name: str
    shard: str | None
    status: str
    title: str
    authors: str | None
    date: str | None
    section: str | None
    site: str | None
    lang: str
    dir: str
    file: str
    pages: int | None
    marks: tuple[tuple[int, int], ...] = ()
    snippets: tuple[Snippet, ...] = ()


class Hits(Struct, frozen=True):
    """How many documents a query finds, and those from its offset to its limit."""

    total: int
    hits: tuple[Hit, ...]


def search(reader: Reader, query: Query, *, excerpts: int = 1) -> Hits:
    """The documents of a query, each with up to `excerpts` places where its words stand.

    Raises QueryError and InputError.
    """
    chosen = selection(reader, query)
    marker = Marker(query.words)
    total = count(reader, chosen)
    rows = _page(reader, chosen, query, total) if total > query.offset else []
    return Hits(total, tuple(_hit(reader, row, marker, excerpts) for row in rows))


def count(reader: Reader, chosen: Selection) -> int:
    source = chosen.source if chosen.is_filtered else "search"
    return int(reader.rows(f"SELECT count(*) FROM {source} WHERE {chosen.where}", chosen.parameters)[0][0])


def _page(reader: Reader, chosen: Selection, query: Query, total: int) -> Rows:
    """The rows of a page; without words all documents are equally relevant, and the newest come first."""
    limit = total if query.limit is None else query.limit
    if query.sort != "relevance" or not chosen.match:
        order = ORDERS["oldest" if query.sort == "oldest" else "newest"]
        return _rows(reader, chosen, order, limit, query.offset)
    if total <= RANKED:
        return _rows(reader, chosen, BEST, limit, query.offset)
    edge = _rows(reader, chosen, LAST, 1, RANKED - 1, "search.rowid")[0][0]
    rows = _rows(reader, chosen.also("search.rowid >= ?", edge), BEST, limit, query.offset)
    older = chosen.also("search.rowid < ?", edge)
    return rows + _rows(reader, older, LAST, limit - len(rows), max(query.offset - RANKED, 0))


def _rows(
    reader: Reader, chosen: Selection, order: str, limit: int, offset: int, columns: str = COLUMNS
) -> Rows:
    return reader.rows(
        f"SELECT {columns} FROM {chosen.source} WHERE {chosen.where} ORDER BY {order} LIMIT ? OFFSET ?",
        (*chosen.parameters, limit, offset),
    )


def _hit(reader: Reader, row: tuple[object, ...], marker: Marker, excerpts: int) -> Hit:
    fields: dict[str, Any] = dict(zip(FIELDS, row, strict=True))
    record = reader.record(fields["name"]) if marker and excerpts else None
    return Hit(
        **fields,
        marks=marker.marks(fields["title"]),
        snippets=snippets(record, marker, excerpts) if record else (),
    )
