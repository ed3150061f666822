"""Fields in lines that the reading of a web page cut: an author who is a link below the title, a source or a byline below the text.

The reading knows no words; here the labels and names of the profile do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.normalize import fold
from pipeline.normalize.dates import find_dates
from pipeline.split.decision import Decision
from pipeline.split.fields.byline import are_persons, bare_name, is_mere_date
from pipeline.split.fields.credit import source_named
from pipeline.split.fields.labels import BESIDE, is_name, without_label
from pipeline.split.fields.tail import LONGEST, role_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from pipeline.config import Profile
    from pipeline.model import Document, Line
    from pipeline.split.decision import FieldRole

BELOW = 4
"""Lines below the text in which a source or a byline may stand."""


def find_adopted(
    document: Document, decided: Mapping[int, Decision], profile: Profile
) -> dict[int, Decision]:
    """Decisions for lines of navigation that hold a field which `decided`, the decisions by line, lacks."""
    lines = document.lines
    if not lines or lines[0].page is not None:
        return {}
    roles = {decision.role for decision in decided.values()}
    title = next((index for index, decision in decided.items() if decision.role == "title"), 0)
    body = [index for index, decision in decided.items() if decision.block is not None]
    found: dict[int, Decision] = {}
    if any(claim.field == "section" for claim in document.claims):
        roles.add("section")
    beside = {
        fold(piece)
        for claim in document.claims
        if claim.field == "title"
        for piece in BESIDE.split(claim.value)
    }
    for index, role, rule in _candidates(lines, title, body, beside, profile):
        taken = roles | {"author", "date"} if "byline" in roles else roles
        if (
            decided[index].role == "navigation"
            and role not in taken
            and not (role == "byline" and "author" in taken)
        ):
            found[index] = Decision(line=index, role=role, rule=rule)
            roles.add(role)
    return found


def _candidates(
    lines: Sequence[Line], title: int, body: Sequence[int], beside: Collection[str], profile: Profile
) -> Iterator[tuple[int, FieldRole, str]]:
    for index in range(title + 1, min(body, default=0)):
        name = bare_name(lines[index].text.strip(), profile)
        labeled = role_of(lines[index].text.strip(), profile) == "author"
        if labeled and len(lines[index].text) <= LONGEST:
            yield index, "author", "head:linked-author"
        named = index == title + 1 and fold(name) in beside and " " in name
        if is_name(name) and (named or are_persons(name, profile)):
            yield index, "author", "head:linked-author"
    last = max(body, default=len(lines))
    for index in range(last + 1, min(last + 1 + BELOW, len(lines))):
        text = lines[index].text.strip()
        role = role_of(text, profile) if len(text) <= LONGEST else None
        if role in ("author", "byline", "section"):
            yield index, role, f"tail:{role}"
        if ":" in text and is_name(without_label(text, profile.labels.get("credit", ())) or ""):
            yield index, "credit", "label:credit"
        elif (
            index == last + 1
            and find_dates(text)
            and not is_mere_date(text, profile)
            and (at := source_named(fold(text), profile)) is not None
        ):
            yield index, "credit", f"{profile.name}:credit[{at}]"
