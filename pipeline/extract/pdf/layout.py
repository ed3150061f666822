"""Printed lines to the lines of a `Document`: reading direction, reading order, spans and boxes."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from pipeline.extract.pdf.columns import column_order
from pipeline.extract.pdf.lines.directions import (
    EVEN,
    LINES_ABOVE,
    SAME_PARAGRAPH,
    closes_bracket,
    continue_paragraphs,
    ends_in_bracket,
)
from pipeline.extract.pdf.lines.marks import begin_at_marks
from pipeline.extract.pdf.lines.order import logical_order
from pipeline.extract.pdf.lines.visual import SMALLER
from pipeline.model import Box, Line, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.extract.pdf.content import Glyph, Run
    from pipeline.extract.pdf.lines.drawn import DrawingOrder
    from pipeline.extract.pdf.lines.visual import VisualLine
    from pipeline.model import Page

_Style = tuple[bool, bool, bool, float]  # bold, italic, raised, size in points

_SUPERSCRIPT_RISE = 0.15
# Baselines within this many em are one row; a picture has no size and takes the usual one, in points.
_ONE_ROW, _USUAL_SIZE = 0.3, 10.0
# An RTL line with a long Latin name stays RTL: one strong RTL letter weighs as two, and as four where the line begins
# on the right with one and the page runs from the right.
# Lines that make an edge of the page, and how much of the widest a line fills that is set on its own.
_EDGE_LINES, _SHORT = 3, 0.8
_RTL_WEIGHT, _RTL_PAGE_WEIGHT = 2, 4


def _neighbors(lines: Sequence[VisualLine], i: int) -> tuple[int, int]:
    """Strong letters (RTL, LTR) of the lines that stand close above and below."""
    rtl = ltr = 0
    for step in (-1, 1):
        j, at = i + step, lines[i]
        while 0 <= j < len(lines) and abs(j - i) <= 3:
            other = lines[j]
            if (
                other.angle != at.angle
                or abs(other.v - at.v) > SAME_PARAGRAPH * at.size
                or abs(other.size - at.size) > 0.1 * at.size
            ):
                break
            rtl, ltr = rtl + other.count("R"), ltr + other.count("L")
            at, j = other, j + step
    return rtl, ltr


def set_directions(lines: Sequence[VisualLine], *, rtl: bool = False) -> None:
    """Base direction of each line, by its letters and, where it has both kinds, its neighbors'.

    `rtl` tells that what they stand in runs from right to left.
    """
    counts = [(line.count("R"), line.count("L")) for line in lines]
    rtl = rtl or _runs_from_right(counts)
    for i, (line, (own_rtl, own_ltr)) in enumerate(zip(lines, counts, strict=True)):
        near_rtl, near_ltr = _neighbors(lines, i) if own_rtl and own_ltr else (0, 0)
        weight = _RTL_PAGE_WEIGHT if rtl and near_rtl and _begins_right(lines, i) else _RTL_WEIGHT
        line.rtl = (own_rtl + near_rtl) * weight > own_ltr + near_ltr or (
            rtl and bool(own_rtl) and _begins_right(lines, i) and _ragged_left(lines, i)
        )
    if rtl:
        _set_alone(lines)
    if rtl or any(line.rtl for line in lines):
        continue_paragraphs(lines, rtl=rtl)
    begin_at_marks(lines, rtl=rtl)


def _set_alone(lines: Sequence[VisualLine]) -> None:
    """Let a short line run from the right that begins there with a right-to-left word, flush with most of the page: «منبع:»
    before a foreign name."""
    edges = Counter(round(line.u1) for line in lines if line.rtl)
    edge = max(edges, key=edges.__getitem__, default=0)
    widest = max((line.u1 - line.u0 for line in lines if line.rtl), default=0.0)
    for line in lines:
        if line.rtl or edges[edge] < _EDGE_LINES or abs(line.u1 - edge) > EVEN * line.size:
            continue
        last = next((kind for kind in reversed(line.kinds) if kind in "RL"), "L")
        line.rtl = last == "R" and line.u1 - line.u0 < _SHORT * widest


def _runs_from_right(counts: Sequence[tuple[int, int]]) -> bool:
    """Whether most letters are right-to-left ones, or most lines have them beside Latin names."""
    if sum(own_rtl - own_ltr for own_rtl, own_ltr in counts) > 0:
        return True
    lettered = [own_rtl * _RTL_WEIGHT > own_ltr for own_rtl, own_ltr in counts if own_rtl or own_ltr]
    return 2 * sum(lettered) > len(lettered)


def _ragged_left(lines: Sequence[VisualLine], i: int) -> bool:
    """Whether the line starts nowhere near the left edges of the lines close above and below."""
    line = lines[i]
    near = [
        at
        for at in (*lines[max(0, i - 1) : i], *lines[i + 1 : i + 2])
        if abs(at.v - line.v) <= SAME_PARAGRAPH * line.size
    ]
    return all(abs(at.u0 - line.u0) > 2 * line.size for at in near)


def _begins_right(lines: Sequence[VisualLine], i: int) -> bool:
    """Whether the last letter on the right is a right-to-left one, at the even right edge of a paragraph."""
    line = lines[i]
    if next((kind for kind in reversed(line.kinds) if kind in "RL"), "L") == "L":
        return False
    edge = line.u1
    return any(
        abs(near.u1 - edge) <= EVEN * line.size and abs(near.v - line.v) <= SAME_PARAGRAPH * line.size
        for near in (*lines[max(0, i - 1) : i], *lines[i + 1 : i + 2])
    )


def place_all(lines: Sequence[VisualLine], order: DrawingOrder) -> list[list[Glyph]]:
    """The clusters of each line in logical order; a bracket closes what the line above leaves open."""
    rows: list[list[Glyph]] = []
    for i, line in enumerate(lines):
        if line.rtl and ends_in_bracket(line):
            near = range(i - 1, max(-1, i - LINES_ABOVE - 1), -1)
            if any(closes_bracket(line, rows[j], lines[j]) for j in near):
                line.kinds[-1] = "L"
        rows.append(place(line, order))
    return rows


def place(line: VisualLine, order: DrawingOrder | None = None) -> list[Glyph]:
    """The clusters of a line in logical order, each told whether it stands in a right-to-left run."""
    row: list[Glyph] = []
    mixed = line.rtl and ("N" in line.kinds or "L" in line.kinds)
    drawn = order.ranks(line.glyphs) if order and mixed and order.typed else ()
    texts = [glyph.text for glyph in line.glyphs]
    for index, turned in logical_order(
        texts, rtl=line.rtl, kinds=line.kinds, drawn=drawn, arabic=line.arabic
    ):
        glyph = line.glyphs[index]
        glyph.turned = turned
        row.append(glyph)
    return row


def _is_superscript(run: Run, line: VisualLine) -> bool:
    return run.size <= SMALLER * line.size and line.v - run.v > _SUPERSCRIPT_RISE * line.size


def _style(run: Run, line: VisualLine) -> _Style:
    return run.bold, run.italic, _is_superscript(run, line), round(run.size, 1)


def _spans(row: Sequence[Glyph], line: VisualLine) -> tuple[Span, ...]:
    """Runs of one style. A blank takes the style of what stands before it."""
    spans: list[Span] = []
    start, run = 0, row[0].run
    style = _style(run, line)
    for i, glyph in enumerate(row):
        if glyph.run is not run and glyph.text != " ":
            before, run = run, glyph.run
            if not run.looks_like(before) and (changed := _style(run, line)) != style:
                spans += _span(row[start:i], style)
                start, style = i, changed
    spans += _span(row[start:], style)
    return tuple(spans)


def _span(glyphs: Sequence[Glyph], style: _Style) -> Iterator[Span]:
    """Clusters of one style, if they have text."""
    text = "".join([glyph.text for glyph in glyphs])
    if text:
        bold, italic, superscript, size = style
        font = glyphs[0].run.font.name
        yield Span(text=text, bold=bold, italic=italic, superscript=superscript, size=size, font=font)


def _box(line: VisualLine) -> Box:
    font = line.glyphs[0].run.font
    top, bottom = line.v - font.ascent * line.size, line.v - font.descent * line.size
    if not line.angle:
        return Box(round(line.u0, 1), round(top, 1), round(line.u1, 1), round(bottom, 1))
    cosine, sine = math.cos(math.radians(line.angle)), math.sin(math.radians(line.angle))
    corners = [
        (u * cosine + v * sine, v * cosine - u * sine) for u in (line.u0, line.u1) for v in (top, bottom)
    ]
    xs, ys = [round(x, 1) for x, _ in corners], [round(y, 1) for _, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))


def to_line(line: VisualLine, row: Sequence[Glyph], page: Page, main_angle: int) -> Line | None:
    """A `Line`, or None where nothing but unmapped codes was drawn."""
    spans = _spans(row, line)
    if not any(span.text.strip() for span in spans):
        return None
    box = _box(line)
    where, rule = row[0].run.place, row[0].run.rule
    if where is None and not _on_page(box, page):
        where, rule = "hidden", "off-page"
    elif where is None and line.angle != main_angle:
        where, rule = "margin", "rotated-text"
    return Line(
        spans=spans, page=page.number, box=box, dir="rtl" if line.rtl else "ltr", place=where, rule=rule
    )


def _on_page(box: Box, page: Page) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return 0 <= x <= page.width and 0 <= y <= page.height


def _same_row(line: Line, other: Line) -> bool:
    if line.box is None or other.box is None:
        return False
    return abs(line.box.bottom - other.box.bottom) < _ONE_ROW * (line.size or _USUAL_SIZE)


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines from top to bottom, those on one baseline together."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda at: at.box.bottom if at.box else 0.0):
        if rows and _same_row(line, rows[-1][0]):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def reading_order(lines: Sequence[Line]) -> list[Line]:
    """Lines of a page as they are read: by columns, from top to bottom, and texts on one baseline by the
    direction that most of the page has."""
    rtl = sum(len(line.text) if line.dir == "rtl" else -len(line.text) for line in lines) > 0
    sideways = [
        line
        for row in _rows(lines)
        for line in sorted(row, key=lambda at: at.box.x0 if at.box else 0.0, reverse=rtl)
    ]
    body = [line for line in sideways if line.place is None]
    if len(body) == len(sideways):
        return column_order(sideways, rtl=rtl)
    ordered = iter(column_order(body, rtl=rtl))
    return [line if line.place else next(ordered) for line in sideways]
