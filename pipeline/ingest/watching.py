"""One run after the other, whenever the inbox changes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from pipeline.errors import ConfigError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pipeline.ingest.report import Report

TICK = 0.5  # seconds in which a request to stop is noticed
RESCAN = 300.0  # seconds after which we look without being told: notifications get lost
POLL = 30.0  # seconds where nobody tells us
AGAIN = 15.0  # seconds after which files that were still being written are looked at again


def keep_running(
    run: Callable[[], Report], inbox: Path, *, poll: bool, stopping: Callable[[], bool]
) -> Report | None:
    """Run now and after every change below `inbox` until `stopping` says so or too many files fail; gives the last report.

    With `poll` the inbox is read again and again instead: changes on a network share are seldom told.
    Raises ConfigError where watchfiles is not installed, InputError where the system cannot watch.
    """
    due, report = 0.0, None
    for changed in _polls() if poll else _changes(inbox):
        if stopping() or (report and report.too_many):
            break
        if changed or time.monotonic() >= due:
            report = run()
            pause = AGAIN if report.counts.get("interrupted") else POLL if poll else RESCAN
            due = time.monotonic() + pause
    return report


def _polls() -> Iterator[bool]:
    while True:
        yield False
        time.sleep(TICK)


def _changes(inbox: Path) -> Iterator[bool]:
    """Whether something changed, about twice a second. What changes while a run is at work comes after it."""
    try:
        from watchfiles import watch
    except ImportError as error:
        raise ConfigError("--watch needs watchfiles: pip install 'baygan[watch]', or use --poll") from error
    milliseconds = round(TICK * 1000)
    try:
        for changes in watch(
            inbox, watch_filter=None, rust_timeout=milliseconds, yield_on_timeout=True, raise_interrupt=False
        ):
            yield bool(changes)
    except OSError as error:
        raise InputError(f"{inbox}: cannot be watched: {error}; try --poll") from error
