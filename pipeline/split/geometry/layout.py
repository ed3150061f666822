"""The geometry of a document's text: body size, line pitch, columns, alignment.

All lengths are points. Lines of an HTML file have no box; they measure nothing and nothing is measured of
them. The start of a line is its right edge where the text runs from right to left.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from pipeline.model import count_letters
from pipeline.normalize.language import direction
from pipeline.split.geometry.columns import Column, find_columns
from pipeline.split.geometry.marks import list_marker
from pipeline.split.geometry.pitch import find_pitch, pitch_between, size_class, sizes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Box, Direction, Document, Line
    from pipeline.split.geometry.pitch import Pitch, Sizes


FLUSH = 0.25
"""Ems from the edge of the column within which a line ends there."""
JUSTIFIED, LEAST_LINES = 0.55, 8
"""Share of lines that end at the edge in justified text, which has one last line in three or four."""
DEEPEST_INDENT = 6.0
"""Ems from which a line that starts far in is no indented first line but set to the other side."""
SAME_WIDTH = 0.02
"""Share by which the columns of left and right pages may differ in width."""
BROWSER_SIZE = 12.0
"""Points of text whose size a web page does not name."""
WORD_SLACK = 0.15
"""Ems added to a word's width: what is left over where letters differ from the mean."""


class Items(NamedTuple):
    """Lines that begin items, those among them that begin what is said in a dialogue, and those whose marks hang."""

    begins: frozenset[int] = frozenset()
    spoken: frozenset[int] = frozenset()
    hanging: frozenset[int] = frozenset()


class Layout(Struct, frozen=True, dict=True):
    """A document's lines with what their geometry says.

    `columns` are those of even and of odd pages, which have mirrored margins in a book; `foot` is where the
    text of a full page ends.
    """

    lines: tuple[Line, ...]
    dirs: tuple[Direction, ...]
    letters: tuple[int, ...]
    body_size: float
    columns: tuple[tuple[Column, ...], tuple[Column, ...]]
    sizes: tuple[Sizes, ...]
    pitch: Pitch
    foot: float
    flow: tuple[int, ...]
    main: Direction
    items: Items = Items()

    def column(self, index: int) -> Column:
        """The column that the line overlaps most; the widest where it overlaps several."""
        return self._column_of[index]

    @cached_property
    def boundaries(self) -> dict[tuple[tuple[int, ...], int], tuple[bool, str]]:
        """What is known of boundaries, by the lines of a block and the line below: several rules ask for the same blocks."""
        return {}

    @cached_property
    def elements(self) -> dict[int, tuple[int, int]]:
        """The first and the last line of each element of a tagged file."""
        extents: dict[int, tuple[int, int]] = {}
        for index, line in enumerate(self.lines):
            if line.element is not None:
                extents[line.element] = (extents.get(line.element, (index,))[0], index)
        return extents

    @cached_property
    def _column_of(self) -> tuple[Column, ...]:
        return tuple(_widest_overlap(line.box, self.columns[(line.page or 0) % 2]) for line in self.lines)

    @cached_property
    def _ems(self) -> tuple[float, ...]:
        return tuple(line.size or self.body_size for line in self.lines)

    def inset(self, index: int, side: Direction | None = None) -> tuple[float, float]:
        """Distance of the line's start and end from the edges of its column.

        The start is where text of direction `side` starts; a line's own direction if it is not given."""
        left, right = self._margins[index]
        return (right, left) if (side or self.dirs[index]) == "rtl" else (left, right)

    @cached_property
    def _margins(self) -> tuple[tuple[float, float], ...]:
        """Distances of each line from the left and the right edge of its column."""
        columns = zip(self.lines, self._column_of, strict=True)
        return tuple(
            (line.box.x0 - column.x0, column.x1 - line.box.x1) if line.box else (0.0, 0.0)
            for line, column in columns
        )

    def centered(self, index: int) -> bool:
        """Set in from both edges by the same amount, and by more than a paragraph's indent."""
        return self.symmetric(index) and self.inset(index)[0] > 2 * self.em(index)

    def set_in_alike(self, first: int, second: int) -> bool:
        """Whether two lines are set in by the very same amount, as those of a quotation, not centered lines."""
        start, em = self.inset(first)[0], self.em(first)
        alike = start > em and abs(start - self.inset(second)[0]) < 0.1 * em
        return alike and not any(self._on_axis(first, other) for other in (first - 1, second + 1))

    def only_start_set_in(self, index: int) -> bool:
        """Whether text that starts where the line does reaches the edge of the column: the items of a justified list."""
        start, em = self.inset(index)[0], self.em(index)
        return any(abs(start - other) < 0.1 * em for other in self._insets_to_edge)

    @cached_property
    def _insets_to_edge(self) -> frozenset[float]:
        """Where stretched lines start that are no first lines, for the line below starts there too."""
        if not self.justified:
            return frozenset()
        pairs = zip(self.flow, self.flow[1:], strict=False)
        return frozenset(
            round(self.inset(one)[0], 1)
            for one, two in pairs
            if self.stretched(one) and self.set_in_alike(one, two)
        )

    def _on_axis(self, index: int, other: int) -> bool:
        """Whether a line nearby has the same middle and another start: all of them are centered."""
        if not 0 <= other < len(self.lines):
            return False
        one, two = self.lines[index].box, self.lines[other].box
        if one is None or two is None or self.lines[index].page != self.lines[other].page:
            return False
        em = self.em(index)
        starts = (one.x1, two.x1) if self.dirs[index] == "rtl" else (one.x0, two.x0)
        return abs(one.x0 + one.x1 - two.x0 - two.x1) < em and abs(starts[0] - starts[1]) > 0.2 * em

    def nearly_centered(self, index: int) -> bool:
        """In the middle of the column as far as ragged lines show where its edges are."""
        start, end = self.inset(index)
        return abs(start - end) < 3 * self.em(index)

    def fills(self, index: int) -> float:
        """Share of its column's width that the line fills."""
        box, width = self.lines[index].box, self.width(index)
        return (box.x1 - box.x0) / width if box and width else 1.0

    def symmetric(self, index: int) -> bool:
        """As far from one edge of the column as from the other."""
        start, end = self.inset(index)
        return abs(start - end) <= max(0.75 * self.em(index), 0.03 * (start + end))

    def step(self, first: int, second: int) -> float:
        """Distance from one line to the next as a share of the usual; 0 where either is unknown.

        Lines of small type are as far apart as others of their size, or else as the body's: browsers
        inherit the height of a line."""
        usual = self.pitch.usual(self.sizes[first], self.sizes[second])
        size = min(self.em(first), self.em(second))
        if 0 < size < self.body_size:
            usual = self.pitch.small.get(size_class(size)) or usual * self.body_size / size
        return pitch_between(self.lines[first], self.lines[second]) / usual if usual else 0.0

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

    def stretched(self, index: int) -> bool:
        """Whether the line ends at the very edge of its column, in a document that is set like that."""
        return not self.justified or self.room(index) <= FLUSH * self.em(index)

    @cached_property
    def justified(self) -> bool:
        """Whether the lines are stretched to the edge of the column; the last ones of paragraphs are not."""
        body = [i for i in self.flow if self.lines[i].box and size_class(self.em(i)) == self.body_size]
        flush = sum(self.room(index) <= FLUSH * self.em(index) for index in body)
        return len(body) >= LEAST_LINES and flush > JUSTIFIED * len(body)

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
        if second >= len(self.lines):
            return False
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
        pitch = self.pitch.arabic * self.body_size
        return (self.foot - box.bottom) / pitch if box and pitch else 0.0

    def reading_order(self, flow: Sequence[int]) -> list[int]:
        """`flow` with the lines of pages in columns read column by column.

        The extractor sees one page; a last page with few lines shows its columns only beside the others.
        """
        if len(self.columns[0]) < 2:
            return list(flow)
        order: dict[int, tuple[int, int, int]] = {}
        section = 0
        for index in flow:
            page = self.lines[index].page or 0
            columns = self.columns[page % 2]
            at = columns.index(self.column(index)) if self.lines[index].box else len(columns) - 1
            wide = at == len(columns) - 1
            section += wide or self.lines[index].kind in ("image", "table")
            side = -at if self.main == "rtl" else at
            order[index] = (page, section, 0 if wide else side + len(columns))
        return sorted(flow, key=order.__getitem__)

    def in_halves(self, block: Sequence[int]) -> bool:
        """Whether the lines are rows of two halves, two rows at least, as couplets are."""
        if len(block) < 4 or len(block) % 2:
            return False
        pairs = zip(block[::2], block[1::2], strict=True)
        return all(self.same_row(one, two) for one, two in pairs)

    def same_row(self, first: int, second: int) -> bool:
        """Whether two lines stand side by side, as the halves of a couplet do."""
        one, two = self.lines[first].box, self.lines[second].box
        if one is None or two is None or self.lines[first].page != self.lines[second].page:
            return False
        common = min(one.bottom, two.bottom) - max(one.top, two.top)
        apart = one.x1 <= two.x0 or two.x1 <= one.x0
        return apart and common > 0.6 * min(one.bottom - one.top, two.bottom - two.top)


def _widest_overlap(box: Box | None, columns: Sequence[Column]) -> Column:
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
    body = [i for i in flow if lines[i].box and lines[i].size and abs(lines[i].size / size - 1) < 0.25]
    prior = _prior_direction(lines, letters)
    sizes = tuple(map(sizes_of, lines))
    return Layout(
        lines=lines,
        dirs=tuple(line.dir or direction(line.text) or prior for line in lines),
        letters=letters,
        body_size=size,
        columns=_sides(lines, body),
        sizes=sizes,
        pitch=find_pitch(lines, sizes, flow, size),
        foot=max((box.bottom for i in flow if (box := lines[i].box)), default=0.0),
        flow=tuple(flow),
        main=prior,
    )


def _sides(lines: Sequence[Line], body: Sequence[int]) -> tuple[tuple[Column, ...], tuple[Column, ...]]:
    """The columns of even and odd pages: measured apart if they are the same but for their place."""
    both = find_columns(lines, body)
    even = find_columns(lines, [i for i in body if not (lines[i].page or 0) % 2])
    odd = find_columns(lines, [i for i in body if (lines[i].page or 0) % 2])
    alike = len(even) == len(odd) == len(both) and all(
        abs((one.x1 - one.x0) / (two.x1 - two.x0) - 1) < SAME_WIDTH
        for one, two in zip(even, odd, strict=True)
        if two.x1 > two.x0
    )
    return (even, odd) if alike else (both, both)


def _prior_direction(lines: Sequence[Line], letters: Sequence[int]) -> Direction:
    shares: Counter[Direction] = Counter()
    for line, count in zip(lines, letters, strict=True):
        known = line.dir or direction(line.text)
        if known:
            shares[known] += count
    return "rtl" if shares["rtl"] > shares["ltr"] else "ltr"


def _body_size(lines: Sequence[Line], letters: Sequence[int], flow: Sequence[int]) -> float:
    """The size of most letters; web pages that name a size for some of their text leave the rest to the browser."""
    sizes: Counter[float] = Counter()
    named = any(lines[i].size for i in flow)
    for i in flow:
        if size := lines[i].size or (BROWSER_SIZE if named and lines[i].page is None else 0.0):
            sizes[size_class(size)] += letters[i]
    return max(sizes, key=lambda size: (sizes[size], -size), default=0.0)
