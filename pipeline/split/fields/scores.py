"""How well an item of the head fits a field: the evidence in points."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from pipeline.normalize import fold
from pipeline.normalize.dates import find_dates
from pipeline.normalize.trail import reads_like_trail
from pipeline.split.fields.agreement import named_in_trail, sites_beside_title, steps_to
from pipeline.split.fields.byline import are_persons, bare_name, is_mere_date, reads_on
from pipeline.split.fields.head import are_rubrics, folded_names, known_sections, section_names
from pipeline.split.fields.labels import BESIDE, byline_name, is_name, is_proper, labels_author, without_label
from pipeline.split.fields.persons import (
    is_given_name,
    is_publisher,
    is_role,
    lacks_function_words,
    may_be_names,
    without_role,
)
from pipeline.split.matching import letters_only, near

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pipeline.config import FieldName, LabelName, Profile
    from pipeline.model import Claim
    from pipeline.split.fields.head import Item

CERTAIN = 8.0
AGREES = 6.0
RUBRIC = 3.5
"""What sections are usually called, which may be the whole title of a text too."""
MENU_REACH = 2
"""Other entries beside one of a menu."""
PERSON = 4.5
"""A name that is known to be a person's, though nothing announces it; more than one that stands beside the date."""
NEVER = float("-inf")
NAMEPLATE_WORDS, HEADLINE_WORDS = 3, 5
"""At most of the name of a paper, and at least of a title that is told by its length from the headings of an article."""
_BETWEEN_NAMES = re.compile(r"\s[–—/|&-]\s|\s(?:and|und|et|و|او)\s")
"""Between several authors, and between one author's names in two scripts."""
LEAD_WORDS = 8
LEAD_STEP, LARGEST_LEAD = 1.25, 1.4
"""A standfirst is this much smaller than the title above it, and no larger than this against the body."""
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\S+|(?<!\S)[\w-]+\.(?:com|net|org|info|af|ir|de)(?!\S)", re.IGNORECASE
)


class Head(Struct, frozen=True, dict=True):
    """The items of a head and what is known beside them.

    `known` are folded texts that are not the article's: running headers, the names of the site. `foreign`
    is a head above which the name of the profile's site does not stand.
    """

    items: tuple[Item, ...]
    profile: Profile
    claims: Sequence[Claim]
    body_size: float
    known: Collection[str]
    foreign: bool = True

    @cached_property
    def sections(self) -> Collection[str]:
        """Folded names of the sections that the profile knows."""
        return known_sections(self.profile)

    @cached_property
    def rubrics(self) -> Collection[str]:
        """Folded names that sections usually have."""
        return folded_names(self.labels("rubric"))

    @cached_property
    def issue(self) -> re.Pattern[str]:
        """A word for the issue with a number behind it."""
        words = "|".join(re.escape(fold(word)) for word in self.labels("issue")) or r"(?!)"
        return re.compile(rf"(?<!\w)(?:{words})\W{{0,3}}\d")

    @cached_property
    def beside_title(self) -> tuple[Collection[str], Collection[str]]:
        """Folded names of the site, and of authors, that <title> has beside the title."""
        return sites_beside_title(self.items, self.claimed("title"))

    @cached_property
    def named(self) -> Collection[str]:
        """Folded names that other places of the page tell to be the author's."""
        return {*self.beside_title[1], *named_in_trail(self.items)}

    @cached_property
    def trail(self) -> Collection[str]:
        """Folded sections that a trail above the title, or the metadata, names."""
        lines = (steps_to(title.text, item.text) for title in self.items for item in self.items)
        return {fold(step) for steps in lines for step in steps} | set(map(fold, self.claimed("section")))

    @cached_property
    def likely_title(self) -> int:
        """Number of the item that is most like a title."""
        return max(range(len(self.items)), key=lambda at: score(self, at, "title"))

    def labels(self, name: LabelName) -> tuple[str, ...]:
        return self.profile.labels.get(name, ())

    def claimed(self, name: FieldName) -> list[str]:
        return [claim.value for claim in self.claims if claim.field == name]

    def stands_out(self, item: Item) -> bool:
        """Set larger than the body, or bold in the middle."""
        return (self.body_size > 0 and item.size > 1.1 * self.body_size) or (item.bold and item.centered)


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
        return _date(head, item)
    if name == "section":
        return _section(head, at)
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


def of_masthead(head: Head, item: Item) -> bool:
    """Whether the item can only stand above a title: an address, an issue line, a trail, a text known to be the site's."""
    if (
        item.key in head.known
        or item.key in head.beside_title[0]
        or _ADDRESS.search(item.text)
        or _is_issue(head, item)
    ):
        return True
    return is_trail(item)


def is_trail(item: Item) -> bool:
    """«خانه › جهان › آسیا», as browsers print the way from the home page."""
    return item.page is not None and reads_like_trail(item.text, arrows=True)


def _is_issue(head: Head, item: Item) -> bool:
    """«سال هفتم، شمارهٔ ۱۱۲», "Vol. 3, No. 1"."""
    return bool(head.issue.search(item.key))


def _date(head: Head, item: Item) -> float:
    if not find_dates(item.text):
        return NEVER
    if is_mere_date(item.text, head.profile):
        updated = without_label(item.text, head.labels("updated")) is not None
        return CERTAIN - 4 if updated else CERTAIN
    if is_name(byline_name(item.text, head.profile)) or labels_author(item.text, head.profile):
        return CERTAIN - 3
    apart = any(is_mere_date(part, head.profile) for part in BESIDE.split(item.text) if find_dates(part))
    return CERTAIN / 2 if apart or _is_issue(head, item) else NEVER


def _section(head: Head, at: int) -> float:
    item = head.items[at]
    if section_names(item.text, head.sections) or without_label(item.text, head.labels("section")):
        return CERTAIN
    if is_trail(item) or _ends_with_title(head, at):
        return AGREES
    if _agrees(item, head.claimed("section")):
        return AGREES
    if _is_rubric(head, at):
        return RUBRIC
    return 1.5 if "section" in head.profile.order and is_short(item) else NEVER


def _ends_with_title(head: Head, at: int) -> bool:
    """Whether an item is the way from the home page to a title below it, between any signs, with sections in it."""
    steps = (steps_to(other.text, head.items[at].text) for other in head.items[at + 1 :])
    return any(fold(step) not in head.named for found in steps for step in found)


def _is_rubric(head: Head, at: int) -> bool:
    """Whether an item is what sections are usually called, and no entry of a menu, which has three or more in a row."""
    item = head.items[at]
    if head.profile.order or not is_short(item) or head.stands_out(item) or of_masthead(head, item):
        return False
    if not are_rubrics(item.text, head.rubrics):
        return False
    near = head.items[max(0, at - MENU_REACH) : at + MENU_REACH + 1]
    return sum(are_rubrics(other.text, head.rubrics) for other in near) <= MENU_REACH


def is_short(item: Item) -> bool:
    """Whether the text may be the name of a section."""
    return is_name(item.text) and len(item.text.split()) <= 5


def _author(head: Head, at: int) -> float:
    item, profile = head.items[at], head.profile
    if without_label(item.text, head.labels("author")) is not None:
        return CERTAIN if _names_labeled(head, item) else NEVER
    name = bare_name(item.text, profile)
    if _agrees(item, head.claimed("author")) or item.key in head.named:
        return AGREES + 0.5 * _says_author(head, item)
    if not may_be_names(name, profile) or is_beside(head, item):
        return NEVER
    if section_names(name, head.sections) or _is_rubric(head, at):
        return NEVER
    if "@" in item.text and item.key not in head.known:
        below = at > head.likely_title or are_persons(name, profile)
        return PERSON + 0.5 if below and " " in name else NEVER
    if of_masthead(head, item):
        return NEVER
    by_date = any(
        _is_date(head, head.items[other]) for other in (at - 1, at + 1) if 0 <= other < len(head.items)
    )
    by_title = 0.5 * (abs(at - head.likely_title) == 1)
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


def _above_contributor(head: Head, at: int) -> bool:
    """Whether the line below names the translator, and the item stands below the title: there stands who wrote the text."""
    below = head.items[at + 1].text if at + 1 < len(head.items) else ""
    item = head.items[at]
    return (
        at > head.likely_title
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
    above = at < head.likely_title and (at == 0 or head.items[at].size > 1.1 * head.body_size)
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


def _is_date(head: Head, item: Item) -> bool:
    return _date(head, item) == CERTAIN


def _title(head: Head, at: int) -> float:
    item = head.items[at]
    if (
        section_names(item.text, head.sections)
        or of_masthead(head, item)
        or not any(map(str.isalpha, item.text))
    ):
        return NEVER
    points = 1.5 if head.profile.order else 0.0
    points += AGREES if _agrees(item, head.claimed("title")) and not _bylined_below(head, at) else 0.0
    if head.body_size and item.size > 1.1 * head.body_size:
        points += 3.0 + (item.size == max(other.size for other in head.items))
    points += 1.5 * item.bold + 0.5 * item.italic + item.centered
    points -= 4.0 if _is_nameplate(head, at) or _lead(head, at) > 0 else 0.0
    points -= 2.0 if not head.stands_out(item) and _another_stands_out(head, at) else 0.0
    points -= 4.0 if _behind_title_page(head, item) else 0.0
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
    return _date(head, after) >= CERTAIN - 3 or without_label(after.text, head.labels("author")) is not None


def _beside_byline(head: Head, at: int) -> bool:
    """Whether the body, a date or a labeled author follows, or a date stands above."""
    before = head.items[at - 1] if at else None
    if at + 1 == len(head.items) or (before is not None and _is_date(head, before)):
        return True
    return _is_bylined(head, at)


def _agrees(item: Item, claimed: Sequence[str]) -> bool:
    """Whether the metadata or markup claims this text, alone or with the site's name beside it."""
    keys = [fold(text) for text in claimed]
    own = letters_only(item.key)
    beside = len(own) > 3 and any(own in letters_only(key) for key in keys)
    return beside or (len(item.key) > 3 and any(near(key, item.key) for key in keys))
