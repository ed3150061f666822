"""What a page offers below its article: titles of others, comments, links, between and below the lines that announce them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.normalize.dates import find_dates
from pipeline.split.body.paragraphs import group_lines
from pipeline.split.decision import Decision
from pipeline.split.fields.head import PROSE_LETTERS
from pipeline.split.fields.labels import without_label
from pipeline.split.geometry.marks import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pipeline.config import Profile
    from pipeline.split.body.paragraphs import Group
    from pipeline.split.geometry.layout import Layout

LONGEST = 120
"""Letters of a title or a link."""


def find_trailing(
    layout: Layout, free: Sequence[int], closing: Collection[int], profile: Profile
) -> dict[int, Decision]:
    """Decisions for the lines of `free` below a line of `closing`, the first below which none is text or a field."""
    below = [index for index in free if closing and index > min(closing)]
    groups = list(group_lines(layout, below))
    text = [group.lines[-1] for group in groups if not _is_offer(layout, group, profile)]
    start = min((index for index in closing if index > max(text, default=-1)), default=len(layout.lines))
    groups = [group for group in groups if group.lines[0] > start]
    return {
        index: Decision(line=index, role="footer", rule="below:closing")
        for group in groups
        for index in group.lines
    }


def _is_offer(layout: Layout, group: Group, profile: Profile) -> bool:
    lines = [layout.lines[index] for index in group.lines]
    text = " ".join(line.text.strip() for line in lines)
    letters = sum(layout.letters[index] for index in group.lines)
    if letters > LONGEST or (letters >= PROSE_LETTERS and ends_sentence(text)) or find_dates(text):
        return False
    if any(line.kind in ("table", "footnote", "image") or line.field for line in lines):
        return False
    return all(without_label(text, profile.labels.get(name, ())) is None for name in ("author", "credit"))
