"""What an OCR program read, shared out among the shapes it looked at.

Its words and ours lie over each other on the page. Which letters of a word belong to which of its shapes is found by
expectation maximization over all words at once: a shape that stands in many words is read again and again, and the
errors of OCR are not the same each time.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.pdf.decoding.referee import MIRRORED, is_rtl

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.extract.pdf.decoding.clusters import Shape
    from pipeline.extract.pdf.decoding.words import Word

    Box = tuple[float, float, float, float]

# Two boxes are one place if they share this much of the smaller one's width and height.
_OVERLAP = 0.3
_BAND = 10  # points: boxes are looked for in the bands of a page that they touch
_MOST_JOINED = 3  # words on either side that are read as one
_MOST_SHAPES = 25  # in such a group; more is a line that was not cut into words
# How likely a shape stands for so many letters, and one letter before anything is known of it.
_LENGTHS = (0.02, 0.9, 0.07, 0.01)
_LETTER = 1 / 45
_INSERTED = 2e-4  # likelihood of a letter that no shape stands for
_DRIFT = 4  # letters by which an alignment may leave the diagonal
_ROUNDS = 5
_LEAST = 1e-3  # of a count worth keeping
_PRIOR = 1.0  # readings that what was known before is worth
_MIXED = re.compile("[0-9\u06f0-\u06f9\u0660-\u0669A-Za-z]")
_FOLDED = str.maketrans("يىك", "ییک")


class Seen(NamedTuple):
    """A word as OCR read it, its box in points from the top left (x0, top, x1, bottom), its confidence from 0 to 100."""

    text: str
    box: Box
    sure: float


class Pair(NamedTuple):
    """Shapes in logical order, what OCR read there, and how much that weighs (0 to 1)."""

    shapes: tuple[Shape, ...]
    text: str
    weight: float


def pairs(words: Sequence[Word], seen: Sequence[Seen]) -> Iterator[Pair]:
    """The words of a page with what OCR read in the same place."""
    for own, others in _groups([word.box for word in words], [word.box for word in seen]):
        if own and others and max(len(own), len(others)) <= _MOST_JOINED:
            pair = _pair([words[i] for i in own], [seen[j] for j in others])
            if pair is not None:
                yield pair


def _pair(words: Sequence[Word], seen: Sequence[Seen]) -> Pair | None:
    clusters = sorted((c for word in words for c in word.clusters), key=lambda c: c.glyph.u0 + c.glyph.u1)
    shapes = [cluster.shape for cluster in clusters if cluster.shape is not None]
    texts = [word.text for word in sorted(seen, key=lambda word: word.box[0])]
    rtl = any(map(is_rtl, texts))
    if len(shapes) < len(clusters) or (rtl and any(map(_MIXED.search, texts))):
        return None  # the order of mixed words is not known yet
    if rtl:
        shapes.reverse()
        texts.reverse()
    text = unicodedata.normalize("NFKC", "".join(texts)).translate(_FOLDED).replace("\u200c", "")
    if rtl:
        text = text.translate(MIRRORED)  # OCR tells what is meant, a shape shows what is drawn
    if len(shapes) > _MOST_SHAPES or len(text) > 3 * len(shapes) + 1 or len(shapes) > 3 * len(text) + 2:
        return None
    sure = min(word.sure for word in seen)
    return Pair(tuple(shapes), text, max(0.02, (sure - 20) / 80) ** 2)


def _groups(own: Sequence[Box], others: Sequence[Box]) -> Iterator[tuple[list[int], list[int]]]:
    """Boxes of both sides that lie over each other, directly or through others."""
    rows = _rows(others)
    touching = [
        sorted({j for band in _bands(box) for j in rows[band] if _overlap(box, others[j])}) for box in own
    ]
    touched: defaultdict[int, list[int]] = defaultdict(list)
    for i, found in enumerate(touching):
        for j in found:
            touched[j].append(i)
    done: set[int] = set()
    for first in range(len(own)):
        if first in done:
            continue
        group, partners, waiting = {first}, set[int](), [first]
        while waiting:
            for j in touching[waiting.pop()]:
                partners.add(j)
                waiting += [i for i in touched[j] if i not in group]
                group.update(touched[j])
        done |= group
        yield sorted(group), sorted(partners)


def _rows(boxes: Sequence[Box]) -> defaultdict[int, list[int]]:
    """The boxes in each band of a page."""
    rows: defaultdict[int, list[int]] = defaultdict(list)
    for i, box in enumerate(boxes):
        for band in _bands(box):
            rows[band].append(i)
    return rows


def _bands(box: Box) -> range:
    return range(int(box[1] // _BAND), int(box[3] // _BAND) + 1)


def _overlap(one: Box, other: Box) -> bool:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return (
        width > _OVERLAP * min(one[2] - one[0], other[2] - other[0])
        and height > _OVERLAP * min(one[3] - one[1], other[3] - other[1])
    )  # fmt: skip


class _Emission:
    """How likely a shape is read as some letters: what was counted, and before that what is known of it."""

    def __init__(self, prior: Mapping[Shape, Mapping[str, float]]) -> None:
        self._prior = prior
        self.counts: dict[Shape, dict[str, float]] = {}
        self._totals: dict[Shape, float] = {}

    def __call__(self, shape: Shape, text: str) -> float:
        before = _LENGTHS[len(text)] * _LETTER ** len(text)
        known = self._prior.get(shape)
        if known:
            before = 0.5 * before + 0.5 * known.get(text, 0.0)
        if shape not in self.counts:
            return before
        return (self.counts[shape].get(text, 0.0) + _PRIOR * before) / (self._totals[shape] + _PRIOR)

    def learn(self, counts: dict[Shape, dict[str, float]]) -> None:
        self.counts = counts
        self._totals = {shape: sum(own.values()) for shape, own in counts.items()}


def align(pairs: Iterable[Pair], prior: Mapping[Shape, Mapping[str, float]]) -> dict[Shape, dict[str, float]]:
    """What OCR read of each shape: texts with how often, in readings it was sure of.

    `prior` says what a shape may be before, as shares that sum up to 1.
    """
    emission = _Emission(prior)
    weights: Counter[tuple[tuple[Shape, ...], str]] = Counter()
    for pair in pairs:
        weights[pair.shapes, pair.text] += pair.weight  # type: ignore[assignment]
    for _ in range(_ROUNDS):
        counts: defaultdict[Shape, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        for (shapes, text), weight in weights.items():
            for shape, part, share in _expected(shapes, text, emission):
                counts[shape][part] += share * weight
        emission.learn({shape: dict(own) for shape, own in counts.items()})
    return emission.counts


def _expected(shapes: Sequence[Shape], text: str, emission: _Emission) -> Iterator[tuple[Shape, str, float]]:
    """How likely each shape of a word was read as each part of its text: the forward-backward algorithm.

    A state (i, j) is: i shapes have been read as the first j letters.
    """
    n, m = len(shapes), len(text)
    emitted = [
        {(j, k): emission(shape, text[j:k]) for j in range(m + 1) for k in _ends(i, j, n, m)}
        for i, shape in enumerate(shapes)
    ]
    forward = [[0.0] * (m + 1) for _ in range(n + 1)]
    backward = [[0.0] * (m + 1) for _ in range(n + 1)]
    forward[0][0] = backward[n][m] = 1.0
    for i in range(n + 1):
        row = forward[i]
        if i:
            for (j, k), share in emitted[i - 1].items():
                row[k] += forward[i - 1][j] * share
        for j in range(m):
            row[j + 1] += row[j] * _INSERTED
    for i in range(n, -1, -1):
        row = backward[i]
        if i < n:
            for (j, k), share in emitted[i].items():
                row[j] += backward[i + 1][k] * share
        for j in range(m - 1, -1, -1):
            row[j] += row[j + 1] * _INSERTED
    if forward[n][m] <= 0:
        return
    for i, shape in enumerate(shapes):
        for (j, k), share in emitted[i].items():
            part = forward[i][j] * share * backward[i + 1][k] / forward[n][m]
            if part > _LEAST:
                yield shape, text[j:k], part


def _ends(i: int, j: int, n: int, m: int) -> range:
    """Where the letters of shape i may end that begin at j, of n shapes and m letters."""
    if abs(j - i * m / n) > _DRIFT:
        return range(0)
    return range(j, min(j + len(_LENGTHS) - 1, m) + 1)
