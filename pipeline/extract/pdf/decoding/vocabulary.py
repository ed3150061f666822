"""The words of a document as rows of shapes."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from pipeline.extract.pdf.decoding import referee
from pipeline.extract.pdf.decoding.claims import spelled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pipeline.extract.pdf.decoding.clusters import Shape
    from pipeline.extract.pdf.decoding.words import Word

    Parts = tuple[Shape | str, ...]

_OF_A_SHAPE = 40  # words that are read to judge a shape
_MOST = 3  # as what a word counts at most
_UNKNOWN = "\ufffd"


class Vocabulary:
    """The distinct words of a document with their counts, and those of each shape.

    The parts of a word stand from left to right: shapes, and texts that are not in doubt.
    """

    def __init__(self, words: Iterable[Word]) -> None:
        self.counts: Counter[Parts] = Counter(
            tuple(cluster.shape or spelled(cluster.glyph.text) for cluster in word.clusters) for word in words
        )
        self._weights = {word: math.sqrt(min(count, _MOST)) for word, count in self.counts.items()}
        self.of: defaultdict[Shape, list[Parts]] = defaultdict(list)
        for word, _ in self.counts.most_common():
            for shape in dict.fromkeys(part for part in word if not isinstance(part, str)):
                if len(self.of[shape]) < _OF_A_SHAPE:
                    self.of[shape].append(word)

    def words(self, shapes: Iterable[Shape]) -> Collection[Parts]:
        """The words of some shapes."""
        return dict.fromkeys(word for shape in shapes for word in self.of[shape])

    def score(self, words: Iterable[Parts], texts: Mapping[Shape, str], judge: referee.Referee) -> float:
        """What words are worth as they read now."""
        return sum(self._weights[word] * judge.score(read(word, texts)) for word in words)

    def read(self, texts: Mapping[Shape, str]) -> Counter[str]:
        """The words as they read now, with how often they stand there."""
        found: Counter[str] = Counter()
        for word, count in self.counts.items():
            found[read(word, texts).strip(referee.ENDS)] += count
        return found


def read(word: Iterable[Shape | str], texts: Mapping[Shape, str]) -> str:
    """A word in logical order."""
    return referee.logical([part if isinstance(part, str) else texts.get(part, _UNKNOWN) for part in word])
