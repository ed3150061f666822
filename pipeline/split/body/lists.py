"""Lists: items with marks, and items whose marks are pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.split.body.paragraphs import INDENT, Group, Piece, goes_on
from pipeline.split.geometry.marks import ends_sentence, is_bullet, item_marker, list_marker, readings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.split.geometry.layout import Layout

ITEM = "item"
"""The rule of a line that begins an item, as the marks around it tell."""
LEFT_OUT = 2
"""How far the number of an item may be above that of the last, where no sequence shows."""
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
    same = item.element is not None and item.element == line.element and line.kind == "list"
    return "goes-on:same-element" if same else piece.group.rules[0]


def _same_list(layout: Layout, previous: Piece, piece: Piece) -> bool:
    if (
        previous.kind != "list"
        or piece.kind != "list"
        or (previous.rule == "set-in") != (piece.rule == "set-in")
    ):
        return False
    one, two = layout.lines[previous.group.lines[0]], layout.lines[piece.group.lines[0]]
    if (one.group, one.ordered) != (two.group, two.ordered):
        return False
    last = _last_item(previous)
    certain = _is_certain(layout, previous, last) and _is_certain(layout, piece, piece.group.lines[0])
    return certain or _counts_on(layout.lines[last].text, two.text)


def rules_of(layout: Layout, piece: Piece) -> Iterator[str]:
    """The rule of each line of a piece; those that begin items by a sequence are told from other lines of a list."""
    rules = (piece.rule, *piece.group.rules[1:])
    for at, (index, rule) in enumerate(zip(piece.group.lines, rules, strict=True)):
        begins = piece.kind == "list" and index in layout.items.begins and not goes_on(piece.group.rules[at])
        yield ITEM if begins else rule


def _last_item(piece: Piece) -> int:
    """The line that begins the last item of a list."""
    pairs = zip(piece.group.lines, piece.group.rules, strict=True)
    return [index for index, rule in pairs if not goes_on(rule)][-1]


def _is_certain(layout: Layout, piece: Piece, index: int) -> bool:
    """Whether the line begins an item beyond doubt: not only with a number, which may stand before anything."""
    mark = list_marker(layout.lines[index].text)
    return (
        piece.rule not in ("marker", ITEM) or index in layout.items.begins or bool(mark and is_bullet(mark))
    )


def _counts_on(before: str, after: str) -> bool:
    """Whether a mark may be the next of a list in which some are left out."""
    one, two = item_marker(before), item_marker(after)
    if one is None or two is None:
        return False
    first, second = readings(one), readings(two)
    return any(0 <= second[name] - first[name] <= LEFT_OUT for name in first.keys() & second.keys())


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
    items = sum(not goes_on(rule) for rule in piece.group.rules)
    if piece.kind != "list" or piece.rule not in ("marker", ITEM) or items > 1:
        return piece
    mark = list_marker(layout.lines[piece.group.lines[0]].text)
    return piece if mark and is_bullet(mark) else Piece(piece.group, "paragraph", "lone-marker")
