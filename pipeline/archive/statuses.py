"""How an input of a run can end. Each ends in exactly one of these."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pipeline.errors import (
    CorruptError,
    EmptyError,
    EncryptedError,
    InputError,
    LimitError,
    UnsupportedFormatError,
)

if TYPE_CHECKING:
    from pipeline.supervise.supervisor import End

Status = Literal[
    "ok",
    "check",
    "unchanged",
    "duplicate",
    "unreadable",
    "encrypted",
    "unsupported",
    "too_large",
    "corrupt",
    "empty",
    "timeout",
    "memory",
    "crash",
    "interrupted",
]

MEANING: dict[Status, str] = {
    "ok": "converted",
    "check": "converted, with an issue that asks for a human eye",
    "unchanged": "known from an earlier run",
    "duplicate": "the same bytes as another source",
    "unreadable": "could not be read; tried again in every run",
    "encrypted": "asks for a password",
    "unsupported": "not a format that Baygan reads",
    "too_large": "larger, or unpacking to more, than any real document",
    "corrupt": "damaged beyond repair",
    "empty": "nothing in it",
    "timeout": "took too long, twice",
    "memory": "needed too much memory, twice",
    "crash": "crashed the program that reads it, twice",
    "interrupted": "left for the next run",
}
CONVERTED: frozenset[Status] = frozenset({"ok", "check"})
FAILED: frozenset[Status] = frozenset(
    {"unreadable", "encrypted", "unsupported", "too_large", "corrupt", "empty", "timeout", "memory", "crash"}
)
RETRIABLE: frozenset[Status] = CONVERTED | FAILED
TRIED_TWICE: frozenset[Status] = frozenset({"timeout", "memory", "crash"})
"""What may be the fault of a busy machine."""

_OF_ERROR: tuple[tuple[type[Exception], Status], ...] = (  # subclasses first
    (EncryptedError, "encrypted"),
    (UnsupportedFormatError, "unsupported"),
    (EmptyError, "empty"),
    (LimitError, "too_large"),
    (CorruptError, "corrupt"),
    (InputError, "unreadable"),
)
_OF_END: dict[End, Status] = {"timeout": "timeout", "memory": "memory", "interrupted": "interrupted"}


def status_of_error(error: Exception) -> Status:
    """An error without a status of its own is a fault of the program, and counts as a crash."""
    return next((status for kind, status in _OF_ERROR if isinstance(error, kind)), "crash")


def status_of_end(end: End) -> Status:
    """The status of a task that gave no value."""
    return _OF_END.get(end, "crash")
