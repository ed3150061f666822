"""What all requests share, and the archive as the one under way reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, g
from msgspec import Struct

from pipeline.archive.reader import Reader

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.archive.local import Archive
    from pipeline.archive.remote import RemoteArchive
    from pipeline.browse.drawing import Drawer

EXTENSION = "baygan"


class Desk(Struct, frozen=True, kw_only=True):
    """The archive, who draws its sources, and who may settle its doubts: `editor` is empty where nobody may.

    `token` is a secret of this process that its own forms send back. `config` is the user's directory of sites, `sources` where `ingest --move` moved what was converted.
    """

    archive: Archive | RemoteArchive
    drawer: Drawer
    token: str
    editor: str = ""
    config: Path | None = None
    sources: Path | None = None


def desk() -> Desk:
    found = current_app.extensions[EXTENSION]
    assert isinstance(found, Desk)
    return found


def reader() -> Reader:
    """The archive, opened once for the request. Raises InputError."""
    if "reader" not in g:
        g.reader = Reader(desk().archive)
    found = g.reader
    assert isinstance(found, Reader)
    return found


def close(_: BaseException | None) -> None:
    """At the end of a request."""
    if "reader" in g:
        g.pop("reader").__exit__(None, None, None)
