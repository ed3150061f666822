"""Damage to the words of a document that cannot be undone without guessing: it is told, and the text left alone.

Each sign is weighed over the whole text in Arabic script, since a single line may always look odd.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.model import Issue
from pipeline.normalize.script import LETTER, MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WORDS = re.compile(f"[{LETTER}{MARK}]+")
CLOSED = re.compile(r"[.؟!۔][»”\")]*$")

# Fewer words, or letters, say nothing.
ENOUGH_WORDS = 150
ENOUGH_LETTERS = 300
# Single letters that are words: and, of. The others make 0.4 % of the words of clean Persian, 0 % in Pashto, 1.2 % in
# Urdu, and 28 % where a producer put spaces inside words.
LETTER_WORDS = frozenset("ود")
MOST_SINGLE = 0.08
# Words have 3.4 letters in the mean in Urdu and Pashto, 3.7 in Persian, 4.6 in Arabic; without spaces whole clauses are one.
LONGEST_MEAN = 8.0
# Lines that begin with the word that closes a sentence, for each that ends with one. Clean pages have 0 to 0.2.
MOST_OPENING = 3.0
ENOUGH_LINES = 4


def damage_issues(texts: Sequence[str]) -> Iterator[Issue]:
    """What is wrong with the words of these lines: `words-broken`, `spaces-lost`, `word-order`."""
    words = [word for text in texts if not text.isascii() for word in WORDS.findall(text)]
    single = sum(len(word) == 1 and word not in LETTER_WORDS for word in words)
    if len(words) >= ENOUGH_WORDS and single > MOST_SINGLE * len(words):
        yield Issue(code="words-broken", message="many words are broken by spaces inside them", count=single)
    letters = sum(map(len, words))
    if letters >= ENOUGH_LETTERS and letters > LONGEST_MEAN * len(words):
        yield Issue(code="spaces-lost", message="words run into each other: spaces between them are lost")
    opening, closing = _sentence_ends(texts)
    if opening >= ENOUGH_LINES and opening > MOST_OPENING * closing:
        yield Issue(code="word-order", message="the words of lines stand in reverse order", count=opening)


def _sentence_ends(texts: Sequence[str]) -> tuple[int, int]:
    """Lines in Arabic script whose first word, and lines whose last word, closes a sentence."""
    lines = [text.split() for text in texts if not text.isascii() and WORDS.search(text)]
    ends = [
        (CLOSED.search(line[0]), CLOSED.search(line[-1]))
        for line in lines
        if len(line) >= 4 and WORDS.search(line[0])
    ]
    return sum(bool(first) for first, _ in ends), sum(bool(last) for _, last in ends)
