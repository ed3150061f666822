"""What a person at the terminal reads: messages and progress, both on stderr."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pipeline.display import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.model import Failure

T = TypeVar("T")


def complain(message: str) -> None:
    """One line on stderr."""
    print(f"baygan: {one_line(message)}", file=sys.stderr)


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
