"""How far apart lines are set: the usual distance within a paragraph, by script and by size."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.split.geometry.marks import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Line

_LATIN = re.compile("[0-9A-Za-z\u00c0-\u024f\u0370-\u052f]+")
_ARABIC = re.compile(
    "[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f\u08a0-\u08b4\ufb50-\ufdff\ufe70-\ufefc]+"
)
LEAST_PAIRS = 3
"""Pairs of lines from which their distance is known."""
WIDE, FULL, LEAST_FULL = 0.8, 0.85, 0.3
"""Share of the lines that are narrower than a wide one; its width that a full line has; share of the lines that must be full."""
INNER, LONG = 4, 40
"""How much more it counts that a line of so many characters does not end a sentence."""
LONGEST = 4.0
"""Ems from which two lines are no neighbors."""


class Sizes(NamedTuple):
    """Sizes of a line's letters, 0 where it has none of the script.

    Word sets the two scripts of one paragraph in different sizes, so lines compare by script.
    """

    arabic: float
    latin: float


class Pitch(NamedTuple):
    """The usual distance from line to line within a paragraph, in ems; 0 where unknown.

    Word processors set lines of Arabic script further apart than Latin ones of the same size. `small` holds
    the distances between lines smaller than the body's, by size, where enough of them stand together.
    """

    latin: float
    arabic: float
    small: dict[float, float]

    def usual(self, first: Sizes, second: Sizes) -> float:
        """The distance to expect between two lines of the body's size."""
        scripts = bool(first.arabic) + bool(second.arabic)
        return (self.latin, (self.latin + self.arabic) / 2, self.arabic)[scripts]


def sizes_of(line: Line) -> Sizes:
    """The size of most of the line's letters of each script."""
    sized = [(span.size, span.text) for span in line.spans if span.size and not span.superscript]
    if len(sized) == 1:
        (size, text), *_ = sized
        return Sizes(size if _ARABIC.search(text) else 0.0, size if _LATIN.search(text) else 0.0)
    arabic: Counter[float] = Counter()
    latin: Counter[float] = Counter()
    for size, text in sized:
        arabic[size] += sum(map(len, _ARABIC.findall(text)))
        latin[size] += sum(map(len, _LATIN.findall(text)))
    most = (max(sizes, key=sizes.__getitem__) if sizes.total() else 0.0 for sizes in (arabic, latin))
    return Sizes(*most)


def size_class(size: float) -> float:
    """Sizes that differ by rounding only are one."""
    return round(size * 2) / 2


def pitch_between(first: Line, second: Line) -> float:
    """Distance from one line to the next in ems of the smaller; 0 where unknown."""
    if first.box is None or second.box is None:
        return 0.0
    em = min(first.size or second.size, second.size or first.size)
    step = ((second.box.top - first.box.top) + (second.box.bottom - first.box.bottom)) / 2
    return step / em if em else 0.0


def find_pitch(lines: Sequence[Line], sizes: Sequence[Sizes], flow: Sequence[int], body_size: float) -> Pitch:
    """The most frequent distances between neighbors of one size, the first of them a full line.

    Below a short line a paragraph ends: where most have one or two lines, the distance to the next is the more frequent one.
    """
    body: dict[bool, Counter[float]] = {False: Counter(), True: Counter()}
    full = _full_width(lines, flow)
    small: dict[float, Counter[float]] = {}
    for i, j in pairwise(flow):
        step = pitch_between(lines[i], lines[j])
        size = size_class(lines[i].size)
        if (
            j != i + 1
            or lines[i].page != lines[j].page
            or not 0 < step < LONGEST
            or size != size_class(lines[j].size)
        ):
            continue
        weight = INNER if _goes_on(lines[i]) else 1
        if size < 0.94 * body_size:
            small.setdefault(size, Counter())[round(step * 20) / 20] += weight
        if 0.75 * body_size < size < 1.25 * body_size and _width(lines[i]) >= full:
            body[bool(sizes[i].arabic or sizes[j].arabic)][round(step * 20) / 20] += weight
    common = _most(body[False] + body[True], 1)
    known = {size: _most(steps, LEAST_PAIRS) for size, steps in small.items()}
    return Pitch(
        latin=_most(body[False], LEAST_PAIRS) or common,
        arabic=_most(body[True], LEAST_PAIRS) or common,
        small={size: step for size, step in known.items() if step},
    )


def _width(line: Line) -> float:
    return line.box.x1 - line.box.x0 if line.box else 0.0


def _full_width(lines: Sequence[Line], flow: Sequence[int]) -> float:
    """The width from which a line is full: most of that of the wide ones, or none if few lines have it."""
    widths = sorted(_width(lines[i]) for i in flow)
    full = FULL * widths[int(WIDE * (len(widths) - 1))] if widths else 0.0
    return full if sum(width >= full for width in widths) >= LEAST_FULL * len(widths) else 0.0


def _goes_on(line: Line) -> bool:
    """Whether a sentence goes on in the next line: where paragraphs are short, as many lines end one as do not."""
    return len(line.text) >= LONG and not ends_sentence(line.text)


def _most(steps: Counter[float], least: int) -> float:
    """The most frequent distance, the smaller of two; 0 if there are too few to tell."""
    return min(steps, key=lambda step: (-steps[step], step)) if steps.total() >= least else 0.0


def usual_size(lines: Sequence[Line]) -> float:
    """The size of most of the text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)
