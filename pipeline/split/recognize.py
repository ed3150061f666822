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
    for damaged in (False, True):
        scored = [(_score(profile, head, claims, damaged), profile) for profile in profiles]
        best = max((score for score, _ in scored), default=0)
        candidates = [profile for score, profile in scored if score == best and score > 0]
        if candidates:
            date = _date(document) if len(candidates) > 1 else None
            return next((profile for profile in candidates if _valid(profile, date)), candidates[0])
    return generic


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


def _score(profile: Profile, head: frozenset[str], claims: Sequence[str], damaged: bool) -> int:
    """Number of the profile's texts that the document shows; 0 unless one of them is to recognize by.

    Text with letters wrong is only looked for, `damaged`, where no profile knows the text as it is: with
    hundreds of profiles that costs more than the rest of the split."""
    known = [template(text) for text in profile.recognize]
    claimed = sum(1 for text in known if any(text.literal in claim for claim in claims))
    if not claimed and not any(_shown(head, text, damaged) for text in known):
        return 0
    texts = {*profile.recognize, *profile.masthead, *profile.header, *profile.footer}
    return claimed + max(1, sum(_shown(head, template(text), False) for text in texts))


def _shown(head: frozenset[str], text: Template, damaged: bool) -> bool:
    if not text.expression:
        return text.literal in head or (damaged and any(text.resembles(key) for key in head))
    return any(text.match(key) is not None for key in head)


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
