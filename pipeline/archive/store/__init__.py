"""Where files lie: a directory, or a bucket of an object store, behind a few operations.

An object store has no rename and no lock; what it has is a `put` that is whole or not at all, and one that
fails if the object is there. Both hold for directories here too.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pipeline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMES = ("s3://", "gs://", "az://")


class Object(NamedTuple):
    """A file of a store by its path from the store's root; `tag` changes with its content."""

    path: str
    size: int
    mtime_ns: int
    tag: str | None = None


class Store(Protocol):
    """Paths are relative, with slashes.

    Reading raises InputError, writing OutputError, after the retries that the store is worth.
    """

    def list(self, prefix: str = "") -> Iterator[Object]:
        """The files below a directory, in no order."""

    def get(self, path: str) -> bytes:
        """The bytes of a file."""

    def get_file(self, path: str, target: Path) -> None:
        """The same for one that is too large to be held: into a file of this machine, whole or not at all."""

    def put(self, path: str, data: bytes | Path, *, tag: str | None = None) -> bool:
        """Write a file, whole or not at all; with `tag` only over a file that still has it. Whether it was written.
        `data` can be a file of this machine, which is not held as a whole."""

    def put_if_absent(self, path: str, data: bytes) -> bool:
        """Write a file unless there is one; of several at once one wins. Whether it was us."""

    def head(self, path: str) -> Object | None:
        """A file, or None."""

    def delete(self, path: str) -> None:
        """Remove a file; none is no error."""


def is_remote(address: str) -> bool:
    return address.startswith(SCHEMES)


@lru_cache(maxsize=32)
def open_store(address: str) -> Store:
    """The store at a path or URL: `archive`, `s3://bucket/archive`. InputError if its library is not installed."""
    if not is_remote(address):
        from pipeline.archive.store.directory import Directory

        return Directory(Path(address))
    try:
        from pipeline.archive.store.bucket import Bucket
    except ImportError:
        raise InputError(
            f"{address}: object stores need the library obstore: pip install 'baygan[s3]'"
        ) from None
    return Bucket(address)


def read(address: str) -> bytes:
    """The bytes of one file by its path or URL."""
    if not is_remote(address):
        from pipeline.files import read_file

        return read_file(Path(address))
    scheme, _, rest = address.partition("://")
    bucket, _, path = rest.partition("/")
    return open_store(f"{scheme}://{bucket}").get(path)
