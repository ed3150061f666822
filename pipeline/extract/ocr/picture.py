"""Pictures of pages, made ready for reading: noise out, upright, straight."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

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
# Of 255: so much darker than paper is ink, also that of headings in gray. Fewer such pixels in a row are specks.
_LIGHTEST, _INKED = 60, 3
# In inches, and shares of an inch or of the picture: lines of text that nothing has read are at least so high and hold at least
# so much ink, and pictures hold more. On 17 scanned pages it was 0.003 and 0.6 at most for strokes left over of words,
# 0.02 for a heading of one word, and 0.5 for photographs. Around words so much belongs to them.
_DARK_PAPER = 110  # of 255: darker pages are white on black
_WIDEST_EDGE = 8  # the edge of a scanner is at most this part of a side
_RAISED = 0.3  # em above the ends of most letters
_GRAIN = 20  # of 255: how much darker than paper its grain is
_LOWEST, _LEAST, _DENSEST, _AROUND = 0.05, 0.006, 0.2, 0.02


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


def made_ready(picture: PagePicture) -> Image:
    """The picture in gray, dark on light, without the dark edges of a scanner and without its specks.

    Specks are read as dots of letters, or as letters: on noisy scans of 200 dpi letter errors without and with them are 2.8 and
    4.2 % in Persian, 7.6 and 8.0 % in Pashto.
    """
    import numpy as np
    from PIL import Image, ImageOps

    image = picture.image.convert("L")
    pixels = np.array(image)
    if not pixels.size:
        return image
    if _paper(pixels) < _DARK_PAPER:
        image = ImageOps.invert(image)
        pixels = np.array(image)
    _lighten_edges(pixels)
    image = Image.fromarray(pixels)
    return _medians(image) if picture.scanned else image


def _lighten_edges(pixels: Any) -> None:
    """Make paper of the rows and columns at the edges that are dark for most of their length: there the scanner's lid was open."""
    import numpy as np

    paper = _paper(pixels)
    for side in (pixels, pixels[::-1], pixels.T, pixels.T[::-1]):
        widest = len(side) // _WIDEST_EDGE
        light = np.flatnonzero((side[:widest] >= _DARK_PAPER).mean(axis=1) >= 0.5)
        side[: light[0] if light.size else widest] = paper


def _paper(pixels: Any) -> int:
    """The gray of most of a picture: its median, counted, which takes a tenth of the time of sorting."""
    from itertools import accumulate

    from PIL import Image

    below = list(accumulate(Image.fromarray(pixels).histogram()))
    return next(gray for gray, count in enumerate(below) if 2 * count >= below[-1])


def is_blank(image: Image, dpi: int) -> bool:
    """Whether nothing on a page is as high as a line of text."""
    import numpy as np

    inked = _ink(np.asarray(image)) >= _INKED
    return not any(bottom - top >= _LOWEST * dpi for top, bottom in _runs(inked))


def _medians(image: Image) -> Image:
    """The picture with each pixel the median of the nine around it, as Pillow's filter has it at eight times the cost.

    The median of nine is that of the highest of three minima, the middle of three medians and the lowest of three maxima.
    """
    import numpy as np
    from PIL import Image

    pixels = np.pad(np.asarray(image), 1, mode="edge")
    low, middle, high = _sorted(*(pixels[i : i + image.height] for i in range(3)))
    width = image.width
    lowest, medians, highest = ([row[:, i : i + width] for i in range(3)] for row in (low, middle, high))
    return Image.fromarray(
        _sorted(
            np.maximum(np.maximum(lowest[0], lowest[1]), lowest[2]),
            _sorted(*medians)[1],
            np.minimum(np.minimum(highest[0], highest[1]), highest[2]),
        )[1]
    )


def _sorted(a: Any, b: Any, c: Any) -> tuple[Any, Any, Any]:
    """Three arrays with their values in order, place by place."""
    import numpy as np

    a, b = np.minimum(a, b), np.maximum(a, b)
    b, c = np.minimum(b, c), np.maximum(b, c)
    return np.minimum(a, b), np.maximum(a, b), c


def whitened(image: Image, boxes: Iterable[Sequence[float]], scale: float) -> Image:
    """The picture with paper where the boxes are, which are in units of `scale` pixels."""
    from PIL import ImageDraw

    painted = image.copy()
    draw = ImageDraw.Draw(painted)
    for x0, top, x1, bottom in boxes:
        draw.rectangle((x0 * scale, top * scale, x1 * scale, bottom * scale), fill="white")
    return painted


def inked_rows(image: Image, room: int) -> tuple[Image, list[int]]:
    """The picture without the rows that hold no ink, but `room` rows of paper on either side of what does; and which row
    of `image` each of its rows was. Where all rows are dark, as on a photograph in bad light, all stay."""
    import numpy as np
    from PIL import Image

    pixels = np.asarray(image)
    inked = np.flatnonzero(_ink(pixels) >= _INKED)
    near = np.zeros(image.height, dtype=bool)
    for shift in range(-room, room + 1):
        near[(inked + shift).clip(0, image.height - 1)] = True
    rows = np.flatnonzero(near)
    return Image.fromarray(pixels[rows]), rows.tolist()


def unread_text(image: Image, boxes: Iterable[Sequence[float]], dpi: int) -> Image | None:
    """The picture with nothing but what may be lines of text outside of `boxes`; None where there is none.

    The program looks for ink that is as dark as most, and overlooks a heading in gray. Here its gray becomes black.
    """
    import numpy as np
    from PIL import Image

    margin = round(_AROUND * dpi)
    around = [(x0 - margin, top - margin, x1 + margin, bottom + margin) for x0, top, x1, bottom in boxes]
    pixels = np.array(whitened(image, around, 1.0))
    ink = _ink(pixels)
    keep = np.zeros(image.height, dtype=bool)
    for top, bottom in _runs(ink >= _INKED):
        amount = ink[top:bottom].sum() / (dpi * dpi)
        density = ink[top:bottom].mean() / image.width
        keep[top:bottom] = bottom - top >= _LOWEST * dpi and amount >= _LEAST and density <= _DENSEST
    if not keep.any():
        return None
    pixels[~keep] = 255
    darkest, paper = int(pixels.min()), _paper(np.asarray(image)) - _GRAIN
    spread = (pixels - float(darkest)) * (255 / max(1, paper - darkest))
    return Image.fromarray(spread.clip(0, 255).astype(np.uint8))


def without_raised(image: Image, em: float) -> Image:
    """The picture of one line without the numbers of notes in it: the program takes them for the height of the letters, and
    misreads all of the line. They end high above where most of the line ends; `em` is in pixels."""
    import numpy as np

    pixels = np.asarray(image)
    dark = pixels < _paper(pixels) - _LIGHTEST
    runs = _runs(dark.any(axis=0))
    ends = [int(np.flatnonzero(dark[:, left:right].any(axis=1))[-1]) for left, right in runs]
    if not ends:
        return image
    high = np.median(ends) - _RAISED * em
    raised = [(left, 0, right - 1, end) for (left, right), end in zip(runs, ends, strict=True) if end < high]
    return whitened(image, raised, 1.0)


def _runs(marks: Any) -> list[tuple[int, int]]:
    """Where the stretches of true values begin and end."""
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate(([0], marks, [0])).astype(np.int8))).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def _ink(pixels: Any) -> Any:
    """The number of pixels in each row that are darker than paper."""
    return (pixels < _paper(pixels) - _LIGHTEST).sum(axis=1)


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
