"""How much a text in Arabic script looks like a language: the mean log of its letter trigrams.

Used to accept a repair that would otherwise be a guess: another decoding, another reading order.
The model is a table of counts made by `benchmarks/train_trigrams.py` from the Universal Declaration of
Human Rights (Persian, Dari, Pashto, Arabic, Urdu; English, German, French for those who read letters by
their neighbors), for Persian hazm's word list (MIT), and Unilex's lists of Pashto for the same readers, and of Arabic (Unicode License).
"""

from __future__ import annotations

import math
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.normalize.language.cues import skeleton
from pipeline.normalize.script import ARABIC_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MODEL = Path(__file__).with_name("trigrams.tsv")
# A trigram the model never met weighs like a twentieth of one it met once.
UNSEEN = 0.05

ARABIC_SCRIPT = ("ar", "fa", "ps", "ur")
_LIKELIEST_FIRST = ("fa", "ps", "ar", "ur")
# The Arabic of newspapers lies at -3.55 to -4.05 by the declaration alone and at -3.7 to -4.05 by 230,000 words, nonsense at -4.9 and -5.45; so the latter tells
# more, from a lower place.
_OF_WORDS, _HIGHER = "ar-words", 0.35
LATIN_WORDS = re.compile("[a-z\u00df-\u024f]+")


def padded_trigrams(words: Iterable[str]) -> list[str]:
    """Trigrams of words with one space at the borders of each."""
    padded = f" {' '.join(words)} "
    return [padded[index : index + 3] for index in range(len(padded) - 2)]


def trigrams(letters: str) -> list[str]:
    """Trigrams of the Arabic words of a skeleton, with one space at the borders of each word."""
    return padded_trigrams(ARABIC_WORDS.findall(letters))


@cache
def model() -> Mapping[str, tuple[float, Mapping[str, float]]]:
    """Language -> log10 of an unseen trigram, and log10 of each that was seen."""
    counts: dict[str, dict[str, int]] = {}
    for row in MODEL.read_text("utf-8").splitlines():
        language, count, joined = row.split("\t")
        met = counts.setdefault(language, {})
        met.update((joined[index : index + 3], int(count)) for index in range(0, len(joined), 3))
    logs: dict[str, tuple[float, Mapping[str, float]]] = {}
    for language, met in counts.items():
        total = math.log10(sum(met.values()))
        logs[language] = (
            math.log10(UNSEEN) - total,
            {gram: math.log10(n) - total for gram, n in met.items()},
        )
    return logs


def plausibility(text: str) -> float:
    """Mean log10 probability of the text's trigrams in the language that fits best; -9 without Arabic letters.

    Text of our languages lies above -3.2, the same reversed or wrongly decoded below -3.6 once it has 40 letters.
    """
    grams = trigrams(skeleton(text))
    if len(grams) < 2:
        return -9.0
    return max(_mean(grams, language) for language in ARABIC_SCRIPT)


def is_fluent(text: str, least: float) -> bool:
    """Whether `plausibility`, with the words of Arabic known as well, is above `least`: tells sound text from text that is none."""
    grams = trigrams(skeleton(text))
    if len(grams) < 2:
        return False
    likely = any(_mean(grams, language) > least for language in _LIKELIEST_FIRST)
    return likely or _mean(grams, _OF_WORDS) + _HIGHER > least


def _mean(grams: Sequence[str], language: str) -> float:
    unseen, met = model()[language]
    return sum(met.get(gram, unseen) for gram in grams) / len(grams)
