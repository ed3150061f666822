"""The items of a head with what is known beside them; and dates, sections and lines that only a masthead has among them."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from pipeline.normalize import fold
from pipeline.normalize.dates import find_dates
from pipeline.normalize.trail import reads_like_trail
from pipeline.split.fields.agreement import named_in_trail, sites_beside_title, steps_to
from pipeline.split.fields.byline import is_mere_date
from pipeline.split.fields.head import are_rubrics, folded_names, known_sections, section_names
from pipeline.split.fields.labels import BESIDE, byline_name, is_name, labels_author, without_label
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
NEVER = float("-inf")
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

    def labels(self, name: LabelName) -> tuple[str, ...]:
        return self.profile.labels.get(name, ())

    def claimed(self, name: FieldName) -> list[str]:
        return [claim.value for claim in self.claims if claim.field == name]

    def stands_out(self, item: Item) -> bool:
        """Set larger than the body, or bold in the middle."""
        return (self.body_size > 0 and item.size > 1.1 * self.body_size) or (item.bold and item.centered)


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


def date_score(head: Head, item: Item) -> float:
    if not find_dates(item.text):
        return NEVER
    if is_mere_date(item.text, head.profile):
        updated = without_label(item.text, head.labels("updated")) is not None
        return CERTAIN - 4 if updated else CERTAIN
    if _is_labeled_date(head, item.text):
        return CERTAIN
    if is_name(byline_name(item.text, head.profile)) or labels_author(item.text, head.profile):
        return CERTAIN - 3
    apart = any(is_mere_date(part, head.profile) for part in BESIDE.split(item.text) if find_dates(part))
    return CERTAIN / 2 if apart or _is_issue(head, item) else NEVER


def _is_labeled_date(head: Head, text: str) -> bool:
    """Whether a word with a colon announces the date, whatever stands before it: «کد خبر: ۴۸۱۷ تاریخ انتشار: ۲۲ آبان ۱۴۰۰»."""
    before = fold(text[: find_dates(text)[0].start]).rstrip()
    return before.endswith(":") and before.endswith(
        tuple(fold(label) for label in head.labels("date") if label.endswith(":"))
    )


def is_date(head: Head, item: Item) -> bool:
    return date_score(head, item) == CERTAIN


def section_score(head: Head, at: int) -> float:
    item = head.items[at]
    if section_names(item.text, head.sections) or without_label(item.text, head.labels("section")):
        return CERTAIN
    if is_trail(item) or _ends_with_title(head, at):
        return AGREES
    if agrees(item, head.claimed("section")):
        return AGREES
    if is_rubric(head, at):
        return RUBRIC
    return 1.5 if "section" in head.profile.order and is_short(item) else NEVER


def _ends_with_title(head: Head, at: int) -> bool:
    """Whether an item is the way from the home page to a title below it, between any signs, with sections in it."""
    steps = (steps_to(other.text, head.items[at].text) for other in head.items[at + 1 :])
    return any(fold(step) not in head.named for found in steps for step in found)


def is_rubric(head: Head, at: int) -> bool:
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


def agrees(item: Item, claimed: Sequence[str]) -> bool:
    """Whether the metadata or markup claims this text, alone or with the site's name beside it."""
    keys = [fold(text) for text in claimed]
    own = letters_only(item.key)
    beside = len(own) > 3 and any(own in letters_only(key) for key in keys)
    return beside or (len(item.key) > 3 and any(near(key, item.key) for key in keys))
