"""The section of an article from the trail of links that leads to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.model import Claim

from .boxes import up
from .vocabulary import class_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from .draft import Draft

_WORDS = frozenset(("breadcrumb", "breadcrumbs", "crumb", "crumbs"))
_SEPARATOR = re.compile(r"\s*[›»>«‹→|]\s*|\s+[/\\\\–-]\s+")
_LONGEST = 60


def trail_claims(drafts: Sequence[Draft], title: int | None) -> Iterator[Claim]:
    """The steps of the first trail between the home page and the article itself."""
    heading = None if title is None else drafts[title].line.text
    first: HtmlElement | None = None
    steps: list[str] = []
    for draft in drafts:
        trail = _trail(draft.element)
        if trail is not None and first in (None, trail):
            first = trail
            steps += [step for step in _SEPARATOR.split(draft.line.text) if any(map(str.isalpha, step))]
    for step in steps[1:]:
        if step != heading and len(step) <= _LONGEST:
            yield Claim(field="section", value=step, origin="markup", rule="html:breadcrumb")


def _trail(element: HtmlElement) -> HtmlElement | None:
    """The outermost element around a line that is called a breadcrumb."""
    boxes = [
        box for box in up(element) if _WORDS & class_words(box) or "Breadcrumb" in box.get("itemtype", "")
    ]
    return boxes[-1] if boxes else None
