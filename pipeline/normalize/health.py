"""Whether what was read is language at all.

A PDF font with a wrong ToUnicode map gives fluent nonsense: proper letters, no control characters,
the right script. What gives it away is that it is no language. Judged for each page and font, because
one sound font on the page must not hide a broken one: legacy 8-bit fonts spoil the Persian of a page and
leave its Latin whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.model import Issue
from pipeline.normalize.language.cues import WORD_TABLE, skeleton
from pipeline.normalize.language.trigrams import is_fluent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.model import Line

_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
_WORD = re.compile(r"[^\W\d_]+")
_VOWEL_SIGNS = re.compile(
    "[\u0640\u064b-\u0652\u0670]+"
)  # of Arabic script; a vocalized text has as many as letters
_VOWEL = "(?i)[aeiouyäöüáéíóúàèìòùâêîôûåæøœ]"
# Signs that stand in no ordinary sentence.
_SIGN = r"[^\w\s.,;:!?()«»\"'“”‘’„–—…،؛؟٪%/@&*+=\u200c\u200d\u0600-\u06ff-]"

# Symbols make up to 0.1 of prose and 0.25 of program text; leaders and rules of dots do not count.
_SYMBOL, _MOST_SYMBOLS = re.compile(r"[^\w\s.\-_\u200c]"), 0.35
# Formulas, programs and bullets: nearly all their signs are brackets, operators or a few private ones and pictures. In text of a wrong
# font other signs make a third and more, and private ones, or the pictures that PostScript names its glyphs after, are as many as its letters.
_OF_FORMULAS, _MOST_OF_SIGNS, _FEW_PRIVATE = "()[]{}=+*/^<>|\\⟨⟩‖⌈⌉⌊⌋:;,…·٫٬'`\u2032\u2033\u20d7", 0.85, 12
_ASCII_WORD, _LEAST_SPOKEN, _MOSTLY_SPOKEN = re.compile("[A-Za-z]+"), 3, 0.5
_SIGNS_OF_FORMULAS = ("Sm", "So", "Co")
_BOXES = re.compile("[\u2500-\u259f]")  # of which tables in plain text are drawn

# Below this a verdict is chance.
_ENOUGH = 60
# Measured on 12 articles by 22 producers: sound Arabic-script text -3.1 to -3.65, wrong mappings -4.0 to -5.1.
# The fewer letters, the more names and headings weigh: of 400 sound pieces of 55 letters 8 lay below the bound and 1 below the
# eased one, of 109 letters 9 and none; of as many with their letters exchanged none lay above either.
_LEAST_PLAUSIBLE, _EASED = -3.85, 15.0
# Pages of fonts that are sound elsewhere, with twice the text: a table of contents in Arabic lay at -4.05.
_FAR, _MORE_ELSEWHERE = 0.4, 3
_FEW_LETTERS = 0.05
# Small words make 8 to 30 % of sound text and at most 2 % of nonsense, where one or two occur by chance. A font that tells half of its letters wrong leaves many
# of them whole: of 48 texts with half of their letters exchanged 36 have enough; of 160 four lie above the bound for such texts, of 708 sound ones all.
_FEWEST_SMALL_WORDS, _SMALL_WORDS, _LEAST_WITH_THEM = 4, 0.06, -4.0
# Sound Latin text: one-letter words up to 0.12, signs up to 0.03; byte soup: 0.63 to 0.80 and 0.13 to 0.20.
_ONE_LETTER, _SIGNS = 0.4, 0.08
# What 8-bit fonts leave: capitals, fractions and signs within words, and a fifth or more of the letters outside ASCII. Programs have as many odd words,
# all in ASCII; other text has hardly any.
_ODD_WORD = re.compile(
    r"[a-z\u00df-\u00ff][A-Z\u00c0-\u00de]|[ªº¹²³ƒ¼½¾]\w|[A-Za-z\u00c0-\u024f][^\w\s'’‘.\-/@_:&+=?#%,;()«»\"“”…–—*\[\]{}<>|\\~$]+[A-Za-z\u00c0-\u024f]"
)
_MANY_ODD, _OUTSIDE_ASCII = 0.3, 0.2
# Where such a font tells some letters right: signs and letters of Latin-1 within words of Arabic script.
_GLUED = re.compile(
    "(?<=[\u0620-\u06d3])[\xa1-\xaa\xac-\xba\xbc-\xff]|[\xa1-\xaa\xac-\xba\xbc-\xff](?=[\u0620-\u06d3])"
)
_MANY_GLUED = 0.03
# Dots of letters that a font draws apart and calls by their own names: no text has them among its letters.
_DOTS_APART, _MANY_DOTS = re.compile("[\ufbb2-\ufbc1]"), 0.02
# Vowels make 33 to 50 % of the letters of European languages; permuted alphabets fall outside.
_FEWEST_VOWELS, _MOST_VOWELS, _ENOUGH_LATIN = 0.22, 0.6, 200


def _has_small_words(text: str) -> bool:
    """Whether enough of the words are small words of a language in Arabic script."""
    words = _WORD.findall(skeleton(text))
    small = sum(word in WORD_TABLE["arab"] for word in words)
    return small >= _FEWEST_SMALL_WORDS and small > _SMALL_WORDS * len(words)


def _is_fluent(text: str, letters: int) -> bool:
    """Whether a text of so many letters in Arabic script reads like one of its languages."""
    if (
        len(_DOTS_APART.findall(text)) > _MANY_DOTS * letters
        or len(_GLUED.findall(text)) > _MANY_GLUED * letters
    ):
        return False
    least = _LEAST_WITH_THEM if _has_small_words(text) else _LEAST_PLAUSIBLE
    return is_fluent(text, least - _EASED / letters)


def _is_byte_soup(text: str, letters: int) -> bool:
    """Whether the words of so many Latin letters are what a font of 8 bits leaves of another script."""
    words = [word for word in text.split() if len(word) > 1 and _LATIN.search(word)]
    odd = sum(bool(_ODD_WORD.search(word)) for word in words)
    outside = sum(not char.isascii() for word in _LATIN.findall(text) for char in word)
    return odd > _MANY_ODD * len(words) and outside > _OUTSIDE_ASCII * letters


def _is_formula(text: str) -> bool:
    """Whether the signs of a text are those of mathematics or of a program."""
    signs = _SYMBOL.findall(text)
    pictures = {
        sign for sign in signs if unicodedata.category(sign) in ("Co", "So") and not _BOXES.match(sign)
    }
    if len(pictures) > _FEW_PRIVATE:
        return False
    known = sum(sign in _OF_FORMULAS or unicodedata.category(sign) in _SIGNS_OF_FORMULAS for sign in signs)
    return known > _MOST_OF_SIGNS * len(signs) or _is_program(text)


def _is_program(text: str) -> bool:
    """Whether half of the letters of a text stand in words that can be spoken, as in programs and in TeX."""
    words = [word for word in _ASCII_WORD.findall(text) if len(word) >= _LEAST_SPOKEN]
    letters = sum(map(len, words))
    vowels = len(re.findall(_VOWEL, "".join(words)))
    spoken = _FEWEST_VOWELS * letters <= vowels <= _MOST_VOWELS * letters
    return spoken and letters > 0 and letters >= _MOSTLY_SPOKEN * sum(char.isalpha() for char in text)


@lru_cache(maxsize=64)  # before and after normalization
def is_language(text: str) -> bool:
    """Whether a text can be language; True where it is too short to tell."""
    text = _VOWEL_SIGNS.sub("", text)
    if len(text) >= _ENOUGH and len(_SYMBOL.findall(text)) > _MOST_SYMBOLS * len(text):
        return _is_formula(text)
    arabic, latin = (sum(map(len, script.findall(text))) for script in (_ARABIC, _LATIN))
    if arabic >= _ENOUGH and arabic >= latin:
        return _is_fluent(text, arabic)
    if latin < _ENOUGH:
        return True
    if _is_byte_soup(text, latin):
        return _is_formula(text)
    words = _WORD.findall(text)
    one_letter = sum(len(word) == 1 for word in words) / len(words)
    if one_letter > _ONE_LETTER and len(re.findall(_SIGN, text)) > _SIGNS * len(text):
        return _is_formula(text)
    vowels = len(re.findall(_VOWEL, text)) / latin
    return latin < _ENOUGH_LATIN or _FEWEST_VOWELS <= vowels <= _MOST_VOWELS


def _is_elsewhere(text: str, font: str | None, texts: Mapping[tuple[int, str | None], Sequence[str]]) -> bool:
    """Whether the same font writes language on the other pages, more of it, and this text is not far from it.

    A font is right or wrong in a whole file; headings, tables of contents and terms of a trade make odd pages.
    """
    others = " ".join(" ".join(parts) for (_, name), parts in texts.items() if name == font)
    if font is None or len(others) < _MORE_ELSEWHERE * len(text) or not is_language(others):
        return False
    return not _ARABIC.search(text) or is_fluent(_VOWEL_SIGNS.sub("", text), _LEAST_PLAUSIBLE - _FAR)


def _is_drawing(text: str, page: Iterable[str]) -> bool:
    """Whether a font that shows next to no letters is the lesser part of a page: lines and arrows are drawn so."""
    shown = sum(not char.isspace() for char in text)
    letters = sum(char.isalnum() for char in text)
    return letters < _FEW_LETTERS * shown and 2 * shown < sum(
        not char.isspace() for own in page for char in own
    )


def unreadable_pages(lines: Iterable[Line], known: Iterable[Issue] = ()) -> tuple[Issue, ...]:
    """An issue for each page on which the text of a font is no language, but for those `known` to be unreadable.

    Hidden text is no part of what is read.
    """
    texts: defaultdict[tuple[int, str | None], list[str]] = defaultdict(list)
    for line in lines:
        for span in line.spans:
            if line.page is not None and line.place != "hidden":
                texts[line.page, span.font].append(span.text)
    told = {issue.page for issue in known if issue.code == "unreadable-text"}
    pages = {
        page
        for (page, font), parts in texts.items()
        if not is_language(text := " ".join(parts))
        and not _is_elsewhere(text, font, texts)
        and not _is_drawing(text, (" ".join(own) for (number, _), own in texts.items() if number == page))
    }
    return tuple(
        Issue(code="unreadable-text", message="words of the page belong to no language we know", page=page)
        for page in sorted(pages - told)
    )
