"""An archive as its readers see it: the catalogue, opened so that nothing can be changed, and the records."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pipeline.archive.articles import Articles
from pipeline.archive.database import BUSY, Database
from pipeline.archive.decisions import SUFFIX, decided
from pipeline.archive.local import Archive
from pipeline.archive.paths import collision_key
from pipeline.archive.shards.row import place_of
from pipeline.emit.record import SCHEMA
from pipeline.errors import BayganError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.archive.remote import RemoteArchive
    from pipeline.archive.shards.row import Place


class Reader(Database):
    """Queries and records of an archive, or of the one in a directory, also while a run writes to it. For one thread; opening
    is cheap. Of an object store the catalogue is the one that was last fetched.

    InputError says why there is nothing to read.
    """

    def __init__(self, place: Path | Archive | RemoteArchive) -> None:
        self.archive = Archive(place) if isinstance(place, Path) else place
        path = self.archive.catalogue
        if not path.is_file():
            made = self.archive.is_made()
            hint = "baygan reindex makes it from the records" if made else "baygan ingest makes an archive"
            raise InputError(f"{self.archive.address}: there is no catalogue here; {hint}")
        super().__init__(path, lambda: _opened(path), InputError)
        self._check()
        self._articles = Articles(self.archive)

    def __enter__(self) -> Reader:
        return self

    def record(self, name: str) -> dict[str, Any] | None:
        """The record of this name with the decisions on it; None where it is gone, or is no such record."""
        try:
            record = json.loads(self._articles.record(name, self._place(name)) or b"")
        except (BayganError, ValueError):
            return None
        if not isinstance(record, dict) or record.get("schema") != SCHEMA:
            return None
        return decided(record, self.archive.read(f"articles/{name}{SUFFIX}"))

    def outputs(self, name: str) -> Iterator[tuple[str, bytes]]:
        """The files of an article by their paths, the record first, as if each were a file of its own. Raises InputError."""
        place = self._place(name)
        beside = [f"articles/{name}{SUFFIX}", *self.archive.files(f"articles/{name}.images")]
        found = [
            (f"articles/{name}.json", self._articles.record(name, place)),
            (f"articles/{name}.md", self._articles.markdown(name, place)),
            *((path, self.archive.read(path)) for path in beside),
        ]
        yield from ((path, content) for path, content in found if content is not None)

    def markdown(self, name: str) -> bytes | None:
        """The Markdown of an article; None where it is gone. Raises InputError."""
        return self._articles.markdown(name, self._place(name))

    def _place(self, name: str) -> Place | None:
        """Where the article of this name stands, if not in files of its own."""
        rows = self.rows("SELECT shard, start, size FROM document WHERE name_key = ?", (collision_key(name),))
        return place_of(*rows[0]) if rows else None


def _opened(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing.

    It is opened for writing where that is allowed, because a reader that may not write leaves the files beside the database
    behind. On a medium that nobody can write to, SQLite has to be told that nobody does.
    """
    address = f"file:{quote(str(path.absolute()))}?mode="
    for mode in ("rw", "ro&immutable=1"):
        database = sqlite3.connect(f"{address}{mode}", uri=True, timeout=BUSY, isolation_level=None)
        try:
            database.execute("PRAGMA query_only = ON")
            database.execute("SELECT 1 FROM sqlite_schema LIMIT 1")
        except sqlite3.OperationalError as error:
            database.close()
            failure = error
        else:
            return database
    raise failure
