"""The catalogue of an archive: one SQLite file.

Written by one process only, in transactions that begin IMMEDIATE (of deferred ones that read and then write,
78 % failed at once with four writers); read by any number. Never on a network file system: WAL needs shared memory.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from pipeline.archive.database import BUSY, Database
from pipeline.archive.local import Change
from pipeline.archive.paths import collision_key
from pipeline.archive.shards.row import Place, place_of
from pipeline.errors import OutputError
from pipeline.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pipeline.archive.entry import Entry
    from pipeline.archive.statuses import Status


class Known(Struct, frozen=True):
    """What the catalogue knows of a source: its state when it was last read, and how that ended."""

    size: int
    mtime_ns: int
    sha256: str | None
    status: Status
    made_with: str | None


class Stored(Struct, frozen=True):
    """A document that the archive holds; without a `place` it has files of its own."""

    name: str
    status: Status
    made_with: str | None
    place: Place | None


class Attempt(Struct, frozen=True, kw_only=True):
    """One try to convert a source: seconds by the clock and of CPU time, bytes held at most."""

    status: Status
    reason: str = ""
    signal: str = ""
    seconds: float = 0.0
    cpu: float = 0.0
    memory: int = 0


class Ended(Struct, frozen=True, kw_only=True):
    """How an input ended, as the catalogue keeps it. `entry` and `name` are there if it was converted, `place` if the
    article stands in a shard.

    What was only `touched` has another time and nothing else that is new."""

    inbox: str
    path: str
    size: int
    mtime_ns: int
    status: Status
    sha256: str | None = None
    reason: str = ""
    made_with: str | None = None
    attempts: tuple[Attempt, ...] = ()
    entry: Entry | None = None
    name: str = ""
    place: Place | None = None
    touched: bool = False


class Held(NamedTuple):
    """A document to record."""

    name: str
    entry: Entry
    made_with: str | None = None
    place: Place | None = None


class Catalogue(Database):
    """An open catalogue. OutputError says why it cannot be used; closing it folds the log into the one file."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, lambda: sqlite3.connect(path, timeout=BUSY, isolation_level=None), OutputError)
        with self._errors():
            self._db.execute("PRAGMA foreign_keys = ON")
            self._prepare()

    def _prepare(self) -> None:
        new = self._version() == 0
        if not new:
            self._check()
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")  # two or three commits a batch: it costs nothing
        if new:
            schema = files("pipeline.archive").joinpath("catalogue.sql").read_text(encoding="utf-8")
            self._db.executescript(f"BEGIN IMMEDIATE; {schema} COMMIT;")

    def __enter__(self) -> Catalogue:
        return self

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._errors():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:  # a full disk has rolled it back already
                    self._db.execute("ROLLBACK")
                raise

    # What a run asks before it converts

    def sources(self, inbox: str) -> dict[str, Known]:
        """The sources of an inbox by path."""
        query = "SELECT path, size, mtime_ns, sha256, status, made_with FROM source WHERE inbox = ?"
        return {path: Known(*values) for path, *values in self.rows(query, (inbox,))}

    def holders(self, sha256: str) -> list[tuple[str, str, Status]]:
        """The sources whose bytes have this digest: inbox, path, and how they ended."""
        return self.rows("SELECT inbox, path, status FROM source WHERE sha256 = ? ORDER BY id", (sha256,))

    def document(self, sha256: str) -> Stored | None:
        """The document that was made of these bytes."""
        query = "SELECT name, status, made_with, shard, start, size FROM document WHERE sha256 = ?"
        rows = self.rows(query, (sha256,))
        for name, status, made_with, *place in rows:
            return Stored(name, status, made_with, place_of(*place))
        return None

    def profiles(self) -> dict[str, str | None]:
        """The profile of each document, by the digest of its source."""
        return dict(self.rows("SELECT sha256, profile FROM document"))

    def has_name(self, name: str) -> bool:
        return bool(self.rows("SELECT 1 FROM document WHERE name_key = ?", (collision_key(name),)))

    def has_documents(self) -> bool:
        return bool(self.rows("SELECT 1 FROM document LIMIT 1"))

    # Runs

    def begin_run(self, inbox: str, started: str) -> int:
        with self._transaction():
            cursor = self._db.execute(
                "INSERT INTO run (inbox, version, started) VALUES (?, ?, ?)", (inbox, __version__, started)
            )
        return int(cursor.lastrowid or 0)

    def finish_run(self, run: int, finished: str | None, stopped: str, counts: Mapping[Status, int]) -> None:
        with self._transaction():
            self._db.execute(
                "UPDATE run SET finished = ?, stopped = ?, counts = ? WHERE id = ?",
                (finished, stopped or None, json.dumps(counts), run),
            )

    # The journal

    def announce(self, run: int, changes: Sequence[Change], batch: Sequence[str]) -> None:
        """Keep what is going to be done, in the place of what was done before; `record` follows."""
        with self._transaction():
            self._db.execute("DELETE FROM change")
            self._db.executemany("INSERT INTO change (temporary, target) VALUES (?, ?)", changes)
            self._db.executemany(
                "INSERT INTO unrecorded (run, ended) VALUES (?, ?)", [(run, ended) for ended in batch]
            )

    def announced(self) -> tuple[list[Change], list[tuple[int, str]]]:
        """The changes of the last batch, and (run, input) for each input of it that is not recorded."""
        changes = [Change(*row) for row in self.rows("SELECT temporary, target FROM change ORDER BY rowid")]
        return changes, self.rows("SELECT run, ended FROM unrecorded ORDER BY rowid")

    def forget_changes(self) -> None:
        """The changes are made, and safe on the disk."""
        with self._transaction():
            self._db.execute("DELETE FROM change")

    def record(self, run: int, batch: Sequence[Ended]) -> None:
        """Keep how inputs ended, all of the batch or nothing."""
        with self._transaction():
            self._db.execute("DELETE FROM unrecorded")
            for ended in batch:
                if ended.touched:
                    self._touch(ended)
                    continue
                self._record_source(run, ended)
                self._record_attempts(run, ended)
                if ended.entry:
                    self._record_document(Held(ended.name, ended.entry, ended.made_with, ended.place))

    def _touch(self, ended: Ended) -> None:
        self._db.execute(
            "UPDATE source SET size = ?, mtime_ns = ? WHERE inbox = ? AND path = ?",
            (ended.size, ended.mtime_ns, ended.inbox, ended.path),
        )

    def _record_source(self, run: int, ended: Ended) -> None:
        self._db.execute(
            "INSERT INTO source (inbox, path, size, mtime_ns, sha256, status, reason, made_with, run)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (inbox, path) DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns,"
            " sha256 = excluded.sha256, status = excluded.status, reason = excluded.reason,"
            " made_with = excluded.made_with, run = excluded.run",
            (
                *(ended.inbox, ended.path, ended.size, ended.mtime_ns, ended.sha256),
                *(ended.status, ended.reason or None, ended.made_with, run),
            ),
        )

    def _record_attempts(self, run: int, ended: Ended) -> None:
        for attempt in ended.attempts:
            self._db.execute(
                "INSERT INTO attempt"
                " (run, inbox, path, sha256, status, reason, signal, seconds, cpu, memory, made_with, recorded)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'))",
                (
                    *(run, ended.inbox, ended.path, ended.sha256, attempt.status, attempt.reason or None),
                    *(attempt.signal or None, attempt.seconds, attempt.cpu, attempt.memory, ended.made_with),
                ),
            )

    def _record_document(self, held: Held) -> None:
        entry = held.entry
        if held.place:
            self._add_shards([held.place.shard])
        columns = {
            **entry.columns,
            **dict(zip(Place._fields, held.place or (None, None, None), strict=True)),
            "name": held.name,
            "name_key": collision_key(held.name),
            "made_with": held.made_with,
        }
        changes = ", ".join(f"{column} = excluded.{column}" for column in columns)
        cursor = self._db.execute(
            f"INSERT INTO document ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
            f" ON CONFLICT (sha256) DO UPDATE SET {changes} RETURNING id",
            tuple(columns.values()),
        )
        document = cursor.fetchone()[0]
        self._db.execute("DELETE FROM issue WHERE document = ?", (document,))
        self._db.executemany(
            "INSERT INTO issue (document, code, message, page, count) VALUES (?, ?, ?, ?, ?)",
            [(document, *issue) for issue in entry.issues],
        )
        self._db.execute("DELETE FROM search WHERE rowid = ?", (document,))
        self._db.execute(
            "INSERT INTO search (rowid, spaced, joined) VALUES (?, ?, ?)",
            (document, entry.spaced, entry.joined),
        )

    def replace_entries(self, entries: Sequence[Entry]) -> None:
        """Take these entries for documents that are known, all or none; what they were made with stays."""
        with self._transaction():
            for entry in entries:
                known = self.document(entry.sha256)
                assert known
                self._record_document(Held(known.name, entry, known.made_with, known.place))

    def shards(self) -> set[str]:
        """The shards whose documents are recorded, also those that have been made again since."""
        return {name for (name,) in self.rows("SELECT name FROM shard")}

    def _add_shards(self, shards: Iterable[str]) -> None:
        self._db.executemany("INSERT OR IGNORE INTO shard (name) VALUES (?)", [(shard,) for shard in shards])

    def add_documents(self, shard: str, documents: Iterable[Held]) -> None:
        """Record the documents of a shard whose run could not do it, all or none."""
        with self._transaction():
            self._add_shards([shard])
            for held in documents:
                self._record_document(held)

    def replace_documents(self, documents: Iterable[Held], shards: Iterable[str]) -> int:
        """Forget all documents and take these instead; sources without one are forgotten too.

        What a document was made with is not in its record, and is kept as far as it is known.
        """
        made_with = dict(self.rows("SELECT sha256, made_with FROM document"))
        with self._transaction():
            self._empty_search()
            for table in ("issue", "document", "shard"):
                self._db.execute(f"DELETE FROM {table}")
            self._add_shards(shards)
            count = 0
            for held in documents:
                known = held.made_with or made_with.get(held.entry.sha256)
                self._record_document(held._replace(made_with=known))
                count += 1
            self._db.execute(
                "DELETE FROM source WHERE status IN ('ok', 'check', 'unchanged', 'duplicate')"
                " AND sha256 NOT IN (SELECT sha256 FROM document)"
            )
        return count

    def _empty_search(self) -> None:
        """Make the index anew: to delete from it takes as long as to fill it."""
        ((schema,),) = self.rows("SELECT sql FROM sqlite_schema WHERE name = 'search'")
        self._db.execute("DROP TABLE search")
        self._db.execute(schema)
