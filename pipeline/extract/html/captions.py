"""Captions that no <figcaption> names: the text that shares a small box with a picture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .boxes import up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from .boxes import Boxes
    from .draft import Draft

# Letters of a box that holds a picture and its caption and nothing else.
_BOX = 300
# A caption says more than a name beside a portrait.
_CAPTION = 25


def name_captions(drafts: Sequence[Draft], boxes: Boxes) -> list[Draft]:
    """The drafts, with the kind of those that are captions by their place."""
    pictured = _pictured(drafts, boxes)
    return [
        draft._replace(line=replace(draft.line, kind="caption")) if _is_caption(draft, pictured) else draft
        for draft in drafts
    ]


def _pictured(drafts: Sequence[Draft], boxes: Boxes) -> frozenset[HtmlElement]:
    """The small elements around pictures."""
    found: set[HtmlElement] = set()
    for draft in drafts:
        if draft.line.kind == "image" and draft.line.image:
            for box in up(draft.element):
                if box is boxes.text or boxes.letters(box) > _BOX:
                    break
                found.add(box)
    return frozenset(found)


def _is_caption(draft: Draft, pictured: frozenset[HtmlElement]) -> bool:
    line = draft.line
    if line.kind is not None or line.field or line.group or draft.linked or draft.letters < _CAPTION:
        return False
    return draft.element not in pictured and any(box in pictured for box in up(draft.element))
