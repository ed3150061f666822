"""Records and Markdown of an archive, wherever they stand: each in a file of its own, or many in a shard."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.archive.shards.forms import form_of
from pipeline.archive.shards.index import FOLDER
from pipeline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.archive.local import Archive
    from pipeline.archive.remote import RemoteArchive
    from pipeline.archive.shards.row import Place, Row

KEPT = 4  # shards, unpacked: neighbors by name mostly stand in one, and each has 20 MB at most


class Articles:
    """Articles by name, and by place if they stand in a shard. The shards that were read last are kept unpacked."""

    def __init__(self, archive: Archive | RemoteArchive) -> None:
        self._archive = archive
        self._unpacked = lru_cache(KEPT)(self._unpack)

    def record(self, name: str, place: Place | None) -> bytes | None:
        """The bytes of a record; None if its file is gone. Raises InputError."""
        return self._row(place).record if place else self._archive.read(f"articles/{name}.json")

    def markdown(self, name: str, place: Place | None) -> bytes | None:
        """The same of its Markdown."""
        return self._row(place).markdown if place else self._archive.read(f"articles/{name}.md")

    def _row(self, place: Place) -> Row:
        try:
            return self._unpacked(place.shard)(place.start, place.size)
        except (ValueError, LookupError) as error:
            raise InputError(f"{FOLDER}/{place.shard}: cannot be read: {error}") from error

    def _unpack(self, shard: str) -> Callable[[int, int], Row]:
        data = self._archive.read(f"{FOLDER}/{shard}")
        if data is None:
            raise InputError(f"{FOLDER}/{shard}: this shard is gone")
        return form_of(shard).unpack(data)
