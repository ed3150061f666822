"""Strangers' words where people read them: a terminal, a page."""

from __future__ import annotations

import re

_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def one_line(text: str) -> str:
    """What could steer the terminal is shown as U+FFFD: the text, and the names of files, are strangers' words."""
    return _STEERING.sub("\ufffd", text)


def without_name(message: str, *names: str) -> str:
    """A message without the name of the file that it begins with, for where that stands beside it."""
    for name in names:
        if message.startswith((f"{name}: ", f"{name} ")):
            return message.removeprefix(name).lstrip(": ")
    return message
