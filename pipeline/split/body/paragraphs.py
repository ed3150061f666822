"""Group printed lines into blocks: where one paragraph ends and the next begins.

The strongest sign is a last line with room to spare: a line was only broken before a word that did not
fit, so the line after it begins a paragraph if its first word would have fitted. It holds for justified and
ragged text alike. Beside it stand the space between paragraphs, the indent of a first line, a
change of size or weight, a list marker. At the end of a page or column only the room, the sentence
and the next line's first letter are left to tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.split.body.addresses import inside_address
from pipeline.split.geometry.layout import DEEPEST_INDENT
from pipeline.split.geometry.marks import (
    continues_sentence,
    ends_clause,
    ends_sentence,
    has_leader,
    is_bullet,
    list_marker,
)
from pipeline.split.geometry.pitch import pitch_between

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.model import Kind, Line
    from pipeline.split.geometry.layout import Layout

EXTRA_PITCH = 1.17
"""A step this much longer than the usual one is a gap between paragraphs."""
TALL_PITCH = 1.4
"""The longest such step that tall letters explain, where lines are set at no even distance."""
UNKNOWN_PITCH = 2.2
"""The longest step, in ems, within a paragraph where no usual one could be measured."""
CERTAIN_ROOM = 1.4
"""Room for this many times the next word, as estimated, is certain to be room for it.

A word's width is estimated from the line's mean letter, and Arabic letters are of very different width:
in the dialect matrix the estimate is up to 1.3 times too small.
"""
SHORT_WORD = 0.5
"""Ems added to that: a word of two letters may have two wide ones."""
INDENT = 0.8
"""The smallest first-line indent, in ems."""
HANGS = 0.5
"""Ems by which the lines of an item are set in from its mark."""
SIZE_STEP = 0.08
"""Change of size, as a share, that begins a new block."""


FREE_LINES = 1.6
"""Free lines at the foot of a page that widow control does not explain."""
DOUBTFUL = "goes-on:in-doubt"
BLANK_LINE, BROKEN = 1.6, 0.25
"""What parts the lines of one element all the same: a step this much longer than the usual one, or this share of the
column left free though the next word had room."""


class Group(NamedTuple):
    """The lines of one block, with the rule that began it and those that added each further line."""

    lines: tuple[int, ...]
    rules: tuple[str, ...]

    def plus(self, index: int, rule: str) -> Group:
        return Group((*self.lines, index), (*self.rules, rule))

    def joined(self, other: Group, rule: str) -> Group:
        return Group(self.lines + other.lines, (*self.rules, rule, *other.rules[1:]))


class Piece(NamedTuple):
    """A group of lines with its kind and the rule that gave it."""

    group: Group
    kind: Kind
    rule: str


def group_lines(layout: Layout, flow: Sequence[int]) -> Iterator[Group]:
    """Blocks of the lines in `flow`, not yet joined over pages and columns."""
    known = layout.boundaries
    group: Group | None = None
    for index in flow:
        if group is None:
            group = Group((index,), ("first",))
            continue
        place = group.lines, index
        if (found := known.get(place)) is None:
            found = known[place] = boundary(layout, *place)
        begins, rule = found
        if begins:
            yield group
            group = Group((index,), (rule,))
        else:
            group = group.plus(index, rule)
    if group:
        yield group


def boundary(layout: Layout, block: Sequence[int], index: int) -> tuple[bool, str]:
    """Whether the line begins a new block after the lines of `block`, and the rule that says so."""
    last = block[-1]
    before, line = layout.lines[last], layout.lines[index]
    same = _one_element(before, line)
    if before.box is None or line.box is None or (not same and (line.kind or before.kind)):
        return True, "markup"
    if before.page != line.page:
        return True, "page"
    if layout.beside(last, index):
        return False, "same-row"
    if layout.in_halves(block) and not layout.beside(index, index + 1):
        return True, "below-couplets"
    step = pitch_between(before, line)
    if step <= 0 or layout.column(last) != layout.column(index):
        return True, "column"
    if same:
        return _breaks_element(layout, last, index)
    begins, rule = _by_geometry(layout, block, index, step)
    if not begins and _between_elements(layout, last, index):
        return True, "other-element"
    return begins, rule


def _one_element(before: Line, line: Line) -> bool:
    return before.element is not None and before.element == line.element


def _between_elements(layout: Layout, last: int, index: int) -> bool:
    """Whether an element of a tagged file ends above the line or begins with it; of the text of others nothing is said."""
    before, after = layout.lines[last].element, layout.lines[index].element
    if before is not None and after is not None:
        return True
    ends = before is not None and layout.elements[before][1] == last
    begins = after is not None and layout.elements[after][0] == index
    return ends or begins


def _breaks_element(layout: Layout, last: int, index: int) -> tuple[bool, str]:
    """Boundary inside one element of a tagged file: in text, at a blank line or where the author broke the line."""
    if layout.lines[index].kind not in (None, "quote"):
        return False, "same-element"
    if index in layout.items.begins:
        return True, "marker"
    if layout.step(last, index) > BLANK_LINE:
        return True, "gap"
    if layout.room(last) > BROKEN * layout.width(last) and has_room(layout, last, index):
        return True, "short-line"
    return False, "same-element"


def _by_geometry(layout: Layout, block: Sequence[int], index: int, step: float) -> tuple[bool, str]:
    """Boundary by style, marks, space and edges; `step` in ems."""
    last = block[-1]
    if style := _style_change(layout, last, index):
        return True, style
    if has_leader(layout.lines[last].text):
        return True, "leader"
    if _new_item(layout, index):
        return True, "marker"
    if layout.step(last, index) > EXTRA_PITCH or (not layout.pitch.arabic and step > UNKNOWN_PITCH):
        return (False, "continues") if _only_tall(layout, block, index) else (True, "gap")
    return _by_edges(layout, block, index)


def _only_tall(layout: Layout, block: Sequence[int], index: int) -> bool:
    """Whether a step is longer only for tall letters, as TeX sets them: a full line breaks off, and the next starts below it."""
    last = block[-1]
    sizes = layout.sizes[last], layout.sizes[index]
    if (
        layout.step(last, index) > TALL_PITCH
        or has_room(layout, last, index)
        or begins_item(layout, block[0])
    ):
        return False
    if bool(sizes[0].arabic) != bool(sizes[1].arabic):
        return False
    shift = layout.inset(index, layout.dirs[last])[0] - layout.inset(last)[0]
    first = INDENT if len(block) > 1 else DEEPEST_INDENT
    return not ends_clause(layout.lines[last].text) and -first < shift / layout.em(index) < INDENT


def goes_on(rule: str) -> bool:
    """Whether a line with this rule goes on the line before it, as text of one paragraph or item."""
    return rule in ("continues", "centered", "same-row", "same-element") or rule.startswith("goes-on")


def _other_script(layout: Layout, last: int, index: int) -> bool:
    """Whether a sentence ends and the next line has no letter of the same script."""
    before, after = layout.sizes[last], layout.sizes[index]
    apart = (before.arabic and not before.latin and not after.arabic) or (
        before.latin and not before.arabic and not after.latin
    )
    return bool(apart) and ends_sentence(layout.lines[last].text)


def _by_edges(layout: Layout, block: Sequence[int], index: int) -> tuple[bool, str]:
    """Boundary by indents and by the room that the last line left."""
    last = block[-1]
    if has_room(layout, last, index):
        return True, "short-line"
    if _unstretched(layout, block, index):
        return True, "unstretched-line"
    if _other_script(layout, last, index):
        return True, "script"
    if _centered_alike(layout, block, index):
        return False, "centered"
    side = layout.dirs[block[0]]
    shift = layout.inset(index, side)[0] - layout.inset(last, side)[0]
    em = layout.em(index)
    if layout.flush_end:
        return False, "continues"
    if INDENT * em < shift < DEEPEST_INDENT * em and not begins_item(layout, block[0]):
        return True, "indent"
    known = len(block) > 1 or block[0] in layout.items.hanging  # else the first line may be indented
    if -DEEPEST_INDENT * em < shift < -INDENT * em and known:
        return True, "outdent"
    return False, "continues"


def has_room(layout: Layout, last: int, index: int) -> bool:
    """Whether the first word of line `index` would have fitted at the end of line `last`.

    Where the estimate is in doubt, only the end of a sentence makes the line the last of its paragraph."""
    room, word = layout.room(last), layout.first_word(index)
    if layout.set_in_alike(last, index) and not layout.only_start_set_in(last):
        start, end = layout.inset(last)
        room = end - min(start, end)
    before, after = layout.lines[last].text, layout.lines[index].text
    if inside_address(before, after):
        return False
    if room > CERTAIN_ROOM * word + SHORT_WORD * layout.em(index):
        return True
    return room > word and ends_sentence(before) and not continues_sentence(after)


def _unstretched(layout: Layout, block: Sequence[int], index: int) -> bool:
    """Whether justified text ends here, with a sentence: its lines are all stretched to the edge but for the last."""
    if not ends_sentence(layout.lines[block[-1]].text) or continues_sentence(layout.lines[index].text):
        return False
    stretched = [layout.stretched(line) for line in block]
    alike = all(stretched[:-1]) if len(block) > 1 else layout.stretched(index)
    return not stretched[-1] and (alike or layout.only_start_set_in(block[-1]))


def _centered_alike(layout: Layout, block: Sequence[int], index: int) -> bool:
    """Whether the lines stand in the middle of the column: of a caption's all, of others the next clearly."""
    if not layout.symmetric(block[-1]) or not layout.symmetric(index):
        return False
    if layout.em(index) < 0.94 * layout.body_size:
        return layout.inset(index)[0] > 0.5 * layout.em(index)
    return layout.centered(index) and layout.inset(block[0])[0] > 0.5 * layout.em(block[0])


def _style_change(layout: Layout, last: int, index: int) -> str | None:
    before, line = layout.lines[last], layout.lines[index]
    if bold(before) != bold(line) and layout.room(last) > 0.1 * layout.width(last):
        return "weight"
    pairs = zip(layout.sizes[last], layout.sizes[index], strict=True)
    if any(abs(one / other - 1) > SIZE_STEP for one, other in pairs if one and other):
        return "size"
    return None


def _new_item(layout: Layout, index: int) -> bool:
    """Whether the line begins a list item. A number or dash may also just stand at the start of a line."""
    mark = list_marker(layout.lines[index].text)
    return index in layout.items.begins or (mark is not None and is_bullet(mark))


def begins_item(layout: Layout, index: int) -> bool:
    """Whether the line begins with a mark as items do."""
    return index in layout.items.begins or list_marker(layout.lines[index].text) is not None


def bold(line: Line) -> bool:
    """Whether all letters of the line are bold."""
    letters = [span.bold for span in line.spans if any(map(str.isalpha, span.text))]
    return bool(letters) and all(letters)


def italic(line: Line) -> bool:
    """Whether all letters of the line are italic."""
    letters = [span.italic for span in line.spans if any(map(str.isalpha, span.text))]
    return bool(letters) and all(letters)


def _starts_alike(layout: Layout, block: Sequence[int], index: int) -> bool:
    """Whether the line starts where the next line of the block would, as far as the block shows that."""
    em, start, first = layout.em(index), layout.inset(index)[0], layout.inset(block[0])[0]
    if len(block) > 1:
        return abs(start - layout.inset(block[-1])[0]) <= INDENT * em
    if begins_item(layout, block[0]):
        return -INDENT * em < start - first < DEEPEST_INDENT * em
    return start <= INDENT * em


def is_set_alike(layout: Layout, block: Sequence[int], index: int) -> bool:
    """Whether the line may go on an item or a quotation: it starts where their lines do, and the last is as long as others.

    What ends with a sentence must show by its lines that they hang."""
    last = block[-1]
    if not _starts_alike(layout, block, index):
        return False
    ends = [layout.inset(line, layout.dirs[last])[1] for line in block]
    if len(block) > 1 and min(ends) > INDENT * layout.em(last):  # set in from both sides
        full = ends[-1] - min(ends) <= CERTAIN_ROOM * layout.first_word(index)
    else:
        full = not has_room(layout, last, index)
    hangs = layout.inset(index)[0] - layout.inset(block[0])[0] > HANGS * layout.em(index)
    return full and (hangs or len(block) > 1 or not ends_sentence(layout.lines[last].text))


def continues_over(
    layout: Layout, block: Sequence[int], index: int, *, plausible: bool, alike: bool = False
) -> str | None:
    """The rule by which the paragraph that ends a page or column with `block` goes on in line `index`.

    A full line that ends a sentence is in doubt: of the line ends inside paragraphs about one in 14 ends a
    sentence, of the last lines of paragraphs about one in 12 is full. Inside is more frequent, unless the
    page had room for more lines or the joined paragraph would be longer than all others: it is not `plausible`.
    `alike` tells that the line is known to be set like those of the block, which fill their measure.
    """
    last = block[-1]
    before, line = layout.lines[last], layout.lines[index]
    if before.element is not None and line.element is not None:
        return "goes-on:same-element" if before.element == line.element else None
    if _style_change(layout, last, index) or list_marker(line.text) or (layout.centered(index) and not alike):
        return None
    if continues_sentence(line.text):
        return "goes-on:small-letter"
    if not alike and (has_room(layout, last, index) or not _starts_alike(layout, block, index)):
        return None
    if not ends_sentence(before.text):
        return "goes-on:full-line"
    if layout.justified and len(block) > 1 and all(map(layout.stretched, block)):
        return "goes-on:stretched-line"
    if _unstretched(layout, block, index):
        return None
    return DOUBTFUL if plausible and layout.lines_below(last) < FREE_LINES else None
