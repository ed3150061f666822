"""Imported by the fork server, to leave nothing behind when the program that started it was killed.

The server listens at a socket in a directory of its own below TMPDIR, which that program removes when it ends: unless it
cannot. The server ends after it, with the last of the workers.
"""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import time
from contextlib import suppress
from pathlib import Path

PATIENCE = 1.0  # seconds
TICK = 0.01
_OWN = "pymp-"  # directories of multiprocessing; the standard streams may be sockets too


def _directory() -> Path | None:
    """Where the server's socket stands; its descriptor is among the few that it was given."""
    for descriptor in os.listdir("/dev/fd"):  # noqa: PTH208 - names
        with suppress(OSError), socket.socket(fileno=os.dup(int(descriptor))) as listener:
            address = listener.getsockname()
            if listener.family == socket.AF_UNIX and isinstance(address, str):
                place = Path(address).parent
                if place.name.startswith(_OWN):
                    return place
    return None


def _tidy(directory: Path, parent: int) -> None:
    """Remove the directory if the parent is gone: one that lives does it, and may start another server in it.

    A process that dies first closes its files, which ends us, and is gone a moment later.
    """
    until = time.monotonic() + PATIENCE
    while directory.exists() and time.monotonic() < until:
        if os.getppid() != parent:
            shutil.rmtree(directory, ignore_errors=True)
        time.sleep(TICK)


if (directory := _directory()) is not None:
    atexit.register(_tidy, directory, os.getppid())
