"""Search: words, facets, years, pages. All of the state is in the address, which can be kept and shared."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from flask import Blueprint, abort, render_template, request, url_for
from msgspec import Struct
from msgspec.structs import replace

from pipeline.archive.search import Query, QueryError, facets, search
from pipeline.archive.search.query import SORTS
from pipeline.browse.calendars import both, bound
from pipeline.browse.desk import reader
from pipeline.browse.histogram import HEIGHT, bars

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from werkzeug.datastructures import MultiDict

    from pipeline.archive.search.facets import Facet
    from pipeline.browse.calendars import Both

views = Blueprint("searching", __name__)
PAGE = 20  # documents
FACETS = {"status": "Status", "lang": "Language", "site": "Site", "section": "Section", "issue": "Issue"}
SHOWN = 12  # values of a facet
KEPT = 64  # queries whose facets are kept
NAMES = ("lang", "site", "section", "author", "status", "issue")


class Choice(NamedTuple):
    """A value of a facet: how many documents it would leave, and the address that sets or unsets it."""

    value: str
    documents: int | None
    is_set: bool
    address: str


class Span(Struct, frozen=True):
    """The chosen dates, as typed and in both calendars."""

    since: str
    until: str
    first: Both | None
    last: Both | None


@views.get("/")
def search_page() -> str:
    """What the address asks for."""
    try:
        span = _span(request.args)
        query = query_of(request.args)
        hits = search(reader(), query, excerpts=2)
    except (QueryError, ValueError) as error:
        abort(400, str(error))
    found = dict(_counted(reader().archive.catalogue, _state(), replace(query, sort="newest", offset=0)))
    years = {
        int(year.value): year.documents for year in found.pop("year") if year.value and year.value.isdigit()
    }
    return render_template(
        "search.html",
        query=query,
        span=span,
        hits=hits,
        facets=[(FACETS[name], list(_choices(name, found[name], query))) for name in FACETS],
        bars=bars(years, query.since, query.until),
        height=HEIGHT,
        sorts=SORTS,
        pages=_pages(hits.total, query.offset),
        address=address,
        filters=[(name, value) for name in NAMES for value in getattr(query, name)],
    )


@lru_cache(KEPT)
def _counted(catalogue: Path, state: tuple[int, ...], query: Query) -> Mapping[str, tuple[Facet, ...]]:  # noqa: ARG001
    """The facets of a query, kept while the catalogue is in this state: they cost more than a page of articles."""
    return facets(reader(), query, (*FACETS, "year"), limit=SHOWN)


def _state() -> tuple[int, ...]:
    """When the catalogue was last written: the file, and the log beside it."""
    path = reader().archive.catalogue
    files = [path, path.with_name(f"{path.name}-wal")]
    return tuple(file.stat().st_mtime_ns for file in files if file.exists())


def address(**changes: str | int | list[str] | None) -> str:
    """The address of this search with other parameters; None takes one away. A change leads to the first page."""
    parameters = {name: request.args.getlist(name) for name in request.args if name != "page"}
    parameters |= {name: _listed(value) for name, value in changes.items()}
    kept: dict[str, Any] = {name: values for name, values in parameters.items() if any(values)}
    return url_for("searching.search_page", **kept)


def _listed(value: str | int | list[str] | None) -> list[str]:
    return value if isinstance(value, list) else [] if value is None else [str(value)]


def toggled(name: str, value: str) -> str:
    """The address with a filter set, or without it where it is."""
    values = request.args.getlist(name)
    others = [other for other in values if other != value]
    return address(**{name: others if value in values else [*values, value]})


def query_of(arguments: MultiDict[str, str], *, limit: int = PAGE) -> Query:
    """The query of an address or a form. Raises ValueError and QueryError with a sentence."""
    span = _span(arguments)
    filters = {name: tuple(filter(None, map(str.strip, arguments.getlist(name)))) for name in NAMES}
    words = arguments.get("q", "").strip()
    wanted = arguments.get("sort", "")
    return Query(
        words=words,
        since=span.first.gregorian if span.first else "",
        until=span.last.gregorian if span.last else "",
        limit=limit,
        offset=(max(arguments.get("page", 1, int), 1) - 1) * PAGE,
        sort=next((sort for sort in SORTS if sort == wanted), "relevance" if words else "newest"),
        lang=filters["lang"],
        site=filters["site"],
        section=filters["section"],
        author=filters["author"],
        status=filters["status"],
        issue=filters["issue"],
    )


def _span(arguments: MultiDict[str, str]) -> Span:
    since, until = arguments.get("since", "").strip(), arguments.get("until", "").strip()
    first, last = bound(since, last=False), bound(until, last=True)
    return Span(since, until, both(first) if first else None, both(last) if last else None)


def _choices(name: str, found: Iterable[Facet], query: Query) -> Iterator[Choice]:
    """The values of a facet; what is chosen comes first, also where nothing is left of it."""
    counts = {facet.value: facet.documents for facet in found if facet.value}
    chosen = getattr(query, name)
    for value in dict.fromkeys((*chosen, *counts)):
        yield Choice(value, counts.get(value), value in chosen, toggled(name, value))


def _pages(total: int, offset: int) -> dict[str, int]:
    """Number of this page and of the last; `before` and `after` where there are such."""
    page, last = offset // PAGE + 1, max(1, -(-total // PAGE))
    return {
        "page": page,
        "last": last,
        **({"before": min(page - 1, last)} if page > 1 else {}),
        **({"after": page + 1} if page < last else {}),
    }
