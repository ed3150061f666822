"""What a page offers below its article: titles of others, comments, links, between and below the lines that announce them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.normalize.dates import find_dates
from pipeline.normalize.folding import fold_letters
from pipeline.split.body.paragraphs import bold, group_lines
from pipeline.split.decision import Decision
from pipeline.split.fields.head import PROSE_LETTERS
from pipeline.split.fields.labels import without_label
from pipeline.split.geometry.links import is_linked
from pipeline.split.geometry.marks import ends_sentence, note_label

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pipeline.config import LabelName, Profile
    from pipeline.split.body.paragraphs import Group
    from pipeline.split.geometry.layout import Layout

SMALLER = 0.94
"""Size of small print against the text's."""
_FIELDS: tuple[LabelName, ...] = ("author", "credit", "section")
LONGEST = 120
"""Letters of a title or a link."""


def find_trailing(
    layout: Layout, free: Sequence[int], closing: Collection[int], profile: Profile
) -> dict[int, Decision]:
    """Decisions for the lines of `free` below a line of `closing` or a link, the first below which none is text or a field."""
    groups = list(group_lines(layout, free))
    text = len(groups) - 1
    while text >= 0 and (
        _is_offer(layout, groups[text], profile)
        or _labels_link(layout, groups[text], groups[text + 1] if text + 1 < len(groups) else None, profile)
    ):
        text -= 1
    below = groups[text + 1 :]
    last = groups[text].lines[-1] if text >= 0 else -1
    # Web pages say by their markup what is navigation; a poem has no line by which its end is known.
    prose = any(_is_prose(layout, group) for group in groups[: text + 1])
    printed = prose and layout.lines[0].page is not None
    links = [group.lines[0] for group in below if printed and is_linked(layout, group.lines)]
    start = min((index for index in (*closing, *links) if index > last), default=len(layout.lines))
    for group in reversed(below if printed and start < len(layout.lines) else ()):
        if group.lines[0] < start and (announces(layout, group) or _is_update(layout, group, profile)):
            start = group.lines[0]
        elif group.lines[-1] < start:
            break
    return {
        index: Decision(line=index, role="footer", rule="below:closing")
        for group in below
        for index in group.lines
        if index >= start
    }


def find_links(layout: Layout, groups: Sequence[Group], profile: Profile) -> dict[int, Decision]:
    """Decisions for the blocks of a printed page that are nothing but a link: what its site offers between paragraphs."""
    return {
        index: Decision(line=index, role="navigation", rule="linked")
        for group in groups
        if is_linked(layout, group.lines)
        and layout.lines[group.lines[0]].box is not None
        and all(layout.lines[index].kind in (None, "paragraph") for index in group.lines)
        and _is_offer(layout, group, profile)
        for index in group.lines
    }


def _is_offer(layout: Layout, group: Group, profile: Profile) -> bool:
    lines = [layout.lines[index] for index in group.lines]
    text = " ".join(line.text.strip() for line in lines)
    letters = sum(layout.letters[index] for index in group.lines)
    linked = is_linked(layout, group.lines) or _is_small_print(layout, group)
    if letters > LONGEST or (letters >= PROSE_LETTERS and ends_sentence(text) and not linked):
        return False
    if any(line.kind in ("table", "footnote", "image") or line.field for line in lines):
        return False
    if linked and note_label(text) is not None:
        return False  # what a note refers to
    if find_dates(text) and not (linked or tells_update(text, profile)):
        return False
    return all(without_label(text, profile.labels.get(name, ())) is None for name in _FIELDS)


def tells_update(text: str, profile: Profile) -> bool:
    """Whether a short text says when another version appeared: its date is none of the article's end."""
    key = fold_letters(text)
    return any(fold_letters(label.rstrip(":")) in key for label in profile.labels.get("updated", ()))


def _is_prose(layout: Layout, group: Group) -> bool:
    letters = sum(layout.letters[index] for index in group.lines)
    return letters > LONGEST or (
        letters >= PROSE_LETTERS and ends_sentence(layout.lines[group.lines[-1]].text)
    )


def _is_small_print(layout: Layout, group: Group) -> bool:
    """Whether a block is set smaller than the text and begins with no mark of a note."""
    lines = [layout.lines[index] for index in group.lines]
    small = all(line.box is not None and 0 < line.size < SMALLER * layout.body_size for line in lines)
    text = " ".join(line.text.strip() for line in lines)
    return small and note_label(text) is None and not find_dates(text)


def _labels_link(layout: Layout, group: Group, below: Group | None, profile: Profile) -> bool:
    """Whether a block is the mere word for a field ("Authors:") above a link: what the site has of them."""
    text = layout.lines[group.lines[0]].text.strip()
    bare = any(without_label(text, profile.labels.get(name, ())) == "" for name in _FIELDS)
    return bare and len(group.lines) == 1 and below is not None and is_linked(layout, below.lines)


def _is_update(layout: Layout, group: Group, profile: Profile) -> bool:
    text = " ".join(layout.lines[index].text for index in group.lines)
    return bool(find_dates(text)) and tells_update(text, profile)


def announces(layout: Layout, group: Group) -> bool:
    """Whether a block is a heading, by its markup, type or colon, of what stands below it."""
    first = layout.lines[group.lines[0]]
    larger = layout.body_size > 0 and first.size > 1.1 * layout.body_size
    colon = layout.lines[group.lines[-1]].text.rstrip().endswith(":")
    return first.kind == "heading" or larger or colon or all(bold(layout.lines[at]) for at in group.lines)
