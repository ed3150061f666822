"""What stands between two printed lines of a paragraph: a blank, nothing, or a hyphen to undo."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from pipeline.split.body.addresses import inside_address

if TYPE_CHECKING:
    from collections.abc import Sequence

SOFT_HYPHEN = "\u00ad"
_BROKEN = re.compile(r"(?<![^\W\d_])(?P<head>[^\W\d_]{2,})[-\u00ad\u2010]$")  # one try a word, however long
_HYPHEN = re.compile(r"\w[-\u2010]$")
_OPTION = re.compile(r"(?:^|\s)--?[a-z].*\s--?$|\w- \w+ -$")  # "-v --" of a command; "ein- und -"
_ENDING = re.compile(
    r"ings?|ed|[ts]ions?|tional|ments?|ness|ly|bly|ble|i?ty|ties|ous|ence|ance|ungen|ung|lichen?|keit|heit|schaft"
)  # what is no word by itself
_COMPOUND = re.compile(r"[^\W\d_]-[a-z]")
_WORD = re.compile(r"[^\W\d_]+")
OWN_HYPHEN = "\u2010"
"""What browsers and layout programs draw where they break a word; the hyphen that is typed is another."""
LINES_TO_A_BREAK, WORDS_TO_A_LINE = 12, 10
"""Lines to a broken word, of printers that break words (in the dialect matrix 6 to 24); and how often a line ends by
chance inside a compound that was typed with a hyphen."""
BY_CHANCE = 0.1
"""Typed hyphens at the end of lines that no compound inside a line leads to expect."""
JOINTS = frozenset(
    ["in", "on", "of", "and", "the", "to", "up", "at", "by", "for", "und", "de", "du", "la", "le", "à", "et"]
)
"""Words that stand between two hyphens: "mother-in-law"."""
REACH = 200
"""Characters at the end of a line in which the options of a command show."""
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
    """What a document shows of its hyphens: the words that it prints inside lines, whether its printer broke words, and
    whether with a hyphen of its own, so that another is the author's."""

    words: frozenset[str] = frozenset()
    breaks_words: bool = True
    own: bool = False

    def is_broken(self, before: str, after: str) -> bool:
        """Whether a hyphen at the end of a line broke a word that is written without one.

        `before` is the line, `after` the next one. Small letters must go on, and it must not be
        an address or a compound: one that the document writes with a hyphen elsewhere, one of two words that it uses, a
        number ("forty-two"), or one of three parts ("mother-in-law").
        """
        found, rest = _BROKEN.search(before), _WORD.match(after)
        if not found or not rest or not after[:1].islower() or inside_address(before, after):
            return False
        if before[-1] == SOFT_HYPHEN or (self.own and before[-1] == OWN_HYPHEN):
            return True
        head, tail = found["head"].casefold(), rest[0].casefold()
        if f"{head}{tail}" in self.words or _ENDING.fullmatch(tail):
            return True
        return self.breaks_words and not self._is_compound(head, tail, second="-" in before.split()[-1][:-1])

    def _is_compound(self, head: str, tail: str, *, second: bool) -> bool:
        if second and head in JOINTS:
            return True
        number = head in NUMBERS and not tail.startswith(OF_NUMBERS)
        return number or f"{head}-{tail}" in self.words or {head, tail} <= self.words


def is_unbroken(before: str, after: str) -> bool:
    """Whether no blank stood at the line end: behind the hyphen of a compound, a bracket, inside a web address."""
    if _HYPHEN.search(before) or (before[-1:] == "-" and _OPTION.search(before[-REACH:])):
        return after[:1].isalnum()
    if before[-1:] in OPENING or after[:1] in CLOSING:
        return True
    return inside_address(before, after)


def hyphens_of(lines: Sequence[str]) -> Hyphens:
    """What the lines of a document, in reading order, show of its hyphens."""
    broken = any(_BROKEN.search(line.rstrip()) for line in lines)  # else nobody asks for the words
    words = {word for line in (lines if broken else ()) for word in line.casefold().split()[:-1]}
    plain = frozenset(word.strip(".,;:!?()\"'“”‘’") for word in words)
    ends = [line[-1] for line, after in pairwise(lines) if after[:1].islower() and _BROKEN.search(line)]
    own = OWN_HYPHEN in ends and not any(OWN_HYPHEN in word for word in plain)
    cased = sum(line[-1:].isalpha() and line[-1:].lower() != line[-1:].upper() for line in lines)
    typed = (
        sum(_COMPOUND.search(word) is not None for line in lines for word in line.split()[:-1])
        if broken
        else 0
    )
    return Hyphens(plain, breaks_words=not own and _are_breaks(len(ends), cased, typed), own=own)


def _are_breaks(ends: int, cased: int, typed: int) -> bool:
    """Whether so many hyphens at the ends of lines are rather the printer's than the author's.

    `cased` lines end with a small or capital letter, `typed` compounds with a hyphen stand inside lines. Both kinds of
    hyphens fall as rare events do, and are compared by their likelihood."""
    by_author = BY_CHANCE + typed / WORDS_TO_A_LINE
    by_both = by_author + (ends + cased) / LINES_TO_A_BREAK
    return ends * math.log(by_both / by_author) > by_both - by_author
