"""How well an item of the head fits a field: the evidence in points."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.normalize import fold
from pipeline.split.fields.agreement import steps_to
from pipeline.split.fields.byline import are_persons, bare_name, reads_on
from pipeline.split.fields.evidence import (
    AGREES,
    CERTAIN,
    NEVER,
    agrees,
    date_score,
    is_date,
    is_rubric,
    of_masthead,
    section_score,
)
from pipeline.split.fields.head import folded_names, section_names
from pipeline.split.fields.labels import byline_name, is_proper, without_label
from pipeline.split.fields.persons import (
    is_given_name,
    is_place,
    is_publisher,
    is_role,
    lacks_function_words,
    may_be_names,
    without_role,
)

if TYPE_CHECKING:
    from pipeline.config import FieldName, Profile
    from pipeline.split.fields.evidence import Head
    from pipeline.split.fields.head import Item

PERSON = 4.5
"""A name that is known to be a person's, though nothing announces it; more than one that stands beside the date."""
PER_LINE, FARTHEST = 0.2, 8
"""What a date loses for each item between it and the title: web pages print the day's date at their top."""
NAMEPLATE_WORDS, HEADLINE_WORDS = 3, 5
"""At most of the name of a paper, and at least of a title that is told by its length from the headings of an article."""
_BETWEEN_NAMES = re.compile(r"\s[–—/|&-]\s|\s(?:and|und|et|و|او)\s")
"""Between several authors, and between one author's names in two scripts."""
LABEL_WORDS = 3
LEAD_WORDS = 8
LEAD_STEP, LARGEST_LEAD = 1.25, 1.4
"""A standfirst is this much smaller than the title above it, and no larger than this against the body."""


def likely_title(head: Head) -> int:
    """Number of the item that is most like a title."""
    if (known := head.__dict__.get("likely_title")) is None:
        known = max(range(len(head.items)), key=lambda at: score(head, at, "title"))
        head.__dict__["likely_title"] = known
    return int(known)


def score(head: Head, at: int, name: FieldName) -> float:
    """Points for item number `at` as the field `name`; the sum of an assignment decides."""
    item = head.items[at]
    hint = item.hint or ("title" if item.level == 1 and not _bylined_below(head, at) else None)
    if hint:
        mere_label = name == "author" and not byline_name(item.text, head.profile)
        if hint != name or mere_label or _is_office(head, at):
            return NEVER
        return CERTAIN + 2 + (name == "author" and _says_author(head, item))
    if name == "title" and any(other.hint == "title" for other in head.items):
        return NEVER
    if item.below_picture and item.size < head.body_size and name != "title":
        return NEVER
    if name == "date":
        return date_score(head, item) - min(FARTHEST, abs(at - likely_title(head))) * PER_LINE
    if name == "section":
        return section_score(head, at)
    if name == "author":
        return _author(head, at)
    if name == "title":
        return _title(head, at)
    return _lead(head, at)


def _says_author(head: Head, item: Item) -> bool:
    """Whether of several lines called the author this one says so itself: by a label, or by the name of a person."""
    text, profile = item.text, head.profile
    labeled = without_label(text, head.labels("author")) is not None
    return labeled or are_persons(bare_name(byline_name(text, profile), profile), profile)


def _is_office(head: Head, at: int) -> bool:
    """Whether markup calls an author what is the author's office, for another line has the name."""
    item = head.items[at]
    named = any(other.hint == "author" for other in head.items if other is not item)
    return item.hint == "author" and named and is_role(item.text, head.profile)


def _lead(head: Head, at: int) -> float:
    """Labeled, or a standfirst: some words in a type of their own right below a larger title."""
    item = head.items[at]
    if without_label(item.text, head.labels("lead")):
        return CERTAIN
    above = head.items[at - 1] if at else None
    if (
        above is None
        or above.script != item.script
        or not head.body_size
        or above.size < LEAD_STEP * item.size
        or item.bold
    ):
        return NEVER
    own_type = item.italic or not 0.95 < item.size / head.body_size < 1.05
    fits = item.size <= LARGEST_LEAD * head.body_size and len(item.text.split()) >= LEAD_WORDS
    return 2.5 if own_type and fits else NEVER


def _author(head: Head, at: int) -> float:
    item, profile = head.items[at], head.profile
    if without_label(item.text, head.labels("author")) is not None:
        return CERTAIN if _names_labeled(head, item) else NEVER
    if at and _is_mere_label(head, at - 1) and may_be_names(item.text, profile):
        return CERTAIN
    if agrees(item, head.claimed("author")) or item.key in head.named:
        return AGREES + 0.5 * _says_author(head, item)
    name = bare_name(_without_place_before(item.text, profile), profile)
    if not may_be_names(name, profile) or is_beside(head, item) or (at and _announces(head.items[at - 1])):
        return NEVER
    if section_names(name, head.sections) or is_rubric(head, at):
        return NEVER
    menu = item.linked and at < likely_title(head) and not are_persons(name, profile)
    if item.below_picture or (menu and item.page is not None):
        return NEVER
    if "@" in item.text and item.key not in head.known:
        below = at > likely_title(head) or are_persons(name, profile)
        return PERSON + 0.5 if below and " " in name else NEVER
    if of_masthead(head, item):
        return NEVER
    by_date = any(
        is_date(head, head.items[other]) for other in (at - 1, at + 1) if 0 <= other < len(head.items)
    )
    by_title = 0.5 * (abs(at - likely_title(head)) == 1)
    if profile.order:
        return 2.0 + by_date + by_title
    if not may_stand_bare(head, item):
        return NEVER
    if _above_contributor(head, at) and item.script == head.items[at + 1].script:
        return AGREES
    if are_persons(name, profile):
        by_role = at + 1 < len(head.items) and is_role(head.items[at + 1].text, profile)
        return PERSON + (by_date or by_role) + by_title
    if item.script and not lacks_function_words(name):
        return NEVER
    return 2.0 + by_date + by_title if by_date and not _may_be_nameplate(head, at, name) else NEVER


def _without_place_before(text: str, profile: Profile) -> str:
    """The text behind a place and a colon: «طنجة: نجلاء الطرابلسي»."""
    place, _, name = text.partition(":")
    return name.strip() if is_place(place, profile) and " " in name.strip() else text


def _is_mere_label(head: Head, at: int) -> bool:
    """Whether an item is nothing but a word that announces the author, who stands below it."""
    text = head.items[at].text.strip(" :")
    return fold(text) in folded_names(tuple(label.strip(" :") for label in head.labels("author")))


def _announces(item: Item) -> bool:
    """Whether an item is a lone word with a colon: who stands below it is what it says («استاد راهنما:»), and no author that nothing else names."""
    return _ends_open(item) and len(item.text.split()) <= LABEL_WORDS


def _is_somebody(head: Head, at: int) -> bool:
    """Whether an item is the person whom the line above announces («استاد راهنما:»)."""
    name = bare_name(head.items[at].text, head.profile)
    return at > 0 and _announces(head.items[at - 1]) and are_persons(name, head.profile)


def _ends_open(item: Item) -> bool:
    return item.text.rstrip().endswith((":", "："))


def _above_contributor(head: Head, at: int) -> bool:
    """Whether the line below names the translator, and the item stands below the title: there stands who wrote the text."""
    below = head.items[at + 1].text if at + 1 < len(head.items) else ""
    item = head.items[at]
    return (
        at > likely_title(head)
        and without_label(below, head.labels("contributor")) is not None
        and lacks_function_words(item.text)
        and " " in item.text
    )


def _names_labeled(head: Head, item: Item) -> bool:
    """Whether a name stands behind the label; a heading ("Interview: …") and a phrase ("By the river") are none."""
    heading = item.level is not None and not head.profile.order
    name = without_role(byline_name(item.text, head.profile), head.profile)
    return not heading and may_be_names(name, head.profile) and not reads_on(item.text, head.profile)


def _may_be_nameplate(head: Head, at: int, name: str) -> bool:
    """Whether a name that no given name tells is more likely the paper's: at the very top, set large, or a single word."""
    above = at < likely_title(head) and (at == 0 or head.items[at].size > 1.1 * head.body_size)
    return above or (" " not in name and not is_given_name(name, head.profile))


def is_beside(head: Head, item: Item) -> bool:
    """Whether a line that stands where bylines stand names no author: what one is, a translator, a paper, a society."""
    profile = head.profile
    return (
        is_role(item.text, profile)
        or without_label(item.text, head.labels("contributor")) is not None
        or (not profile.order and is_publisher(item.text, profile))
    )


def may_stand_bare(head: Head, item: Item) -> bool:
    """Whether a line that neither markup, label nor claim calls an author may be one.

    Pages that name fields in their markup have other things below the title and beside the date: a section, a kind of
    text, a link. On half of trafilatura's evaluation set 32 such lines were none and 2 were."""
    if item.page is not None:
        return True
    if are_persons(bare_name(item.text, head.profile), head.profile):
        return True
    marked = any(other.hint not in (None, "title") for other in head.items)
    names = [name for name in _BETWEEN_NAMES.split(item.text) if name.strip()]
    return not marked and is_proper(item.text) and all(2 <= len(name.split()) <= 4 for name in names)


def _title(head: Head, at: int) -> float:
    item = head.items[at]
    if (
        section_names(item.text, head.sections)
        or of_masthead(head, item)
        or not any(map(str.isalpha, item.text))
    ):
        return NEVER
    points = 1.5 if head.profile.order else 0.0
    points += AGREES if agrees(item, head.claimed("title")) and not _bylined_below(head, at) else 0.0
    points += AGREES if any(steps_to(item.text, other.text) for other in head.items[:at]) else 0.0
    if head.body_size and item.size > 1.1 * head.body_size:
        points += 3.0 + (item.size == max(other.size for other in head.items))
    points += 1.5 * item.bold + 0.5 * item.italic + item.centered
    points -= 4.0 if _is_nameplate(head, at) or _lead(head, at) > 0 else 0.0
    points -= 2.0 if not head.stands_out(item) and _another_stands_out(head, at) else 0.0
    points -= 4.0 if _behind_title_page(head, item) or _ends_open(item) or _is_somebody(head, at) else 0.0
    return (
        points + 2.0 * _beside_byline(head, at) + 0.5 * (len(item.text.split()) > 1) if points > 0 else NEVER
    )


def _another_stands_out(head: Head, at: int) -> bool:
    """Whether a text above the item, and not the name of the paper, is set as titles are."""
    return any(
        head.stands_out(item) and not _is_nameplate(head, number)
        for number, item in enumerate(head.items[:at])
    )


def _behind_title_page(head: Head, item: Item) -> bool:
    """Whether the item stands on a later page than another that is set as titles are, as large, and longer than names."""
    first = head.items[0].page
    titles = (
        other
        for other in head.items
        if other.page == first and head.stands_out(other) and len(other.text.split()) > NAMEPLATE_WORDS
    )
    return item.page != first and any(other.size >= item.size for other in titles)


def _is_nameplate(head: Head, at: int) -> bool:
    """Whether lines that only a masthead has stand between the item and another that stands out; or others, if the
    item is two or three words and the other many."""
    below = head.items[at + 1 :]
    for number, item in enumerate(below):
        if of_masthead(head, item) or (is_publisher(item.text, head.profile) and not head.stands_out(item)):
            return any(head.stands_out(other) for other in below[number + 1 :])
    short = len(head.items[at].text.split()) <= NAMEPLATE_WORDS
    return short and any(_is_headline(head, other) for other in below[1:])


def _is_headline(head: Head, item: Item) -> bool:
    """Whether an item is set as titles are and long enough to be told from the headings of an article."""
    return head.stands_out(item) and len(item.text.split()) >= HEADLINE_WORDS


def _bylined_below(head: Head, at: int) -> bool:
    """Whether the item is the name of the paper, for another that stands out below the issue line has the byline.

    Many programs write the name of the paper as the title of every file."""
    if not _is_nameplate(head, at):
        return False
    return any(
        head.stands_out(item) and _is_bylined(head, number)
        for number, item in enumerate(head.items[at + 1 :], at + 1)
    )


def _is_bylined(head: Head, at: int) -> bool:
    """Whether a date or a labeled author follows the item."""
    if at + 1 == len(head.items):
        return False
    after = head.items[at + 1]
    return (
        date_score(head, after) >= CERTAIN - 3 or without_label(after.text, head.labels("author")) is not None
    )


def _beside_byline(head: Head, at: int) -> bool:
    """Whether the body, a date or a labeled author follows, or a date stands above."""
    before = head.items[at - 1] if at else None
    if at + 1 == len(head.items) or (before is not None and is_date(head, before)):
        return True
    return _is_bylined(head, at)
