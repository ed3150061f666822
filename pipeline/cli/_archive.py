"""The archive that a command is given: a directory, or the URL of an object store."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli._options import PATH

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.archive.local import Archive
    from pipeline.archive.remote import RemoteArchive

state_option: Callable[..., Callable[..., object]] = click.option(
    "--state",
    metavar="DIR",
    type=PATH,
    help="Where the catalogue of an archive in an object store stands.",
)


def to_write(address: str, state: Path | None, *, durable: bool = False) -> Archive | RemoteArchive:
    """An archive that a command changes."""
    from pipeline.archive.local import Archive
    from pipeline.archive.store import is_remote

    if not is_remote(address):
        return Archive(Path(address).absolute(), durable=durable)
    if state is None:
        raise click.UsageError(
            "An archive in an object store needs a directory here for its catalogue: --state DIR."
        )
    from pipeline.archive.remote import RemoteArchive

    return RemoteArchive(address, state.absolute())


def to_read(address: str) -> Archive | RemoteArchive:
    """An archive that a command reads. The catalogue of an object store is brought into the user's cache if it is not there yet."""
    from pipeline.archive.store import is_remote

    if not is_remote(address):
        return to_write(address, None)
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    place = caches / "baygan" / sha256(address.rstrip("/").encode()).hexdigest()[:16]
    archive = to_write(address, place)
    archive.fetch()
    return archive
