"""Coordinates: from a page's user space to the page as it is shown, and from text matrices to baselines."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from pipeline.model import Page

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

# Points: what a viewer shows of a page that gives no usable box.
LETTER = (0.0, 0.0, 612.0, 792.0)
_NO_EXTENT = 1e-9  # stands for the length of a vector that has none


def multiply(m: Matrix, n: Matrix) -> Matrix:
    """The matrix that applies m, then n (8.3.4)."""
    a, b, c, d, e, f = m
    a2, b2, c2, d2, e2, f2 = n
    return (
        a * a2 + b * c2, a * b2 + b * d2, c * a2 + d * c2, c * b2 + d * d2,
        e * a2 + f * c2 + e2, e * b2 + f * d2 + f2,
    )  # fmt: skip


def shown(base: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point of user space on the page as shown, from the top left corner."""
    a, b, c, d, e, f = base
    return x * a + y * c + e, -(x * b + y * d + f)


def unit_square(ctm: Matrix) -> tuple[float, float, float, float]:
    """The box (x0, top, x1, bottom) of the unit square, where images are drawn (8.9.5), on the page as shown."""
    xs, ys = zip(*(shown(ctm, x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def page_geometry(number: int, box: tuple[float, float, float, float], rotate: int) -> tuple[Page, Matrix]:
    """A page as shown, and the matrix from its user space to there: y runs up, the top is at 0.

    `box` is the CropBox (x0, y0, x1, y1) in points, `rotate` the clockwise turn in degrees (14.11.2, 7.7.3.3).
    """
    x0, y0, x1, y1 = box
    width, height = x1 - x0, y1 - y0
    if rotate == 90:
        return Page(number=number, width=height, height=width), (0.0, -1.0, 1.0, 0.0, -y0, x0)
    if rotate == 180:
        return Page(number=number, width=width, height=height), (-1.0, 0.0, 0.0, -1.0, x1, y0)
    if rotate == 270:
        return Page(number=number, width=height, height=width), (0.0, 1.0, -1.0, 0.0, y1, -x1)
    return Page(number=number, width=width, height=height), (1.0, 0.0, 0.0, 1.0, -x0, -y1)


class Axes(NamedTuple):
    """What the directions of a text matrix tell: `angle` is the writing direction in whole degrees, counterclockwise;
    `across` and `down` are the lengths in points of a unit of text space along and across the baseline, infinite where
    the matrix holds such numbers; `slanted` tells a shear, which is how an upright font is made italic; `cosine` and
    `sine` turn the baseline level.
    """

    angle: int
    across: float
    down: float
    slanted: bool
    cosine: float
    sine: float


@lru_cache(maxsize=256)
def _axes(a: float, b: float, c: float, d: float) -> Axes:
    if not math.isfinite(a + b + c + d):
        return Axes(0, math.inf, math.inf, False, 1.0, 0.0)
    across = math.hypot(a, b) or _NO_EXTENT
    down = abs(a * d - b * c) / across
    slanted = abs(a * c + b * d) > 0.1 * across * down
    if abs(b) < 0.01 * abs(a) and a > 0:
        return Axes(0, across, down, slanted, 1.0, 0.0)
    angle = round(math.degrees(math.atan2(b, a))) % 360
    return Axes(angle, across, down, slanted, a / across, b / across)


def baseline(matrix: Matrix, rise: float = 0.0) -> tuple[float, float, Axes]:
    """Where a text matrix that leads to the page as shown puts the origin of the next glyph; `rise` in text space.

    That is u, along the baseline, and v, across it and down for upright text, in points; and the directions.
    """
    a, b, c, d, e, f = matrix
    axes = _axes(a, b, c, d)
    if rise:
        e, f = e + rise * c, f + rise * d
    return e * axes.cosine + f * axes.sine, e * axes.sine - f * axes.cosine, axes
