"""Which site a document comes from."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from pipeline.config import GENERIC, Profile
from pipeline.normalize import fold
from pipeline.normalize.dates import parse_date
from pipeline.split.matching import Template, template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Document

HEAD = 40
"""Lines from the top of the document in which a masthead is looked for."""
EDGE = 3
"""Lines from the top and the foot of each page in which running lines are looked for."""


def choose_profile(document: Document, profiles: Sequence[Profile]) -> Profile:
    """The profile that knows most of the document's head and edges; the generic one if none does.

    A profile is a candidate if one of its `recognize` texts is a whole line there, or stands in what the
    markup claims of site and address. Between periods of one site the article's date decides.
    """
    head = _head(document)
    claims = [fold(claim.value) for claim in document.claims if claim.field in ("site", "url", "title")]
    generic = next((profile for profile in profiles if profile.name == GENERIC), Profile())
    scored = [(_score(profile, head, claims), profile) for profile in profiles]
    best = max((score for score, _ in scored), default=0)
    candidates = [profile for score, profile in scored if score == best and score > 0]
    if len(candidates) > 1:
        date = _date(document)
        candidates.sort(key=lambda profile: not _valid(profile, date))
    return candidates[0] if candidates else generic


def _head(document: Document) -> frozenset[str]:
    """Folded lines among which a masthead or a running line would stand."""
    lines = document.lines
    pages = [line.page for line in lines]
    near_edge = {
        index
        for index in range(len(lines))
        if index < HEAD
        or lines[index].place
        or pages[index] != pages[max(0, index - EDGE)]
        or pages[index] != pages[min(len(lines) - 1, index + EDGE)]
        or index >= len(lines) - EDGE
    }
    return frozenset(fold(lines[index].text).strip() for index in near_edge)


def _score(profile: Profile, head: frozenset[str], claims: Sequence[str]) -> int:
    """Number of the profile's texts that the document shows; 0 unless one of them is to recognize by."""
    known = [template(text) for text in profile.recognize]
    claimed = sum(1 for text in known if any(text.literal in claim for claim in claims))
    if not claimed and not any(_shown(head, text) for text in known):
        return 0
    texts = {*profile.recognize, *profile.masthead, *profile.header, *profile.footer}
    return claimed + sum(1 for text in texts if any(template(text).match(key) is not None for key in head))


def _shown(head: frozenset[str], text: Template) -> bool:
    return text.literal in head or any(text.match(key) is not None or text.resembles(key) for key in head)


def _date(document: Document) -> datetime.date | None:
    values = [claim.value for claim in document.claims if claim.field == "date"]
    for text in values + [line.text for line in document.lines[:HEAD]]:
        reading = parse_date(text)
        if reading is not None:
            return reading.date
    return None


def _valid(profile: Profile, date: datetime.date | None) -> bool:
    return date is None or (
        (profile.valid_from or datetime.date.min) <= date <= (profile.valid_until or datetime.date.max)
    )
