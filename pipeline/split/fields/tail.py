"""Author, date and section below the article, where its head has none: "Text: Anna Heron", «نویسنده: …», a line with a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.normalize.dates import find_dates
from pipeline.split.decision import Decision
from pipeline.split.fields.byline import are_persons, bare_name, is_mere_date
from pipeline.split.fields.labels import byline_name, is_name, labels_author, without_label
from pipeline.split.fields.persons import without_place, without_role

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pipeline.config import Profile
    from pipeline.split.body.paragraphs import Group
    from pipeline.split.decision import FieldRole
    from pipeline.split.geometry.layout import Layout

LONGEST = 80
"""Characters of a signature."""
LAST_GROUPS = 4
"""How far above the end of the text, in blocks, a signature may stand."""
SIGNATURE = "tail:signature"
"""A person's name that nothing announces, as the last line or above the date."""


def find_tail(
    layout: Layout, groups: Sequence[Group], profile: Profile, known: Collection[str]
) -> dict[int, Decision]:
    """Decisions for the fields that are not `known` yet, looked for from the end of the body."""
    missing: set[FieldRole] = {"author", "date", "section"}
    missing -= {"author", "date"} if "byline" in known else set()
    missing -= set(known)
    last = groups[1:][-LAST_GROUPS:]
    texts = [_text(layout, group) for group in last]
    found: dict[int, Decision] = {}
    for at in reversed(range(len(last))):
        role = role_of(texts[at], profile)
        alone = missing & {"author", "date"}
        if role == "byline" and len(alone) == 1:
            role = next(iter(alone))
        members, rule = [at], f"tail:{role}"
        if role is None and "author" in missing:
            members, rule = _signature(
                texts, at, profile, all(last[other].lines[0] in found for other in range(at + 1, len(last)))
            )
            role = "author" if members else None
        if role in missing or (role == "byline" and alone):
            missing -= {"author", "date"} if role == "byline" else {role}
            found |= {
                index: Decision(line=index, role=role, rule=rule)
                for member in members
                for index in last[member].lines
            }
    return found


def _text(layout: Layout, group: Group) -> str:
    """The text of a block that may be a signature; nothing if it cannot be one."""
    text = " ".join(layout.lines[index].text.strip() for index in group.lines)
    plain = all(layout.lines[index].kind in (None, "paragraph") for index in group.lines)
    return text if plain and len(text) <= LONGEST else ""


def role_of(text: str, profile: Profile) -> FieldRole | None:
    """What the line is alone: a labeled name, nothing but a date, or both; or a labeled section."""
    name = without_role(byline_name(text, profile), profile)
    if find_dates(text):
        if is_mere_date(text, profile):
            return "date"
        signed = labels_author(text, profile) or without_place(name, profile) != name
        return "byline" if signed and is_name(name) else None
    labeled = without_label(text, profile.labels.get("author", ())) is not None
    if labeled and is_name(name):
        return "author"
    section = without_label(text, profile.labels.get("section", ())) if ":" in text else None
    return "section" if section and is_name(section) else None


def _signature(texts: Sequence[str], at: int, profile: Profile, last: bool) -> tuple[list[int], str]:
    """The blocks of a name that a leave-taking above it announces, or that is a person's and the `last` of the text."""
    below = texts[at + 1] if at + 1 < len(texts) else ""
    labeled = without_label(f"{texts[at]} ", profile.labels.get("author", ())) is not None
    if labeled and not byline_name(texts[at], profile) and is_name(below) and not find_dates(below):
        return [at, at + 1], "tail:author"
    name = bare_name(texts[at], profile)
    return ([at], SIGNATURE) if last and is_name(name) and are_persons(name, profile) else ([], "")
