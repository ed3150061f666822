"""Decisions entered into an archive: the files beside the records first, then the catalogue."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.archive.articles import Articles
from pipeline.archive.catalogue import Catalogue
from pipeline.archive.decisions import SUFFIX, applied, decided, parse, render
from pipeline.archive.entry import entry_of
from pipeline.archive.local import Archive
from pipeline.errors import InputError
from pipeline.files import make_directory, read_file, write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.archive.decisions import Decision, Record
    from pipeline.archive.entry import Entry
    from pipeline.archive.remote import RemoteArchive

    Decide = Callable[[Record, str], Decision]


def entry_in(archive: Archive | RemoteArchive, name: str, data: bytes) -> Entry:
    """The entry of the record with these bytes, which has this name in the archive, and of what people decided of it."""
    return entry_of(decided(json.loads(data), archive.read(f"articles/{name}{SUFFIX}")))


def decide(
    place: Path | Archive | RemoteArchive, digests: Sequence[str], decision: Decide, *, wait: float = 0.0
) -> None:
    """Enter a decision on the documents of these sources.

    `decision` is given each record, decisions applied, and the time. Raises DecisionError before anything is written, InputError
    if there is no such document, LockedError if a run is at work for longer than `wait` seconds, OutputError.
    """
    archive = Archive(place) if isinstance(place, Path) else place
    if not isinstance(archive, Archive):
        raise InputError(f"{archive.address}: decisions need an archive that is a directory")
    at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    with archive.locked(wait), Catalogue(archive.catalogue) as catalogue:
        made = [_decided(archive, catalogue, digest, decision, at) for digest in digests]
        for path, content, _ in made:
            make_directory(path.parent)  # of an article in a shard it may be the first file
            write_file(path, content)
        catalogue.replace_entries([entry for _, _, entry in made])


def _decided(
    archive: Archive, catalogue: Catalogue, digest: str, decision: Decide, at: str
) -> tuple[Path, bytes, Entry]:
    """The file of decisions with one more, and the entry of the document that it makes."""
    document = catalogue.document(digest)
    if document is None:
        raise InputError(f"{digest}: the archive has no such document")
    path = archive.articles / f"{document.name}{SUFFIX}"
    try:
        record = json.loads(Articles(archive).record(document.name, document.place) or b"")
        before = parse(read_file(path)) if path.exists() else ()
    except ValueError as error:
        raise InputError(f"{path}: cannot be read: {error}") from error
    decisions = (*before, decision(applied(record, before), at))
    return path, render(record["id"], decisions), entry_of(applied(record, decisions))
