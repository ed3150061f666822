"""Lists: items with marks, and items whose marks are pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.split.marks import ends_sentence, is_bullet, list_marker
from pipeline.split.paragraphs import INDENT, Group, Piece, goes_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.split.layout import Layout

QUOTE_INSET = 1.5
"""Ems by which all lines of a quotation are set in."""


def set_in(layout: Layout, group: Group, indent: float) -> bool:
    """Whether all lines are set in, and a single line by more than a first line is."""
    least = min(layout.inset(index)[0] / (layout.em(index) or 1) for index in group.lines)
    return least > max(QUOTE_INSET, (indent + INDENT) * (len(group.lines) == 1))


def join_lists(layout: Layout, pieces: Sequence[Piece], indent: float) -> list[Piece]:
    """Items one after the other as one list each.

    An item that stands alone is a paragraph, unless a bullet begins it. Browsers draw bullets as
    pictures: lines set in alike, one below the other and each a sentence or announced by a colon,
    are items too.
    """
    result: list[Piece] = []
    for piece in pieces:
        previous = result[-1] if result else None
        if previous and _unmarked_items(layout, result, piece, indent):
            previous = result[-1] = previous._replace(kind="list", rule="set-in")
            piece = piece._replace(kind="list", rule="set-in")
        if previous and _same_list(layout, previous, piece):
            result[-1] = previous._replace(
                group=previous.group.joined(piece.group, _item_rule(layout, previous, piece))
            )
        else:
            result.append(piece)
    return [_alone(layout, piece) for piece in result]


def _item_rule(layout: Layout, previous: Piece, piece: Piece) -> str:
    """The rule of the piece's first line: an item of a tagged file may go on in the next column."""
    item, line = layout.lines[previous.group.lines[-1]], layout.lines[piece.group.lines[0]]
    same = item.element is not None and item.element == line.element
    return "goes-on:same-element" if same else piece.group.rules[0]


def _same_list(layout: Layout, previous: Piece, piece: Piece) -> bool:
    if (
        previous.kind != "list"
        or piece.kind != "list"
        or (previous.rule == "set-in") != (piece.rule == "set-in")
    ):
        return False
    one, two = layout.lines[previous.group.lines[0]], layout.lines[piece.group.lines[0]]
    return (one.group, one.ordered) == (two.group, two.ordered)


def _unmarked_items(layout: Layout, pieces: Sequence[Piece], piece: Piece, indent: float) -> bool:
    """Whether the piece and the one before it are items of a list whose marks are not text."""
    previous = pieces[-1]
    if piece.kind not in ("paragraph", "quote") or previous.kind not in ("paragraph", "quote", "list"):
        return False
    if piece.group.rules[0] != "short-line" or (previous.kind == "list" and previous.rule != "set-in"):
        return False
    first, second = previous.group.lines[0], piece.group.lines[0]
    one, two = layout.inset(first)[0], layout.inset(second)[0]
    alike = abs(one - two) < 0.2 * layout.em(first) and not (
        layout.centered(first) and layout.centered(second)
    )
    if not alike or not set_in(layout, previous.group, indent) or not set_in(layout, piece.group, indent):
        return False
    announced = len(pieces) > 1 and layout.lines[pieces[-2].group.lines[-1]].text.rstrip().endswith(":")
    ended = ends_sentence(layout.lines[previous.group.lines[-1]].text) and ends_sentence(
        layout.lines[piece.group.lines[-1]].text
    )
    return previous.rule == "set-in" or announced or ended


def _alone(layout: Layout, piece: Piece) -> Piece:
    mark = list_marker(layout.lines[piece.group.lines[0]].text)
    items = sum(not goes_on(rule) for rule in piece.group.rules)
    if piece.kind == "list" and piece.rule == "marker" and items < 2 and not (mark and is_bullet(mark)):
        return Piece(piece.group, "paragraph", "lone-marker")
    return piece
