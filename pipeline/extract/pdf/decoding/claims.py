"""What the file itself says of a shape, weighed by how often its font is right about shapes that are certain."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from pipeline.extract.pdf.decoding.referee import MIRRORED

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pipeline.extract.pdf.decoding.clusters import Shape
    from pipeline.extract.pdf.fonts.font import Font

    Scores = dict[str, float]

_FOLDED = str.maketrans("يىك", "ییک")
# A shape of this margin is certain enough to judge its font by; it counts at most so often.
_CERTAIN, _MOST = 2.0, 50
# What a font is believed before any shape was compared, in shapes: what the document's other fonts deserve.
_PRIOR = 5.0
# From reliability to score, and the most that a font's word can weigh.
_SLOPE, _STRONGEST, _WEAKEST = 1.6, 9.0, -14.0
_TRUSTED = 0.8


def spelled(text: str) -> str:
    """A text as the library and the lexicon spell it."""
    return unicodedata.normalize("NFKC", text).translate(_FOLDED)


def claim(shape: Shape) -> str:
    """What the file says of a shape in most places, as the library spells it; "" where that is no letter or sign."""
    text = max(shape.texts, key=lambda text: (shape.texts[text], text), default="")
    text = spelled(text).strip()
    odd = any(unicodedata.category(char)[0] == "C" or char in "\u0640\ufffd" for char in text)
    return "" if odd else text


def _agrees(text: str, told: str) -> bool:
    if text.isdigit() and told.isdigit():
        return int(text) == int(told)
    return told in (text, text.translate(MIRRORED))


def _margin(scores: Scores) -> float:
    best, *rest = sorted(scores.values(), reverse=True)
    return best - (rest[0] if rest else best - 9)


class Reliability:
    """How often each font of a document says what the other witnesses are sure of."""

    def __init__(self, scores: Mapping[Shape, Scores]) -> None:
        self._agreed: Counter[Font] = Counter()
        self._compared: Counter[Font] = Counter()
        for shape, own in scores.items():
            told = claim(shape)
            if told and own and _margin(own) >= _CERTAIN:
                weight = min(shape.count, _MOST)
                self._compared[shape.font] += weight
                self._agreed[shape.font] += weight * _agrees(max(own, key=lambda text: own[text]), told)

    def of(self, font: Font) -> float:
        """Between 0 and 1; a font of which little is known is believed as far as the others."""
        all_fonts = (self._agreed.total() + 1) / (self._compared.total() + 1.25)
        return (self._agreed[font] + _PRIOR * all_fonts) / (self._compared[font] + _PRIOR)


def heed(scores: Mapping[Shape, Scores], known: Collection[str]) -> dict[Shape, Scores]:
    """The scores with the file's own word added.

    A font that is mostly right is overruled only where the library has pictures of what it claims and the shape is
    seen more than once.
    """
    reliability = Reliability(scores)
    return {shape: _heed(shape, own, reliability.of(shape.font), known) for shape, own in scores.items()}


def keep_letters(scores: Mapping[Shape, Scores], believed: Collection[Font]) -> dict[Shape, Scores]:
    """The scores without the texts of other letters than a font that is believed names: what is open is the sign over
    one."""
    return {
        shape: {
            text: score
            for text, score in own.items()
            if shape.font not in believed or _letters(claim(shape)) in ("", _letters(text))
        }
        for shape, own in scores.items()
    }


def _letters(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(char for char in decomposed if unicodedata.category(char) != "Mn")


def _heed(shape: Shape, scores: Scores, reliability: float, known: Collection[str]) -> Scores:
    told = claim(shape)
    believed = min(_STRONGEST, _SLOPE * math.log(reliability / max(1 - reliability, 1e-3)))
    if not told or believed <= 0 or not scores:
        return scores
    best = max(scores.values())
    own = max(scores.get(told, min(scores.values()) - 2), best + _WEAKEST)
    if reliability > _TRUSTED and (told not in known or shape.count < 2):
        own = best
    return {**scores, told: own + believed}
