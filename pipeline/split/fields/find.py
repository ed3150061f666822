"""Title, author, date and section, read from the head of an article.

Each item of the head has a score for each field; the best assignment that keeps the order of the fields
is chosen. A site's profile gives the order; for an unknown site the usual orders compete.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.normalize import fold
from pipeline.normalize.dates import find_dates
from pipeline.split.decision import Decision
from pipeline.split.fields.byline import are_persons, bare_name, is_mere_date, without_mail
from pipeline.split.fields.evidence import is_short, of_masthead
from pipeline.split.fields.fellows import more_authors
from pipeline.split.fields.head import by_script, parts_of
from pipeline.split.fields.labels import (
    byline_name,
    is_count,
    is_name,
    is_proper,
    labels_author,
    signs,
    without_label,
)
from pipeline.split.fields.persons import (
    is_brief,
    is_given_name,
    is_publisher,
    is_role,
    lacks_function_words,
)
from pipeline.split.fields.scores import (
    PERSON,
    is_beside,
    may_stand_bare,
    score,
)
from pipeline.split.geometry.marks import ends_sentence
from pipeline.split.matching import letters_only

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.config import FieldName
    from pipeline.split.decision import FieldRole, Role
    from pipeline.split.fields.evidence import Head
    from pipeline.split.fields.head import Item

USUAL_ORDERS: tuple[tuple[FieldName, ...], ...] = (
    ("section", "title", "lead", "author", "date"),
    ("section", "title", "lead", "date", "author"),
    ("section", "date", "title", "lead", "author"),
    ("date", "section", "title", "lead", "author"),
    ("section", "author", "date", "title", "lead"),
    ("section", "date", "author", "title", "lead"),
    ("section", "author", "title", "lead", "date"),
    ("date", "author", "section", "title", "lead"),
    ("section", "title", "author", "date", "lead"),
    ("section", "title", "date", "author", "lead"),
    ("title", "lead", "section", "date", "author"),
    ("title", "lead", "section", "author", "date"),
    ("title", "lead", "author", "section", "date"),
    ("title", "lead", "author", "date", "section"),
    ("title", "lead", "date", "author", "section"),
)
_COUNTER = re.compile(r"\d{1,5}")
"""What is counted below a title where a picture says what it is: hearts, comments."""
ECHO_LETTERS = 6
"""Letters that a running title must share with the title."""
_FIRST: Sequence[FieldName] = ("author", "date")
"""Of equal lines the first has the field; of equal titles it is the last, below a kicker."""
_OF_LABEL: Mapping[str, FieldRole] = {"label:credit": "credit", "label:section": "section"}
OTHER_NAME = "head:other-name-of-section"
BESIDE_DATE = "head:author-beside-date"
MENU_ENTRIES = 3
LONGEST_KICKER = 40
"""Characters of a section's two names."""
KICKER_WORDS = 3
"""Words of a section's name that no profile knows, one of them joining the others («فرهنگ و هنر»); a line of links has as many."""
LINKED_WORDS = 7
"""Words of a section's name that is a link above the title."""
_JOINING = frozenset("&+/–-")
MOST: Mapping[FieldName, int] = {"section": 2, "title": 1, "author": 1, "date": 1, "lead": 1}
"""How many items of the head a field may take; a section has two names where the site has two languages."""


class Assignment(NamedTuple):
    """Fields given to items, by number of the item, and the sum of their scores."""

    score: float
    fields: tuple[tuple[int, FieldName], ...]


def find_fields(head: Head) -> dict[int, Decision]:
    """Decisions for the lines of the head that hold a field, and of an unknown masthead above them."""
    printed = any(item.page for item in head.items)
    own = (head.profile.order,) if head.profile.order else ()
    orders = own if printed and own else own + USUAL_ORDERS
    scores = [{name: score(head, at, name) for name in MOST} for at in range(len(head.items))]
    best = max((_assign(scores, order) for order in orders), key=lambda found: found.score)
    fields = dict(best.fields)
    fields |= _bare_author(head, fields)
    fields |= more_authors(head, fields)
    title = next((at for at, name in fields.items() if name == "title"), 0)
    found = {
        index: decision
        for at, name in fields.items()
        for index, decision in _lines(head.items[at], _role(head, at, name, title), _rule(head, at, name))
    }
    found |= _beside_fields(head, fields, title)
    found |= _other_titles(head, fields)
    found |= _echoes(head, fields, found)
    if head.claimed("section"):
        return found
    if own and not head.foreign:
        return found | _section_below_masthead(head, fields)
    return found | _above(head, fields, found)


def _bare_author(head: Head, fields: Mapping[int, FieldName]) -> dict[int, FieldName]:
    """A name right below the title of an unknown site, where the article has no other author."""
    below = next((at + 1 for at, name in fields.items() if name == "title"), len(head.items))
    bylines = any(
        name == "author" or _role(head, at, name, below - 1) == "byline" for at, name in fields.items()
    )
    if head.profile.order or bylines or below >= len(head.items) or below in fields:
        return {}
    item = head.items[below]
    named = is_short(item) and is_proper(item.text) and may_stand_bare(head, item)
    named = named and lacks_function_words(item.text) and not is_beside(head, item)
    named = named and (" " in item.text or is_given_name(item.text, head.profile))
    return {below: "author"} if named and not head.stands_out(item) else {}


def _rule(head: Head, at: int, name: FieldName) -> str:
    """The rule that gave the field; an author that only stands beside the date may be anyone."""
    if head.profile.order:
        return f"{head.profile.name}:{name}"
    if name == "date" and not head.items[at].hint and _is_guess(head, head.items[at]):
        return BESIDE_DATE
    return BESIDE_DATE if name == "author" and score(head, at, name) <= PERSON else f"head:{name}"


def _is_guess(head: Head, item: Item) -> bool:
    """Whether a line of a date has some words beside it that neither a label nor a given name makes an author."""
    text, profile = item.text, head.profile
    name = bare_name(byline_name(text, profile), profile)
    return is_name(name) and not (
        is_mere_date(text, profile) or labels_author(text, profile) or are_persons(name, profile)
    )


def _names_author(head: Head, item: Item, above: bool) -> bool:
    """Whether a name stands beside a date; one word in what markup calls a date is a label of it ("updated").

    Above the title of an unknown site that is the name of the paper, unless it is known to be a person's."""
    name = byline_name(item.text, head.profile)
    if not is_name(name) or is_mere_date(item.text, head.profile):
        return labels_author(item.text, head.profile)
    if above and not head.profile.order:
        return labels_author(item.text, head.profile) or are_persons(
            bare_name(name, head.profile), head.profile
        )
    return item.hint != "date" or signs(item.text, head.profile)


def _lines(item: Item, role: Role, rule: str) -> Iterable[tuple[int, Decision]]:
    return ((line, Decision(line=line, role=role, rule=rule)) for line in item.lines)


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
            taken = Assignment(rest.score + scores[at][name], ((at, name), *rest.fields))
            options.insert(0 if name in _FIRST else len(options), taken)
        return max(options, key=lambda option: option.score)

    return best(0, 0, 0)


def _role(head: Head, at: int, name: FieldName, title: int) -> Role:
    """A date with a name beside it is a byline; `title` is the number of the title's item."""
    item = head.items[at]
    if name == "date" and _names_author(head, item, at < title):
        return "byline"
    if name == "author" and find_dates(item.text):
        return "byline"
    return name


def _beside_fields(head: Head, fields: Mapping[int, FieldName], title: int) -> dict[int, Decision]:
    """What stands among the fields below the title and is none: a translator, what the author is, a later date, a count."""
    last = max(fields, default=0)
    found: dict[int, Decision] = {}
    for at, item in enumerate(head.items):
        if at in fields or head.profile.order or not title < at <= last + 2 or not is_brief(item.text):
            continue
        rule = _rule_beside(head, item, fields.get(at - 1))
        between = fields.get(at - 1) in ("author", "date") and fields.get(at + 1) in ("author", "date")
        between = between or (at < last and not item.hint and len(item.text.split()) == 1)
        rule = rule or ("head:between-fields" if between and is_name(item.text) else None)
        if rule:
            found |= _lines(item, _OF_LABEL.get(rule, "masthead"), rule)
            last = max(last, at)
    return found


def _rule_beside(head: Head, item: Item, before: FieldName | None) -> str | None:
    text, profile = item.text, head.profile
    if without_label(text, head.labels("contributor")) and not item.below_picture:
        return "head:contributor"
    if not byline_name(text, profile) and not find_dates(text) and is_name(text):
        return "head:label"
    if is_count(text, profile) or _COUNTER.fullmatch(text.strip()):
        return "head:count"
    if before == "author" and "@" in text and not without_mail(text, profile):
        return "head:address-of-author"
    if find_dates(text) and is_mere_date(text, profile):
        return "head:other-date"
    if ":" in text and is_name(without_label(text, head.labels("credit")) or ""):
        return "label:credit"
    if ":" in text and is_name(without_label(text, head.labels("section")) or ""):
        return "label:section"
    if fold(text.partition(":")[2].strip()) in head.trail:
        return "head:section-again"
    return "head:role-of-author" if before == "author" and is_role(text, profile) else None


def _other_titles(head: Head, fields: Mapping[int, FieldName]) -> dict[int, Decision]:
    """The title again in the other script: next to the title and in its style."""
    found: dict[int, Decision] = {}
    for at in (at for at, name in fields.items() if name == "title"):
        for other in (at - 1, at + 1):
            near = 0 <= other < len(head.items) and other not in fields
            if (
                near
                and _parallel(head.items[at], head.items[other])
                and not of_masthead(head, head.items[other])
            ):
                found |= _lines(head.items[other], "other-title", "beside-title")
    return found


def _echoes(
    head: Head, fields: Mapping[int, FieldName], found: Mapping[int, Decision]
) -> dict[int, Decision]:
    """The title again in smaller type above itself: the running title that a browser prints on the only page too."""
    title = next((at for at, name in fields.items() if name == "title"), 0)
    whole = letters_only(head.items[title].key) if head.items else ""
    echoes: dict[int, Decision] = {}
    for item in head.items[:title]:
        own = letters_only(item.key)
        again = len(own) >= ECHO_LETTERS and (own in whole or whole in own)
        if again and item.size < head.items[title].size and item.lines[0] not in found:
            echoes |= _lines(item, "masthead", "head:echoes-title")
    return echoes


def _parallel(title: Item, other: Item) -> bool:
    same_style = (title.bold, title.centered) == (other.bold, other.centered)
    return title.script != other.script and same_style and other.size >= 0.75 * title.size > 0


def _above(head: Head, fields: Mapping[int, FieldName], found: Mapping[int, Decision]) -> dict[int, Decision]:
    """The masthead that no profile knows: what stands above the title.

    What stands directly above the fields is the section if the article has an author elsewhere, or
    if it is printed in two languages.
    """
    title = next((at for at, name in fields.items() if name == "title"), 0)
    free = [at for at in range(title) if head.items[at].lines[0] not in found]
    above: dict[int, Decision] = {}
    found = {**found, **_other_name(head, fields, free)}
    above |= {index: decision for index, decision in found.items() if decision.rule == OTHER_NAME}
    sectioned = "section" in fields.values() or any(each.role == "section" for each in found.values())
    kickers = [] if sectioned else _kickers(head, fields, free)
    for at in kickers:
        known = {decision.role for decision in found.values()}
        below_masthead = (
            "date" in known and at - 1 in free and not are_persons(head.items[at].text, head.profile)
        )
        if len(kickers) == 2 or known & {"author", "byline"} or below_masthead:
            above |= _lines(head.items[at], "section", "head:above-title")
    rest = [at for at in free if head.items[at].lines[0] not in above]
    for at in rest:
        if len(rest) > 1 or not ends_sentence(head.items[at].text):
            above |= _lines(head.items[at], "masthead", "head:above-title")
    return above


def _other_name(head: Head, fields: Mapping[int, FieldName], free: Sequence[int]) -> dict[int, Decision]:
    """The section's name in the other language, above the one that is known and set as it is."""
    sections = [at for at, name in fields.items() if name == "section"]
    above = sections[0] - 1 if len(sections) == 1 else -1
    if above not in free or not _may_be_kicker(head, head.items[above]):
        return {}
    one, two = head.items[above], head.items[above + 1]
    alike = (one.size, one.bold) == (two.size, two.bold) and one.script != two.script
    return dict(_lines(one, "section", OTHER_NAME)) if alike and above > 0 else {}


def _section_below_masthead(head: Head, fields: Mapping[int, FieldName]) -> dict[int, Decision]:
    """The section that the profile does not know: the only text between its masthead and the first field, and short."""
    unknown = "section" not in head.profile.order and "section" not in fields.values()
    alone = min(fields, default=0) == 1 and _may_be_kicker(head, head.items[0])
    return dict(_lines(head.items[0], "section", "head:below-masthead")) if unknown and alone else {}


def _kickers(head: Head, fields: Mapping[int, FieldName], free: Sequence[int]) -> list[int]:
    """The one or two short items directly above the title, or above the first field if they are two or end the masthead."""
    first = min((at for at in fields if fields[at] != "section"), default=0)
    title = next((at for at, name in fields.items() if name == "title"), 0)
    for below in (first, title):
        near = [at for at in (below - 2, below - 1) if at in free and _may_be_kicker(head, head.items[at])]
        if below - 1 in near and _has_two_names(head.items[below - 1]):
            return [below - 1]
        if len(near) == 2 and head.items[near[0]].script != head.items[near[1]].script:
            return near
        alone = below - 1 in near and (below == title or _ends_masthead(head, below - 2))
        alone = alone and not _is_menu(head, free, below)
        if alone:
            return [below - 1]
    return []


def _is_menu(head: Head, free: Sequence[int], below: int) -> bool:
    """Whether the items right above number `below` are the entries of a menu: three or more that are short and alike."""
    above = [head.items[at] for at in range(below - MENU_ENTRIES, below) if at in free]
    styles = {(item.size, item.bold, item.centered, item.script) for item in above}
    return (
        len(above) == MENU_ENTRIES and len(styles) == 1 and all(_may_be_kicker(head, item) for item in above)
    )


def _ends_masthead(head: Head, at: int) -> bool:
    """Whether an item is an address or an issue line: what is below it and above the fields is the section."""
    return at >= 0 and of_masthead(head, head.items[at])


def _is_nameplate(head: Head, item: Item) -> bool:
    """Whether a short text above the title is the name of the paper: set off at the top, or beside the title in <title>."""
    own = letters_only(item.key)
    beside = any(own in letters_only(fold(title)) for title in head.claimed("title"))
    return (
        beside or is_publisher(item.text, head.profile) or (head.stands_out(item) and item is head.items[0])
    )


def _has_two_names(item: Item) -> bool:
    """«فرهنگی (Kultur)», "Gesellschaft / اجتماعی": a few words in each of two scripts."""
    names = by_script(item.text)
    short = len(names) == 2 and all(len(name.split()) <= KICKER_WORDS for name in names)
    return short and is_name(" ".join(names)) and len(item.text) <= LONGEST_KICKER


def _may_be_kicker(head: Head, item: Item) -> bool:
    if _has_two_names(item):
        repeats = {fold(name) for name in by_script(item.text)} & {other.key for other in head.items}
        return not (repeats or of_masthead(head, item) or head.stands_out(item) or item is head.items[0])
    words = item.text.split()
    menu = len(words) == KICKER_WORDS and lacks_function_words(item.text) and words[1] not in _JOINING
    short = is_short(item) and len(words) <= KICKER_WORDS and not menu
    lone = item.linked and len(parts_of(item.text)) == 1
    short = short or (lone and len(words) <= LINKED_WORDS and is_name(item.text))
    if not head.profile.order and _is_nameplate(head, item):
        return False
    return short and not of_masthead(head, item) and item.size <= 1.1 * head.body_size
