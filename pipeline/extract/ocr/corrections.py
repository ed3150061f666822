"""Errors that Tesseract makes always and that cannot be anything else, undone by name.

What is only likely to be an error stays as it was read.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from pipeline.extract.ocr.words import ReadLine

_ARABIC = "\u0620-\u065f\u066e-\u06d3"
# No text in Arabic script has the Latin signs after its letters; the models know them better.
_LATIN_SIGN = re.compile(f"(?<=[{_ARABIC}])[,;?](?=[»)\\]]*$)")
_SIGNS = {",": "،", ";": "؛", "?": "؟"}
# A mute heh with hamza at the end of a word. No Persian word ends in a damma or a nunation on heh, and teh marbuta
# stands in Arabic phrases, mostly inside what is written as one word.
_HEH_HAMZA = re.compile(f"(?<=[{_ARABIC}])(?:ة[\u064b-\u0650\u0654]*|ه[\u064c\u064d\u064f]|ۀ)(?=[.,،؛:»)]*$)")
# Digits that look alike in both sets; Persian and Pashto have only one of them.
_DIGITS = str.maketrans("٠١٢٣٧٨٩", "۰۱۲۳۷۸۹")

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
    counts: Counter[str] = Counter()
    changed = []
    for line in lines:
        words = [word._replace(text=_apply(rules, word.text, counts)) for word in line.words]
        changed.append(replace(line, words=tuple(words)))
    return changed, +counts


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
