"""Reading inputs and writing outputs, with errors a user can act on.

An input must be a regular file: opening a pipe or a device can wait for ever. An output appears whole or
not at all, because the next program may read it at any moment.
"""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.errors import InputError, OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader
    from pathlib import Path


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
    """Write bytes, or text as UTF-8, beside `path`, then rename it into place; OutputError if that fails.

    The temporary name is short, because the name itself may already be as long as the file system allows.
    """
    temporary = path.with_name(f".baygan-{os.getpid()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
    try:
        with open(os.open(temporary, flags, 0o666), "wb") as file:  # noqa: PTH123 - from a descriptor
            file.write(content.encode() if isinstance(content, str) else content)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise OutputError(f"{path}: cannot be written: {reason(error)}") from error


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
