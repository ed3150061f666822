"""`baygan export`: articles of an archive for other programs and other keepers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli._archive import to_read
from pipeline.cli._console import complain
from pipeline.cli._query import filter_options, query_of

if TYPE_CHECKING:
    from pipeline.archive.export.writing import Format

SOME_FAILED = 1
SUFFIXES: dict[str, Format] = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".parquet": "parquet"}


@click.command(name="export")
@click.argument("archive")
@click.argument("out", type=click.Path(path_type=Path))
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
    Dublin Core, and digests of all. The archive is not changed.
    """
    from pipeline.archive.export import export
    from pipeline.archive.reader import Reader

    form = form or SUFFIXES.get(out.suffix.lower())
    if form is None:
        raise click.UsageError(f"{out} does not tell the format; name it with --format")
    if form != "bag" and (sources or info):
        raise click.UsageError("--sources and --info are for bags only")
    query = query_of(options, words=words, limit=None)
    with Reader(to_read(archive)) as reader:
        exported = export(reader, query, out, form, sources=sources, info=[_label(line) for line in info])
    for name in exported.missing:
        complain(f"{name}: cannot be read, or is not what it was, and is not in {out}")
    return SOME_FAILED if exported.missing else 0


def _label(line: str) -> tuple[str, str]:
    label, equals, text = line.partition("=")
    if not equals or not label.strip() or ":" in label or "\n" in line or "\r" in line:
        raise click.BadParameter(f"{line!r} is not LABEL=TEXT", param_hint="--info")
    return label.strip(), text.strip()
