"""Which letters make words: the witness that has never seen a glyph.

A reading of a shape is judged by all the words it stands in. The referee decides between readings that the other
witnesses leave open; it invents none.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.extract.pdf.decoding.lexicon import log_share
from pipeline.normalize.language.cues import skeleton
from pipeline.normalize.language.likelihood import letter_model
from pipeline.normalize.script import LETTER, MARK, ZWNJ

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Languages = tuple[tuple[str, float], ...]
MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")

# Languages that a word may be of, and how likely each is before it is read.
# What a document is written in, its words tell.
_ARABIC: Languages = (("fa", 0.45), ("ps-words", 0.35), ("ar", 0.1), ("ur", 0.1))
_LATIN: Languages = (("en", 0.6), ("de", 0.25), ("fr", 0.15))
_URDU, _SOME = "ur", 0.2
# Half of what is printed in Pashto writes ی for ې within words, so there no word tells one from the other: the picture does.
_PASHTO, _MOSTLY, _INNER_E = "ps-words", 0.5, re.compile("ې(?!$)")
_URDU_LETTERS = {ord("ہ"): "ه", ord("ھ"): "ه"}
_PRIOR = 10.0  # words that the shares above are worth
_LEAST_SHARE = (
    0.03  # of any language; shares are told in tenths, so that what was judged by them can be remembered
)
_PIECES = re.compile(f"[{LETTER}][{LETTER}{MARK}]*|[A-Za-z\u00c0-\u024f]+|[{MARK}{ZWNJ}\u0640]+|.", re.DOTALL)
_MARKS, _RARE_MARKS = re.compile(f"[{MARK}]"), re.compile("[\u0653\u0655-\u065f]")
# Natural logs. Prices are fixed where the model knows nothing: else it would turn signs into letters or back.
_DIGIT, _SIGN, _STRETCH, _MARK, _OUTSIDE, _CAPITAL = -2.5, -4.0, -3.5, -3.0, -9.0, -3.0
_CHANGE = {"RN": -8.0, "NR": -8.0, "RL": -6.0, "LR": -6.0, "LN": -3.0, "NL": -3.0}
_MISPLACED, _LATIN_QUOTES = -8.0, "\"“”‘’„'"
_PERSIAN = "\u06f0-\u06f9"
# Three digits follow a sign of thousands, and seldom one of decimals; a comma of sentences stands in no number, and one
# of numbers nowhere else; Latin signs follow no Arabic letter and stand between no Persian digits; signs of sentences
# and of reckoning stand within no word and before none, a minus before a number alone and not between two; a kashida ends none.
_BETWEEN_WORDS = r"\u060c\u061b\u061f!:;<=>~^\\|{}"
_WRONG_SIGNS = re.compile(
    f"\u066c(?![{_PERSIAN}]{{3}}(?![{_PERSIAN}]))|(?<![{_PERSIAN}])\u066c"
    f"|\u066b(?=[{_PERSIAN}]{{3}}(?![{_PERSIAN}]))|\u066b(?![{_PERSIAN}])|(?<![{_PERSIAN}])\u066b"
    f"|(?<=[{_PERSIAN}])[\u060c,‘’'·€£$§°©@#](?=[{_PERSIAN}])|(?<=[{LETTER}])[,;?€£$§°©@#]|(?<=[{LETTER}])[{_BETWEEN_WORDS}](?=[{LETTER}])"
    f"|(?<![{LETTER}])[\u060c\u061b\u061f!:=<>,;?*^](?=[{LETTER}])|(?<![{LETTER}{MARK}\u0640])\u0640|(?<=[{LETTER}])/(?=[{LETTER}])|\u2212(?![0-9{_PERSIAN}])|(?<=[0-9{_PERSIAN}])\u2212|\u0640(?![{LETTER}{MARK}\u0640])"
)
# It weighs twice, for the sign that belongs there is rare in print, and the comma is not; nor are quotation marks.
_COMMA_IN_NUMBER = re.compile(f"(?<=[{_PERSIAN}])[\u060c,‘’'·](?=[{_PERSIAN}])")
ENDS, _BRACKETS = "«»\"“”‘’'()[]{}", "«»“”()[]{}<>\\|"
_WORST = -9.0  # of a letter, with one letter more: one impossible word must not outweigh many good ones
# Given back for each letter, so that a ligature read as one letter is no likelier for being short: one more costs 2.3 in
# Persian words, 2.8 in Pashto and 2.5 in English ones.
_LENGTH = 2.5
# Logs of the shares of words that the lexicon has, and has not.
_LISTED, _UNLISTED = math.log(0.8), math.log(0.2)


def logical(texts: Sequence[str]) -> str:
    """A word read from its clusters, which stand from left to right."""
    kinds = [_direction(text) for text in texts]
    if "R" in kinds and "L" not in kinds and "N" not in kinds:
        return "".join(reversed(texts))
    if kinds.count("R") < max(1, kinds.count("L")):
        return "".join(texts)
    ordered: list[str] = []
    number: list[str] = []
    for text, kind in zip(reversed(texts), reversed(kinds), strict=True):
        if kind == "N":
            number.insert(0, text)
            continue
        ordered += [*number, text]
        number = []
    return "".join(ordered + number)


def is_rtl(text: str) -> bool:
    """Whether a text has right-to-left letters."""
    return any(_direction(char) == "R" for char in text)


@lru_cache(maxsize=8192)
def _direction(text: str) -> str:
    """ "R", "L", "N" for a digit, or "" for a sign."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("R", "AL"):
            return "R"
        if kind in ("L", "EN", "AN"):
            return "L" if kind == "L" else "N"
    return ""


class Referee:
    """The judge of the words of one document, which knows what languages it is in.

    `arabic` and `latin` are the languages that a word may be of, each with its share.
    """

    def __init__(self, arabic: Languages = _ARABIC, latin: Languages = _LATIN) -> None:
        self._arabic, self._latin = arabic, latin
        self.languages = arabic, latin
        self._pashto = dict(arabic).get(_PASHTO, 0.0) >= _MOSTLY
        self._known: dict[str, float] = {}

    @classmethod
    def of(cls, words: Mapping[str, int]) -> Referee:
        """The referee for words of a document, which are mostly right, with how often each stands there."""
        arabic = {skeleton(word): count for word, count in words.items() if _is_word(word, "R")}
        latin = {word.lower(): count for word, count in words.items() if _is_word(word, "L")}
        return cls(_shares(arabic, _ARABIC), _shares(latin, _LATIN))

    @property
    def spelling(self) -> Mapping[int, str]:
        """Letters that the languages of the document do not write, to those that look the same (`str.translate`)."""
        return {} if dict(self._arabic).get(_URDU, 0.0) > _SOME else _URDU_LETTERS

    def score(self, word: str) -> float:
        """How much likelier a word is than others of its length, with what stands around it, as a natural log."""
        if word not in self._known:
            self._known[word] = self._score(word)
        return self._known[word]

    def _score(self, word: str) -> float:
        bare = word.strip(ENDS)
        price = (
            _SIGN * (len(word) - len(bare))
            + _MISPLACED * (len(_WRONG_SIGNS.findall(word)) + len(_COMMA_IN_NUMBER.findall(word)))
            + _OUTSIDE * sum(char in _BRACKETS for char in bare)
        )
        if is_rtl(bare):
            price += _MISPLACED * sum(char in _LATIN_QUOTES for char in word)
        last = ""
        for piece in _PIECES.findall(bare):
            kind = _direction(piece[0])
            price += self._piece(piece, kind)
            price += _CHANGE.get(last + kind, 0.0)
            last = kind or last
        return max(price, _WORST * (len(word) + 1)) + _LENGTH * len(word)

    def _piece(self, piece: str, kind: str) -> float:
        if kind == "R" and piece[0].isalpha() and piece[0] != "\u0640":
            marks = _MARK * len(_MARKS.findall(piece)) + _MISPLACED * len(_RARE_MARKS.findall(piece))
            return self._arabic_word(skeleton(piece)) + marks
        if kind == "L" and piece[0].isalpha():
            capitals = sum(char.isupper() for char in piece[1:])
            odd = capitals if piece[1:] and not piece.isupper() else 0
            return _mixture(piece.lower(), self._latin) + _CAPITAL * odd
        if kind == "N":
            return _DIGIT
        return _STRETCH if piece[0] == "\u0640" or not piece[0].isprintable() else _SIGN

    def _arabic_word(self, word: str) -> float:
        likely = _mixture(word, self._arabic)
        if self._pashto and (other := _INNER_E.sub("ی", word)) != word:
            return max(likely, _mixture(other, self._arabic))
        return likely


def _is_word(text: str, kind: str) -> bool:
    return len(text) > 1 and text.isalpha() and _direction(text) == kind


def _shares(words: Mapping[str, int], before: Languages) -> Languages:
    """How much of the words is of each language, as far as they tell."""
    totals = {language: _PRIOR * share for language, share in before}
    for word, count in words.items():
        logs = [math.log(share) + _log(word, language) for language, share in before]
        best = max(logs)
        parts = [math.exp(log - best) for log in logs]
        for (language, _), part in zip(before, parts, strict=True):
            totals[language] += count * part / sum(parts)
    whole = sum(totals.values())
    return tuple((language, max(_LEAST_SHARE, round(total / whole, 1))) for language, total in totals.items())


def latin_word(word: str) -> float:
    """Natural log of how likely a word in small Latin letters is."""
    return _mixture(word, _LATIN)


def _mixture(word: str, languages: Languages) -> float:
    logs = [math.log(share) + _log(word, language) for language, share in languages]
    best = max(logs)
    return best + math.log(sum(math.exp(value - best) for value in logs))


@lru_cache(maxsize=65536)
def _log(word: str, language: str) -> float:
    """Natural log of how likely a word is: by its letters, or because it is known."""
    letters = letter_model(language).word(word) + _UNLISTED
    listed = log_share(word, language) + _LISTED
    best = max(letters, listed)
    return best + math.log(math.exp(letters - best) + math.exp(listed - best))


@lru_cache(maxsize=4096)
def frequency(text: str) -> float:
    """Natural log of how common the letters of a text are, of all that is printed; -11 at least."""
    return sum(math.log(_share(char)) for char in text) / len(text) - 0.7 * (len(text) - 1)


# Shares of printed characters that the models of letters do not know.
_SIGNS = {
    "«": 0.004,
    "»": 0.004,
    "(": 0.002,
    ")": 0.002,
    ".": 0.01,
    "،": 0.01,
    ",": 0.006,
    ":": 0.003,
    "-": 0.002,
}
_RARE, _DIGIT_SHARE, _SIGN_SHARE = 2e-5, 0.001, 0.0005


def _share(char: str) -> float:
    if char in _SIGNS:
        return _SIGNS[char]
    if char.isdigit():
        return _DIGIT_SHARE
    if not char.isalpha():
        return _SIGN_SHARE
    plain = skeleton(char).lower() or char
    languages = _LATIN if plain < "\u0250" else _ARABIC
    share = sum(prior * letter_model(language).share(plain) for language, prior in languages) / 2
    return share * (0.1 if char.isupper() else 1.0) + _RARE
