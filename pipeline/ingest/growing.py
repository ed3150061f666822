"""Files that someone is still writing: half a file would become half an article."""

from __future__ import annotations

import os
import time
from itertools import takewhile
from typing import TYPE_CHECKING

from pipeline.errors import InputError
from pipeline.files import open_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from pipeline.ingest.scan import Found

BILLION = 1_000_000_000
PATIENCE = 30
TICK = 0.5  # seconds in which a request to stop is noticed
PDF = b"%PDF-"
TAIL = 2048  # bytes in which the end mark of a whole file stands; ISO 32000 says 1024, producers add to it


def steady(
    inbox: Path, found: Sequence[Found], seconds: float, stopping: Callable[[], bool] = lambda: False
) -> Iterator[Found]:
    """The files, those last that changed within `seconds`; one that goes on changing is marked as growing.

    When `stopping` says so, what has not been given is left out. A change within the same tick of the clock would not show
    later, so even a file of the last moment waits.
    A PDF file without its end mark is growing until it has not changed for thirty times as long.
    """
    since = time.time_ns()

    def is_fresh(file: Found, within: float) -> bool:
        return not file.problem and 0 <= since - file.mtime_ns < within * BILLION

    unfinished = {
        file.path
        for file in takewhile(lambda _: not stopping(), found)
        if is_fresh(file, PATIENCE * seconds) and _lacks_its_end(inbox / file.path)
    }
    if stopping():
        return
    fresh = [file for file in found if is_fresh(file, seconds)]
    late = {file.path for file in fresh} | unfinished
    yield from (file for file in found if file.path not in late)
    while fresh and (left := seconds - (time.time_ns() - since) / BILLION) > 0:
        if stopping():
            return
        time.sleep(min(left, TICK))
    for file in fresh:
        if file.path not in unfinished:
            yield file._replace(growing=_state(inbox / file.path) != (file.size, file.mtime_ns))
    yield from (file._replace(growing=True) for file in found if file.path in unfinished)


def _lacks_its_end(path: Path) -> bool:
    """Whether this is the beginning of a PDF file: a copy over a slow line may pause for longer than we wait."""
    try:
        with open_file(path) as file:
            if not file.read(len(PDF)).startswith(PDF):
                return False
            file.seek(-min(TAIL, file.seek(0, os.SEEK_END)), os.SEEK_END)
            return b"%%EOF" not in file.read()
    except (OSError, InputError):
        return False


def _state(path: Path) -> tuple[int, int] | None:
    try:
        state = os.stat(path)  # noqa: PTH116 - as in the scan
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns
