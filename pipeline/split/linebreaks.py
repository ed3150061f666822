"""What stands between two printed lines of a paragraph: a blank, nothing, or a hyphen to undo."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

SOFT_HYPHEN = "\u00ad"
_BROKEN = re.compile(r"(?P<head>[^\W\d_]{2,})[-\u00ad\u2010]$")
_HYPHEN = re.compile(r"\w[-\u2010]$")
_ADDRESS = re.compile(r"(?:https?:/{0,2}|www\.)\S*(?<=[/\-_=&?.#:])$", re.IGNORECASE)
_PATH = re.compile(r"[\w%~+-]*[./=?&#_%-][\w/]")
_WORD = re.compile(r"[^\W\d_]+")
OPENING = ("(", "[", "{", "«", "“")
CLOSING = (")", "]", "}", "»", "”", ",", ".", ";", ":", "!", "?", "،", "؛", "؟")
TENS = frozenset(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"))


def is_broken(before: str, after: str, words: Collection[str]) -> bool:
    """Whether a hyphen at the end of a line broke a word that is written without one.

    `before` is the last word of the line, `after` the next line, `words` what the document prints inside
    lines. Small letters must go on, and it must not be a compound: one that the document writes with a
    hyphen elsewhere, one of two words that it uses, or a number ("forty-two").
    """
    found, rest = _BROKEN.search(before), _WORD.match(after)
    if not found or not rest or not after[:1].islower():
        return False
    head, tail = found["head"].casefold(), rest[0].casefold()
    if before[-1] == SOFT_HYPHEN:
        return True
    return f"{head}-{tail}" not in words and head not in TENS and not (head in words and tail in words)


def is_unbroken(before: str, after: str) -> bool:
    """Whether no blank stood at the line end: behind the hyphen of a compound, a bracket, inside a web address."""
    if _HYPHEN.search(before):
        return after[:1].isalnum()
    if before[-1:] in OPENING or after[:1] in CLOSING:
        return True
    return inside_address(before, after)


def inside_address(before: str, after: str) -> bool:
    """Whether the line broke inside a web address."""
    return bool(_ADDRESS.search(before.rstrip()) and _PATH.match(after.lstrip()))


def words_inside(lines: Collection[str]) -> frozenset[str]:
    """The words that the text prints inside lines, where no hyphen of the printer can be in them."""
    words = (word.strip(".,;:!?()\"'“”‘’").casefold() for line in lines for word in line.split()[:-1])
    return frozenset(word for word in words if word)
