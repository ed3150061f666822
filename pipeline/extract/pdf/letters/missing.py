"""Letters that a font lacks: drawn as its empty box, and told by the words they stand in.

A font made for Arabic draws Pashto with a box for every ې, and the file names the box for no letter at all (its
glyph is .notdef). But چ□, ک□ and د□ are riddles with one answer: the letter of the language that the document
draws nowhere in the joining forms of the boxes, and that makes words of all of them. A box whose word would much
rather have another letter stays unread and is reported as a loss, as are all that stand beside digits, where
"۷۳□" may be a percentage or a price.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.pdf.letters.losses import NOTDEF
from pipeline.extract.pdf.letters.non_joiners import joins_next
from pipeline.extract.pdf.letters.unmapped import FEWEST_WORDS, MODELS, language_of
from pipeline.extract.pdf.lines.order import bidi_class
from pipeline.normalize.language.cues import skeleton

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from pipeline.extract.pdf.content import Glyph
    from pipeline.normalize.language.likelihood import LetterModel

# Measured by hiding letters that fonts for Arabic lack in Persian and Pashto texts, cut into 120, 300 and 600 words: of one
# letter 23,600 boxes were read and none of them wrong, 6,100 left. Of two letters at once, in Persian 42,400 were read
# right and 260 wrong, 109,000 left; in Pashto, where a frequent letter may stand for a rare one, 3,400, 400 and 22,000. Of
# all Pashto letters at once, and of vowel signs and non-joiners, none was read.
_LEAD = 10.0
"""Of the letter over the second best, in powers of ten over all words."""
_LISTED = 3.0
"""Powers of ten for making one of the commonest words of the language."""
_AGREEING, _LIKELY = 0.9, 1.5
"""Share of the words in which no other letter may fit better by more than so many powers of ten."""
_POSSIBLE = 3.0
"""The same for a single word that is read, once the letter is known."""
_RIVAL = 2
"""Words that would rather have one other letter: these are not read, for the font may lack that letter too."""
_IN_EVERY_FONT = frozenset(
    "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقلمنهو"
)  # the letters of Arabic, but for its kaf and yeh
_NO_LETTER = ("", " ")  # a vowel sign or kashida; a non-joiner
_BOX = "\0"  # in the text of a word

_Form = tuple[bool, bool]  # whether what stands before a place joins to it, and whether a letter follows


class _Place(NamedTuple):
    """A place in a word: the letters on both sides, folded, and the joining form they ask for."""

    before: str
    after: str

    @property
    def form(self) -> _Form:
        return joins_next(self.before[-1:]), bool(self.after)


def name_missing(rows: Sequence[Sequence[Glyph]]) -> int:
    """Give the boxes of what a font lacks the letter that their words tell. Returns the number of glyphs named."""
    if not any(_is_box(glyph) for row in rows for glyph in row):
        return 0
    words = [word for word in _words(rows) if len(word) > 1]
    boxes = [(glyph, place) for word in words for glyph, place in _boxes(word)]
    if len(boxes) < FEWEST_WORDS or (language := language_of(words)) not in MODELS:
        return 0
    from pipeline.normalize.language.likelihood import letter_model

    letter, places = _Lacking(words, letter_model(MODELS[language])).read({place for _, place in boxes})
    if (language, letter) == ("ps", "ی"):  # or ي, which the model does not tell apart
        return 0
    named = [glyph for glyph, place in boxes if place in places]
    for glyph in named:
        glyph.text = letter
    return len(named)


def _is_box(glyph: Glyph) -> bool:
    return not glyph.text and glyph.code == NOTDEF and glyph.u1 > glyph.u0


def _words(rows: Sequence[Sequence[Glyph]]) -> Iterator[list[Glyph]]:
    """Right-to-left words with the boxes in and beside them."""
    for row in rows:
        word: list[Glyph] = []
        for glyph in row:
            if bidi_class(glyph.text) == "R" if glyph.text else _is_box(glyph):
                word.append(glyph)
            else:
                yield word
                word = []
        yield word


def _boxes(word: Sequence[Glyph]) -> Iterator[tuple[Glyph, _Place]]:
    """The boxes of a word with their places; not one after another, for its joining form is anyone's guess."""
    texts = [glyph.text or _BOX for glyph in word]
    for at, glyph in enumerate(word):
        if _is_box(glyph) and texts[at - 1 : at] != [_BOX]:
            yield glyph, _Place(skeleton("".join(texts[:at])), skeleton("".join(texts[at + 1 :])))


class _Lacking:
    """The letters that a document may lack: those it never draws in the joining form of a place."""

    def __init__(self, words: Iterable[Sequence[Glyph]], model: LetterModel) -> None:
        from pipeline.extract.pdf.decoding.lexicon import is_listed

        self._model, self._is_listed = model, is_listed
        self._drawn: defaultdict[str, set[_Form]] = defaultdict(set)
        for text in {skeleton("".join(glyph.text or _BOX for glyph in word)) for word in words}:
            for at, letter in enumerate(text):
                self._drawn[letter].add(_Place(text[:at], text[at + 1 :]).form)

    def _of(self, forms: set[_Form]) -> list[str]:
        """The letters that boxes of these forms may stand for."""
        letters = [letter for letter in self._model.alphabet if letter not in _IN_EVERY_FONT]
        return [letter for letter in letters if not self._drawn[letter] & forms]

    def read(self, places: Collection[_Place]) -> tuple[str, set[_Place]]:
        """The letter that places have in common and the places where it can be read; none where another would do."""
        letter = self._common(places)
        if not letter:
            return "", set()
        fits = {place: self._fits(place) for place in places}
        agreeing = [fit for fit in fits.values() if fit[letter] >= max(fit.values()) - _LIKELY]
        if len(agreeing) < _AGREEING * len(places):
            return "", set()
        favorites = Counter(max(fit, key=fit.__getitem__) for fit in fits.values())
        rivals = {other for other, count in favorites.items() if count >= _RIVAL} - {letter}
        return letter, {place for place, fit in fits.items() if _is_read(fit, letter, rivals)}

    def _common(self, places: Collection[_Place]) -> str:
        letters = [*_NO_LETTER, *self._of({place.form for place in places})]
        totals = sorted((sum(self._fit(letter, place) for place in places), letter) for letter in letters)
        (second, _), (best, letter) = totals[-2:]
        sure = len(places) >= FEWEST_WORDS and best - second >= _LEAD
        return letter.strip() if sure else ""

    def _fits(self, place: _Place) -> dict[str, float]:
        return {letter: self._fit(letter, place) for letter in self._of({place.form})}

    def _fit(self, letter: str, place: _Place) -> float:
        """Powers of ten by which a letter fits a place better than chance."""
        fit = self._model.fit(f" {place.before}"[-2:], letter, f"{place.after} "[:2])
        return fit + _LISTED * self._is_listed(f"{place.before}{letter}{place.after}")


def _is_read(fit: Mapping[str, float], letter: str, rivals: set[str]) -> bool:
    best = max(fit[other] for other in fit.keys() & (rivals | {letter}))
    return fit[letter] == best >= max(fit.values()) - _POSSIBLE
