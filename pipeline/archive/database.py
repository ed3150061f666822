"""What those who write the catalogue and those who read it have in common."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from pipeline.errors import BayganError

VERSION = 3  # PRAGMA user_version of catalogue.sql
DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
BUSY = 30.0  # seconds to wait for another process; ours write for milliseconds


class Database:
    """An open database of our form; `error` is what its errors become."""

    def __init__(
        self, path: Path, connect: Callable[[], sqlite3.Connection], error: type[BayganError]
    ) -> None:
        self.path = path
        self._error = error
        with self._errors():
            self._db = connect()

    def _version(self) -> int:
        return int(self.rows("PRAGMA user_version")[0][0])

    def _check(self) -> None:
        """Refuse the form of another version."""
        if (version := self._version()) != VERSION:
            raise self._error(
                f"{self.path}: made by another version of Baygan (its form is {version}, ours {VERSION}); "
                "baygan reindex makes it anew and keeps this one"
            )

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # without what extends it
            hint = "; baygan reindex makes it anew" if code in DAMAGED else ""
            raise self._error(f"{self.path}: the catalogue cannot be used: {error}{hint}") from error

    def rows(self, query: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query that reads."""
        with self._errors():
            return self._db.execute(query, parameters).fetchall()

    def each(self, query: str, parameters: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The same, one at a time: there may be many."""
        with self._errors():
            yield from self._db.execute(query, parameters)
