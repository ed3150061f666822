"""The catalogue made again from the records: the files are the truth."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pipeline.archive.catalogue import Catalogue
from pipeline.archive.decisions import SUFFIX, decided
from pipeline.archive.entry import entry_of
from pipeline.archive.journal import recover
from pipeline.archive.local import Archive
from pipeline.emit.record import SCHEMA
from pipeline.errors import InputError, OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.archive.entry import Entry
    from pipeline.archive.remote import RemoteArchive


def reindex(root: Path, *, wait: float = 0.0) -> tuple[int, list[str]]:
    """Read all records of an archive into its catalogue; gives their number, and what is no record with the reason.

    A catalogue that is damaged, or another version's, is put aside and a new one made. Raises InputError where there
    is no archive, OutputError, and LockedError after `wait` seconds.
    """
    archive = Archive(root)
    if not archive.articles.is_dir():
        raise InputError(f"{root}: there is no archive here: it has no directory {archive.articles.name}")
    with archive.locked(wait):
        archive.open()
        strange = [] if _is_sound(archive.catalogue) else [_put_aside(archive.catalogue)]
        with Catalogue(archive.catalogue) as catalogue:
            recover(archive, catalogue)
            count, others = rebuild(archive, catalogue)
    return count, strange + others


def _is_sound(path: Path) -> bool:
    try:
        with Catalogue(path) as catalogue:
            return catalogue.rows("PRAGMA quick_check") == [("ok",)]
    except OutputError:
        return False


def _put_aside(path: Path) -> str:
    """Rename a catalogue with the files beside it that belong to it; gives what to say of it."""
    for suffix in ("", "-wal", "-shm"):
        if (file := path.with_name(path.name + suffix)).exists():
            file.replace(file.with_name(f"damaged-{file.name}"))
    return f"{path}: damaged, or made by another version; kept as damaged-{path.name}, its list of failures and runs is not in the new one"


def rebuild(archive: Archive | RemoteArchive, catalogue: Catalogue) -> tuple[int, list[str]]:
    """The same for an archive whose lock is held."""
    strange: list[str] = []
    return catalogue.replace_documents(_entries(archive, strange)), strange


def has_records(archive: Archive | RemoteArchive) -> bool:
    return next(archive.records(), None) is not None


def _entries(archive: Archive | RemoteArchive, strange: list[str]) -> Iterator[tuple[str, Entry]]:
    """Name and entry of each record; two records of one source are one too many."""
    seen: dict[str, str] = {}
    decisions: dict[str, bytes] = {}
    for path, data in archive.records():  # by name: a.decisions.json before a.json
        if path.endswith(SUFFIX):
            decisions[path.removesuffix(SUFFIX)] = data
            continue
        name = path.removeprefix("articles/").removesuffix(".json")
        try:
            record = json.loads(data)
            if record["schema"] != SCHEMA:
                raise ValueError(f"its schema is {record['schema']}")
            entry = entry_of(decided(record, decisions.pop(path.removesuffix(".json"), None)))
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            strange.append(f"{path}: not a record of {SCHEMA}: {error}")
            continue
        if entry.sha256 in seen:
            strange.append(f"{path}: a second record of the source of {seen[entry.sha256]}")
            continue
        seen[entry.sha256] = name
        yield name, entry
    strange += [f"{name}{SUFFIX}: decisions without their record" for name in decisions]
