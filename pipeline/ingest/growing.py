"""Files that someone is still writing: half a file would become half an article."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pipeline.ingest.scan import Found

BILLION = 1_000_000_000


def steady(inbox: Path, found: Sequence[Found], seconds: float) -> Iterator[Found]:
    """The files, those last that changed within `seconds`; one that goes on changing is marked as growing.

    A change within the same tick of the clock would not show later, so even a file of the last moment waits.
    """
    since = time.time_ns()
    fresh = [file for file in found if not file.problem and 0 <= since - file.mtime_ns < seconds * BILLION]
    late = {file.path for file in fresh}
    yield from (file for file in found if file.path not in late)
    if fresh:
        time.sleep(max(0.0, seconds - (time.time_ns() - since) / BILLION))
    for file in fresh:
        yield file._replace(growing=_state(inbox / file.path) != (file.size, file.mtime_ns))


def _state(path: Path) -> tuple[int, int] | None:
    try:
        state = os.stat(path)  # noqa: PTH116 - as in the scan
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns
