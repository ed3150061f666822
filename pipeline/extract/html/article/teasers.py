"""Boxes that invite to other articles: a linked headline and the beginning of the text, several in a row."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from pipeline.extract.html.lines.boxes import up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from pipeline.extract.html.lines.draft import Draft

# How many alike make a list of teasers, and letters of one; an entry of a list in an article is longer.
_SEVERAL = 3
_LETTERS = 300
# How many elements may stand around the headline of a teaser.
_DEPTH = 4


def teasers(drafts: Sequence[Draft]) -> frozenset[HtmlElement]:
    """The elements that each hold one teaser of several in a row."""
    if sum([_is_link(draft) for draft in drafts]) < _SEVERAL:
        return frozenset()
    items: dict[HtmlElement, list[int]] = {}  # the first line under it, letters and linked letters of all
    for index, draft in enumerate(drafts):
        letters, linked = draft.letters, draft.linked
        for element in islice(up(draft.element), _DEPTH):
            if item := items.get(element):
                item[1] += letters
                item[2] += linked
            else:
                items[element] = [index, letters, linked]
    rows: dict[tuple[HtmlElement | None, str, str | None], list[HtmlElement]] = {}
    for element, (first, letters, linked) in items.items():
        if _is_teaser(drafts[first], letters, linked):
            rows.setdefault((element.getparent(), element.tag, element.get("class")), []).append(element)
    return frozenset(element for row in rows.values() if len(row) >= _SEVERAL for element in row)


def _is_teaser(headline: Draft, letters: int, linked: int) -> bool:
    """Whether the lines under one element are a linked headline and unlinked text."""
    return _is_link(headline) and headline.letters < letters <= _LETTERS and linked * 10 < letters * 9


def _is_link(draft: Draft) -> bool:
    return draft.letters == draft.linked > 0
