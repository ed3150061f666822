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

import contextlib
import ctypes
import os
import shutil
import sys
from typing import TYPE_CHECKING

from pipeline.errors import OutputError
from pipeline.files import make_directory, reason

if TYPE_CHECKING:
    from pathlib import Path


class Archive:
    """The places of an archive, and the files that wait to be put there."""

    def __init__(self, root: Path, *, durable: bool = False) -> None:
        self.root = root
        self.articles = root / "articles"
        self.failed = root / "failed"
        self.reports = root / "reports"
        self.catalogue = root / "catalogue.sqlite"
        self.lock = root / ".baygan" / "lock"
        self._temporary = root / ".baygan" / "tmp"
        self._durable = durable
        self._staged: list[tuple[Path, Path]] = []
        self._made: set[Path] = set()

    def open(self) -> None:
        """Make the directories, and clear what a run that was killed left half-written."""
        shutil.rmtree(self._temporary, ignore_errors=True)
        for directory in (self.articles, self.failed, self.reports, self._temporary):
            make_directory(directory)

    def stage(self, target: Path, content: bytes) -> None:
        """Write a file that `publish` will put at `target`. Raises OutputError."""
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

    def remove_letter(self, sha256: str) -> None:
        """A source that failed before gave an article now."""
        with contextlib.suppress(FileNotFoundError):
            self.letter(sha256).unlink()

    def letter(self, sha256: str) -> Path:
        """Where the dead letter of a source stands."""
        return self.failed / f"{sha256}.json"


def _fsync(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
