"""What a picture of a glyph is compared by: a small raster, its place and proportions, its pieces and holes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.pdf.decoding.pieces import holes, pieces, sides

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy import float32
    from numpy.typing import NDArray

    from pipeline.extract.pdf.decoding.pictures import Ink

SIDE = 24  # pixels of the raster
_COUNTED = 64  # pixels of the side on which pieces and holes are counted
# Side bearings beyond these are not told apart, in em: they only tell whether a form joins its neighbor.
_BEARINGS = (-0.08, 0.12)
_HALF = 0.5  # of darkness: more is ink
_BLUR = (0.25, 0.5, 0.25)


class Features(NamedTuple):
    """Of n pictures: rasters [n, SIDE*SIDE] in 0..1, geometry [n, 6] and counts [n, 4].

    The geometry is log aspect, log height, bottom, top, and the left and right bearing, in em of a font whose size
    factor is 1; the counts are pieces of ink, holes in it, and 1 where dots stand above and below the largest piece.
    """

    raster: NDArray[float32]
    geometry: NDArray[float32]
    counts: NDArray[float32]


def _resized(ink: Ink, side: int) -> NDArray[float32]:
    import numpy as np
    from PIL import Image

    image = Image.fromarray(ink.dark).resize((side, side), Image.Resampling.BILINEAR)
    return np.asarray(image, np.float32) / np.float32(255)


def raster(ink: Ink) -> NDArray[float32]:
    """The ink box stretched to a square, a little blurred."""
    import numpy as np

    picture = np.zeros((SIDE + 2, SIDE + 2), np.float32)
    picture[1:-1, 1:-1] = _resized(ink, SIDE)
    before, middle, after = _BLUR
    rows = before * picture[:-2] + middle * picture[1:-1] + after * picture[2:]
    both = before * rows[:, :-2] + middle * rows[:, 1:-1] + after * rows[:, 2:]
    return np.asarray(both.ravel(), np.float32)


def counts(ink: Ink) -> tuple[int, int, bool, bool]:
    """Pieces of ink, holes in it, and whether dots stand above and below."""
    shape = _resized(ink, _COUNTED) > _HALF
    found = pieces(shape)
    return len(found), holes(shape, len(found)), *sides(found, _COUNTED)


def geometry(box: tuple[float, float, float, float], advance: float, factor: float) -> tuple[float, ...]:
    """Place and proportions of an ink box in em, in a font that is `factor` as large as others."""
    left, bottom, right, top = box
    width, height = max(right - left, 0.01), max(top - bottom, 0.01)
    bearings = (min(max(v / factor, _BEARINGS[0]), _BEARINGS[1]) for v in (left, advance - right))
    return (math.log(width / height), math.log(height / factor), bottom / factor, top / factor, *bearings)


def features(inks: Sequence[Ink], advances: Sequence[float], factor: float = 1.0) -> Features:
    """Features of inks; the advances are in em."""
    import numpy as np

    return Features(
        np.stack([raster(ink) for ink in inks]),
        np.array(
            [geometry(ink.box, advance, factor) for ink, advance in zip(inks, advances, strict=True)],
            np.float32,
        ),
        np.array([counts(ink) for ink in inks], np.float32),
    )
