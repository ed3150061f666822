"""Where the sources are: a directory tree, or the objects of a store."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from itertools import islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pipeline.archive.paths import to_text
from pipeline.archive.store import is_remote, open_store
from pipeline.errors import InputError
from pipeline.files import digest_file
from pipeline.ingest.growing import steady
from pipeline.ingest.scan import Found, Scan, scan, select

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

READERS = (
    16  # requests under way; a store answers in tens of milliseconds, and reading one file needs one of ours
)


class Inbox(Protocol):
    """What a run needs of the place of its sources. `name` is what the catalogue calls it."""

    name: str

    def scan(
        self, include: Sequence[str], exclude: Sequence[str], stopping: Callable[[], bool] = lambda: False
    ) -> Scan:
        """The files, in the order of the bytes of their paths; those found so far, once `stopping` says so."""

    def steady(self, found: Sequence[Found], seconds: float, stopping: Callable[[], bool]) -> Iterator[Found]:
        """The files, those marked that someone is still writing; all or none of these once `stopping` says so."""

    def address(self, path: str) -> str:
        """What a worker opens to read a file."""

    def has(self, path: str) -> bool:
        """Whether the file is still there."""

    def digests(self, found: Iterable[Found]) -> Iterator[tuple[Found, str | InputError]]:
        """SHA-256 of each file in their order, or why it cannot be read."""


def open_inbox(address: str) -> Inbox:
    """The inbox at a path or URL. Raises InputError."""
    return Bucket(address) if is_remote(address) else Tree(Path(address))


class Tree:
    """A directory and those below it."""

    def __init__(self, root: Path) -> None:
        if not root.is_dir():
            hint = (
                "is no directory; convert reads single files"
                if root.exists()
                else "there is no such directory"
            )
            raise InputError(f"{root}: {hint}")
        self.root = root.absolute()
        self.name = to_text(str(self.root))

    def scan(
        self, include: Sequence[str], exclude: Sequence[str], stopping: Callable[[], bool] = lambda: False
    ) -> Scan:
        return scan(self.root, include, exclude, stopping)

    def steady(self, found: Sequence[Found], seconds: float, stopping: Callable[[], bool]) -> Iterator[Found]:
        return steady(self.root, found, seconds, stopping)

    def address(self, path: str) -> str:
        return str(self.root / path)

    def has(self, path: str) -> bool:
        return os.path.lexists(self.root / path)

    def digests(self, found: Iterable[Found]) -> Iterator[tuple[Found, str | InputError]]:
        for file in found:
            try:
                yield file, digest_file(self.root / file.path)
            except InputError as error:
                yield file, error


class Bucket:
    """The objects below a URL. They appear whole, so none is ever half-written."""

    def __init__(self, url: str) -> None:
        self.name = url.rstrip("/")
        self._store = open_store(self.name)

    def scan(
        self, include: Sequence[str], exclude: Sequence[str], stopping: Callable[[], bool] = lambda: False
    ) -> Scan:
        listed = takewhile(lambda _: not stopping(), self._store.list())
        found = [Found(path, size, mtime_ns) for path, size, mtime_ns, _ in listed]
        return Scan(select(found, include, exclude), [])

    def steady(
        self,
        found: Sequence[Found],
        seconds: float,  # noqa: ARG002 - the protocol's
        stopping: Callable[[], bool],  # noqa: ARG002 - the protocol's
    ) -> Iterator[Found]:
        return iter(found)

    def address(self, path: str) -> str:
        return f"{self.name}/{path}"

    def has(self, path: str) -> bool:
        return self._store.head(path) is not None

    def digests(self, found: Iterable[Found]) -> Iterator[tuple[Found, str | InputError]]:
        files = iter(found)
        with ThreadPoolExecutor(READERS) as readers:
            waiting = deque(
                (file, readers.submit(self._digest, file.path)) for file in islice(files, READERS)
            )
            while waiting:
                file, digest = waiting.popleft()
                yield file, digest.result()
                waiting.extend((file, readers.submit(self._digest, file.path)) for file in islice(files, 1))

    def _digest(self, path: str) -> str | InputError:
        try:
            return sha256(self._store.get(path)).hexdigest()
        except InputError as error:
            return error
