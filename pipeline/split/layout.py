"""The geometry of a document's text: body size, line pitch, columns, alignment.

All lengths are points. Lines of an HTML file have no box; they measure nothing and nothing is measured of
them. The start of a line is its right edge where the text runs from right to left.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.model import count_letters
from pipeline.normalize.language import direction
from pipeline.split.columns import Column, find_columns
from pipeline.split.marks import list_marker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Box, Direction, Document, Line


_LATIN = re.compile("[0-9A-Za-z\u00c0-\u024f\u0370-\u052f]")
_ARABIC = re.compile(
    "[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f\u08a0-\u08b4\ufb50-\ufdff\ufe70-\ufefc]"
)
LEAST_PAIRS = 3
"""Pairs of lines of one size from which their distance is known."""
DEEPEST_INDENT = 6.0
"""Ems from which a line that starts far in is no indented first line but set to the other side."""
WORD_SLACK = 0.15
"""Ems added to a word's width: what is left over where letters differ from the mean."""


class Sizes(NamedTuple):
    """Sizes of a line's letters, 0 where it has none of the script.

    Word sets the two scripts of one paragraph in different sizes, so lines compare by script.
    """

    arabic: float
    latin: float


class Pitch(NamedTuple):
    """The usual distance from line to line within a paragraph, in ems; 0 where unknown.

    Word processors set lines of Arabic script further apart than Latin ones of the same size.
    """

    latin: float
    other: float


@dataclass(frozen=True)
class Layout:
    """A document's lines with what their geometry says; `foot` is where the text of a full page ends."""

    lines: tuple[Line, ...]
    dirs: tuple[Direction, ...]
    letters: tuple[int, ...]
    body_size: float
    columns: tuple[Column, ...]
    pitch: Pitch
    foot: float
    flow: tuple[int, ...]
    main: Direction

    def column(self, index: int) -> Column:
        """The column that the line overlaps most; the widest where it overlaps several."""
        return self._column_of[index]

    @cached_property
    def _column_of(self) -> tuple[Column, ...]:
        return tuple(_column_of(line.box, self.columns) for line in self.lines)

    @cached_property
    def _ems(self) -> tuple[float, ...]:
        return tuple(line.size or self.body_size for line in self.lines)

    def inset(self, index: int, side: Direction | None = None) -> tuple[float, float]:
        """Distance of the line's start and end from the edges of its column.

        The start is where text of direction `side` starts; a line's own direction if it is not given."""
        box, column = self.lines[index].box, self.column(index)
        if box is None:
            return 0.0, 0.0
        left, right = box.x0 - column.x0, column.x1 - box.x1
        return (right, left) if (side or self.dirs[index]) == "rtl" else (left, right)

    def centered(self, index: int) -> bool:
        """Set in from both edges by the same amount, and by more than a paragraph's indent."""
        return self.symmetric(index) and self.inset(index)[0] > 2 * self.em(index)

    def set_in_alike(self, first: int, second: int) -> bool:
        """Whether two lines are set in by the very same amount, as those of a quotation, not centered lines."""
        start, em = self.inset(first)[0], self.em(first)
        return start > em and abs(start - self.inset(second)[0]) < 0.1 * em

    def symmetric(self, index: int) -> bool:
        """As far from one edge of the column as from the other."""
        start, end = self.inset(index)
        return abs(start - end) <= max(0.75 * self.em(index), 0.03 * (start + end))

    def step(self, first: int, second: int) -> float:
        """Distance from one line to the next as a share of the usual; 0 where either is unknown."""
        arabic = bool(self.sizes[first].arabic) + bool(self.sizes[second].arabic)
        usual = (self.pitch.latin, sum(self.pitch) / 2, self.pitch.other)[arabic]
        size = min(self.em(first), self.em(second))
        own = self.small_pitches.get(_class(size))
        if own is None and 0 < size < self.body_size:
            usual *= self.body_size / size
        step = pitch_between(self.lines[first], self.lines[second])
        return step / (own or usual) if usual else 0.0

    @cached_property
    def small_pitches(self) -> dict[float, float]:
        """The usual distance between lines smaller than the body's, where enough of them stand together.

        Elsewhere they are set as far apart as the body's lines: browsers inherit the height of a line."""
        counts: dict[float, Counter[float]] = {}
        for first, second in pairwise(self.flow):
            size, step = _class(self.em(first)), pitch_between(self.lines[first], self.lines[second])
            neighbors = second == first + 1 and _class(self.em(second)) == size and 0 < step < 4
            if neighbors and size < 0.94 * self.body_size:
                counts.setdefault(size, Counter())[round(step * 20) / 20] += 1
        return {
            size: min(steps, key=lambda step: (-steps[step], step))
            for size, steps in counts.items()
            if max(steps.values()) >= LEAST_PAIRS
        }

    def em(self, index: int) -> float:
        """Size of the line's text, or of the body's."""
        return self._ems[index]

    def width(self, index: int) -> float:
        """Width of the line's column."""
        column = self.column(index)
        return column.x1 - column.x0

    def room(self, index: int) -> float:
        """Space that the line leaves free in its column, but for the indent of a first line."""
        start, end = self._row_inset(index)
        centered = self.centered(index) and not list_marker(self.lines[index].text)
        moved = self.flush_end or centered or start > DEEPEST_INDENT * self.em(index)
        return end + start if moved else end

    def _row_inset(self, index: int) -> tuple[float, float]:
        """The inset of the line together with what stands beside it: wide gaps cut a justified line."""
        start, end = self.inset(index)
        for way in (-1, 1):
            other = index + way
            while 0 <= other < len(self.lines) and self.beside(index, other):
                side = self.inset(other, self.dirs[index])
                start, end = min(start, side[0]), min(end, side[1])
                other += way
        return start, end

    def beside(self, first: int, second: int) -> bool:
        """Whether two lines stand side by side in one column."""
        return self.column(first) == self.column(second) and self.same_row(first, second)

    @cached_property
    def flush_end(self) -> bool:
        """Whether short lines stand at the end of the column: some producers set Arabic text like that."""
        sides: Counter[bool] = Counter()
        for index in self.flow:
            start, end = self.inset(index)
            em = self.em(index)
            if (
                max(start, end) > DEEPEST_INDENT * em
                and min(start, end) < 0.5 * em
                and self.letters[index] > 8
            ):
                sides[start > end] += self.dirs[index] == "rtl"
        return sides[True] > max(2, sides[False])

    def first_word(self, index: int) -> float:
        """Width of the line's first word and of the blank before it, from the line's mean letter width."""
        line = self.lines[index]
        text = line.text.strip()
        if line.box is None or not text:
            return 0.0
        return (line.box.x1 - line.box.x0) / len(text) * (len(text.split()[0]) + 1) + WORD_SLACK * self.em(
            index
        )

    def lines_below(self, index: int) -> float:
        """How many more lines the page had room for below this one."""
        box = self.lines[index].box
        pitch = self.pitch.other * self.body_size
        return (self.foot - box.bottom) / pitch if box and pitch else 0.0

    def reading_order(self, flow: Sequence[int]) -> list[int]:
        """`flow` with the lines of pages in columns read column by column.

        The extractor sees one page; a last page with few lines shows its columns only beside the others.
        """
        if len(self.columns) < 2:
            return list(flow)
        order: dict[int, tuple[int, int, int]] = {}
        section = 0
        for index in flow:
            column = self.column(index)
            at = self.columns.index(column)
            wide = at == len(self.columns) - 1
            section += wide or self.lines[index].kind in ("image", "table")
            side = -at if self.main == "rtl" else at
            order[index] = (self.lines[index].page or 0, section, 0 if wide else side + len(self.columns))
        return sorted(flow, key=order.__getitem__)

    def same_row(self, first: int, second: int) -> bool:
        """Whether two lines stand side by side, as the halves of a couplet do."""
        one, two = self.lines[first].box, self.lines[second].box
        if one is None or two is None or self.lines[first].page != self.lines[second].page:
            return False
        common = min(one.bottom, two.bottom) - max(one.top, two.top)
        apart = one.x1 <= two.x0 or two.x1 <= one.x0
        return apart and common > 0.6 * min(one.bottom - one.top, two.bottom - two.top)

    @cached_property
    def sizes(self) -> tuple[Sizes, ...]:
        """The sizes of each line's letters by script."""
        return tuple(_sizes(line) for line in self.lines)


def _class(size: float) -> float:
    return round(size * 2) / 2


def _sizes(line: Line) -> Sizes:
    arabic: Counter[float] = Counter()
    latin: Counter[float] = Counter()
    for span in line.spans:
        if span.size and not span.superscript:
            arabic[span.size] += len(_ARABIC.findall(span.text))
            latin[span.size] += len(_LATIN.findall(span.text))
    return Sizes(
        *(max(sizes, key=sizes.__getitem__) if sizes.total() > 0 else 0.0 for sizes in (arabic, latin))
    )


def _column_of(box: Box | None, columns: Sequence[Column]) -> Column:
    if box is None or not columns:
        return Column(0.0, 0.0)
    return max(columns, key=lambda column: _overlap(column, box.x0, box.x1))


def _overlap(column: Column, x0: float, x1: float) -> float:
    """Overlap less what sticks out: a narrow column loses a line that spans the page."""
    common = min(column.x1, x1) - max(column.x0, x0)
    return common - max(0.0, column.x0 - x0) - max(0.0, x1 - column.x1) - 0.01 * (column.x1 - column.x0)


def measure(document: Document, flow: Sequence[int]) -> Layout:
    """Measure the lines in `flow`: the indices of what is neither furniture nor masthead."""
    lines = document.lines
    letters = tuple(count_letters(line.text) for line in lines)
    size = _body_size(lines, letters, flow)
    body = [i for i in flow if lines[i].box and lines[i].size and abs(_ratio(lines[i].size, size) - 1) < 0.25]
    prior = _prior_direction(lines, letters)
    layout = Layout(
        lines=lines,
        dirs=tuple(line.dir or direction(line.text) or prior for line in lines),
        letters=letters,
        body_size=size,
        columns=find_columns(lines, body),
        pitch=Pitch(0.0, 0.0),
        flow=tuple(flow),
        main=prior,
        foot=max((box.bottom for i in flow if (box := lines[i].box)), default=0.0),
    )
    return replace(layout, pitch=_pitch(layout, body))


def _ratio(size: float, reference: float) -> float:
    return size / reference if size and reference else 1.0


def _prior_direction(lines: Sequence[Line], letters: Sequence[int]) -> Direction:
    shares: Counter[Direction] = Counter()
    for line, count in zip(lines, letters, strict=True):
        known = line.dir or direction(line.text)
        if known:
            shares[known] += count
    return "rtl" if shares["rtl"] > shares["ltr"] else "ltr"


def _body_size(lines: Sequence[Line], letters: Sequence[int], flow: Sequence[int]) -> float:
    """The size of most letters."""
    sizes: Counter[float] = Counter()
    for i in flow:
        if lines[i].size:
            sizes[round(lines[i].size * 2) / 2] += letters[i]
    return max(sizes, key=lambda size: (sizes[size], -size), default=0.0)


def _pitch(layout: Layout, body: Sequence[int]) -> Pitch:
    """The most frequent distances between neighboring lines of one size."""
    counts: tuple[Counter[float], Counter[float]] = (Counter(), Counter())
    for i, j in pairwise(body):
        first, second = layout.lines[i], layout.lines[j]
        step = pitch_between(first, second)
        neighbors = j == i + 1 and first.page == second.page and 0 < step < 4
        if neighbors and abs(_ratio(first.size, second.size) - 1) < 0.05:
            arabic = bool(layout.sizes[i].arabic or layout.sizes[j].arabic)
            counts[arabic][round(step * 20) / 20] += 1
    both = counts[0] + counts[1]
    latin, other = (
        max(found, key=lambda step: (found[step], -step)) if found.total() > 2 else 0.0 for found in counts
    )
    common = max(both, key=lambda step: (both[step], -step), default=0.0)
    return Pitch(latin or common, other or common)


def pitch_between(first: Line, second: Line) -> float:
    """Distance from one line to the next in ems of the smaller; 0 where unknown."""
    if first.box is None or second.box is None:
        return 0.0
    em = min(first.size or second.size, second.size or first.size)
    step = ((second.box.top - first.box.top) + (second.box.bottom - first.box.bottom)) / 2
    return step / em if em else 0.0
