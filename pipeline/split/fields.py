"""Title, author, date and section, read from the head of an article.

Each item of the head gets a score for each field from what it is (a date, a labeled name, the
largest text, what the metadata claims); then the best assignment that keeps the order of the fields
is chosen. A site's profile gives the order; for an unknown site the usual orders compete.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline.normalize import fold
from pipeline.normalize.dates import find_dates
from pipeline.split.decision import Decision
from pipeline.split.head import is_name, section_names, without_dates, without_label
from pipeline.split.matching import near

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.config import FieldName, Profile
    from pipeline.model import Claim
    from pipeline.split.decision import FieldRole
    from pipeline.split.head import Item

USUAL_ORDERS: tuple[tuple[FieldName, ...], ...] = (
    ("section", "title", "lead", "author", "date"),
    ("section", "title", "lead", "date", "author"),
    ("section", "date", "title", "lead", "author"),
    ("date", "section", "title", "lead", "author"),
    ("section", "author", "date", "title", "lead"),
    ("section", "author", "title", "lead", "date"),
    ("date", "author", "section", "title", "lead"),
)
MOST: Mapping[FieldName, int] = {"section": 2, "title": 1, "author": 1, "date": 1, "lead": 1}
"""How many items of the head a field may take; a section has two names where the site has two languages."""
CERTAIN = 8.0
AGREES = 6.0
NEVER = float("-inf")


@dataclass(frozen=True, slots=True)
class Assignment:
    """Fields given to items, by number of the item, and the sum of their scores."""

    score: float
    fields: tuple[tuple[int, FieldName], ...]


def find_fields(
    items: Sequence[Item], profile: Profile, claims: Sequence[Claim], body_size: float
) -> dict[int, Decision]:
    """Decisions for the lines of the head that hold a field."""
    orders = (profile.order,) if profile.order else USUAL_ORDERS
    scores = [
        {name: _score(items, at, name, profile, claims, body_size) for name in MOST}
        for at in range(len(items))
    ]
    best = max((_assign(scores, order) for order in orders), key=lambda found: found.score)
    found: dict[int, Decision] = {}
    source = profile.name if profile.order else "head"
    for at, name in best.fields:
        role = _role(items[at], name, profile)
        found |= {line: Decision(line=line, role=role, rule=f"{source}:{name}") for line in items[at].lines}
    return found | _other_titles(items, best)


def _assign(scores: Sequence[Mapping[FieldName, float]], order: Sequence[FieldName]) -> Assignment:
    """The best way to give the items to the fields of `order` without leaving the order."""

    @cache
    def best(at: int, place: int, used: int) -> Assignment:
        if at == len(scores) or place == len(order):
            return Assignment(0.0, ())
        options = [best(at, place + 1, 0), best(at + 1, place, used)]
        name = order[place]
        if used < MOST[name] and scores[at][name] > 0:
            rest = best(at + 1, place, used + 1)
            options.append(Assignment(rest.score + scores[at][name], ((at, name), *rest.fields)))
        return max(options, key=lambda option: option.score)

    return best(0, 0, 0)


def _role(item: Item, name: FieldName, profile: Profile) -> FieldRole:
    """A date with a name beside it is a byline."""
    if name == "date" and is_name(without_dates(_bare(item.text, profile))) and _bare_name(item, profile):
        return "byline"
    return name


def _bare(text: str, profile: Profile) -> str:
    labels = (*profile.labels.get("date", ()), *profile.labels.get("author", ()))
    rest = without_label(text, labels)
    return text if rest is None else rest


def _bare_name(item: Item, profile: Profile) -> bool:
    rest = without_dates(item.text)
    return without_label(rest + " ", profile.labels.get("date", ())) is None


def _score(
    items: Sequence[Item],
    at: int,
    name: FieldName,
    profile: Profile,
    claims: Sequence[Claim],
    body_size: float,
) -> float:
    item = items[at]
    if item.hint:
        return CERTAIN + 2 if item.hint == name else NEVER
    claimed = [claim.value for claim in claims if claim.field == name]
    if name == "date":
        return _date_score(item, profile)
    if name == "section":
        return _section_score(item, profile, claimed)
    if name == "author":
        beside = [items[other] for other in (at - 1, at + 1) if 0 <= other < len(items)]
        return _author_score(item, profile, claimed, beside)
    if name == "title":
        largest = max(other.size for other in items)
        return _title_score(item, profile, claimed, body_size, largest)
    return CERTAIN if without_label(item.text, profile.labels.get("lead", ())) else NEVER


def _date_score(item: Item, profile: Profile) -> float:
    if not find_dates(item.text):
        return NEVER
    rest = without_dates(_bare(item.text, profile))
    if not any(map(str.isalpha, rest)):
        return CERTAIN
    return CERTAIN - 3 if is_name(rest) else NEVER


def _section_score(item: Item, profile: Profile, claimed: Sequence[str]) -> float:
    if section_names(item.text, profile) or without_label(item.text, profile.labels.get("section", ())):
        return CERTAIN
    if _agrees(item.text, claimed):
        return AGREES
    short = is_name(item.text) and len(item.text.split()) <= 5
    return 1.5 if short and "section" in profile.order else NEVER


def _author_score(item: Item, profile: Profile, claimed: Sequence[str], beside: Sequence[Item]) -> float:
    labeled = without_label(item.text, profile.labels.get("author", ()))
    if labeled is not None:
        return CERTAIN if is_name(without_dates(labeled)) else NEVER
    if _agrees(item.text, claimed):
        return AGREES
    if not is_name(item.text) or section_names(item.text, profile):
        return NEVER
    by_date = any(
        find_dates(other.text) and not any(map(str.isalpha, without_dates(other.text))) for other in beside
    )
    return 2.0 + by_date if profile.order or by_date else NEVER


def _title_score(
    item: Item, profile: Profile, claimed: Sequence[str], body_size: float, largest: float
) -> float:
    if section_names(item.text, profile) or not any(map(str.isalpha, item.text)):
        return NEVER
    score = 1.5 if profile.order else 0.0
    score += AGREES if _agrees(item.text, claimed) else 0.0
    if body_size and item.size > 1.1 * body_size:
        score += 4.0 if item.size == largest else 2.0
    score += 1.5 * item.bold + 0.5 * item.italic + item.centered
    return score + 0.5 * (len(item.text.split()) > 1) if score else NEVER


def _agrees(text: str, claimed: Sequence[str]) -> bool:
    """Whether the metadata or markup claims this text, alone or with the site's name beside it."""
    key = fold(text)
    return len(key) > 3 and any(key in fold(value) or near(fold(value), key) for value in claimed)


def _other_titles(items: Sequence[Item], best: Assignment) -> dict[int, Decision]:
    """The title again in the other script: next to the title and in its style."""
    titles = [at for at, name in best.fields if name == "title"]
    taken = {at for at, _ in best.fields}
    found: dict[int, Decision] = {}
    for at in titles:
        for other in (at - 1, at + 1):
            if 0 <= other < len(items) and other not in taken and _parallel(items[at], items[other]):
                found |= {
                    line: Decision(line=line, role="other-title", rule="beside-title")
                    for line in items[other].lines
                }
    return found


def _parallel(title: Item, other: Item) -> bool:
    same_style = (title.bold, title.centered) == (other.bold, other.centered)
    return title.script != other.script and same_style and other.size >= 0.75 * title.size > 0
