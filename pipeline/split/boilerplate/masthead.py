"""The masthead: the fixed lines above an article that name the publisher.

The profile knows their texts. A line is taken if it is one of them, or several of them in a row, also
where single letters are wrong; but only near the others, so that an article that quotes the
masthead's verse keeps its quotation.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.split.decision import Decision
from pipeline.split.matching import Template, near, template

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from pipeline.config import Profile
    from pipeline.model import Place

REACH = 12
"""How many lines that are no masthead may stand between two that are, or before the first."""
SEPARATORS = " |–-•·/،,:"


def find_masthead(
    keys: Sequence[str], flow: Sequence[int], profile: Profile, misread: Collection[int] = ()
) -> dict[int, Decision]:
    """Decisions for the lines of `flow`, the indices of the first page's free lines from the top.

    Lines that may be `misread` beyond all likeness are known by their place, where as many stand between two texts
    of the masthead as it has there.
    """
    found = _nearby(keys, flow, profile.masthead)
    for before, after in pairwise(list(found)):
        between = flow[flow.index(before) + 1 : flow.index(after)]
        numbers = range(found[before] + 1, found[after])
        if len(between) == len(numbers) and all(index in misread for index in between):
            found |= dict(zip(between, numbers, strict=True))
    return number_decisions(found, "masthead", f"{profile.name}:masthead")


def number_decisions(found: Mapping[int, int], place: Place, rule: str) -> dict[int, Decision]:
    """Decisions for lines that are texts of the profile, each by its number there."""
    return {index: Decision(line=index, role=place, rule=f"{rule}[{at}]") for index, at in found.items()}


def _nearby(keys: Sequence[str], flow: Iterable[int], texts: Sequence[str]) -> dict[int, int]:
    """The lines of `flow` that are one of the texts, and which, in the order of `flow`."""
    found: dict[int, int] = {}
    known = _known(tuple(texts))
    missed = 0
    for index in flow:
        at = _which(keys[index], known)
        if at is not None:
            found[index] = at
        missed = 0 if at is not None else missed + 1
        if missed > REACH:
            break
    return found


class _Known(NamedTuple):
    """The texts of a masthead; their literals by number, the longest first; and each two of them in a row."""

    templates: tuple[Template, ...]
    literals: tuple[tuple[int, str], ...]
    pairs: tuple[str, ...]


@lru_cache(maxsize=64)
def _known(texts: tuple[str, ...]) -> _Known:
    templates = tuple(map(template, texts))
    literals = [text.literal for text in templates]
    longest_first = sorted(enumerate(literals), key=lambda pair: -len(pair[1]))
    return _Known(templates, tuple(longest_first), tuple(f"{one} {two}" for one, two in pairwise(literals)))


def _which(key: str, known: _Known) -> int | None:
    """Number of the text that the line prints: exactly, with letters wrong, or as the first of several."""
    for at, text in enumerate(known.templates):
        if text.match(key) is not None:
            return at
    for at, text in enumerate(known.templates):
        if text.resembles(key):
            return at
    return _several(key, known)


def _several(key: str, known: _Known) -> int | None:
    """Number of the first text if the line is made of two or more of the texts and nothing else."""
    rest, found = key, []
    for at, literal in known.literals:
        if literal and literal in rest:
            rest = rest.replace(literal, " ", 1)
            found.append(at)
    if len(found) > 1 and not rest.strip(SEPARATORS):
        return min(found)
    return next((at for at, pair in enumerate(known.pairs) if near(pair, key)), None)
