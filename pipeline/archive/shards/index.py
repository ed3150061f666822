"""The index of a shard, `shards/SHARD.json`: which article stands where in it, and what it was made of."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, NamedTuple

from pipeline.archive.shards.row import Place
from pipeline.emit.strict import dumps
from pipeline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.archive.catalogue import Ended
    from pipeline.archive.local import Archive
    from pipeline.archive.remote import RemoteArchive

FOLDER = "shards"
SCHEMA = "shard/1"


class Indexed(NamedTuple):
    """An article of a shard: its name, the digest of its source, what it was made with, and where it stands."""

    name: str
    sha256: str
    made_with: str | None
    place: Place


def index_path(shard: str) -> str:
    """The path of a shard's index below the archive."""
    return f"{FOLDER}/{shard}.json"


def shard_of(path: str) -> str:
    """The shard whose index this is."""
    return path.removeprefix(f"{FOLDER}/").removesuffix(".json")


def render(shard: str, data: bytes, articles: Sequence[Ended]) -> bytes:
    """The index of a shard with these bytes, in the order of its rows."""
    index = {
        "schema": SCHEMA,
        "shard": shard,
        "sha256": hashlib.sha256(data).hexdigest(),
        "documents": [_entry(ended) for ended in articles],
    }
    return f"{dumps(index, indent=1)}\n".encode()


def _entry(ended: Ended) -> dict[str, str | int | None]:
    assert ended.place
    return {
        "name": ended.name,
        "start": ended.place.start,
        "size": ended.place.size,
        "sha256": ended.sha256,
        "inbox": ended.inbox,
        "path": ended.path,
        "status": ended.status,
        "made_with": ended.made_with,
    }


def finished(archive: Archive | RemoteArchive) -> list[str]:
    """The paths of the indexes in an archive, oldest first."""
    return [path for path in archive.files(FOLDER) if path.endswith(".json")]


def listed(archive: Archive | RemoteArchive, path: str) -> Iterator[Indexed]:
    """What the index at this path lists. Raises InputError."""
    try:
        index = json.loads(archive.read(path) or b"")
        if index["schema"] != SCHEMA:
            raise ValueError(f"its schema is {index['schema']}")
        for entry in index["documents"]:
            place = Place(index["shard"], entry["start"], entry["size"])
            yield Indexed(entry["name"], entry["sha256"], entry.get("made_with"), place)
    except (ValueError, LookupError, TypeError) as error:
        raise InputError(f"{path}: not the index of a shard: {error}") from error
