"""The section of an article from the trail of links that leads to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.html.lines.boxes import up
from pipeline.model import Claim
from pipeline.normalize.trail import reads_like_trail, trail_steps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.extract.html.lines.boxes import Boxes
    from pipeline.extract.html.lines.draft import Draft

_WORDS = frozenset(("breadcrumb", "breadcrumbs", "crumb", "crumbs"))
_LONGEST = 60
_DASHED = re.compile(r"\s[–-]\s")


def trail_claims(drafts: Sequence[Draft], boxes: Boxes, title: int | None) -> Iterator[Claim]:
    """The steps of the first trail between the home page and the article itself."""
    named = _named_trail(drafts, boxes)
    heading = None if title is None else drafts[title].text
    above = [draft.text for draft in drafts[: title or 0] if reads_like_trail(draft.text)]
    lines = named or [text for text in above if not _may_be_menu(text, heading)][-1:]
    steps = [step for line in lines for step in trail_steps(line)]
    for step in steps[1:]:
        if step != heading and len(step) <= _LONGEST:
            yield Claim(field="section", value=step, origin="markup", rule="html:breadcrumb")


def _may_be_menu(text: str, heading: str | None) -> bool:
    """Whether dashes part the steps, as they part the entries of menus, and the last is not the article."""
    return _DASHED.search(text) is not None and trail_steps(text)[-1] != heading


def _named_trail(drafts: Sequence[Draft], boxes: Boxes) -> list[str]:
    """The lines of the first element that is called a trail."""
    trails = {*boxes.called(_WORDS), *boxes.trails()}
    inside = {element for trail in trails for element in trail.iter()}
    first = next((draft for draft in drafts if draft.element in inside), None)
    if first is None:
        return []
    trail = [box for box in up(first.element) if box in trails][-1]
    under = frozenset(trail.iter())
    return [draft.text for draft in drafts if draft.element in under]
