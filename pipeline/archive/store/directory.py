"""A directory that behaves like a bucket: shared by the machines of a cluster, or for trying things out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pipeline.archive.store.protocol import Object
from pipeline.errors import OutputError
from pipeline.files import make_directory, read_file, reason, write_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Directory:
    """The files below a directory."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def list(self, prefix: str = "") -> Iterator[Object]:
        for path in (self._root / prefix).rglob("*"):
            if path.is_file() and (found := self.head(path.relative_to(self._root).as_posix())):
                yield found

    def get(self, path: str) -> bytes:
        return read_file(self._root / path)

    def get_file(self, path: str, target: Path) -> None:
        write_file(target, self.get(path))

    def put(self, path: str, data: bytes | Path, *, tag: str | None = None) -> bool:
        """A directory cannot compare and write in one step; `tag` is compared just before."""
        if tag is not None and ((found := self.head(path)) is None or found.tag != tag):
            return False
        target = self._root / path
        make_directory(target.parent)
        write_file(target, data if isinstance(data, bytes) else read_file(data))
        return True

    def put_if_absent(self, path: str, data: bytes) -> bool:
        target = self._root / path
        make_directory(target.parent)
        temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        write_file(temporary, data)
        try:
            os.link(temporary, target)  # unlike rename, it fails where a file is
        except FileExistsError:
            return False
        except OSError as error:
            raise OutputError(f"{target}: cannot be written: {reason(error)}") from error
        finally:
            temporary.unlink()
        return True

    def head(self, path: str) -> Object | None:
        try:
            state = (self._root / path).stat()
        except OSError:
            return None
        tag = f"{state.st_ino}-{state.st_mtime_ns}-{state.st_size}"
        return Object(path, state.st_size, state.st_mtime_ns, tag)

    def delete(self, path: str) -> None:
        try:
            (self._root / path).unlink(missing_ok=True)
        except OSError as error:
            raise OutputError(f"{self._root / path}: cannot be removed: {reason(error)}") from error
