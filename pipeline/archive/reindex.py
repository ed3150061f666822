"""The catalogue made again from the records: the files are the truth."""

from __future__ import annotations

import json
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.archive.articles import Articles
from pipeline.archive.catalogue import Catalogue, Held
from pipeline.archive.decisions import SUFFIX, decided
from pipeline.archive.entry import entry_of
from pipeline.archive.journal import recover
from pipeline.archive.local import Archive
from pipeline.archive.shards.index import finished, listed, shard_of
from pipeline.emit.record import SCHEMA
from pipeline.errors import BayganError, InputError, OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.archive.entry import Entry
    from pipeline.archive.remote import RemoteArchive


def reindex(place: Path | Archive | RemoteArchive, *, wait: float = 0.0) -> tuple[int, list[str]]:
    """Read all records of an archive into its catalogue; gives their number, and what is no record with the reason.

    A catalogue that is damaged, or another version's, is put aside and a new one made. Raises InputError where there
    is no archive, OutputError, and LockedError after `wait` seconds.
    """
    archive = Archive(place) if isinstance(place, Path) else place
    if not archive.is_made():
        raise InputError(f"{archive.address}: there is no archive here: it has no directory articles")
    with archive.locked(wait):
        archive.open()
        strange = [] if _is_sound(archive.catalogue) else [_put_aside(archive.catalogue)]
        with closing(archive), Catalogue(archive.catalogue) as catalogue:
            if isinstance(archive, Archive):
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
    shards = finished(archive)
    documents = chain(_of_files(archive, strange), _of_shards(archive, reversed(shards), strange))
    count = catalogue.replace_documents(_distinct(documents), map(shard_of, shards))
    return count, strange + _lonely(archive, catalogue)


def adopt(archive: Archive | RemoteArchive, catalogue: Catalogue) -> None:
    """Record the documents of shards that the catalogue does not know: their run was cut off before it could, or its
    catalogue was lost with its machine. Raises InputError if one cannot be read."""
    known = catalogue.shards()
    for path in finished(archive):
        if shard_of(path) not in known:
            strange: list[str] = []
            documents = list(_of_shards(archive, [path], strange))
            if strange:
                raise InputError(
                    f"{'; '.join(strange)}; move the shard away, and its articles are made again"
                )
            catalogue.add_documents(shard_of(path), documents)


def has_records(archive: Archive | RemoteArchive) -> bool:
    return next(archive.records(), None) is not None or bool(finished(archive))


def _of_files(archive: Archive | RemoteArchive, strange: list[str]) -> Iterator[Held]:
    """The documents that have files of their own; two records of one source are one too many."""
    seen: dict[str, str] = {}
    for path in sorted(path for path in archive.records() if not path.endswith(SUFFIX)):
        name = path.removeprefix("articles/").removesuffix(".json")
        try:
            entry = _entry(archive, name, archive.read(path))
        except (BayganError, ValueError, LookupError, TypeError, AttributeError) as error:
            strange.append(f"{path}: not a record of {SCHEMA}: {error}")
            continue
        if entry.sha256 in seen:
            strange.append(f"{path}: a second record of the source of {seen[entry.sha256]}")
            continue
        seen[entry.sha256] = name
        yield Held(name, entry)


def _of_shards(
    archive: Archive | RemoteArchive, indexes: Iterable[str], strange: list[str]
) -> Iterator[Held]:
    """The documents of shards, those of one shard in the order of its rows."""
    for path in indexes:
        articles = Articles(archive)
        try:
            for indexed in listed(archive, path):
                entry = _entry(archive, indexed.name, articles.record(indexed.name, indexed.place))
                yield Held(indexed.name, entry, indexed.made_with, indexed.place)
        except (BayganError, ValueError, LookupError, TypeError, AttributeError) as error:
            strange.append(f"{path}: {error}")


def _entry(archive: Archive | RemoteArchive, name: str, data: bytes | None) -> Entry:
    """The entry of a record with its decisions; all kinds of errors if it is none."""
    record = json.loads(data or b"")
    if record["schema"] != SCHEMA:
        raise ValueError(f"its schema is {record['schema']}")
    return entry_of(decided(record, archive.read(f"articles/{name}{SUFFIX}")))


def _distinct(documents: Iterable[Held]) -> Iterator[Held]:
    """The first document of each source: files before shards, later shards before earlier ones."""
    seen = set()
    for held in documents:
        if held.entry.sha256 not in seen:
            seen.add(held.entry.sha256)
            yield held


def _lonely(archive: Archive | RemoteArchive, catalogue: Catalogue) -> list[str]:
    """Decisions without their record."""
    decisions = sorted(path for path in archive.records() if path.endswith(SUFFIX))
    names = ((path, path.removeprefix("articles/").removesuffix(SUFFIX)) for path in decisions)
    return [f"{path}: decisions without their record" for path, name in names if not catalogue.has_name(name)]
