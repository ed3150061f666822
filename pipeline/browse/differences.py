"""Text as extracted beside text as repaired, with what differs set apart."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORT = {
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u00a0": "NBSP",
    "\u00ad": "SHY",
    "\u200f": "RLM",
    "\u200e": "LRM",
    "\n": "↵",
}
HIDDEN = {"Cc", "Cf", "Cn", "Co", "Zl", "Zp", "Zs"}
MOST_NAMES = 4  # of characters that a tooltip gives


class Piece(NamedTuple):
    """A part of both texts. Where they differ, `what` names the characters of each."""

    raw: str
    text: str
    what: str = ""


def differences(raw: str, text: str) -> list[Piece]:
    """The two texts in pieces: the raw parts join to `raw`, the repaired ones to `text`."""
    from rapidfuzz.distance import Levenshtein

    pieces = []
    for step in Levenshtein.opcodes(raw, text):
        before, after = raw[step.src_start : step.src_end], text[step.dest_start : step.dest_end]
        pieces.append(
            Piece(before, after, "" if step.tag == "equal" else f"{_names(before)} → {_names(after)}")
        )
    return pieces


def visible(text: str) -> Iterator[tuple[str, bool]]:
    """The text in parts, with True the name of a character that cannot be seen."""
    for hidden, part in groupby(text, key=_is_hidden):
        if hidden:
            yield from ((SHORT.get(char, f"U+{ord(char):04X}"), True) for char in part)
        else:
            yield "".join(part), False


def _is_hidden(char: str) -> bool:
    return char != " " and (char in SHORT or unicodedata.category(char) in HIDDEN)


def _names(part: str) -> str:
    names = [f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip() for char in part[:MOST_NAMES]]
    return ", ".join(names + ["…"] * (len(part) > MOST_NAMES)) or "nothing"
