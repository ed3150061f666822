"""Which of two readings of the same ink is to be believed."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from pipeline.extract.ocr.words import mean_sureness
from pipeline.normalize.language.cues import skeleton
from pipeline.normalize.script import ZWNJ

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.ocr.words import ReadWord
    from pipeline.extract.pdf.decoding.referee import Referee

# Confidences of models differ by chance: so many points more it takes to overrule the model of the page's language.
_LEAD = 8.0
# What the other model must be sure of at least: words of the script that is read, addresses (which nothing else looks
# like), Latin words in the place of no word, and numbers alone or Latin words in the place of an Arabic one. On six
# noisy scans the words read by `eng` were real from there on; below stood «oly», «Gly» and «39.8» for «شود».
_SURE, _SURE_ADDRESS, _SURE_LATIN, _SURE_AGAINST = 60.0, 30.0, 70.0, 85.0
_UNSURE_ARABIC, _LETTERS_AGAINST = 60.0, 3
_COVERED = 0.8  # of the width of the other's words
ARABIC, LATIN = re.compile("[\u0620-\u064a\u066e-\u06d3]"), re.compile("[A-Za-z\u00c0-\u024f]")
_LATIN_OR_DIGIT = re.compile(r"[A-Za-z\u00c0-\u024f]|\d")
_SPACING = re.compile(f"[ {ZWNJ}]")
# A hamza over heh that only one model sees is there: in twenty scans 35 of 40 were, and the others may have been.
_HAMZA = re.compile("(?:ۀ|ۂ|ه\u0654)+")
# Points of confidence for each natural log of likelihood; of 3,000 words of twenty scans 203 were wrong with 2, 221 with 0.
_LIKELIHOOD, _UNLIKELIEST = 2.0, -12.0
# Letters of both scripts in one word, or an address with Arabic ones.
_NONSENSE = re.compile(
    "[A-Za-z][\u0620-\u064a\u066e-\u06d3\u06f0-\u06f9]|[\u0620-\u064a\u066e-\u06d3\u06f0-\u06f9][A-Za-z]"
)
_LIKE_WAW = ("9", ",")  # what the models that know Latin as well read for «و» between Latin words
_ADDRESS = re.compile(r"@[\w-]+\.\w|\bwww\.\w|://")


def is_better(mine: Sequence[ReadWord], theirs: Sequence[ReadWord], referee: Referee) -> bool:
    """Whether the other reading of some ink is to be believed."""
    read, other = (" ".join(word.text for word in words) for words in (mine, theirs))
    if not other:
        return False
    own, sure = mean_sureness(mine), mean_sureness(theirs)
    if read in _LIKE_WAW and other == "و":
        return sure >= _SURE
    if _NONSENSE.search(read):
        own = 0.0
    if _is_of_arabic_script(read) and _is_of_arabic_script(other):
        return _is_likelier((read, own), (other, sure), referee) and covers(theirs, mine)
    return sure > own + _LEAD and sure >= _sureness_needed(read, other, own)


def borne_out(mine: Sequence[ReadWord], theirs: Sequence[ReadWord]) -> Sequence[ReadWord]:
    """Words, as sure as the other reading is of them where it has the same letters."""
    read, other = ("".join(word.text for word in words) for words in (mine, theirs))
    if _letters(read) != _letters(other):
        return mine
    sure = mean_sureness(theirs)
    return [word._replace(sure=max(word.sure, sure)) for word in mine]


def _is_likelier(mine: tuple[str, float], theirs: tuple[str, float], referee: Referee) -> bool:
    """Whether of two readings in Arabic script, each with its confidence, the other is likelier.

    Models know the same letters, and err in different words. Where they differ in blanks and non-joiners alone, that one
    counts that has the non-joiners, which not all models know, or the likelier words.
    """
    (read, own), (other, sure) = mine, theirs
    if other != read and _HAMZA.sub("ه", other) == read:
        return True
    if _letters(read) == _letters(other):
        joints = other.count(ZWNJ) - read.count(ZWNJ)
        return joints > 0 or (joints == 0 and _words(other, referee) > _words(read, referee))
    return sure + _words(other, referee) > own + _words(read, referee)


def _words(text: str, referee: Referee) -> float:
    """What the likelihood of its letters is worth to a reading, in points of confidence."""
    return _LIKELIHOOD * min(0.0, max(_UNLIKELIEST, sum(map(referee.score, text.split()))))


def _is_of_arabic_script(text: str) -> bool:
    return bool(ARABIC.search(text)) and not LATIN.search(text)


def _letters(text: str) -> str:
    return _SPACING.sub("", skeleton(text))


def _sureness_needed(mine: str, theirs: str, own: float) -> float:
    if _ADDRESS.search(theirs):
        return _SURE_ADDRESS
    if ARABIC.search(theirs):
        return _SURE
    if ARABIC.search(mine) and not _LATIN_OR_DIGIT.search(mine):
        word = len(LATIN.findall(theirs)) >= _LETTERS_AGAINST
        return _SURE_AGAINST if word and own < _UNSURE_ARABIC else math.inf
    return _SURE_LATIN if LATIN.search(theirs) else _SURE_AGAINST


def covers(theirs: Sequence[ReadWord], mine: Sequence[ReadWord]) -> bool:
    """Whether words take nearly as much of the line as others."""
    widths = [sum(word.x1 - word.x0 for word in words) for words in (theirs, mine)]
    return widths[0] >= _COVERED * widths[1]
