"""What stands around an article on its page: rights, and what the page offers its reader ("Share", "Related articles").

The texts are the profile's `closing` lines, which some pages have above the text too, and its label `network`: names that
may be anything alone, and count in the company of others («هم‌رسانی · فیسبوک · تلگرام»).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.normalize import fold
from pipeline.split.boilerplate.masthead import REACH, SEPARATORS, number_decisions
from pipeline.split.matching import EDITS_PER_LETTER, Template, template

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.config import Profile
    from pipeline.split.decision import Decision

SHORTEST_MISREAD = 20
"""Letters from which a text below the article is known though letters are wrong in it."""
LONGEST = 250
"""Characters of a line that is no text."""
LONGEST_ROW = 80
"""Characters of several offers in one line."""
_PIECES = re.compile(r"[|•·:]")
_SIGNS = " \t♡♥❤★☆✉🖨✎<>‹›«»←→↑[]"
_NETWORK = -1
"""Stands for the number of a text that is the name of a network."""


def find_closing(keys: Sequence[str], flow: Sequence[int], profile: Profile) -> dict[int, Decision]:
    """Decisions for fixed lines below the article; `flow` runs from the end."""
    known = _known(profile.closing, profile.labels.get("network", ()))
    found: dict[int, int] = {}
    missed = 0
    for index in flow:
        at = _which(keys[index], known, misread=True)
        if at is not None:
            found[index] = at
        missed = 0 if at is not None else missed + 1
        if missed > REACH:
            break
    return number_decisions(_in_company(found), "footer", f"{profile.name}:closing")


def find_offers(keys: Mapping[int, str], flow: Iterable[int], profile: Profile) -> dict[int, Decision]:
    """Decisions for the lines of `flow`, near the top, that the pages of others have below the article."""
    known = _known(profile.closing, profile.labels.get("network", ()))
    short = (index for index in flow if len(keys[index]) <= LONGEST_ROW)
    found = {index: at for index in short if (at := _which(keys[index], known)) is not None}
    return number_decisions(_in_company(found), "masthead", f"{profile.name}:closing")


def _in_company(found: Mapping[int, int]) -> dict[int, int]:
    """The lines but for names of networks that stand alone; the others get the number of their neighbor."""
    kept = {index: at for index, at in found.items() if at != _NETWORK}
    for index in (*sorted(found), *sorted(found, reverse=True)):
        near = [kept[other] for other in (index - 1, index + 1) if other in kept]
        if index not in kept and near:
            kept[index] = near[0]
    return kept


class _Known(NamedTuple):
    """The numbers of the texts in which nothing varies, by folded text; the others; and those that are known with letters
    wrong."""

    numbers: Mapping[str, int]
    slotted: tuple[tuple[int, Template], ...]
    misread: tuple[tuple[int, Template], ...]
    longest_first: tuple[str, ...]
    first_words: frozenset[str]


@lru_cache(maxsize=64)
def _known(texts: tuple[str, ...], networks: tuple[str, ...]) -> _Known:
    templates = list(enumerate(map(template, texts)))
    numbers = {text.literal: at for at, text in reversed(templates) if not text.expression}
    numbers = {fold(name): _NETWORK for name in networks} | numbers
    slotted = tuple((at, text) for at, text in templates if text.expression)
    misread = tuple((at, text) for at, text in templates if len(text.literal) >= SHORTEST_MISREAD)
    longest_first = tuple(sorted(numbers, key=len, reverse=True))
    first_words = frozenset(text.split(" ", 1)[0] for text in numbers)
    return _Known(numbers, slotted, misread, longest_first, first_words)


def _which(key: str, known: _Known, misread: bool = False) -> int | None:
    """Number of the text that the line prints: exactly, as the first of several, or, if it may be `misread`, with letters
    wrong."""
    if len(key) > LONGEST:
        return None
    whole = _exactly(key.strip(_SIGNS), known)
    if whole is not None:
        return whole
    for at, text in known.misread if misread and len(key) >= SHORTEST_MISREAD else ():
        if abs(len(text.literal) - len(key)) <= EDITS_PER_LETTER * len(text.literal) and text.resembles(key):
            return at
    return _first_of_several(key, known) if len(key) <= LONGEST_ROW else None


def _exactly(key: str, known: _Known) -> int | None:
    if key in known.numbers:
        return known.numbers[key]
    solid = key.replace(" ", "")
    likely = [(at, text) for at, text in known.slotted if text.core in solid]
    return next((at for at, text in likely if text.match(key) is not None), None)


def _first_of_several(key: str, known: _Known) -> int | None:
    """Number of the first text of a row of them and nothing else, parted by signs or by blanks."""
    pieces = [piece for part in _PIECES.split(key) if (piece := part.strip(_SIGNS))]
    if not pieces or (len(pieces) == 1 and pieces[0].split(" ", 1)[0] not in known.first_words):
        return None
    for found in ([_exactly(piece, known) for piece in pieces], _parted_by_blanks(" ".join(pieces), known)):
        numbers = [at for at in found if at is not None]
        if len(numbers) == len(found) > 1:
            return max(0, numbers[0])
    return None


def _parted_by_blanks(key: str, known: _Known) -> list[int | None]:
    rest, found = f" {key} ", []
    for text in known.longest_first:
        if f" {text} " in rest:
            rest = rest.replace(f" {text} ", "  ", 1)
            found.append(known.numbers[text])
    return [*found, *([] if not rest.strip(SEPARATORS) else [None])]
