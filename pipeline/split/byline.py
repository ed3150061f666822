"""The name in a byline, without what is printed around it: labels, dates, signs."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.normalize.dates import find_dates
from pipeline.split.head import SEPARATORS, SPACES, around_dates, byline_name, without_label
from pipeline.split.persons import without_note, without_role

if TYPE_CHECKING:
    from pipeline.config import Profile

_ANNOUNCED = re.compile(r"^[^\d:：]{2,24}[:：](?!//)(?=.*[^\W\d_]{2})")
_SIGNS_BEFORE = re.compile(r"^[^\w(]+")
SHORTEST_NAME = 2
"""Letters of a name."""
_PREPOSITIONS = frozenset(("در", "به", "په", "د"))
_JOINING = 3
"""Letters of a word that joins a name to the date behind it: "am", "on", "le"."""


def author_in(text: str, profile: Profile) -> str:
    """The name in a byline: of what stands around its date the part with a label, else the first with a name."""
    parts = around_dates(text)
    labels = profile.labels.get("author", ())
    labeled = (part for part in parts if without_label(part.strip(SEPARATORS), labels))
    names = (
        _announced(_unjoined(byline_name(part, profile), part is not parts[-1]))
        for part in (*labeled, *parts)
    )
    found = next((name for name in names if sum(map(str.isalpha, name)) >= SHORTEST_NAME), "")
    return without_note(without_role(found, profile))


def published_part(text: str, profile: Profile) -> str:
    """A line of dates without what says when the article was changed, if it says when it was published too."""
    dates = find_dates(text)
    for before, after in pairwise(dates):
        between = text[before.end : after.start].strip(SEPARATORS)
        words = re.sub(r"[\d:]+", " ", between).strip(SEPARATORS)
        if any(
            words.casefold().endswith(label.rstrip(":").casefold())
            for label in profile.labels.get("updated", ())
        ):
            return text[: before.end]
    return text


def _unjoined(name: str, dated: bool) -> str:
    """A name without the short word in small letters that joined it to a date."""
    first, _, last = name.rpartition(" ")
    joined = (dated and first and (len(last) <= _JOINING and last.islower())) or last in _PREPOSITIONS
    return first.rstrip(SEPARATORS) if joined else name


def _announced(name: str) -> str:
    """A name without the unknown label before it, and without signs."""
    return _SIGNS_BEFORE.sub("", _ANNOUNCED.sub("", name)).strip(SPACES)
