"""`baygan status`: what an archive holds, and what in it needs a human."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from pipeline.cli._archive import to_read
from pipeline.cli._options import config_option, images_option, ocr_option, site_option
from pipeline.display import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pipeline.archive.overview import Group, Overview, PastRun
    from pipeline.config import OcrMode


@click.command(name="status")
@click.argument("archive")
@click.option(
    "--examples",
    default=3,
    show_default=True,
    type=click.IntRange(min=0),
    metavar="N",
    help="Files to name of each group.",
)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@images_option
@ocr_option
@site_option
@config_option
def command(
    archive: str,
    *,
    examples: int,
    as_json: bool,
    images: bool,
    ocr: OcrMode | None,
    site: str | None,
    directory: Path | None,
) -> None:
    """Say what ARCHIVE holds and what in it needs a human.

    Documents and sources by status, failures by reason, doubtful documents by issue, the latest runs, and how many
    documents another version or configuration made (`baygan ingest --stale` makes them again). For that, name
    the options of your runs that decide how articles come out.
    """
    from msgspec import to_builtins

    from pipeline.archive.overview import overview
    from pipeline.archive.reader import Reader
    from pipeline.cli._ocr import load_config_for
    from pipeline.emit.strict import dumps
    from pipeline.ingest.fingerprint import fingerprints

    fingerprint = fingerprints(load_config_for(directory, ocr), site=site, images=images)
    with Reader(to_read(archive)) as reader:
        found = overview(reader, fingerprint, examples=examples)
    text = dumps(to_builtins(found), indent=1) + "\n" if as_json else "".join(_text(found))
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))


def _text(found: Overview) -> Iterator[str]:
    yield from _counts("documents", found.documents)
    yield from _counts("sources", found.sources)
    if found.stale:
        yield f"{found.stale} made by another version or configuration; baygan ingest --stale makes them again\n"
    if found.unknown:
        yield f"{found.unknown} read back from their records; what made them is not known\n"
    yield from _groups("failed", found.failures)
    yield from _groups("to check", found.doubts)
    if found.runs:
        yield "\nlatest runs\n"
        yield from map(_run, found.runs)


def _counts(what: str, counts: Mapping[str, int]) -> Iterator[str]:
    """A line such as `12 documents: 10 ok, 2 check`."""
    total = sum(counts.values())
    parts = ", ".join(f"{count} {status}" for status, count in counts.items())
    yield f"{total} {what}{f': {parts}' if parts else ''}\n"


def _groups(what: str, groups: tuple[Group, ...]) -> Iterator[str]:
    if groups:
        yield f"\n{what}\n"
    for group in groups:
        label = group.reason if group.status == "check" else f"{group.status}: {group.reason}".rstrip(": ")
        yield f"{group.count:7} {one_line(label)}\n"
        for example in group.examples:
            yield f"          {one_line(example)}\n"


def _run(run: PastRun) -> str:
    from pipeline.cli._progress import numbers

    end = numbers(run.counts) if run.finished else "not finished"
    return f"{run.number:7} {run.started}  {one_line(run.inbox)}: {end}\n"
