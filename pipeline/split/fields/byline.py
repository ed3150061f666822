"""Bylines: whether a line is one, and the name in it without what is printed around it: labels, dates, signs."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.normalize.dates import find_dates
from pipeline.split.fields.labels import (
    BESIDE,
    SEPARATORS,
    SPACES,
    around_dates,
    byline_name,
    is_name,
    without_label,
)
from pipeline.split.fields.persons import (
    is_given_name,
    is_person,
    is_place,
    may_be_names,
    names_in,
    without_note,
    without_place,
    without_role,
)

if TYPE_CHECKING:
    from pipeline.config import Profile

_ANNOUNCED = re.compile(r"^[^\d:：]{2,24}[:：](?!//)(?=.*[^\W\d_]{2})")
_SIGNS_BEFORE = re.compile(r"^[^\w(]+")
_AND_BEFORE = re.compile(r"^(?:and|und|et|y|و|او)\s+(?=\S)")
SHORTEST_NAME = 2
"""Letters of a name."""
SHORTEST_WORD = 3
"""Letters of what beside a date is more than a particle."""
LONGEST_BYLINE = 120
"""Characters."""
_ADDRESS = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+[)\]>]*"
_PARTS = re.compile(r"\s*[,،؛;|/]\s*|\s+[–—-]\s+")
_WORD = re.compile(r"[^\W\d_]+")
_JOINING = 3
"""Letters of a word that joins a name to the date behind it: "am", "on", "le"."""


def author_in(text: str, profile: Profile) -> str:
    """The name in a byline: of what stands around its date the part with a label, else the first with a name."""
    parts = around_dates(without_mail(text, profile))
    labels = profile.labels.get("author", ())
    pieces = (piece for part in parts for piece in (part, *BESIDE.split(part)))
    labeled = (piece for piece in pieces if without_label(piece.strip(SEPARATORS), labels))
    names = (
        _announced(_unjoined(byline_name(part, profile), profile, dated=part is not parts[-1]))
        for part in (*labeled, *parts)
    )
    found = next((name for name in names if sum(map(str.isalpha, name)) >= SHORTEST_NAME), "")
    return without_note(without_place(without_role(_own_part(found, profile), profile), profile))


def _own_part(name: str, profile: Profile) -> str:
    """What stands in a byline before the word for who translated or photographed ("…, aus dem Dari von …")."""
    first, *others = _PARTS.split(name)
    contributors = profile.labels.get("contributor", ())
    named = any(without_label(f"{part} ", contributors) is not None for part in others)
    return first if named else name


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


def _unjoined(name: str, profile: Profile, *, dated: bool) -> str:
    """A name without the short word that joined it to a date."""
    first, _, last = name.rpartition(" ")
    particles = profile.labels.get("on", ())
    short = dated and first and len(last) <= _JOINING
    joined = last in particles or (short and (last.islower() or last.casefold() in particles))
    return first.rstrip(SEPARATORS) if joined else name


def _announced(name: str) -> str:
    """A name without the unknown label before it, without signs, and without the "and" that joins it to the line above."""
    return _AND_BEFORE.sub("", _SIGNS_BEFORE.sub("", _ANNOUNCED.sub("", name))).strip(SPACES)


def is_mere_date(text: str, profile: Profile) -> bool:
    """Whether a text with a date says nothing else: what is left is a label, a particle («د لړم ۲۲مه») or, in one word
    before a comma, the place ("München, den 13. November")."""
    dates = find_dates(text)
    before = text[: dates[0].start] if dates else ""
    particles = profile.labels.get("on", ())
    if _word_and_comma(particles).fullmatch(before) and not is_given_name(_WORD.findall(before)[0], profile):
        return True
    if is_place(_joint(particles).sub("", before), profile):
        return True
    rest = byline_name(text, profile)
    return sum(map(str.isalpha, rest)) < SHORTEST_WORD and not any(map(str.isdigit, rest))


def announces(text: str, profile: Profile) -> bool:
    """Whether a short text names author or date, alone or together: what stands above it is no body."""
    if len(text) > LONGEST_BYLINE:
        return False
    text = without_mail(text, profile)
    name = byline_name(text, profile)
    if find_dates(text):
        return is_mere_date(text, profile) or is_name(name)
    labeled = without_label(text, profile.labels.get("author", ())) is not None and not reads_on(
        text, profile
    )
    return may_be_names(without_role(name, profile), profile) and (
        labeled or are_persons(bare_name(text, profile), profile)
    )


def reads_on(text: str, profile: Profile) -> bool:
    """Whether a label without a colon begins a phrase: "By the river", where names have capitals."""
    name = byline_name(text, profile)
    latin = any(char.lower() != char.upper() for char in name)
    return latin and ":" not in text and not any(map(str.isupper, name))


def bare_name(text: str, profile: Profile) -> str:
    """What nothing announces, without the mark of a note, what its bearer is, and the address."""
    return without_note(without_role(without_mail(text, profile), profile))


def without_mail(text: str, profile: Profile) -> str:
    """A line without addresses of e-mail, and the words and signs that join them to a name."""
    if "@" not in text:
        return text
    return _mail(profile.labels.get("mail", ())).sub(" ", text).strip(SEPARATORS)


@cache
def _mail(words: tuple[str, ...]) -> re.Pattern[str]:
    announced = rf"(?:(?<![^\W_])(?:{_any(words)})\s*[:：]?\s*)?" if words else ""
    return re.compile(rf"[\W_]*{announced}{_ADDRESS}", re.IGNORECASE)


@cache
def _word_and_comma(words: tuple[str, ...]) -> re.Pattern[str]:
    """What a place before a date looks like: "München, den "."""
    return re.compile(rf"\W*[^\W\d_]{{3,}}[,،]\s+(?:(?:{_any(words)})\s+)?")


@cache
def _joint(words: tuple[str, ...]) -> re.Pattern[str]:
    """What stands between a place and the date: " – ", ", den "."""
    return re.compile(rf"[\s,،–—:-]+(?:{_any(words)})?\s*$")


def _any(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def are_persons(name: str, profile: Profile) -> bool:
    """Whether a text is the name of a person, or of several."""
    return all(is_person(part, profile) for part in names_in(name, profile))
