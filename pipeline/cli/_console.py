"""What a person at the terminal reads: messages and progress, both on stderr."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.model import Failure

T = TypeVar("T")
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def complain(message: str) -> None:
    """One line on stderr."""
    print(f"baygan: {one_line(message)}", file=sys.stderr)


def one_line(text: str) -> str:
    """What could steer the terminal is shown as U+FFFD: the text, and the names of files, are strangers' words."""
    return _STEERING.sub("\ufffd", text)


def sentence(failure: Failure) -> str:
    """The error of a file; where it names the file, as the user named it."""
    message = str(failure.error)
    for name in (failure.file, Path(failure.file).name):
        if message.startswith(name):
            return failure.file + message.removeprefix(name)
    return f"{failure.file}: {message}"


def progress(results: Iterable[T], total: int) -> Iterable[T]:
    """The same results under a bar, if someone is watching and there is something to wait for."""
    if total < 2 or not sys.stderr.isatty():
        return results
    from rich.console import Console
    from rich.progress import track

    return track(results, description="Converting", total=total, console=Console(stderr=True), transient=True)
