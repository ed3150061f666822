"""An archive as its readers see it: the catalogue, opened so that nothing can be changed, and the records."""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pipeline.archive.catalogue import BUSY, VERSION
from pipeline.archive.decisions import SUFFIX, decided
from pipeline.archive.local import Archive
from pipeline.emit.record import SCHEMA
from pipeline.errors import BayganError, InputError
from pipeline.files import read_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType


class Reader:
    """Queries and records of the archive at `root`, also while a run writes to it. For one thread; opening is cheap.

    InputError says why there is nothing to read.
    """

    def __init__(self, root: Path) -> None:
        self.archive = Archive(root)
        path = self.archive.catalogue
        if not path.is_file():
            made = self.archive.articles.is_dir()
            hint = "baygan reindex makes it from the records" if made else "baygan ingest makes an archive"
            raise InputError(f"{root}: there is no catalogue here; {hint}")
        with self._errors():
            self._db = _opened(path)
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version != VERSION:
            raise InputError(
                f"{path}: made by another version of Baygan (its form is {version}, ours {VERSION}); "
                "move it away and run baygan reindex"
            )

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise InputError(f"{self.archive.catalogue}: the catalogue cannot be read: {error}") from error

    def rows(self, query: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with self._errors():
            return self._db.execute(query, parameters).fetchall()

    def each(self, query: str, parameters: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query one after the other, for those that are too many to hold."""
        with self._errors():
            yield from self._db.execute(query, parameters)

    def record(self, name: str) -> dict[str, Any] | None:
        """The record articles/NAME.json with the decisions on it; None where the file is gone or is no such record."""
        try:
            record = json.loads(read_file(self.archive.articles / f"{name}.json"))
        except (BayganError, ValueError):
            return None
        if not isinstance(record, dict) or record.get("schema") != SCHEMA:
            return None
        return decided(record, self.archive.read(f"articles/{name}{SUFFIX}"))


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
