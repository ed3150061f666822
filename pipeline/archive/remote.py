"""An archive in an object store. What needs a real file system, the catalogue, stands in a directory of this machine,
with a copy in the store for the next machine."""

from __future__ import annotations

import contextlib
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.archive.claim import claimed
from pipeline.archive.store import open_store
from pipeline.errors import OutputError
from pipeline.files import make_directory, reason, write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from pipeline.archive.local import Change

WRITERS = 16  # requests under way: an object store answers each in tens of milliseconds
CATALOGUE = "catalogue.sqlite"


class RemoteArchive:
    """The counterpart of `Archive`: its files are objects below a URL, and `state` a directory of this machine."""

    def __init__(self, url: str, state: Path) -> None:
        self.address = url.rstrip("/")
        self.catalogue = state / CATALOGUE
        self._tag = state / f"{CATALOGUE}.tag"
        self._store = open_store(self.address)
        self._staged: list[tuple[str, bytes | Path]] = []
        self._outdated: list[str] = []
        self._letters: set[str] = set()

    def locked(
        self, wait: float, stopping: Callable[[], bool] = lambda: False
    ) -> AbstractContextManager[None]:
        return claimed(self._store, ".baygan/lock", self.address, wait, stopping)

    def open(self) -> None:
        """Get ready to write."""
        self.fetch()
        self._letters = set(self.files("failed"))

    def is_made(self) -> bool:
        """Whether there is an archive, be it without a catalogue."""
        return next(self.records(), None) is not None or bool(self.files("shards"))

    def holds(self, path: Path) -> bool:  # noqa: ARG002 - see `Archive`
        """Whether a path of this machine leads into the archive."""
        return False

    def fetch(self) -> None:
        """Take the catalogue of the store, if another machine wrote it since we did."""
        make_directory(self.catalogue.parent)
        copy = self._store.head(CATALOGUE)
        if copy and copy.tag != self._known_tag():
            for file in self.catalogue.parent.glob(f"{CATALOGUE}-*"):  # the log of the one we replace
                file.unlink()
            self._store.get_file(CATALOGUE, self.catalogue)
            write_file(self._tag, copy.tag or "")

    def close(self) -> None:
        """Put a copy of the catalogue into the store."""
        copy = self.catalogue.with_name(f"{CATALOGUE}.copy")
        source, target = sqlite3.connect(self.catalogue), sqlite3.connect(copy)
        with contextlib.closing(source), contextlib.closing(target):
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")  # those who only read it need no files beside it
        self._store.put(CATALOGUE, copy)
        copy.unlink()
        if found := self._store.head(CATALOGUE):
            write_file(self._tag, found.tag or "")

    def _known_tag(self) -> str | None:
        return self._tag.read_text(encoding="utf-8") if self._tag.exists() else None

    def stage(self, path: str, content: bytes) -> None:
        """Keep a file that `publish` will write."""
        self._staged.append((path, content))

    def stream(self, path: str, pieces: Iterable[bytes]) -> None:
        """The same for a file that is too large to be held. Raises OutputError."""
        spool = self.catalogue.with_name(f"staged-{len(self._staged)}")
        try:
            with spool.open("wb") as file:
                file.writelines(pieces)
        except OSError as error:
            raise OutputError(f"{spool}: cannot be written: {reason(error)}") from error
        self._staged.append((path, spool))

    def publish(self, announce: Callable[[Sequence[Change]], None]) -> None:  # noqa: ARG002 - see `Archive`
        """Write the staged objects, many at a time; each is whole or not there. What was begun and not recorded is
        done again: there is no renaming that a journal could complete."""
        records = [staged for staged in self._staged if staged[0].endswith(".json")]
        others = [staged for staged in self._staged if not staged[0].endswith(".json")]
        with ThreadPoolExecutor(WRITERS) as writers:
            for staged in (others, records):  # where a record stands, all of its article does
                list(writers.map(lambda file: self._store.put(*file), staged))
        for path in self._outdated:
            self._store.delete(path)
        for _, content in self._staged:
            if isinstance(content, Path):
                content.unlink()
        self._staged.clear()
        self._outdated.clear()

    def remove(self, path: str) -> None:
        """`publish` will remove this file. Letters of failure, which few sources have, are known without asking."""
        if path in self._letters or not path.startswith("failed/"):
            self._outdated.append(path)

    def files(self, folder: str) -> list[str]:
        return sorted(found.path for found in self._store.list(folder))

    def read(self, path: str) -> bytes | None:
        return self._store.get(path) if self._store.head(path) else None

    def records(self) -> Iterator[str]:
        """The paths of the objects that should be records, or decisions on them."""
        yield from (found.path for found in self._store.list("articles") if found.path.endswith(".json"))
