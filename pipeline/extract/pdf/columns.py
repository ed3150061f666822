"""Columns: where a page has them, and the order in which their lines are read.

A gutter is a strip of paper that many lines leave blank and few cross. Lines that cross it (titles
over the columns, wide pictures) cut the page into bands; within a band one column is read after the
other, from the right where the page's text runs from right to left.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.pdf.lines.visual import VisualLine
from pipeline.model import Box

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.model import Line

# A blank that may be a gutter, in em; the widest blanks of justified prose stay under it. An OCR layer tells the size less exactly.
GUTTER, IN_LAYER = 0.8, 1.5
# Points: the grain in which gutters of different lines are compared.
_GRAIN = 3.0
# A gutter is supported by this many lines that break at it or end and begin at it, and crossed by at
# most this share of the lines beside it. A line ends at a gutter within this many em.
_SUPPORT, _CROSSED, _NEAR = 5, 0.2, 3.0
# Lines that break at a gutter which a page before has at the same place: the last page of an article has few.
_SUPPORT_KNOWN = 2
# Share of the width of a page's text that each side of such a gutter has at least.
_SIDE = 0.2
# The mark of an item as it is drawn, in visual order: a sign, or a number or letter with a point or bracket.
_MARK = re.compile(r"[^\w\s]|\W?\w{1,4}[^\w\s]{1,2}|[^\w\s]{1,2}\w{1,4}\W?")
_LONGEST_MARK = 6
# A column is this many lines at least, filled to this share of its width on average: labels that
# happen to stand beside each other are not.
_COLUMN_LINES, _FILLED = 4, 0.55
_SHARED_HEIGHT = 0.4
# How many times as wide as the narrowest the widest room between the words of a stretched line may be.
_EVENLY = 1.5
# A line across the gutter speaks against it as much as this many lines in the columns speak for it.
_ACROSS_COST = 2


def _wide_blanks(line: VisualLine, least: float) -> list[tuple[int, float, float]]:
    """Index and extent in points of the blanks of a line that may be a gutter: not one behind the mark of an item."""
    wide = [
        (i, g.u0, g.u1)
        for i, g in enumerate(line.glyphs)
        if g.text == " " and g.u1 - g.u0 >= least * line.size
    ]
    return [] if len(wide) == 1 and _is_behind_mark(line, wide[0][0]) else wide


def _is_behind_mark(line: VisualLine, at: int) -> bool:
    """Whether what stands before the glyph `at`, or behind it on the right, is the mark of an item."""
    sides = (line.glyphs[:at], line.glyphs[at + 1 :])
    shorter = min(sides, key=len)
    return len(shorter) <= _LONGEST_MARK and _MARK.fullmatch("".join([g.text for g in shorter])) is not None


def _is_gutter(lines: Sequence[VisualLine], x: float, least: float, support: int) -> bool:
    left = [line for line in lines if line.u1 <= x and x - line.u1 < _NEAR * line.size]
    right = [line for line in lines if line.u0 >= x and line.u0 - x < _NEAR * line.size]
    broken = [line for line in lines if any(u0 <= x <= u1 for _, u0, u1 in _wide_blanks(line, least))]
    if min(len(left), len(right)) + len(broken) < support:
        return False
    beside = [*left, *right, *broken]
    top, bottom = min(line.v for line in beside), max(line.v for line in beside)
    crossing = sum(line.u0 < x < line.u1 and top < line.v < bottom for line in lines) - len(broken)
    return crossing <= _CROSSED * len(beside)


def _find_gutter(lines: Sequence[VisualLine], known: Sequence[float], least: float) -> float | None:
    """Middle of the gutter that most lines have a wide blank at, in points, or None."""
    votes: Counter[int] = Counter()
    for line in lines:
        votes.update({int((u0 + u1) / 2 // _GRAIN) for _, u0, u1 in _wide_blanks(line, least)})
    for cell, _ in votes.most_common(3):
        x = (cell + 0.5) * _GRAIN
        seen = any(abs(x - other) < 2 * _GRAIN for other in known)
        if _is_gutter(lines, x, least, _SUPPORT_KNOWN if seen else _SUPPORT):
            return x
    return None


def _break(line: VisualLine, x: float, least: float) -> list[VisualLine]:
    for i, u0, u1 in _wide_blanks(line, least):
        if u0 - _GRAIN <= x <= u1 + _GRAIN:
            left, right = line.glyphs[:i], line.glyphs[i + 1 :]
            return [VisualLine.of(part, line.angle) for part in (left, right) if part]
    return [line]


def split_at_gutters(
    lines: Sequence[VisualLine], known: list[float], least: float = GUTTER
) -> list[VisualLine]:
    """Lines of a page, those that run through a gutter cut in two (at most three gutters).

    `known` are the gutters of the pages before, in points from the left; those of this page are added. `least` is the width
    of a gutter's blank in em.
    """
    split = [line for line in lines if not line.angle]
    for _ in range(3):
        gutter = _find_gutter(split, known, least)
        if gutter is None:
            break
        if _parts_halves(split, gutter):
            known.append(gutter)
        split = [part for line in split for part in _break(line, gutter, least)]
    return split + [line for line in lines if line.angle]


def _parts_halves(lines: Sequence[VisualLine], x: float) -> bool:
    """Whether a gutter has much of the text on either side, and parts no numbers from the lines of a listing."""
    left, right = min(line.u0 for line in lines), max(line.u1 for line in lines)
    return min(x - left, right - x) > _SIDE * (right - left)


class _Split(NamedTuple):
    """Items left of a gutter, right of it, and across it."""

    left: list[Line]
    right: list[Line]
    across: list[Line]


def _box(line: Line) -> Box:
    return line.box or Box(0.0, 0.0, 0.0, 0.0)


def _split_at(lines: Sequence[Line], x: float) -> _Split:
    split = _Split([], [], [])
    for line in lines:
        box = _box(line)
        (split.left if box.x1 <= x else split.right if box.x0 >= x else split.across).append(line)
    return split


_Known = dict[tuple[int, ...], _Split | None]  # splits found, by the identities of the lines


def _is_column(lines: Sequence[Line], known: _Known) -> bool:
    """Whether lines fill a column, or several that can be split again."""
    if len(lines) < _COLUMN_LINES:
        return False
    boxes = [_box(line) for line in lines]
    left, right = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    extents = list(_extents(boxes, left, right))
    filled = sum(x1 - x0 for x0, x1 in extents) >= _FILLED * (right - left) * len(extents)
    return filled or _best_split(lines, known) is not None


def _extents(boxes: Sequence[Box], left: float, right: float) -> Iterator[tuple[float, float]]:
    """What lines fill of a column from `left` to `right`; the words of one that was stretched over all of it stand apart."""
    for _, group in groupby(boxes, key=lambda box: box.bottom):
        row = sorted((box.x0, box.x1) for box in group)
        if row[0][0] - left < _GRAIN and right - row[-1][1] < _GRAIN and _is_stretched(row):
            yield row[0][0], row[-1][1]
        else:
            yield from row


def _is_stretched(row: Sequence[tuple[float, float]]) -> bool:
    """Whether words stand apart evenly: an entry and its page number do not."""
    gaps = [two[0] - one[1] for one, two in pairwise(row)]
    return len(gaps) > 1 and max(gaps) < _EVENLY * min(gaps)


def _beside(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether two groups share enough of their height to be columns of one text."""
    tops = [min(_box(line).top for line in group) for group in (left, right)]
    bottoms = [max(_box(line).bottom for line in group) for group in (left, right)]
    shared = min(bottoms) - max(tops)
    return shared >= _SHARED_HEIGHT * min(b - t for b, t in zip(bottoms, tops, strict=True))


def _column_edges(lines: Sequence[Line]) -> list[float]:
    """Where columns may end: x that several lines start right after or end right before."""
    edges: Counter[int] = Counter()
    for line in lines:
        box = _box(line)
        edges.update({int((box.x0 - 1) // _GRAIN), int((box.x1 + 1) // _GRAIN) + 1})
    return sorted(cell * _GRAIN for cell, count in edges.items() if count >= _COLUMN_LINES - 1)


def _best_split(lines: Sequence[Line], known: _Known) -> _Split | None:
    """The split with most lines in columns and fewest across, or None where there are no columns.

    Groups are asked for again and again while others are tried, so `known` keeps what was found:
    without it a page of a program listing takes minutes.
    """
    key = tuple(map(id, lines))
    if key not in known:
        known[key] = _search_split(lines, known)
    return known[key]


def _search_split(lines: Sequence[Line], known: _Known) -> _Split | None:
    best: _Split | None = None
    best_score = 0
    for x in _column_edges(lines):
        split = _split_at(lines, x)
        score = len(split.left) + len(split.right) - _ACROSS_COST * len(split.across)
        if score <= best_score or not split.left or not split.right:
            continue
        if not _beside(split.left, split.right):
            continue
        if _is_column(split.left, known) and _is_column(split.right, known):
            best, best_score = split, score
    return best


def _side_by_side(a: Box, b: Box) -> bool:
    return (a.x1 <= b.x0 or b.x1 <= a.x0) and min(a.bottom, b.bottom) > max(a.top, b.top)


def column_order(lines: Sequence[Line], *, rtl: bool) -> list[Line]:
    """Lines of a page, given from top to bottom, in the order in which columns are read."""
    if sum(_side_by_side(_box(a), _box(b)) for a, b in pairwise(lines)) < _COLUMN_LINES:
        return list(lines)
    split = _best_split(lines, {})
    if split is None:
        return list(lines)
    columns = (split.right, split.left) if rtl else (split.left, split.right)
    ordered: list[Line] = []
    above = float("-inf")
    for line in [*sorted(split.across, key=lambda at: _box(at).bottom), None]:
        below = _box(line).bottom if line is not None else float("inf")
        band = [[at for at in column if above <= _box(at).bottom < below] for column in columns]
        ordered += _read_band(band, rtl=rtl)
        if line is not None:
            ordered.append(line)
        above = below
    return ordered


def _read_band(columns: Sequence[Sequence[Line]], *, rtl: bool) -> list[Line]:
    """One column after the other, but first what stands above the top of any of them (a byline or the
    end of a title that is too short to reach over the gutter)."""
    filled = [column for column in columns if column]
    top = (
        max((min(_box(line).top for line in column) for column in filled), default=0.0)
        if len(filled) > 1
        else 0.0
    )
    lead = sorted(
        (line for column in filled for line in column if _box(line).bottom <= top),
        key=lambda at: _box(at).bottom,
    )
    rest = [[line for line in column if _box(line).bottom > top] for column in filled]
    return lead + [line for column in rest for line in column_order(column, rtl=rtl)]
