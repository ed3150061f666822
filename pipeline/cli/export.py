"""`baygan export`: articles of an archive for other programs and other keepers."""

from __future__ import annotations

import shutil
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli._archive import to_read
from pipeline.cli._codes import SOME_FAILED
from pipeline.cli._console import complain
from pipeline.cli._options import PATH
from pipeline.cli._query import filter_options, query_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.archive.export.writing import Format

STDOUT = Path("-")
SUFFIXES: dict[str, Format] = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".parquet": "parquet"}


@click.command(name="export")
@click.argument("archive")
@click.argument("out", type=PATH)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "parquet", "bag"]),
    help="Format; told by the name of OUT where that ends in .jsonl, .csv or .parquet.",
)
@click.option("--words", default="", metavar="WORDS", help="Only articles with these words, as for search.")
@filter_options
@click.option("--sources", is_flag=True, help="Put the files that articles were made of into the bag.")
@click.option(
    "--info", multiple=True, metavar="LABEL=TEXT", help="A line for bag-info.txt: Contact-Name=Ann Lee."
)
def command(
    archive: str,
    out: Path,
    form: Format | None,
    words: str,
    sources: bool,
    info: tuple[str, ...],
    **options: Any,
) -> int:
    """Write the articles of ARCHIVE to OUT: as JSON Lines, CSV, Parquet, or as a BagIt bag.

    A bag is a new directory that other archives can check and take in: the articles with their metadata in PREMIS and
    Dublin Core, and digests of all. "-" as OUT is standard output. The archive is not changed.
    """
    from pipeline.archive.export import export
    from pipeline.archive.reader import Reader

    form = form or SUFFIXES.get(out.suffix.lower())
    if form is None:
        raise click.UsageError(f"{out} does not tell the format; name it with --format")
    if form != "bag" and (sources or info):
        raise click.UsageError("--sources and --info are for bags only")
    query = query_of(options, words=words, limit=None)
    labels = [_label(line) for line in info]
    with Reader(to_read(archive)) as reader, _output(out, form) as path:
        exported = export(reader, query, path, form, sources=sources, info=labels)
    for name in exported.missing:
        complain(f"{name}: cannot be read, or is not what it was, and is not in {out}")
    return SOME_FAILED if exported.missing else 0


@contextmanager
def _output(out: Path, form: Format) -> Iterator[Path]:
    """Where to write: OUT, or for "-" a file that is copied to standard output when it is complete."""
    if out != STDOUT:
        yield out
        return
    if form == "bag":
        raise click.UsageError("A bag is a directory, and cannot go to standard output.")
    with TemporaryDirectory(prefix="baygan-") as directory:
        yield (path := Path(directory, "out"))
        with path.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)


def _label(line: str) -> tuple[str, str]:
    label, equals, text = line.partition("=")
    if not equals or not label.strip() or ":" in label or "\n" in line or "\r" in line:
        raise click.BadParameter(f"{line!r} is not LABEL=TEXT", param_hint="--info")
    return label.strip(), text.strip()
