"""Author and date below the article, where its head has none: "Text: Anna Heron", «نویسنده: …», a line with a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.normalize.dates import find_dates
from pipeline.split.decision import Decision
from pipeline.split.head import byline_name, is_name, without_label
from pipeline.split.scores import is_mere_date

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pipeline.config import Profile
    from pipeline.split.decision import FieldRole
    from pipeline.split.layout import Layout
    from pipeline.split.paragraphs import Group

LONGEST = 80
"""Characters of a signature."""
LAST_GROUPS = 4
"""How far above the end of the text, in blocks, a signature may stand."""


def find_tail(
    layout: Layout, groups: Sequence[Group], profile: Profile, known: Collection[str]
) -> dict[int, Decision]:
    """Decisions for the fields that are not `known` yet, looked for from the end of the body."""
    missing = {"author", "date"} - ({"author", "date"} if "byline" in known else set(known))
    found: dict[int, Decision] = {}
    for group in reversed(groups[1:][-LAST_GROUPS:]):
        text = " ".join(layout.lines[index].text.strip() for index in group.lines)
        plain = all(layout.lines[index].kind in (None, "paragraph") for index in group.lines)
        role = _role(text, profile) if plain and len(text) <= LONGEST else None
        if role in missing:
            missing.discard(role)
            found |= {index: Decision(line=index, role=role, rule=f"tail:{role}") for index in group.lines}
    return found


def _role(text: str, profile: Profile) -> FieldRole | None:
    """What the line is alone: a labeled name or nothing but a date."""
    if find_dates(text) and is_mere_date(text, profile):
        return "date"
    labeled = without_label(text, profile.labels.get("author", ())) is not None
    return "author" if labeled and is_name(byline_name(text, profile)) else None
