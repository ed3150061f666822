"""Captions that no <figcaption> names: the text that shares a small box with a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.html.lines.boxes import up
from pipeline.extract.html.lines.traits import traits_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from pipeline.extract.html.lines.boxes import Boxes
    from pipeline.extract.html.lines.draft import Draft

# Letters of a box that holds a picture and its caption and nothing else.
_BOX = 300
# A caption says more than a name beside a portrait.
_CAPTION = 25


def name_captions(drafts: Sequence[Draft], boxes: Boxes) -> list[Draft]:
    """The drafts, with the kind of those that are captions by their place."""
    pictured = _pictured(drafts, boxes)
    named = list(drafts)
    for index, draft in enumerate(drafts):
        below = index > 0 and drafts[index - 1].kind == "image" and traits_of(draft.element).centered
        if _may_be_caption(draft) and (below or _shares(draft, pictured)):
            named[index] = draft._replace(kind="caption")
    return named


def _pictured(drafts: Sequence[Draft], boxes: Boxes) -> frozenset[HtmlElement]:
    """The small elements around pictures."""
    found: set[HtmlElement] = set()
    for draft in drafts:
        if draft.kind == "image" and draft.image is not None:
            for box in up(draft.element):
                if box is boxes.text or boxes.letters(box) > _BOX:
                    break
                found.add(box)
    return frozenset(found)


def _may_be_caption(draft: Draft) -> bool:
    plain = draft.kind is None and not draft.field and not draft.block.group and not draft.linked
    return plain and _CAPTION <= draft.letters <= _BOX


def _shares(draft: Draft, pictured: frozenset[HtmlElement]) -> bool:
    """Whether a line stands in a small box with a picture, but not in one paragraph with it."""
    return draft.element not in pictured and any(box in pictured for box in up(draft.element))
