"""Pictures of pages, made ready for reading: noise out, upright, straight."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PIL.Image import Image

    from pipeline.extract.ocr.words import ReadLine

MOST_PIXELS = 25_000_000  # of a picture: an A3 page at 300 dpi has 17 million
BEST_DPI, FEWEST_DPI = 300, 150
# Radians. Tesseract follows lines that slope; turned straight, pages that stand 0.6 degrees askew read worse (letter
# errors 2.8 % as they are, 4.8 % turned), since each pixel is smeared.
_SKEW = math.radians(2.0)
_LINES_FOR_SKEW = 3


class PagePicture(Struct, frozen=True):
    """The picture of a page in gray. `scanned` tells that it is a scan, with a scan's noise, and no drawing."""

    page: int
    image: Image
    dpi: int
    scanned: bool


def dpi_within_bounds(dpi: float, width: float, height: float) -> int:
    """A resolution that Tesseract reads well and memory holds, near the wanted one; width and height in points.

    A scan is best read at its own resolution: blown up from 200 to 300 dpi, 12 % of the letters of noisy Persian
    pages were wrong, and 4 % at 200.
    """
    most = math.sqrt(MOST_PIXELS / max(1.0, width * height)) * 72
    return max(1, round(min(max(dpi, FEWEST_DPI), BEST_DPI, most)))


def without_noise(picture: PagePicture) -> Image:
    """The picture without the specks of a scanner: they are read as dots of letters, or as letters.

    Measured on noisy scans of 200 dpi, letter errors with and without: Persian 2.8 and 4.2 %, Pashto 7.6 and 8.0 %.
    """
    from PIL import ImageFilter

    image = picture.image.convert("L")
    return image.filter(ImageFilter.MedianFilter(3)) if picture.scanned else image


def whitened(image: Image, boxes: Iterable[Sequence[float]], scale: float) -> Image:
    """The picture with paper where the boxes are, which are in units of `scale` pixels."""
    from PIL import ImageDraw

    painted = image.copy()
    draw = ImageDraw.Draw(painted)
    for x0, top, x1, bottom in boxes:
        draw.rectangle((x0 * scale, top * scale, x1 * scale, bottom * scale), fill="white")
    return painted


def turned(image: Image, degrees: int) -> Image:
    """The picture turned clockwise by a multiple of 90 degrees."""
    from PIL.Image import Transpose

    turns = {90: Transpose.ROTATE_270, 180: Transpose.ROTATE_180, 270: Transpose.ROTATE_90}
    return image.transpose(turns[degrees]) if degrees in turns else image


def skew(lines: Sequence[ReadLine]) -> float:
    """The angle in radians by which the lines of a page fall to the right; 0 where it does not matter."""
    from statistics import median

    slopes = [line.slope for line in lines if len(line.words) > 2]
    found = math.atan(median(slopes)) if len(slopes) >= _LINES_FOR_SKEW else 0.0
    return found if abs(found) > _SKEW else 0.0


def straightened(image: Image, angle: float) -> Image:
    """The picture turned so that lines that fall by `angle` radians run level."""
    from PIL.Image import Resampling

    return image.rotate(math.degrees(angle), resample=Resampling.BICUBIC, fillcolor=255)


def resized(image: Image, factor: float) -> Image:
    """The picture with sides so many times as long, filtered so that thin strokes stay."""
    from PIL.Image import Resampling

    width, height = (round(side * factor) for side in image.size)
    return image.resize((width, height), Resampling.LANCZOS)
