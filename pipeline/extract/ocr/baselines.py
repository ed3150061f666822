"""Where lines in Arabic script stand, by their ink.

Tesseract fits its baselines to the lower edges of letters, and half of the Arabic ones reach below the line: of lines with 14.5 points
between them it says 11, 16, 11 and 20, which looks like a paragraph each. The stroke that joins the letters is where
most ink is.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from pipeline.extract.ocr.choice import ARABIC, LATIN
from pipeline.extract.ocr.size import em
from pipeline.extract.ocr.words import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

    from pipeline.extract.ocr.words import ReadLine

# Em above and below Tesseract's baseline; the next line is 1.2 em away at least.
_REACH = 0.6
_WORDS_FOR_SLOPE = 3


def with_baselines(image: Image, lines: Sequence[ReadLine]) -> list[ReadLine]:
    """The lines, those in Arabic script with the baseline that the picture shows."""
    import numpy as np

    ink = 255 - np.asarray(image.convert("L"))
    slopes = [line.slope for line in lines if len(line.words) >= _WORDS_FOR_SLOPE]
    slope = median(slopes) if slopes else 0.0
    return [
        replace(line, baseline=_densest_row(ink, line, slope)) if _is_arabic(line) else line for line in lines
    ]


def _densest_row(ink: Any, line: ReadLine, slope: float) -> float:
    """The row around the baseline with most ink, of words that follow the slope of the page."""
    import numpy as np

    reach = round(_REACH * em(line.words))
    middle = (min(word.x0 for word in line.words) + max(word.x1 for word in line.words)) / 2
    rows = np.zeros(2 * reach + 1)
    for word in line.words:
        top = round(line.baseline + slope * ((word.x0 + word.x1) / 2 - middle)) - reach
        part = ink[max(0, top) : top + len(rows), round(word.x0) : round(word.x1)].sum(axis=1)
        rows[max(0, -top) : max(0, -top) + len(part)] += part
    return line.baseline + int(rows.argmax()) - reach


def _is_arabic(line: ReadLine) -> bool:
    text = text_of([line])
    return len(ARABIC.findall(text)) > len(LATIN.findall(text))
