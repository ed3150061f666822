"""Compare printed text with the texts of a profile.

Both sides go through `normalize.fold`, so a profile written with ی matches a file written with ي. What
varies is a slot: `{page}` and `{number}` stand for digits, `{date}` for anything read as a date, `{time}` for
a time of day, `{url}` for a web address, `{name}` and `{any}` for some words. Files with damaged fonts print known text with single letters wrong (ې for ب);
`resembles` therefore allows a bounded edit distance, but only to text that is known in full.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from pipeline.normalize import fold
from pipeline.normalize.dates import find_dates

_SLOT = re.compile(r"\{(date|time|page|number|url|name|any)\}")
_DIGITS = re.compile(r"\d+")
DATE = "\x1a"
"""Stands for a date while a line is compared."""
_EXPRESSIONS = {
    "date": DATE,
    "time": r"\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?",
    "page": r"\d{1,4}",
    "url": r"(?:https?://|file:///?|www\.)\S+",
    "number": r"\d+",
    "name": r"(?P<name>\S.*?)",
    "any": r".+?",
}
EDITS_PER_LETTER = 1 / 5
"""Share of wrong letters that known text may have.

The mangled fonts of the dialect matrix change one of 16 to one of 6 letters of a masthead line; two
different lines of the same masthead are never nearer than one in 2.
"""


_OPEN = frozenset(("name", "any", "date", "time", "url"))
"""Slots that hold more than digits: a text with one is not known in full."""


class Template(NamedTuple):
    """A text of a profile, ready to be compared with folded lines; `slots` are the names of what varies in it, `core` is
    its longest piece in which nothing does, without blanks; and the regular `expression`, "" where nothing varies, is
    compiled for the first line that is compared: most never are."""

    text: str
    literal: str
    expression: str = ""
    slots: frozenset[str] = frozenset()
    core: str = ""

    def match(self, key: str) -> dict[str, str] | None:
        """The contents of the slots if the folded line `key` is exactly this text; else None."""
        if not self.expression:
            return {} if key == self.literal else None
        found = _compiled(self.expression).fullmatch(_dates_masked(key) if "date" in self.slots else key)
        return found.groupdict() if found else None

    def resembles(self, key: str) -> bool:
        """Whether `key` is this text but for single wrong letters. Digits stand for slots of digits."""
        if not self.slots.isdisjoint(_OPEN):
            return False
        return near(self.literal, _zeroed(key) if self.expression else key)


@lru_cache(maxsize=4096)
def template(text: str) -> Template:
    """Parse a profile's text with its slots."""
    parts = _SLOT.split(text)
    if len(parts) == 1:
        return Template(text, fold(text))
    fixed = [fold(part) for part in parts[::2]]
    pieces = [
        _EXPRESSIONS[part] if at % 2 else re.escape(fixed[at // 2]).replace(r"\ ", r"\s*")
        for at, part in enumerate(parts)
    ]
    literal = fold(_SLOT.sub("0", text))
    expression = r"\s*".join(piece for piece in pieces if piece)
    core = max((piece.replace(" ", "") for piece in fixed), key=len)
    return Template(text, literal, expression, frozenset(parts[1::2]), core)


@lru_cache(maxsize=4096)
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def near(known: str, key: str) -> bool:
    """Whether two folded texts differ by no more than `EDITS_PER_LETTER`.

    The letters are counted first: that rules out nearly every pair without loading the library. Most of the others
    differ in spaces alone, because the metadata has the non-joiners that the page lost."""
    bound = int(len(known) * EDITS_PER_LETTER)
    if abs(len(known) - len(key)) > bound:
        return False
    if known == key:
        return True
    # An edit takes one letter out of a text and puts one in at most; of most pairs more are of one alone.
    if not bound or len(set(known) ^ set(key)) > 2 * bound or max(_surplus(known, key)) > bound:
        return False
    if known.replace(" ", "") == key.replace(" ", "") and len(_cuts(known) ^ _cuts(key)) <= bound:
        return True
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(known, key, score_cutoff=bound) <= bound


def _cuts(text: str) -> set[int]:
    """Where the text is cut into words, by letters before."""
    return set(accumulate(map(len, text.split(" "))))


def _surplus(first: str, second: str) -> tuple[int, int]:
    """How many letters each text has that the other lacks: a lower bound of the edit distance."""
    one, two = Counter(first), Counter(second)
    return (one - two).total(), (two - one).total()


@lru_cache(maxsize=1024)  # each line is compared with hundreds of texts
def _dates_masked(key: str) -> str:
    for reading in reversed(find_dates(key)):
        key = key[: reading.start] + DATE + key[reading.end :]
    return key


@lru_cache(maxsize=1024)
def _zeroed(key: str) -> str:
    return _DIGITS.sub("0", key)


def signature(key: str) -> str:
    """A folded line with its numbers taken out, equal for the running lines of all pages."""
    return _DIGITS.sub("#", key)


def letters_only(key: str) -> str:
    """The letters alone: fonts lose the joiners of a title, and titles are cut inside a word."""
    return "".join(filter(str.isalpha, key))
