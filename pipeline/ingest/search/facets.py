"""How many documents of a query each further filter would leave: what a page of results offers beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.ingest.search.filters import selection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.ingest.reader import Reader
    from pipeline.ingest.search.query import Query

VALUES = {
    "lang": "document.lang",
    "site": "document.site",
    "section": "document.section",
    "year": "substr(document.date, 1, 4)",
    "status": "document.status",
    "issue": "issue.code",
}
FACETS = tuple(VALUES)
FILTER = {"year": "date"}
"""The filter of a facet, where it is called otherwise."""


class Facet(NamedTuple):
    """A value, and the number of documents that have it. None: those that have none."""

    value: str | None
    documents: int


def facets(
    reader: Reader, query: Query, names: Sequence[str] = FACETS, *, limit: int = 20
) -> dict[str, tuple[Facet, ...]]:
    """For each of the names the `limit` most frequent values; years all, the latest first.

    A facet counts as if its own filter were not set: what another choice would give.
    """
    return {name: _facet(reader, query, name, limit) for name in names}


def _facet(reader: Reader, query: Query, name: str, limit: int) -> tuple[Facet, ...]:
    chosen = selection(reader, query, without=FILTER.get(name, name))
    issues = " JOIN issue ON issue.document = document.id" if name == "issue" else ""
    order = "1 DESC" if name == "year" else "2 DESC, 1"
    rows = reader.rows(
        f"SELECT {VALUES[name]}, count(DISTINCT document.id) FROM {chosen.source}{issues}"
        f" WHERE {chosen.where} GROUP BY 1 ORDER BY {order} LIMIT ?",
        (*chosen.parameters, -1 if name == "year" else limit),
    )
    return tuple(Facet(*row) for row in rows)
