"""How likely a letter is after two others: the trigrams of a language as a model that never says never."""

from __future__ import annotations

import math
from collections import defaultdict
from functools import cache
from itertools import pairwise

from pipeline.normalize.language.trigrams import UNSEEN, model


class LetterModel:
    """How likely a letter is after two others, backed off to one and to none where that was rarely met.

    Letters are those of `skeleton`, in lower case; a blank stands before and after each word.
    """

    WEIGHT = 3.0  # of the shorter context, in letters met

    def __init__(self, language: str) -> None:
        unseen, met = model()[language]
        self._three = {gram: UNSEEN * 10 ** (log - unseen) for gram, log in met.items()}
        self._two: defaultdict[str, float] = defaultdict(float)
        self._one: defaultdict[str, float] = defaultdict(float)
        self._after_two: defaultdict[str, float] = defaultdict(float)
        self._after_one: defaultdict[str, float] = defaultdict(float)
        for gram, count in self._three.items():
            self._after_two[gram[:2]] += count
            self._two[gram[1:]] += count
            self._after_one[gram[1]] += count
            self._one[gram[2]] += count
        self._all = sum(self._one.values())
        self.alphabet = sorted(self._one.keys() - {" "})

    def share(self, letter: str) -> float:
        """Of a letter among all letters and blanks of the texts that were read."""
        return self._one.get(letter, 0.0) / self._all

    def _alone(self, letter: str) -> float:
        return (self._one.get(letter, 0.0) + 0.5) / (self._all + 0.5 * len(self._one))

    def _after(self, before: str, letter: str) -> float:
        shorter = self._alone(letter) * self.WEIGHT
        return (self._two.get(before + letter, 0.0) + shorter) / (
            self._after_one.get(before, 0.0) + self.WEIGHT
        )

    def _third(self, before: str, letter: str) -> float:
        shorter = self._after(before[1], letter) * self.WEIGHT
        return (self._three.get(before + letter, 0.0) + shorter) / (
            self._after_two.get(before, 0.0) + self.WEIGHT
        )

    def probability(self, before: str, letter: str) -> float:
        """Of a letter after the one or two others that stand before it."""
        return self._third(before, letter) if len(before) == 2 else self._after(before, letter)

    def word(self, word: str) -> float:
        """Natural log of the probability of a word."""
        text = f" {word} "
        return sum(math.log(self.probability(text[max(0, i - 2) : i], text[i])) for i in range(1, len(text)))

    def fit(self, before: str, letters: str, after: str) -> float:
        """Log10 of how much better letters fit between others than by chance; each side has one or two."""
        text = before + letters + after
        places = range(len(before), len(text))
        fit = sum(math.log10(self.probability(text[max(0, i - 2) : i], text[i])) for i in places)
        chance = [self._alone(letter) for letter in letters[:1]]
        chance += [self._after(first, second) for first, second in pairwise(letters)]
        return fit - sum(map(math.log10, chance))


@cache
def letter_model(language: str) -> LetterModel:
    """The model of one of our languages."""
    return LetterModel(language)
