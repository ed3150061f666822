"""Invisible text that is drawn from right to left in a mirror: how Tesseract writes the OCR layer of a page in Arabic script.

Its text matrix turns the baseline around and leaves the height as it is, so each word begins at its right end. The letters of a word stand in the order
of reading, those of numbers and Latin words as well: these are put where they would be seen.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.extract.pdf.lines.order import bidi_class

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.pdf.content import Glyph
    from pipeline.extract.pdf.geometry import Matrix

_FROM_LEFT = ("N", "L", "S")  # numbers, what joins them, and Latin letters


def mirrored(line: Matrix) -> Matrix | None:
    """The text line matrix with its baseline turned back, if it mirrors what it draws; else None."""
    a, b, c, d, e, f = line
    return (-a, -b, c, d, e, f) if a < 0 and a * d < b * c else None


def set_from_left(glyphs: Sequence[Glyph]) -> None:
    """Exchange the letters of each number and Latin word, which stand from right to left, so that they stand from left to right."""
    for from_left, run in groupby(glyphs, key=lambda glyph: bidi_class(glyph.text) in _FROM_LEFT):
        if from_left:
            own = list(run)
            for glyph, text in zip(own, [glyph.text for glyph in reversed(own)], strict=True):
                glyph.text = text
