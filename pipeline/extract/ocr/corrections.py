"""Errors that Tesseract makes always and that cannot be anything else, undone by name.

What is only likely to be an error stays as it was read.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipeline.extract.ocr.size import em
from pipeline.extract.ocr.words import ReadWord
from pipeline.normalize.script import ZWNJ

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from pipeline.extract.ocr.words import ReadLine

_ARABIC = "\u0620-\u065f\u066e-\u06d3"
_LETTER = re.compile(f"[{_ARABIC}]")
# No text in Arabic script has the Latin signs after its letters; the models know them better.
_LATIN_SIGN = re.compile(f"(?<=[{_ARABIC}])[,;?](?=[»)\\]]*$)")
_SIGNS = {",": "،", ";": "؛", "?": "؟"}
# An opening quotation mark that ends a word, and a closing one after a letter: the comma of many typefaces.
_OPENING_END = re.compile(r"(?<=\w)«$")
_CLOSING_END = re.compile(f"(?<=[{_ARABIC}»])»$")
_QUOTES = re.compile("[«»]")
_LONGEST_QUOTE = 60  # words; a sign that opened one longer ago was misread itself
# A mute heh with hamza at the end of a word, which the script's model reads twice at times. No Persian word ends in a damma or
# a nunation on heh, and teh marbuta stands in Arabic phrases, mostly inside what is written as one word.
_HEH_HAMZA = re.compile(
    f"(?<=[{_ARABIC}])(?:ة[\u064b-\u0650\u0654]*|ه[\u064c\u064d\u064f]|ۀ|ۂ)+(?=[.,،؛:»)]*$)"
)
# Digits that look alike in both sets; Persian and Pashto have only one of them.
_DIGITS = str.maketrans("٠١٢٣٧٨٩", "۰۱۲۳۷۸۹")

# Persian writes these to the word beside them with a non-joiner, which not all models know. Between true words the gap is
# 0.2 em and more in 96 of 100 cases; where there was a non-joiner it is less in half of the cases.
_PREFIX, _SUFFIX = re.compile("ن?می"), re.compile("ها(?:یی?)?[.،؛:»)]*")
_GAP = 0.15  # em

_PERSIAN, _PASHTO = "fas", "pus"


def corrected(lines: Sequence[ReadLine], models: Collection[str]) -> tuple[list[ReadLine], Counter[str]]:
    """The lines as they must have been printed, and how many words each rule changed.

    `models` are those that read the page, and tell its language.
    """
    rules = {"ocr-signs": _arabic_signs}
    if _PERSIAN in models:
        rules["ocr-heh-hamza"] = _heh_hamza
    if _PERSIAN in models or _PASHTO in models:
        rules["ocr-digits"] = _persian_digits
    lines, commas = _commas(lines)
    counts: Counter[str] = Counter({"ocr-signs": commas})
    changed = []
    for line in lines:
        words = [word._replace(text=_apply(rules, word.text, counts)) for word in line.words]
        changed.append(replace(line, words=tuple(words)))
    if _PERSIAN in models:
        changed, counts["ocr-non-joiner"] = _non_joiners(changed)
    return changed, +counts


def _non_joiners(lines: Sequence[ReadLine]) -> tuple[list[ReadLine], int]:
    """The lines with prefixes and suffixes joined to the words that they stand close to, and how many."""
    changed = []
    for line in lines:
        words: list[ReadWord] = []
        size = em(line.words)
        for word in line.words:
            if words and _belong_together(words[-1], word, size):
                words[-1] = _joined(words[-1], word)
            else:
                words.append(word)
        changed.append(replace(line, words=tuple(words)))
    return changed, sum(len(line.words) for line in lines) - sum(len(line.words) for line in changed)


def _belong_together(right: ReadWord, left: ReadWord, size: float) -> bool:
    parts = _PREFIX.fullmatch(right.text) or _SUFFIX.fullmatch(left.text)
    letters = _LETTER.match(left.text) and _LETTER.search(right.text[-1:])
    return bool(parts and letters) and -size <= right.x0 - left.x1 < _GAP * size


def _joined(right: ReadWord, left: ReadWord) -> ReadWord:
    sizes = len(right.text), len(left.text)
    sure = (right.sure * sizes[0] + left.sure * sizes[1]) / sum(sizes)
    top, bottom = min(right.top, left.top), max(right.bottom, left.bottom)
    text = right.text + ZWNJ + left.text
    return ReadWord(text, min(left.x0, right.x0), top, max(left.x1, right.x1), bottom, sure)


def _commas(lines: Sequence[ReadLine]) -> tuple[list[ReadLine], int]:
    """The lines with a comma for each quotation mark that can be none, and how many there were: one that closes what
    nothing opened, or opens nothing."""
    changed: list[ReadLine] = []
    count = opened = age = 0
    for line in lines:
        words = list(line.words)
        for i, word in enumerate(words):
            age += 1
            opened = opened if age <= _LONGEST_QUOTE else 0
            closes = word.text.count("»") > opened + word.text.count("«")
            sign = _CLOSING_END if closes else _OPENING_END
            text, found = sign.subn("،", word.text)
            words[i] = word._replace(text=text)
            count += found
            for mark in _QUOTES.findall(text):
                opened = opened + 1 if mark == "«" else max(opened - 1, 0)
                age = 0 if mark == "«" else age
        changed.append(replace(line, words=tuple(words)))
    return changed, count


def _apply(rules: Mapping[str, Callable[[str], str]], text: str, counts: Counter[str]) -> str:
    for name, rule in rules.items():
        after = rule(text)
        counts[name] += after != text
        text = after
    return text


def _arabic_signs(text: str) -> str:
    return _LATIN_SIGN.sub(lambda sign: _SIGNS[sign[0]], text)


def _heh_hamza(text: str) -> str:
    return _HEH_HAMZA.sub("هٔ", text)


def _persian_digits(text: str) -> str:
    return text.translate(_DIGITS)
