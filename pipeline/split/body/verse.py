"""Verse: lines that end where the poet ends them, not where the column does.

Four ways to print it are known: what the markup says; rows of two halves (the couplets of Persian verse);
short lines set around one axis; short lines that all start in the same place inside the column.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.split.body.paragraphs import Group, Piece
from pipeline.split.geometry.marks import ends_sentence
from pipeline.split.geometry.pitch import pitch_between

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.split.geometry.layout import Layout

SAME_AXIS = 0.4
SAME_START = 0.1
"""Ems by which the middles of centered lines and the starts of others may differ."""
SHORT = 0.8
"""Share of the column that a line of verse fills at most."""
LONGEST_STEP = 3.0
"""Ems from one line of a verse to the next."""
LEAST_CENTERED, LEAST_SET_IN = 2, 3
"""Lines that make a verse: what is centered is set apart already, what is set in may be items or remarks."""


def join_verses(layout: Layout, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with those joined that are lines of one verse."""
    marked = [_marked(layout, piece) for piece in pieces]
    result: list[Piece] = []
    at = 0
    while at < len(marked):
        run = _run(layout, marked, at)
        result.append(run[0] if len(run) == 1 else _verse(run))
        at += len(run)
    return [piece._replace(kind="paragraph") if piece.rule == "couplet" else piece for piece in result]


def _marked(layout: Layout, piece: Piece) -> Piece:
    if piece.kind not in ("paragraph", "quote") or not _is_couplets(layout, piece.group):
        return piece
    return piece._replace(kind="verse", rule="couplets" if len(piece.group.lines) > 2 else "couplet")


def _is_couplets(layout: Layout, group: Group) -> bool:
    """Rows of two halves with a gap between them, and no row of more pieces."""
    beside = [layout.same_row(one, two) for one, two in pairwise(group.lines)]
    return len(group.lines) % 2 == 0 and all(beside[::2]) and not any(beside[1::2])


def _verse(run: Sequence[Piece]) -> Piece:
    group = run[0].group
    for piece in run[1:]:
        group = group.joined(piece.group, "verse-line")
    rule = (
        "markup"
        if run[0].rule == "markup"
        else "couplets"
        if run[0].rule.startswith("couplet")
        else "short-lines"
    )
    return Piece(group, "verse", rule)


def _run(layout: Layout, pieces: Sequence[Piece], at: int) -> Sequence[Piece]:
    """As many of the pieces from `at` as are lines of one verse; that one alone if they are none."""
    for test, least in (
        (_by_markup, 2),
        (_couplet_rows, 2),
        (_centered, LEAST_CENTERED),
        (_set_in, LEAST_SET_IN),
    ):
        run = _while(layout, pieces, at, test)
        if len(run) >= least and (test is not _set_in or _is_no_prose(layout, run)):
            return run
    return pieces[at : at + 1]


def _while(
    layout: Layout, pieces: Sequence[Piece], at: int, test: Callable[[Layout, Piece, Piece], bool]
) -> Sequence[Piece]:
    end = at + 1
    while end < len(pieces) and test(layout, pieces[end - 1], pieces[end]):
        end += 1
    return pieces[at:end]


def _by_markup(layout: Layout, one: Piece, two: Piece) -> bool:
    first, second = layout.lines[one.group.lines[-1]], layout.lines[two.group.lines[0]]
    return first.kind == second.kind == "verse" and first.group == second.group


def _couplet_rows(_layout: Layout, one: Piece, two: Piece) -> bool:
    return one.rule.startswith("couplet") and two.rule.startswith("couplet")


def _centered(layout: Layout, one: Piece, two: Piece) -> bool:
    """Whether both are short lines around one axis that is not the axis of full lines by chance."""
    if not _short_neighbors(layout, one, two):
        return False
    first, second = one.group.lines[0], two.group.lines[0]
    axes = [(box.x0 + box.x1) / 2 for index in (first, second) if (box := layout.lines[index].box)]
    starts = layout.inset(first)[0], layout.inset(second)[0]
    em = layout.em(first)
    return abs(axes[0] - axes[1]) < SAME_AXIS * em and min(starts) > em and layout.nearly_centered(first)


def _set_in(layout: Layout, one: Piece, two: Piece) -> bool:
    if not _short_neighbors(layout, one, two) or two.group.rules[0] != "short-line":
        return False
    first, second = layout.inset(one.group.lines[0])[0], layout.inset(two.group.lines[0])[0]
    em = layout.em(one.group.lines[0])
    return abs(first - second) < SAME_START * em and first > em


def _short_neighbors(layout: Layout, one: Piece, two: Piece) -> bool:
    """Whether both are single short lines of one size, one below the other."""
    if len(one.group.lines) > 1 or len(two.group.lines) > 1 or {one.kind, two.kind} - {"paragraph", "quote"}:
        return False
    first, second = one.group.lines[0], two.group.lines[0]
    lines = layout.lines[first], layout.lines[second]
    return (
        lines[0].page == lines[1].page
        and layout.em(first) == layout.em(second)
        and 0 < pitch_between(*lines) < LONGEST_STEP
        and all(layout.fills(index) < SHORT for index in (first, second))
    )


def _is_no_prose(layout: Layout, run: Sequence[Piece]) -> bool:
    """Whether most of the lines do not end a sentence, as remarks and items do."""
    ends = sum(ends_sentence(layout.lines[piece.group.lines[0]].text) for piece in run)
    return 2 * ends <= len(run)
