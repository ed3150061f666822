"""Boxes that invite to other articles: a linked headline and the beginning of the text, several in a row."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from .boxes import up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from .draft import Draft

# How many alike make a list of teasers, and letters of one; an entry of a list in an article is longer.
_SEVERAL = 3
_LETTERS = 300
# How many elements may stand around the headline of a teaser.
_DEPTH = 4


class _Item(NamedTuple):
    """The lines under one element: the first, and letters and linked letters of all."""

    first: int
    letters: int
    linked: int


def teasers(drafts: Sequence[Draft]) -> frozenset[HtmlElement]:
    """The elements that each hold one teaser of several in a row."""
    items: dict[HtmlElement, _Item] = {}
    for index, draft in enumerate(drafts):
        for element in islice(up(draft.element), _DEPTH):
            first, letters, linked = items.get(element, (index, 0, 0))
            items[element] = _Item(first, letters + draft.letters, linked + draft.linked)
    rows: dict[tuple[HtmlElement | None, str, str | None], list[HtmlElement]] = {}
    for element, item in items.items():
        if _is_teaser(item, drafts[item.first]):
            rows.setdefault((element.getparent(), element.tag, element.get("class")), []).append(element)
    return frozenset(element for row in rows.values() if len(row) >= _SEVERAL for element in row)


def _is_teaser(item: _Item, headline: Draft) -> bool:
    linked = headline.letters == headline.linked > 0
    return linked and headline.letters < item.letters <= _LETTERS and item.linked * 10 < item.letters * 9
