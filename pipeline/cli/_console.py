"""What a person at the terminal reads: messages and progress, both on stderr."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")


def complain(message: str) -> None:
    """One line; what could steer the terminal (file names are strangers' words) is shown as U+FFFD."""
    line = "".join(character if character.isprintable() else "\ufffd" for character in message)
    print(f"baygan: {line}", file=sys.stderr)


def progress(results: Iterable[T], total: int) -> Iterable[T]:
    """The same results under a bar, if someone is watching and there is something to wait for."""
    if total < 2 or not sys.stderr.isatty():
        return results
    from rich.console import Console
    from rich.progress import track

    return track(results, description="Converting", total=total, console=Console(stderr=True), transient=True)
