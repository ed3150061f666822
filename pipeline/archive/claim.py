"""One run at a time on an object store, which has no locks: an object that says who is at work, and until when.

It is made with `put_if_absent` and renewed while the run lasts. A holder that died leaves a claim that ends by
itself; whoever takes it over replaces exactly that object, so of several one wins. The machines' clocks must agree to a minute.
"""

from __future__ import annotations

import json
import os
import socket
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from uuid import uuid4

from pipeline.errors import BayganError, LockedError, OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.archive.store import Store

TERM = 300.0  # seconds that a claim is good for
RENEWAL = 60.0  # seconds after which its holder renews it
POLL = 2.0  # seconds between two tries while waiting


@contextmanager
def claimed(
    store: Store, path: str, what: str, wait: float, stopping: Callable[[], bool] = lambda: False
) -> Iterator[None]:
    """Hold the claim at `path`; LockedError if another holder still does after `wait` seconds or when `stopping` says so, or
    took it over."""
    me = uuid4().hex
    until = time.monotonic() + wait
    while (holder := _take(store, path, me)) is not None:
        if time.monotonic() >= until or stopping():
            raise LockedError(f"{what}: another run is at work ({holder}); --wait SECONDS waits for it")
        time.sleep(POLL)
    ended = threading.Event()
    lost: list[str] = []
    keeper = threading.Thread(target=_keep, args=(store, path, me, ended, lost), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        keeper.join()
        if not lost:
            with suppress(OutputError):  # it ends by itself
                store.delete(path)
    if lost:
        raise LockedError(f"{what}: the claim on the archive was lost to another run: {lost[0]}")


def _take(store: Store, path: str, me: str) -> str | None:
    """Take the claim; gives who holds it if it could not be taken."""
    claim = _claim(me)
    if store.put_if_absent(path, claim):
        return None
    found = store.head(path)
    if found is None:  # just released
        return "just ended"
    holder = json.loads(store.get(path))
    if holder["until"] < time.time() and store.put(path, claim, tag=found.tag):
        return None
    return f"{holder['host']}, process {holder['process']}"


def _claim(me: str) -> bytes:
    claim = {"id": me, "host": socket.gethostname(), "process": os.getpid(), "until": time.time() + TERM}
    return json.dumps(claim).encode()


def _keep(store: Store, path: str, me: str, ended: threading.Event, lost: list[str]) -> None:
    """Renew the claim until the run has ended."""
    while not ended.wait(RENEWAL):
        try:
            found = store.head(path)
            if found is None or json.loads(store.get(path))["id"] != me:
                lost.append("it is held by another run")
                return
            store.put(path, _claim(me), tag=found.tag)
        except BayganError as error:
            lost.append(str(error))
            return
