"""How many documents of a query each further filter would leave: what a page of results offers beside them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pipeline.archive.search.filters import selection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.archive.reader import Reader
    from pipeline.archive.search.filters import Selection
    from pipeline.archive.search.query import Query

VALUES = {
    "lang": "document.lang",
    "site": "document.site",
    "section": "document.section",
    "year": "substr(document.date, 1, 4)",
    "status": "document.status",
}
FACETS = (*VALUES, "issue")
FILTER = {"year": "date"}
"""The filter of a facet, where it is called otherwise."""


Counts = Counter[str | None]


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
    chosen = selection(reader, query)
    alike = [name for name in names if name != "issue" and not _is_set(query, name)]
    counts = _counts(reader, chosen, alike) if alike else {}  # in one pass: half the time of one for each
    for name in names:
        if name not in counts:
            others = selection(reader, query, without=FILTER.get(name, name))
            counts |= _issues(reader, others) if name == "issue" else _counts(reader, others, [name])
    return {name: _facet(counts[name], limit, latest_first=name == "year") for name in names}


def _is_set(query: Query, name: str) -> bool:
    return bool(query.since or query.until) if name == "year" else bool(getattr(query, name))


def _counts(reader: Reader, chosen: Selection, names: Sequence[str]) -> dict[str, Counts]:
    """How often each value of each of the names is among the chosen documents."""
    columns, places = ", ".join(VALUES[name] for name in names), ", ".join(map(str, range(1, len(names) + 1)))
    counts: dict[str, Counts] = {name: Counter() for name in names}
    for *values, documents in reader.rows(
        f"SELECT {columns}, count(*) FROM {chosen.source} WHERE {chosen.where} GROUP BY {places}",
        chosen.parameters,
    ):
        for name, value in zip(names, values, strict=True):
            counts[name][value] += documents
    return counts


def _issues(reader: Reader, chosen: Selection) -> dict[str, Counts]:
    source = chosen.source if chosen.is_filtered else "search"
    document = "search.rowid" if chosen.match else "document.id"
    rows = reader.rows(
        f"SELECT issue.code, count(DISTINCT issue.document) FROM {source}"
        f" JOIN issue ON issue.document = {document} WHERE {chosen.where} GROUP BY 1",
        chosen.parameters,
    )
    return {"issue": Counter(dict(rows))}


def _facet(counts: Counts, limit: int, *, latest_first: bool) -> tuple[Facet, ...]:
    found = sorted((Facet(*item) for item in counts.items()), key=lambda facet: facet.value or "")
    if latest_first:
        return tuple(reversed(found))
    return tuple(sorted(found, key=lambda facet: -facet.documents)[:limit])
