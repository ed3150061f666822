"""The yehs and kafs of Arabic and Pashto, which pictures and words take as one with those of Persian.

Dots tell a ي at the end of a word from the ى of Arabic and the ی of Pashto: سړي are men, سړی is one.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.extract.pdf.decoding.features import counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.extract.pdf.decoding.clusters import Shape
    from pipeline.extract.pdf.decoding.vocabulary import Parts

_YEH, _DOTTED, _DOTLESS = "ی", "ي", "ى"
_MOSTLY = 0.5  # share of the words
_ARABIC = {"ک": "ك", "هٔ": "ة"}


def spelled(
    texts: Mapping[Shape, str], shares: Mapping[str, float], words: Iterable[Parts]
) -> dict[Shape, str]:
    """The texts of shapes as the language of most words of the document writes them; `shares` are those of the languages."""
    if shares.get("ar", 0.0) >= _MOSTLY:
        return {shape: _in_arabic(shape, text) for shape, text in texts.items()}
    if shares.get("ps-words", 0.0) >= _MOSTLY:
        inner = _inner(texts, words)
        return {shape: text if shape in inner else _in_pashto(shape, text) for shape, text in texts.items()}
    return dict(texts)


def _inner(texts: Mapping[Shape, str], words: Iterable[Parts]) -> set[Shape]:
    """The shapes that a letter follows in some word, on their left."""
    found: set[Shape] = set()
    for word in words:
        for left, part in pairwise(word):
            text = left if isinstance(left, str) else texts.get(left, "")
            if not isinstance(part, str) and any(map(str.isalpha, text)):
                found.add(part)
    return found


def _in_arabic(shape: Shape, text: str) -> str:
    for letter, arabic in _ARABIC.items():
        text = text.replace(letter, arabic)
    return text.replace(_YEH, _DOTTED if _has_dots_below(shape) else _DOTLESS) if _YEH in text else text


def _in_pashto(shape: Shape, text: str) -> str:
    return text[:-1] + _DOTTED if text.endswith(_YEH) and _has_dots_below(shape) else text


def _has_dots_below(shape: Shape) -> bool:
    return shape.ink is not None and bool(counts(shape.ink)[3])
