"""What two places of a page say together: a trail that ends with the title, and what <title> has beside it.

A short text that nothing announces may be a section, an author or the name of the site. Where the way from the home page
or the metadata repeat it in its place, they tell which.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.normalize import fold
from pipeline.split.fields.labels import BESIDE, is_name
from pipeline.split.matching import letters_only

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.split.fields.head import Item

FEWEST_STEPS = 3
"""Steps of a trail that ends with the title: home, section, title."""
BELOW_TITLE = 3
"""Lines below the title within which its author stands."""
TITLE_LETTERS = 8
"""Letters of a title that is known again at the end of a trail."""
CUT_SHORT = 20
"""Letters from which the beginning of a title is enough, for trails are cut short."""
_STEP = re.compile(r"\s*[›>‹→]\s*|\s+[«»|/\\–—-]\s+")


def steps_to(title: str, text: str) -> list[str]:
    """The steps between the home page and the title in a line that ends with it; none in other lines."""
    steps = [step.strip() for step in _STEP.split(text.strip())]
    steps = [step for step in steps if any(map(str.isalnum, step))]
    own, last = letters_only(fold(title)), letters_only(fold(steps[-1])) if steps else ""
    ends = len(own) >= TITLE_LETTERS and (own == last or (len(last) >= CUT_SHORT and own.startswith(last)))
    return steps[1:-1] if ends and len(steps) >= FEWEST_STEPS else []


def named_in_trail(items: Sequence[Item]) -> frozenset[str]:
    """Folded names that stand in a trail above the title, and again in a line of their own below it."""
    for at, trail in enumerate(items):
        for number, title in enumerate(items[at + 1 :], at + 1):
            if steps := steps_to(title.text, trail.text):
                below = {item.key for item in items[number + 1 :]}
                return frozenset(key for step in steps if (key := fold(step)) in below and is_name(step))
    return frozenset()


def sites_beside_title(items: Sequence[Item], titles: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Of what <title> has side by side, where both are printed: the names of the site, and those of authors.

    The upper one is the site's name. But below a title that is longer, larger and not the first line of the page stands its
    author.
    """
    places = {item.key: at for at, item in reversed([*enumerate(items)])}
    sites, authors = set(), set()
    for title in titles:
        pair = [fold(piece) for piece in BESIDE.split(title, maxsplit=1)]
        pieces = {key for piece in BESIDE.split(title) if (key := fold(piece)) in places}
        printed = sorted({*pieces, *(key for key in pair if key in places)}, key=places.__getitem__)
        bylines = [
            lower for upper, lower in pairwise(printed) if _is_byline_of(items, places[upper], places[lower])
        ]
        authors.update(bylines)
        if len(pair) == 2 and all(key in places for key in pair) and not bylines:
            sites.add(min(pair, key=places.__getitem__))
    return frozenset(sites), frozenset(authors)


def _is_byline_of(items: Sequence[Item], title: int, below: int) -> bool:
    one, two = items[title], items[below]
    longer = len(one.text.split()) >= len(two.text.split())
    return 0 < title < below <= title + BELOW_TITLE and one.size > two.size and longer and is_name(two.text)
