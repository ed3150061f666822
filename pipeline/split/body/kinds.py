"""What each block is: heading, caption, list, verse, quotation or paragraph.

What the markup says stands. For printed lines the kind follows from weight, size, alignment, markers and
from what stands next to the block.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.split.body.lists import ITEM, join_lists, set_in
from pipeline.split.body.paragraphs import INDENT, Group, Piece, bold, continues_over, is_set_alike
from pipeline.split.body.poem import join_broken_lines, printed_poem
from pipeline.split.body.pull_quotes import RULE as PULL_QUOTE
from pipeline.split.body.pull_quotes import mark_pull_quotes
from pipeline.split.body.verse import join_verses
from pipeline.split.geometry.layout import DEEPEST_INDENT
from pipeline.split.geometry.marks import has_leader, is_bullet, list_marker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Kind
    from pipeline.split.geometry.layout import Layout

HEADING_LINES = 3
HEADING_LETTERS = 120
CAPTION_LETTERS, CAPTION_LINES = 400, 8
QUOTES = ("«", "»", "“", "”", "„", '"')
LARGER = 1.1
LAST_WORDS = 3
"""Words of what ends a text and is no quotation: «پایان», «ادامه دارد ...»."""
SMALLER = 0.94
"""Size against the body's from which a heading is larger and a caption smaller."""


def classify(layout: Layout, groups: Sequence[Group]) -> list[Piece]:
    """The kinds of the groups, with paragraphs joined that a page, a column or a picture cuts."""
    if poem := printed_poem(layout, groups):
        return poem
    indent = _first_line_indent(layout, groups)
    mostly_bold = _mostly_bold(layout, groups)
    pieces: list[Piece] = []
    for at, group in enumerate(groups):
        kind, rule = _kind(layout, groups, at, indent, mostly_bold)
        pieces.append(Piece(group, kind, rule))
    pieces = mark_pull_quotes(layout, join_broken_lines(layout, pieces))
    pieces = _joined(layout, pieces, ("list", "quote"))
    return _joined(layout, join_verses(layout, join_lists(layout, pieces, indent)), ("paragraph",))


def _kind(
    layout: Layout, groups: Sequence[Group], at: int, indent: float, mostly_bold: bool
) -> tuple[Kind, str]:
    group = groups[at]
    line = layout.lines[group.lines[0]]
    if line.kind and line.kind != "paragraph":
        return line.kind, "markup" if line.element is None else "structure"
    if _is_caption(layout, groups, at):
        return "caption", "beside-picture"
    if rule := _heading_rule(layout, group, mostly_bold):
        return "heading", rule
    if line.box is None:
        return ("list", "marker") if _is_typed_item(layout, groups, at) else ("paragraph", "markup")
    if group.lines[0] in layout.items.spoken:
        return "paragraph", "dialogue"
    if group.lines[0] in layout.items.begins:
        return "list", ITEM
    if list_marker(line.text):
        return "list", "marker"
    if _is_quote(layout, group, indent) and not _is_last_word(layout, groups, at):
        return "quote", "inset"
    return "paragraph", group.rules[0]


def _is_typed_item(layout: Layout, groups: Sequence[Group], at: int) -> bool:
    """Whether a paragraph of a web page and one beside it begin with bullets: a typist set them for items."""
    marks = [
        (mark := list_marker(layout.lines[group.lines[0]].text)) is not None and is_bullet(mark)
        for group in groups[max(0, at - 1) : at + 2]
    ]
    return marks[min(at, 1)] and sum(marks) > 1


def _heading_rule(layout: Layout, group: Group, mostly_bold: bool) -> str | None:
    """The rule by which the group is a heading: short, unpunctuated, and larger or bolder than the body."""
    lines = [layout.lines[index] for index in group.lines]
    text = lines[-1].text.rstrip()
    letters = sum(layout.letters[index] for index in group.lines)
    if not letters or len(lines) > HEADING_LINES or letters > HEADING_LETTERS or text[-1:] in ".,;،؛۔":
        return None
    if has_leader(text):
        return None
    if lines[0].text.lstrip()[:1] in QUOTES and text[-1:] in QUOTES:
        return None
    mark = list_marker(lines[0].text)
    if mark and is_bullet(mark):
        return None
    if layout.body_size and _size(layout, group) > LARGER * layout.body_size:
        return "larger"
    return "bold" if not mostly_bold and all(map(bold, lines)) else None


def _size(layout: Layout, group: Group) -> float:
    return _middle([layout.em(index) for index in group.lines])


def _middle(values: Sequence[float]) -> float:
    """The upper median. The module `statistics` costs 5 ms to import, as much as the split of a page."""
    return sorted(values)[len(values) // 2]


def _is_caption(layout: Layout, groups: Sequence[Group], at: int) -> bool:
    """Below a picture, or above one and not below text of its own kind: short, and small or centered."""
    group = groups[at]
    if (
        sum(layout.letters[index] for index in group.lines) > CAPTION_LETTERS
        or len(group.lines) > CAPTION_LINES
    ):
        return False
    if not _image(layout, groups, at - 1):
        return False
    small = _size(layout, group) < SMALLER * layout.body_size
    return small or all(layout.centered(index) for index in group.lines)


def _image(layout: Layout, groups: Sequence[Group], at: int) -> bool:
    return 0 <= at < len(groups) and layout.lines[groups[at].lines[0]].kind == "image"


def _is_quote(layout: Layout, group: Group, indent: float) -> bool:
    """Every line set in from the start of the column, more than a first line is.

    A single line may be an indented first one too, unless the document's paragraphs have none."""
    insets = [layout.inset(index)[0] / (layout.em(index) or 1) for index in group.lines]
    if len(group.lines) == 1:
        alone = layout.centered(group.lines[0]) or (not indent and insets[0] < DEEPEST_INDENT)
        return alone and set_in(layout, group, indent)
    return set_in(layout, group, indent) and max(insets) - min(insets) < max(4.0, indent + 1)


def _is_last_word(layout: Layout, groups: Sequence[Group], at: int) -> bool:
    """«پایان»: a word or two in the middle below all text."""
    text = layout.lines[groups[at].lines[0]].text
    return at == len(groups) - 1 and len(groups[at].lines) == 1 and len(text.split()) <= LAST_WORDS


def _first_line_indent(layout: Layout, groups: Sequence[Group]) -> float:
    """The usual indent of a paragraph's first line, in ems; 0 without one."""
    shifts = [
        (layout.inset(group.lines[0])[0] - layout.inset(group.lines[1])[0]) / (layout.em(group.lines[0]) or 1)
        for group in groups
        if len(group.lines) > 1
    ]
    return _middle(shifts) if shifts and _middle(shifts) > INDENT else 0.0


def _mostly_bold(layout: Layout, groups: Sequence[Group]) -> bool:
    lines = [layout.lines[index] for group in groups for index in group.lines]
    letters = sum(len(line.text) for line in lines)
    return 2 * sum(len(line.text) for line in lines if bold(line)) > letters


def _joined(layout: Layout, pieces: Sequence[Piece], kinds: Sequence[Kind]) -> list[Piece]:
    """Blocks of the given kinds put together again over the end of a page or column, or over a picture.

    What is left of an item or a quotation looks like a paragraph or a quotation of its own."""
    longest = max((len(piece.group.lines) for piece in pieces), default=0) + 1
    result: list[Piece] = []
    for piece in pieces:
        at = _last_text(result)
        if (
            at is not None
            and result[at].kind in kinds
            and _is_rest(layout, result[at], piece)
            and _cut(layout, result[at], piece, at < len(result) - 1)
        ):
            length = len(result[at].group.lines) + len(piece.group.lines)
            rule = continues_over(
                layout,
                result[at].group.lines,
                piece.group.lines[0],
                plausible=length <= longest,
                alike=result[at].kind != "paragraph",
            )
            if rule:
                result[at] = result[at]._replace(group=result[at].group.joined(piece.group, rule))
                continue
        result.append(piece)
    return result


def _is_rest(layout: Layout, first: Piece, second: Piece) -> bool:
    """Whether the second may be what is left of the first; of items and quotations the start of the lines tells too."""
    if first.kind == "paragraph":
        return second.kind == "paragraph"
    alone = second.kind == "paragraph" and (first.kind == "list" or len(second.group.lines) == 1)
    if not alone and second.kind != "quote":
        return False
    return is_set_alike(layout, first.group.lines, second.group.lines[0])


def _last_text(pieces: Sequence[Piece]) -> int | None:
    """Where the last block of running text stands, if only pictures, tables and pull quotes follow it."""
    for at in range(len(pieces) - 1, -1, -1):
        if pieces[at].rule == PULL_QUOTE:
            continue
        if pieces[at].kind in ("paragraph", "list", "quote"):
            return at
        if pieces[at].kind not in ("image", "caption", "table"):
            return None
    return None


def _cut(layout: Layout, first: Piece, second: Piece, over_picture: bool) -> bool:
    """Whether something stands between the two that may cut a paragraph."""
    if layout.lines[first.group.lines[-1]].box is None:
        return False
    return over_picture or second.group.rules[0] in ("page", "column")
