"""The directory of an archive, and writing to it so that nothing is ever torn.

    ARCHIVE/articles/2011/a.json, a.md     mirrors the inbox
    ARCHIVE/failed/SHA256.json             why a source gave no article
    ARCHIVE/reports/                       one per run that did something
    ARCHIVE/catalogue.sqlite               made again by `baygan reindex`
    ARCHIVE/.baygan/                       the lock, and files that are not finished

Outputs are written under `.baygan/tmp`, flushed to the disk together, and only then renamed into place: a power cut
leaves old files or new ones. One `syncfs` for a batch costs a thirtieth of an `fsync` for each file.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from typing import TYPE_CHECKING

from pipeline.errors import OutputError
from pipeline.files import make_directory, read_file, reason
from pipeline.ingest.lock import locked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path


class Archive:
    """The places of an archive, and the files that wait to be put there."""

    def __init__(self, root: Path, *, durable: bool = False) -> None:
        self.root = root
        self.address = str(root)
        self.articles = root / "articles"
        self.failed = root / "failed"
        self.reports = root / "reports"
        self.catalogue = root / "catalogue.sqlite"
        self._temporary = root / ".baygan" / "tmp"
        self._durable = durable
        self._staged: list[tuple[Path, Path]] = []
        self._made: set[Path] = set()

    def locked(self, wait: float) -> AbstractContextManager[None]:
        """The lock on the archive; LockedError if another run holds it after `wait` seconds."""
        return locked(self.root / ".baygan" / "lock", wait)

    def open(self) -> None:
        """Make the directories, and clear what a run that was killed left half-written."""
        shutil.rmtree(self._temporary, ignore_errors=True)
        for directory in (self.articles, self.failed, self.reports, self._temporary):
            make_directory(directory)

    def close(self) -> None:
        """Nothing is left to do."""

    def stage(self, path: str, content: bytes) -> None:
        """Write a file that `publish` will put at `path` below the root. Raises OutputError."""
        target = self.root / path
        temporary = self._temporary / str(len(self._staged))
        try:
            with temporary.open("wb") as file:
                file.write(content)
                if self._durable:
                    file.flush()
                    os.fsync(file.fileno())
        except OSError as error:
            raise OutputError(f"{target}: cannot be written: {reason(error)}") from error
        self._staged.append((temporary, target))

    def publish(self) -> None:
        """Put the staged files into place, in their order, after all of them are safe on the disk."""
        if not self._durable:
            self._flush()
        for temporary, target in self._staged:
            self._make(target.parent)
            try:
                temporary.replace(target)
            except OSError as error:
                raise OutputError(f"{target}: cannot be written: {reason(error)}") from error
        if self._durable:
            for directory in {target.parent for _, target in self._staged}:
                _fsync(directory)
        self._staged.clear()

    def _make(self, directory: Path) -> None:
        if directory not in self._made:
            make_directory(directory)
            self._made.add(directory)

    def _flush(self) -> None:
        """Everything that was written to the file system of the archive reaches the disk."""
        if not self._staged:
            return
        descriptor = os.open(self._temporary, os.O_RDONLY)
        try:
            if sys.platform != "linux" or ctypes.CDLL(None, use_errno=True).syncfs(descriptor) != 0:
                os.sync()
        finally:
            os.close(descriptor)

    def remove(self, path: str) -> None:
        """Remove a file of the archive; none is no error."""
        (self.root / path).unlink(missing_ok=True)

    def records(self) -> Iterator[tuple[str, bytes]]:
        """Path and bytes of each file that should be a record, by name."""
        for path in sorted(self.articles.rglob("*.json")):
            yield path.relative_to(self.root).as_posix(), read_file(path)


def _fsync(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
