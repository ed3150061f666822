"""Commas and full stops of Arabic script, told apart by their ink.

Tesseract reads «،» as a full stop, as «»» or as «؛» more often than as what it is. On the picture they cannot be
mistaken: a full stop is as wide as high, a comma is half as wide, the others are of two pieces.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL.Image import Image

    from pipeline.extract.ocr.words import ReadLine, ReadWord

_DARK = 140  # of 255: ink is darker
# A word in Arabic script that ends with one sign that may be a comma.
_MARKED = re.compile("[\u0620-\u064a\u0654\u066e-\u06d3][.,»؛ء]$")
# In em, measured on 180 words of seven scans: full stops are at most 0.14 high, or as wide as high in narrow typefaces;
# commas 0.16 to 0.26 high and half as wide. The window begins at the left end of a word.
_BEFORE, _INSIDE, _ABOVE, _BELOW = 0.1, 0.5, 0.6, 0.4
_LOWEST, _HIGHEST, _SLIM, _SPECK = 0.15, 0.32, 1.45, 0.05
_ALIKE = 0.25  # as a share of their height


class Ink(NamedTuple):
    """A piece of connected ink: its box in pixels."""

    x0: int
    top: int
    x1: int
    bottom: int

    @property
    def width(self) -> int:
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        return self.bottom - self.top


def is_comma(image: Image, word: ReadWord, baseline: float, em: float) -> bool:
    """Whether the ink at the left end of a word is one slim piece: a comma. All in pixels."""
    left, right = word.x0 - _BEFORE * em, word.x0 + _INSIDE * em
    window = (left, baseline - _ABOVE * em, right, baseline + _BELOW * em)
    found = [
        ink
        for ink in pieces(image, tuple(map(round, window)))  # type: ignore[arg-type]  # four they are
        if min(ink.width, ink.height) > _SPECK * em
    ]
    if not found:
        return False
    mark, *others = found
    if mark.x0 > word.x0 + _BEFORE * em or any(_belongs(other, mark, em) for other in others):
        return False
    return _LOWEST * em <= mark.height <= _HIGHEST * em and mark.height >= _SLIM * mark.width


def _belongs(ink: Ink, mark: Ink, em: float) -> bool:
    """Whether a piece is another stroke of the same sign: over it, or as high and right beside it."""
    if ink.x0 < mark.x1:
        return True
    alike = abs(ink.height - mark.height) < _ALIKE * mark.height and abs(ink.top - mark.top) < _BEFORE * em
    return alike and ink.x0 - mark.x1 < _BEFORE * em


def pieces(image: Image, box: tuple[int, int, int, int]) -> list[Ink]:
    """The pieces of ink within a box of a gray picture, in pixels of the picture, from left to right."""
    crop = image.crop(box)
    width, height = crop.size
    dark = {i for i, value in enumerate(crop.tobytes()) if value < _DARK}
    return sorted(
        Ink(box[0] + x0, box[1] + top, box[0] + x1, box[1] + bottom)
        for x0, top, x1, bottom in _connected(dark, width, height)
    )


def _connected(dark: set[int], width: int, height: int) -> Iterator[tuple[int, int, int, int]]:
    while dark:
        waiting = [dark.pop()]
        xs, ys = [], []
        while waiting:
            at = waiting.pop()
            y, x = divmod(at, width)
            xs.append(x)
            ys.append(y)
            for near_y in range(max(0, y - 1), min(height, y + 2)):
                for near_x in range(max(0, x - 1), min(width, x + 2)):
                    near = near_y * width + near_x
                    if near in dark:
                        dark.remove(near)
                        waiting.append(near)
        yield min(xs), min(ys), max(xs) + 1, max(ys) + 1


def with_commas(image: Image, lines: Sequence[ReadLine], em: float) -> tuple[list[ReadLine], int]:
    """The lines with the commas that the picture shows, and how many there were."""
    changed: list[ReadLine] = []
    count = 0
    for line in lines:
        middle = (min(word.x0 for word in line.words) + max(word.x1 for word in line.words)) / 2
        words = list(line.words)
        for i, word in enumerate(words):
            baseline = line.baseline + line.slope * (word.x0 - middle)
            if _MARKED.search(word.text) and is_comma(image, word, baseline, em):
                words[i] = word._replace(text=word.text[:-1] + "،")
                count += 1
        changed.append(replace(line, words=tuple(words)))
    return changed, count
