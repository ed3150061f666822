"""`baygan search`: which articles of an archive have these words."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli._archive import to_read
from pipeline.cli._query import filter_options, query_of
from pipeline.display import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.archive.search import Hit, Hits, Query
    from pipeline.archive.search.snippets import Marks


# Without short options, because "-word" is a word that must not be found.
@click.command(
    name="search", context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]}
)
@click.argument("archive")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@filter_options
@click.option(
    "--sort",
    default="relevance",
    show_default=True,
    type=click.Choice(["relevance", "newest", "oldest"]),
    help="Which articles come first.",
)
@click.option(
    "--limit",
    default=20,
    show_default=True,
    type=click.IntRange(min=0),
    metavar="N",
    help="Print so many articles.",
)
@click.option(
    "--offset", default=0, type=click.IntRange(min=0), metavar="N", help="Pass over so many articles."
)
@click.option("--count", "only_count", is_flag=True, help="Print only how many articles there are.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
def command(
    archive: str,
    words: tuple[str, ...],
    sort: str,
    limit: int,
    offset: int,
    *,
    only_count: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Find the articles of ARCHIVE that have all WORDS, in whatever spelling.

    «a phrase» or '"a phrase"' finds words in this order, begin* their beginnings, -word leaves articles out. Without words
    all articles are found that the filters let through.
    """
    from pipeline.archive.reader import Reader
    from pipeline.archive.search import search

    for word in words:
        if word.startswith("--"):
            raise click.NoSuchOption(word)
    limit = 0 if only_count else limit
    query = query_of(options, words=" ".join(words), sort=sort, limit=limit, offset=offset)
    with Reader(to_read(archive)) as reader:
        found = search(reader, query)
    if only_count and not as_json:
        text = f"{found.total}\n"
    else:
        text = _json(query, found) if as_json else "".join(_text(query, found))
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))


def _json(query: Query, found: Hits) -> str:
    from msgspec import to_builtins

    from pipeline.emit.strict import dumps

    hits = [
        {key: value for key, value in to_builtins(hit).items() if value is not None} for hit in found.hits
    ]
    return dumps({"total": found.total, "offset": query.offset, "hits": hits}, indent=1) + "\n"


def _text(query: Query, found: Hits) -> Iterator[str]:
    for number, hit in enumerate(found.hits, query.offset + 1):
        yield f"{number}. {_shown(hit.title or hit.file, hit.marks if hit.title else ())}\n"
        yield f"   {' · '.join(map(one_line, filter(None, _facts(hit))))}\n"
        for snippet in hit.snippets:
            yield f"   {_shown(snippet.text, snippet.marks)}\n"
    last = query.offset + len(found.hits)
    shown = (
        f", {query.offset + 1} to {last} of them here"
        if found.hits and last - query.offset < found.total
        else ""
    )
    yield f"{found.total} article{'' if found.total == 1 else 's'}{shown}\n"


def _facts(hit: Hit) -> tuple[str | None, ...]:
    status = "" if hit.status == "ok" else hit.status
    place = f"shards/{hit.shard} {hit.name}" if hit.shard else f"articles/{hit.name}.json"
    return place, hit.date, hit.site, hit.section, hit.authors, status


def _shown(text: str, marks: Marks) -> str:
    """The text on one line, what was found in bold; in brackets where nothing can be bold."""
    before, after = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("[", "]")
    pieces = []
    end = 0
    for start, stop in marks:
        pieces += [one_line(text[end:start]), before, one_line(text[start:stop]), after]
        end = stop
    return "".join([*pieces, one_line(text[end:])]).replace("\ufffd", " ")
