"""Pictures of known fonts, and the letters that a picture may stand for by them.

`pictures.npz` is made by `benchmarks/train_pictures.py` from fonts under the SIL Open Font License and DejaVu.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from pipeline.extract.pdf.decoding.features import SIDE, Features, features
from pipeline.extract.pdf.decoding.referee import is_rtl

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy import float32, intp
    from numpy.typing import NDArray

    from pipeline.extract.pdf.decoding.pictures import Ink

LIBRARY = Path(__file__).with_name("pictures.npz")
_LEVELS = 15  # of darkness; a half byte

# What a difference in geometry and in counts weighs beside the rasters' (at most 1), in the order of `Features`. The
# bearings tell whether a form joins. Chosen by leaving out one family at a time of nine.
_GEOMETRY, _COUNTS = (0.12, 0.1, 0.1, 0.1, 0.5, 0.5), (0.1, 0.1, 0.1, 0.1)
_MOST_GEOMETRY, _MOST_COUNTS = 1.5, 2
_NEAREST = 250  # pictures by raster and counts; the place and proportions are compared for these alone
_AT_ONCE = 500  # shapes: 22 MB of distances
# Size factors that are tried for a font, around the usual.
_FACTORS = (0.64, 0.7, 0.78, 0.86, 0.95, 1.05, 1.16, 1.28, 1.42, 1.57)
_FACTOR_COST = 0.01
_LABELS = 12
# A shape that no picture is nearer to may be any letter with such dots: 15 in 100 of them are none of the nearest texts. Such
# a letter is then as likely as a picture that lies so much further than the nearest.
_UNLIKE, _FURTHER = 0.2, 0.16
_USUAL = 0.1  # share of the pictures of a letter that have such dots
# Marks that are written over or under a letter, of these what no dots and no hamza look like, and what is drawn like them.
_VOWELS, _CURLED = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670", "\u064c\u064f\u0651"
_OTHER_MARKS = ".:·۔…\u0653\u0654\u0655"
_SAME_MARK, _SAME_CURL = 0.08, 0.12


class Near(NamedTuple):
    """Of m shapes: places in the library [m, k] and distances [m, k]."""

    places: NDArray[intp]
    distances: NDArray[float32]


class Library(Struct, frozen=True, eq=False, dict=True):
    """n pictures: texts [n], families [n] and their features."""

    texts: Sequence[str]
    families: Sequence[str]
    features: Features

    def without(self, families: Collection[str]) -> Library:
        """The library as if it did not know some families."""
        kept = [i for i, family in enumerate(self.families) if family not in families]
        return Library(
            [self.texts[i] for i in kept],
            [self.families[i] for i in kept],
            Features(*(array[kept] for array in self.features)),
        )

    def texts_known(self) -> frozenset[str]:
        return frozenset(self.texts)

    def nearest(self, shapes: Features) -> Near:
        """The pictures that are nearest to each shape by raster and counts; place and proportions tell between these."""
        import numpy as np

        near, plain = [], []
        for start in range(0, len(shapes.raster), _AT_ONCE):
            distances = self._by_shape(Features(*(array[start : start + _AT_ONCE] for array in shapes)))
            places = np.argpartition(distances, min(_NEAREST, distances.shape[1] - 1), axis=1)[:, :_NEAREST]
            near.append(places)
            plain.append(np.take_along_axis(distances, places, axis=1))
        return Near(np.concatenate(near), np.concatenate(plain))

    def read(self, font: Features, weights: Sequence[float], nearest: Near) -> list[dict[str, float]]:
        """For each picture of one font the texts it may stand for and how far the nearest picture of each is.

        Distances below 0.015 are the same font, above 0.25 another letter. `weights` say how often each picture
        is drawn. One size factor is chosen for the font: the one by which its pictures fit best.
        """
        import numpy as np

        near, plain = nearest
        fits = [plain + self._by_place(font, near, factor) for factor in _FACTORS]
        common = np.minimum(weights, 30)
        costs = [
            np.average(fit.min(axis=1), weights=common) + _FACTOR_COST * abs(np.log(factor))
            for fit, factor in zip(fits, _FACTORS, strict=True)
        ]
        best = fits[int(np.argmin(costs))]
        found = [self._labels(row, places) for row, places in zip(best, near, strict=True)]
        if _is_arabic(found, weights):
            for own, row in zip(found, font.counts[:, 2:].tolist(), strict=True):
                self._add_letters(own, tuple(row))
        return found

    def vowel(self, ink: Ink) -> str:
        """The vowel sign that a mark is, "" for another mark: dots and hamzas are parts of letters."""

        near = self._by_shape(features([ink], [0.0]))[0]
        distance, text = min(
            (float(near[i]), text)
            for i, text in enumerate(self.texts)
            if text in _VOWELS or text in _OTHER_MARKS
        )
        return text if text in _VOWELS and distance < (_SAME_CURL if text in _CURLED else _SAME_MARK) else ""

    def _by_shape(self, font: Features) -> NDArray[float32]:
        """Distances [m, n] of rasters and counts."""
        import numpy as np

        own, other = font.raster, self.features.raster
        squares = (own**2).sum(1)[:, None] + self._squares[None]
        kinds, places = self._kinds
        apart = np.minimum(np.abs(font.counts[:, None, :] - kinds[None]), _MOST_COUNTS)
        weights = np.array(_COUNTS, np.float32)
        return np.asarray((squares - 2 * own @ other.T) / squares + (apart @ weights)[:, places], np.float32)

    @cached_property
    def _squares(self) -> NDArray[float32]:
        import numpy as np

        return np.asarray((self.features.raster**2).sum(1), np.float32)

    @cached_property
    def _kinds(self) -> tuple[NDArray[float32], NDArray[intp]]:
        """The different counts [k, 4], and which of them each picture has [n]."""
        import numpy as np

        kinds, places = np.unique(self.features.counts, axis=0, return_inverse=True)
        return kinds, places.ravel()

    def _by_place(self, font: Features, near: NDArray[intp], factor: float) -> NDArray[float32]:
        """Distances [m, k] of geometry, of the k nearest, where the font is `factor` as large as others."""
        import numpy as np

        scale = np.array([0, np.log(factor), 0, 0, 0, 0], np.float32)
        size = np.array([1, 1, factor, factor, factor, factor], np.float32)
        own = (font.geometry - scale) / size
        apart = np.minimum(np.abs(own[:, None, :] - self.features.geometry[near]), _MOST_GEOMETRY)
        return np.asarray(apart @ np.array(_GEOMETRY, np.float32))

    def _add_letters(self, found: dict[str, float], dots: tuple[float, ...]) -> None:
        """To the texts of a shape that is unlike all pictures, the letters that have such dots."""
        nearest = min(found.values())
        for text in self.dotted.get(dots, ()) if nearest > _UNLIKE else ():
            found[text] = min(found.get(text, nearest + _FURTHER), nearest + _FURTHER)

    @cached_property
    def dotted(self) -> Mapping[tuple[float, ...], Collection[str]]:
        """Arabic letters by whether dots stand above and below them."""
        letters = Counter(text for text in self.texts if len(text) == 1 and is_rtl(text) and text.isalpha())
        seen = Counter(
            (tuple(row), text)
            for text, row in zip(self.texts, self.features.counts[:, 2:].tolist(), strict=True)
            if text in letters
        )
        found: defaultdict[tuple[float, ...], list[str]] = defaultdict(list)
        for (dots, text), count in seen.items():
            if count > _USUAL * letters[text]:
                found[dots].append(text)
        return found

    def _labels(self, distances: NDArray[float32], places: NDArray[intp]) -> dict[str, float]:
        import numpy as np

        found: dict[str, float] = {}
        for i in np.argsort(distances, kind="stable"):
            found.setdefault(self.texts[places[i]], float(distances[i]))
            if len(found) == _LABELS:
                break
        return found


def _is_arabic(found: Sequence[Mapping[str, float]], weights: Sequence[float]) -> bool:
    """Whether most of what a font draws is nearest to Arabic letters."""
    nearest = [min(own, key=lambda text: own[text]) for own in found]
    rtl = sum(weight for text, weight in zip(nearest, weights, strict=True) if is_rtl(text))
    return rtl > sum(weights) / 2


def pack(path: Path, texts: Sequence[str], families: Sequence[str], parts: Sequence[Features]) -> None:
    """Write a library; rasters keep 16 levels of darkness."""
    import numpy as np

    raster, geometry, counts = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    levels = np.rint(raster * _LEVELS).astype(np.uint8)
    np.savez_compressed(
        path,
        raster=levels[:, ::2] << 4 | levels[:, 1::2],
        geometry=geometry.astype(np.float16),
        counts=counts.astype(np.uint8),
        texts=np.array(texts),
        families=np.array(families),
    )


@cache
def library() -> Library:
    """The library that comes with the package."""
    import numpy as np

    with np.load(LIBRARY) as arrays:
        packed = arrays["raster"]
        levels = np.stack((packed >> 4, packed & 15), axis=2).reshape(len(packed), SIDE * SIDE)
        known = Features(
            np.asarray(levels / _LEVELS, np.float32),
            arrays["geometry"].astype(np.float32),
            arrays["counts"].astype(np.float32),
        )
        return Library(arrays["texts"].tolist(), arrays["families"].tolist(), known)
