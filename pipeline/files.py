"""Reading inputs and writing outputs, with errors a user can act on.

An input must be a regular file: opening a pipe or a device can wait for ever. An output appears whole or
not at all, because the next program may read it at any moment.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import InputError, OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader


def read_file(path: Path) -> bytes:
    """The bytes of a regular file; InputError says in a sentence why there are none."""
    with _reading(path), open_file(path) as file:
        return file.read()


def digest_file(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal; InputError says in a sentence why there is none."""
    with _reading(path), open_file(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {reason(error)}") from error
    except ValueError as error:  # a NUL in the name
        raise InputError(f"{path}: cannot be read: not a file name") from error


def open_file(path: Path) -> BufferedReader:
    """A regular file, opened for reading; OSError, or InputError if it is anything else.

    It is looked at after it is opened, without waiting: the name may have got a pipe since someone looked at it.
    """
    if stat.S_ISSOCK(path.stat().st_mode):  # cannot be opened, for a reason that says nothing
        raise InputError(f"{path}: not a regular file")
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise InputError(f"{path}: this is a directory; name the files in it")
        if not stat.S_ISREG(mode):
            raise InputError(f"{path}: not a regular file")
        return open(descriptor, "rb")  # noqa: PTH123 - from a descriptor
    except BaseException:
        os.close(descriptor)
        raise


def write_file(path: Path, content: str | bytes) -> None:
    """Write bytes, or text as UTF-8, with `replacing`; OutputError if that fails."""
    with replacing(path) as place:
        place.write_bytes(content.encode() if isinstance(content, str) else content)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Where to write what shall stand at `path`: a name beside it, which becomes `path` when all is well and goes when it
    is not. OutputError if either fails.

    A link stays, and what it leads to is replaced. A device or a pipe, such as /dev/stdout, is never replaced: it is
    written as it is. The name beside is short, because `path` may already be as long as the file system allows.
    """
    temporary: Path | None = None
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            yield path
            return
        target = Path(os.path.realpath(path)) if path.is_symlink() else path
        temporary = target.with_name(f".baygan-{os.getpid()}.tmp")
        remove(temporary)  # a leftover, or a link that someone put there for us to follow
        yield temporary
        temporary.replace(target)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {reason(error)}") from error
    finally:
        if temporary is not None:
            remove(temporary)


def remove(path: Path) -> None:
    """Remove a file, or a directory with all in it, if it is there and as far as it can be."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def make_directory(path: Path) -> None:
    """Make an output directory and those above it; OutputError if that fails."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = "a file of this name is in the way" if isinstance(error, FileExistsError) else reason(error)
        raise OutputError(f"{path}: cannot be made: {why}") from error


def reason(error: OSError) -> str:
    """What the system says, as the end of a sentence."""
    words = error.strerror or str(error)
    return words[:1].lower() + words[1:]
