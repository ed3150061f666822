"""The commonest words of Persian and Pashto: letters alone leave it open whether a rare shape makes بخش or گخش.

`lexicon.tsv` is made by `benchmarks/train_lexicon.py` from the word lists of Unilex (Unicode License V3).
"""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LEXICON = Path(__file__).with_name("lexicon.tsv")
PER_UNIT = 2  # steps of the logarithm that the file keeps
_MILLION = math.log(1e6)


@cache
def _table() -> Mapping[str, Mapping[str, float]]:
    """Language -> word -> natural log of its share of all words."""
    table: dict[str, dict[str, float]] = {}
    for row in LEXICON.read_text("utf-8").splitlines():
        language, share, words = row.split("\t")
        log = int(share) / PER_UNIT - _MILLION
        table.setdefault(language, {}).update(dict.fromkeys(words.split(" "), log))
    return table


def log_share(word: str, language: str) -> float:
    """Natural log of the share of a word, written as `skeleton` leaves it; minus infinity for one that is not listed."""
    return _table().get(language, {}).get(word, -math.inf)


def is_listed(word: str) -> bool:
    """Whether a word, written as `skeleton` leaves it, is one of the commonest of any language."""
    return any(word in words for words in _table().values())


@cache
def words_of_length(length: int) -> str:
    """The words of so many letters, one a line, the commonest first."""
    shares = {
        word: share
        for words in _table().values()
        for word, share in words.items()
        if len(word) == length
    }  # fmt: skip
    return "\n".join(sorted(shares, key=lambda word: (-shares[word], word)))
