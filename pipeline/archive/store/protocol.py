"""What every store can do.

An object store has no rename and no lock; what it has is a `put` that is whole or not at all, and one that
fails if the object is there. Both hold for directories here too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


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
