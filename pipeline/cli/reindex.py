"""`baygan reindex`: the catalogue of an archive made again from its records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.cli._archive import state_option, to_write
from pipeline.cli._codes import SOME_FAILED
from pipeline.cli._console import complain

if TYPE_CHECKING:
    from pathlib import Path


@click.command(name="reindex")
@click.argument("archive")
@state_option
@click.option("--wait", default=0.0, metavar="SECONDS", help="Wait for a run to end.")
def command(archive: str, state: Path | None, wait: float) -> int:
    """Make the catalogue of ARCHIVE again from its records.

    For a catalogue that was lost or damaged, or records that were changed by hand. What is known of runs and failed sources is
    kept as far as the catalogue can be read. The exit code is 1 if a file was no record.
    """
    from pipeline.archive.reindex import reindex

    count, strange = reindex(to_write(archive, state), wait=wait)
    for sentence in strange:
        complain(sentence)
    complain(f"{archive}: {count} records")
    return SOME_FAILED if strange else 0
