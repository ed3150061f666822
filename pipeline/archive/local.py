"""The directory of an archive, and writing to it so that nothing is ever torn.

    ARCHIVE/articles/2011/a.json, a.md     mirrors the inbox
    ARCHIVE/shards/                        instead, where many articles stand in one file (`shards`)
    ARCHIVE/failed/SHA256.json             why a source gave no article
    ARCHIVE/reports/                       one per run that did something
    ARCHIVE/catalogue.sqlite               made again by `baygan reindex`
    ARCHIVE/.baygan/                       the lock, and files that are not finished

Outputs are written under `.baygan/tmp` and flushed to the disk together; then the catalogue is told what will be put
where, and only then are they renamed into place. A run that was cut off in between is completed by the next one
(`journal`). One `syncfs` for a batch costs a thirtieth of an `fsync` for each file.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from pipeline.archive.lock import locked
from pipeline.errors import OutputError
from pipeline.files import make_directory, read_file, reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path


class Change(NamedTuple):
    """A file that goes from `.baygan/tmp` to its place below the archive, or, if `temporary` is empty, away."""

    temporary: str
    target: str


class Archive:
    """The places of an archive, and the changes that wait to be made in it."""

    def __init__(self, root: Path, *, durable: bool = False) -> None:
        self.root = root
        self.address = str(root)
        self.articles = root / "articles"
        self.failed = root / "failed"
        self.reports = root / "reports"
        self.catalogue = root / "catalogue.sqlite"
        self._temporary = root / ".baygan" / "tmp"
        self._durable = durable
        self._staged: list[Change] = []
        self._written = 0
        self._made: set[Path] = set()

    def locked(
        self, wait: float, stopping: Callable[[], bool] = lambda: False
    ) -> AbstractContextManager[None]:
        """The lock on the archive; LockedError if another run holds it after `wait` seconds, or when `stopping` says so."""
        return locked(self.root / ".baygan" / "lock", wait, stopping)

    def open(self) -> None:
        """Make the directories. Raises OutputError."""
        for directory in (self._temporary, self.articles, self.failed, self.reports):
            make_directory(directory)
            if directory.stat().st_dev != self._temporary.stat().st_dev:
                raise OutputError(
                    f"{directory}: lies on another file system than {self._temporary}, from where files are renamed; "
                    "put the whole archive on one"
                )

    def close(self) -> None:
        """Nothing is left to do."""

    def fetch(self) -> None:
        """The catalogue is here."""

    def is_made(self) -> bool:
        """Whether there is an archive, be it without a catalogue."""
        return self.articles.is_dir()

    def holds(self, path: Path) -> bool:
        """Whether a path of this machine leads into the archive."""
        return path.resolve().is_relative_to(self.root.resolve())

    def clear(self) -> None:
        """Remove what a run that was killed left half-written."""
        shutil.rmtree(self._temporary, ignore_errors=True)
        make_directory(self._temporary)

    def stage(self, path: str, content: bytes) -> None:
        """Write a file that `publish` will put at `path` below the root. Raises OutputError."""
        self.stream(path, [content])

    def stream(self, path: str, pieces: Iterable[bytes]) -> None:
        """The same for a file that is too large to be held."""
        self._written += 1  # never a name twice: that of the last batch may still be in the journal
        temporary = str(self._written)
        with _writing(self.root / path), (self._temporary / temporary).open("wb") as file:
            file.writelines(pieces)
            if self._durable:
                file.flush()
                os.fsync(file.fileno())
        self._staged.append(Change(temporary, path))

    def remove(self, path: str) -> None:
        """`publish` will remove this file; none is no error."""
        if (self.root / path).exists():
            self._staged.append(Change("", path))

    def publish(self, announce: Callable[[Sequence[Change]], None] = lambda _: None) -> None:
        """Put the staged files into place, after all of them are safe on the disk and `announce` has been told.

        Raises OutputError."""
        changes, self._staged = self._staged, []
        if not changes:
            return
        if not self._durable:
            self.flush()
        announce(changes)
        self.apply(changes)

    def flush(self) -> None:
        """Everything that was written to the file system of the archive reaches the disk."""
        with _writing(self._temporary):
            descriptor = os.open(self._temporary, os.O_RDONLY)
            try:
                _sync_file_system(descriptor)
            finally:
                os.close(descriptor)

    def apply(self, changes: Sequence[Change]) -> None:
        """Make the changes in their order; those that were made before are left. Raises OutputError."""
        directories = set()
        for change in changes:
            target = self.root / change.target
            with _writing(target):
                self._apply(change, target)
            directories.add(target.parent)
        if self._durable:
            for directory in directories:
                _fsync(directory)

    def _apply(self, change: Change, target: Path) -> None:
        if not change.temporary:
            target.unlink(missing_ok=True)
            return
        self._make(target.parent)
        try:
            (self._temporary / change.temporary).replace(target)
        except FileNotFoundError:
            if not target.exists():
                raise

    def can_apply(self, change: Change) -> bool:
        """Whether a change is possible, or made already."""
        if not change.temporary:
            return True
        return (self._temporary / change.temporary).exists() or (self.root / change.target).exists()

    def _make(self, directory: Path) -> None:
        if directory not in self._made:
            make_directory(directory)
            self._made.add(directory)

    def files(self, folder: str) -> list[str]:
        """The paths of the files in a folder below the root."""
        directory = self.root / folder
        found = directory.iterdir() if directory.is_dir() else ()
        return sorted(f"{folder}/{path.name}" for path in found if path.is_file())

    def read(self, path: str) -> bytes | None:
        """A file of the archive, None if it has none such. Raises InputError."""
        file = self.root / path
        return read_file(file) if file.exists() else None

    def records(self) -> Iterator[str]:
        """The paths of the files that should be records, or decisions on them."""
        yield from (path.relative_to(self.root).as_posix() for path in self.articles.rglob("*.json"))


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"{target}: cannot be written: {reason(error)}") from error


def _sync_file_system(descriptor: int) -> None:
    """syncfs(2), which also tells of writes that failed after they were accepted; elsewhere than on Linux, sync(2)."""
    try:
        syncfs = ctypes.CDLL(None, use_errno=True).syncfs
    except AttributeError:
        os.sync()
        return
    if syncfs(descriptor) != 0:
        code = ctypes.get_errno()
        if code != errno.ENOSYS:
            raise OSError(code, os.strerror(code))
        os.sync()


def _fsync(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
