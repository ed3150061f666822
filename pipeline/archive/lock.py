"""One run at a time: an flock on a file of the archive, free the moment its process is gone, however it ended."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.errors import LockedError, OutputError
from pipeline.files import make_directory, reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

POLL = 0.2  # seconds between two tries while waiting


@contextmanager
def locked(path: Path, wait: float = 0.0, stopping: Callable[[], bool] = lambda: False) -> Iterator[None]:
    """Hold the lock; LockedError if another process still does after `wait` seconds, or when `stopping` says so;
    OutputError if it cannot be made.

    The descriptor is not inherited (the default of os.open), or a child that outlives us would keep the lock.
    """
    make_directory(path.parent)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise OutputError(f"{path.parent.parent}: cannot be written to: {reason(error)}") from error
    try:
        _take(descriptor, path, time.monotonic() + wait, stopping)
        _sign(descriptor, path)
        yield
    finally:
        os.close(descriptor)


def _sign(descriptor: int, path: Path) -> None:
    """Say who holds the lock, for those that wait for it."""
    try:
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
    except OSError as error:
        raise OutputError(f"{path.parent.parent}: cannot be written to: {reason(error)}") from error


def _take(descriptor: int, path: Path, until: float, stopping: Callable[[], bool]) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until or stopping():
                holder = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
                raise LockedError(
                    f"{path.parent.parent}: another run is at work (process {holder}); --wait SECONDS waits for it"
                ) from None
            time.sleep(POLL)
        else:
            return
