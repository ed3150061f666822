"""What stands between two printed lines of a paragraph: a blank, nothing, or a hyphen to undo."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

SOFT_HYPHEN = "\u00ad"
_BROKEN = re.compile(r"(?<![^\W\d_])(?P<head>[^\W\d_]{2,})[-\u00ad\u2010]$")  # one try a word, however long
_HYPHEN = re.compile(r"\w[-\u2010]$")
_ADDRESS = re.compile(r"(?:https?:/{0,2}|www\.)\S*(?<=[/\-_=&?.#:])$", re.IGNORECASE)
_PATH = re.compile(r"[\w%~+-]*[./=?&#_%-][\w/]")
_WORD = re.compile(r"[^\W\d_]+")
LINES_TO_A_BREAK = 40
"""Lines that end with a small or capital letter, to one that ends with a hyphen, from which a printer is taken not to break
words. In the dialect matrix only XeLaTeX breaks them, at one line in 6 to 24."""
OPENING = ("(", "[", "{", "«", "“")
CLOSING = (")", "]", "}", "»", "”", ",", ".", ";", ":", "!", "?", "،", "؛", "؟")
NUMBERS = frozenset(
    [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
    ]
)
"""First parts of compounds: "forty-two", "two-day"; not those that many other words begin with."""
OF_NUMBERS = ("teen", "een", "ty")


class Hyphens(Struct, frozen=True, dict=True):
    """What a document shows of its hyphens: the words that it prints inside lines, and whether its printer broke words."""

    words: frozenset[str] = frozenset()
    breaks_words: bool = True

    def is_broken(self, before: str, after: str) -> bool:
        """Whether a hyphen at the end of a line broke a word that is written without one.

        `before` is the last word of the line, `after` the next line. Small letters must go on, and it must not be
        a compound: one that the document writes with a hyphen elsewhere, one of two words that it uses, or a number
        ("forty-two").
        """
        found, rest = _BROKEN.search(before), _WORD.match(after)
        if not found or not rest or not after[:1].islower():
            return False
        if before[-1] == SOFT_HYPHEN:
            return True
        head, tail = found["head"].casefold(), rest[0].casefold()
        number = head in NUMBERS and not tail.startswith(OF_NUMBERS)
        compound = number or f"{head}-{tail}" in self.words or {head, tail} <= self.words
        return self.breaks_words and not compound


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


def hyphens_of(lines: Sequence[str]) -> Hyphens:
    """What the lines of a document, in reading order, show of its hyphens."""
    broken = any(_BROKEN.search(line.rstrip()) for line in lines)  # else nobody asks for the words
    words = {word for line in (lines if broken else ()) for word in line.casefold().split()[:-1]}
    cased = sum(line[-1:].isalpha() and line[-1:].lower() != line[-1:].upper() for line in lines)
    ends = sum(bool(_BROKEN.search(line)) and after[:1].islower() for line, after in pairwise(lines))
    return Hyphens(
        frozenset(word.strip(".,;:!?()\"'“”‘’") for word in words),
        breaks_words=ends * LINES_TO_A_BREAK >= cased,
    )
