"""The readings of all shapes that make the best words, found step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.pdf.decoding import referee
from pipeline.extract.pdf.decoding.guesses import guesses

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.extract.pdf.decoding.clusters import Shape
    from pipeline.extract.pdf.decoding.vocabulary import Parts, Vocabulary

    Scores = dict[str, float]
    Readings = Mapping[Shape, str]

# What the referee weighs, how far below the best reading it looks, and how often it goes through all shapes.
_WEIGHT, _LOOK, _SWEEPS = 0.5, 9.0, 4
# Shapes of more words have been judged well enough by them; and how many guesses at a word are judged by the other words too.
_RARE, _MOST_TRIED = 12, 4
_NEW = 2.0  # a reading that no witness thought of lies so far below the last that one did


class Search:
    """What each shape of a document reads as; `scores` are what its witnesses say of it."""

    def __init__(self, scores: Mapping[Shape, Scores], known: Vocabulary) -> None:
        self.scores = {shape: dict(own) for shape, own in scores.items()}
        self.texts = {shape: max(own, key=lambda text: own[text]) for shape, own in scores.items()}
        self._known = known
        likely = {shape: self._likely(shape) for shape in scores if shape in known.of}
        order = sorted((shape for shape, own in likely.items() if len(own) > 1), key=lambda s: -s.count)
        self._open = {shape: likely[shape] for shape in order}
        self._judge = referee.Referee()

    def _likely(self, shape: Shape) -> list[str]:
        own = self.scores[shape]
        least = max(own.values()) - _LOOK
        return sorted((text for text in own if own[text] > least), key=lambda text: -own[text])

    @property
    def judge(self) -> referee.Referee:
        """The referee for the document as it reads now."""
        return referee.Referee.of(self._known.read(self.texts))

    def run(self) -> None:
        """Settle each shape by all its words, then each word by all its shapes, and again the shapes."""
        self._settle_shapes()
        self._settle_words()
        self._settle_shapes()

    def _settle_shapes(self) -> None:
        for _ in range(_SWEEPS):
            self._renew_judge()
            changed = [
                shape
                for shape, readings in self._open.items()
                if self._choose({shape: self.texts[shape]}, [{shape: text} for text in readings])
            ]
            if not changed:
                break

    def _renew_judge(self) -> None:
        """The judge for what is read now; the same with all it remembers where the languages are no others."""
        judge = self.judge
        if judge.languages != self._judge.languages:
            self._judge = judge

    def _settle_words(self) -> None:
        """Read words that are none as words of the lexicon, where that is better for all their shapes."""
        rare = {shape: own for shape, own in self._open.items() if len(self._known.of[shape]) <= _RARE}
        for word in [word for word in self._known.counts if not rare.keys().isdisjoint(word)]:
            now = {shape: self.texts[shape] for shape in rare if shape in word}
            found = [now | guess for guess in guesses(word, self.texts, rare)]
            if found:
                found.sort(key=lambda readings: -self._worth(readings, (word,)))
                self.texts.update(now)
                self._choose(now, found[:_MOST_TRIED])

    def _choose(self, before: Readings, others: Iterable[Readings]) -> bool:
        """Give shapes the readings that are best, if better than those before; whether that is others."""
        words = self._known.words(before)
        best, most = before, self._worth(before, words)
        for other in others:
            if other != before and (worth := self._worth(other, words)) > most:
                best, most = other, worth
        self.texts.update(best)
        for shape, text in best.items():
            self.scores[shape].setdefault(text, self._score(shape, text))
        return best is not before

    def _worth(self, readings: Readings, words: Iterable[Parts]) -> float:
        """Of readings of some shapes, by their witnesses and by words they stand in."""
        self.texts.update(readings)
        judged = self._known.score(words, self.texts, self._judge)
        return sum(self._score(shape, text) for shape, text in readings.items()) + _WEIGHT * judged

    def _score(self, shape: Shape, text: str) -> float:
        own = self.scores[shape]
        return own[text] if text in own else min(own.values()) - _NEW
