"""Options that choose documents of an archive, for all commands that do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pipeline.archive.statuses import CONVERTED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pipeline.archive.search import Query

OPTIONS = (
    click.option("--lang", multiple=True, metavar="CODE", help="Main language: fa, ps, en, de, und."),
    click.option(
        "--site", multiple=True, metavar="NAME", help="Name or address of the site, or a part of it."
    ),
    click.option(
        "--section", multiple=True, metavar="NAME", help="Section of the site, or a part of its name."
    ),
    click.option("--author", multiple=True, metavar="NAME", help="Author, or a part of the name."),
    click.option(
        "--from", "since", default="", metavar="DATE", help="Published on this day, month or year or later."
    ),
    click.option(
        "--to", "until", default="", metavar="DATE", help="Published on this day, month or year or earlier."
    ),
    click.option(
        "--status", multiple=True, type=click.Choice(sorted(CONVERTED)), help="How the conversion ended."
    ),
    click.option("--issue", multiple=True, metavar="CODE", help="With this issue: no-date."),
)
FILTERS = ("lang", "site", "section", "author", "since", "until", "status", "issue")


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options above, in this order."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def query_of(options: Mapping[str, Any], **others: Any) -> Query:
    """The query that the options make, with what the command adds. Raises QueryError."""
    from pipeline.archive.search import Query

    return Query(**{name: options[name] for name in FILTERS}, **others)
