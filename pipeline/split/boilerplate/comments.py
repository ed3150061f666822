"""What readers wrote below an article, as a printed page has it: remarks, each with a line that says who and when.

No word tells them but their dates: an article is signed on the day of its publication or before, comments come later.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.normalize.dates import find_dates
from pipeline.split.body.paragraphs import group_lines
from pipeline.split.boilerplate.trailing import announces, tells_update
from pipeline.split.decision import Decision
from pipeline.split.fields.byline import published_part
from pipeline.split.fields.labels import without_dates
from pipeline.split.geometry.links import is_linked
from pipeline.split.geometry.marks import ends_sentence

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from pipeline.config import Profile
    from pipeline.split.body.paragraphs import Group
    from pipeline.split.geometry.layout import Layout

LONGEST_NAME = 30
"""Letters beside the date in a line that says who wrote and when."""
LONGEST_STAMP = 150
"""Characters of that line with its date."""
REACH = 4
"""Blocks below what announces the comments within which the first such line stands: a name and a remark may be above it."""
JOINING = 3
"""Letters of a word that joins date and time ("at")."""
_CLOCK = re.compile(r"\d:\d\d")


def find_comments(layout: Layout, taken: Mapping[int, Decision], profile: Profile) -> dict[int, Decision]:
    """Decisions for the blocks from the one that announces comments to the end, below an article whose date is known."""
    published = _published(layout, taken, profile)
    if published is None or layout.lines[0].page is None:  # the markup of web pages tells their comments
        return {}
    below = [index for index in range(len(layout.lines)) if index not in taken or _is_offer(taken[index])]
    groups = list(group_lines(layout, below))
    texts = [" ".join(layout.lines[index].text.strip() for index in group.lines) for group in groups]
    prose = next((at for at, text in enumerate(texts) if ends_sentence(text)), len(groups))
    stamps = [
        at
        for at in range(prose + 2, len(groups))
        if _is_stamp(layout, groups[at], texts[at], published, profile)
    ]
    if not stamps or not (len(stamps) > 1 or _names_someone(layout, groups[stamps[0]], texts[stamps[0]])):
        return {}
    above = range(stamps[0] - 1, max(prose, stamps[0] - 1 - REACH), -1)
    start = next((at for at in above if announces(layout, groups[at])), len(groups))
    return {
        index: Decision(line=index, role="footer", rule="below:comments")
        for group in groups[start:]
        for index in group.lines
        if index not in taken
    }


def _published(layout: Layout, taken: Mapping[int, Decision], profile: Profile) -> datetime.date | None:
    """The date in the lines of the head."""
    lines = (index for index, decision in taken.items() if decision.role in ("date", "byline"))
    texts = (published_part(layout.lines[index].text, profile) for index in sorted(lines))
    return next((reading.date for text in texts for reading in find_dates(text)), None)


def _is_offer(decision: Decision) -> bool:
    return decision.role == "footer" and decision.rule.endswith(("below:closing", "]"))


def _is_stamp(layout: Layout, group: Group, text: str, published: datetime.date, profile: Profile) -> bool:
    """Whether a short text has a later day than the article's, or the same with the time, and no heading begins with it."""
    if len(text) > LONGEST_STAMP or not find_dates(text) or ends_sentence(text):
        return False
    if sum(map(str.isalpha, without_dates(text))) > LONGEST_NAME or tells_update(text, profile):
        return False
    if layout.lines[group.lines[0]].kind == "heading":
        return False
    days = [reading.date for reading in find_dates(text)]
    later = [day for day in days if day > published or (day == published and _CLOCK.search(text))]
    return bool(later) and len(later) == len(days)


def _names_someone(layout: Layout, group: Group, text: str) -> bool:
    """Whether more than a date stands there, or the date is a link, as that to the remark is."""
    return sum(map(str.isalpha, without_dates(text))) > JOINING or is_linked(layout, group.lines)
