"""The documents that a query finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.ingest.search.filters import selection
from pipeline.ingest.search.snippets import Marker, snippets

if TYPE_CHECKING:
    from pipeline.ingest.reader import Reader
    from pipeline.ingest.search.filters import Selection
    from pipeline.ingest.search.query import Query
    from pipeline.ingest.search.snippets import Snippet

FIELDS = (
    "sha256",
    "name",
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
ORDERS = {
    "newest": "document.date DESC NULLS LAST, document.id DESC",
    "oldest": "document.date NULLS LAST, document.id",
}
RANKED = "search.rank, document.id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document that was found. `articles/NAME.json` is its record; dates are YYYY-MM-DD, `authors` are parted by "; "
    and the languages of `section` by " / ". `marks` are the places of found words in the title, as of a snippet."""

    sha256: str
    name: str
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


@dataclass(frozen=True, slots=True)
class Hits:
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
    rows = reader.rows(*_page(chosen, query)) if total > query.offset else []
    return Hits(total, tuple(_hit(reader, row, marker, excerpts) for row in rows))


def count(reader: Reader, chosen: Selection) -> int:
    source = chosen.source if chosen.is_filtered else "search"
    return int(reader.rows(f"SELECT count(*) FROM {source} WHERE {chosen.where}", chosen.parameters)[0][0])


def _page(chosen: Selection, query: Query) -> tuple[str, tuple[str | int, ...]]:
    """The rows of a page; without words all documents are equally relevant, and the newest come first."""
    order = RANKED if query.sort == "relevance" and chosen.match else ORDERS.get(query.sort, ORDERS["newest"])
    limit = -1 if query.limit is None else query.limit
    columns = ", ".join(f"document.{field}" for field in FIELDS)
    return (
        f"SELECT {columns} FROM {chosen.source} WHERE {chosen.where} ORDER BY {order} LIMIT ? OFFSET ?",
        (*chosen.parameters, limit, query.offset),
    )


def _hit(reader: Reader, row: tuple[object, ...], marker: Marker, excerpts: int) -> Hit:
    fields: dict[str, Any] = dict(zip(FIELDS, row, strict=True))
    record = reader.record(fields["name"]) if marker and excerpts else None
    return Hit(
        **fields,
        marks=marker.marks(fields["title"]),
        snippets=snippets(record, marker, excerpts) if record else (),
    )
