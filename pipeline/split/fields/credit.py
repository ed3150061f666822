"""The closing line that says where the article came from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.model import Credit
from pipeline.normalize.dates import find_dates, parse_date
from pipeline.normalize.folding import fold_letters
from pipeline.split.decision import Decision
from pipeline.split.fields.labels import SEPARATORS, is_name, without_dates, without_label
from pipeline.split.fields.persons import is_place, without_place
from pipeline.split.matching import template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.config import Profile
    from pipeline.split.body.paragraphs import Group
    from pipeline.split.geometry.layout import Layout

LAST_GROUPS = 3
"""How far above the end of the text, in blocks, a labeled closing line may stand; others are the last."""
CREDIT_LETTERS = 200
_OPENING = " ([«"
_STOP = re.compile(r"(?<=\s)[.۔]\s*$")
"""The end of a sentence whose last words were a date."""
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def find_credit(
    layout: Layout, keys: Sequence[str], groups: Sequence[Group], profile: Profile
) -> dict[int, Decision]:
    """Decisions for the closing line, looked for from the end of the body; `groups` has no footnotes."""
    for at, group in enumerate(reversed(groups[-LAST_GROUPS:])):
        rule = _rule(layout, keys, group, profile, last=at == 0)
        if rule:
            return {index: Decision(line=index, role="credit", rule=rule) for index in group.lines}
    return {}


def _rule(layout: Layout, keys: Sequence[str], group: Group, profile: Profile, last: bool) -> str | None:
    if sum(layout.letters[index] for index in group.lines) > CREDIT_LETTERS:
        return None
    text = " ".join(layout.lines[index].text.strip() for index in group.lines)
    if _is_labeled(text.lstrip(_OPENING), profile):
        return "label:credit"
    at = source_named(" ".join(keys[index] for index in group.lines), profile) if last else None
    return None if at is None else f"{profile.name}:credit[{at}]"


def source_named(key: str, profile: Profile) -> int | None:
    """Number of the profile's closing line that a folded text is, if it names a source and not the place of writing."""
    for at, pattern in enumerate(profile.credit):
        slots = template(pattern).match(key)
        name = "" if slots is None else slots.get("name") or "name"
        if is_name(name) and not is_place(name, profile) and without_place(name, profile) == name:
            return at
    return None


def _is_labeled(text: str, profile: Profile) -> bool:
    """Whether a label announces a source. Without a colon it may begin a sentence («به نقل از …»): a name must follow, or
    an address."""
    rest = without_label(text, profile.labels.get("credit", ()))
    if not rest:
        return False
    name = read_credit(text, profile).name
    return ":" in text[: text.find(rest)] or name is None or is_name(name)


def read_credit(text: str, profile: Profile) -> Credit:
    """The parts of a closing line."""
    rest = without_label(text.lstrip(_OPENING), profile.labels.get("credit", ())) or _thanked(text, profile)
    reading = parse_date(rest)
    url = _URL.search(rest)
    name = _STOP.sub("", without_dates(_URL.sub(" ", rest))).strip(SEPARATORS)
    return Credit(
        text=text,
        name=" ".join(_undated(name, profile).split()) or None,
        date=reading.date if reading and find_dates(rest) else None,
        url=url[0].rstrip(".,;،)") if url else None,
    )


def _undated(name: str, profile: Profile) -> str:
    """A name without the word that announced the date behind it: «سایت گفتمان، مورخ»."""
    first, sign, last = name.rpartition(" ")
    announced = sign and without_label(f"{last} ", profile.labels.get("date", ())) == ""
    return first.rstrip(SEPARATORS) if announced and first.rstrip()[-1:] in ",،" else name


def _thanked(text: str, profile: Profile) -> str:
    """The name in a line that is a pattern with nothing but a name («د {name} څخه په مننه»); else the text."""
    key = fold_letters(text.strip())
    for pattern in profile.credit:
        before, _, after = pattern.partition("{name}")
        around = "{" not in before + after and (before or after)
        if around and key.startswith(fold_letters(before)) and key.endswith(fold_letters(after)):
            return text.strip()[len(before) : len(text.strip()) - len(after)]
    return text
