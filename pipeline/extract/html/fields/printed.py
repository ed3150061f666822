"""Fields that the page shows somewhere around the article, as claims for an article whose head gives none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.html.fields.authors import names_author
from pipeline.extract.html.lines.boxes import up
from pipeline.extract.html.lines.draft import collapse, weigh
from pipeline.model import Claim
from pipeline.normalize.dates import find_dates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.extract.html.lines.boxes import Boxes
    from pipeline.extract.html.lines.draft import Draft

# Lines above the title and below the text in which the author or the date of an article may stand.
_ABOVE = 12
_BELOW = 12
# Lines around the title in which its date may stand, and lines of the text that may open with it.
_HEAD = 10
_OPENING = 4
# Letters of a byline, of a date, and of what stands beside a date ("Published on").
_BYLINE = 100
_DATE = 40
# Lines from one author of an article to the next.
_TOGETHER = 3
_REST = 25
_SEPARATORS = " \u00a0|·•/,;–—-"
_PATH_DATE = re.compile(r"[/-]((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/-]|$)")
_OTHERS = frozenset(("comment", "comments", "related", "teaser", "sidebar", "respond", "recommended"))


def printed_claims(
    drafts: Sequence[Draft], kept: frozenset[int], boxes: Boxes, title: int | None, url: str | None
) -> Iterator[Claim]:
    """Authors and dates that the page shows near the article, then the date in its address."""
    first = min(kept, default=0) if title is None else title
    zone = range(max(0, first - _ABOVE), min(len(drafts), max(kept, default=0) + _BELOW))
    # Boxes of comments or of the teasers of other articles.
    elsewhere = {box for box in boxes.called(_OTHERS) if not boxes.kept(box)}
    shown = [index for index in zone if not elsewhere.intersection(up(drafts[index].element))]
    near = [drafts[index] for index in shown]
    for draft in _nearest_authors(drafts, shown, first):
        value = draft.text.strip(_SEPARATORS)
        yield Claim(field="author", value=value, origin="markup", rule="html:author")
    for draft in near:
        value = _machine_date(draft) or draft.text
        if draft.field == "date" and find_dates(value):
            yield Claim(field="date", value=value, origin="markup", rule="html:date")
    for draft in drafts[max(0, first - _HEAD) : first + _HEAD]:
        text = _apart(draft)
        if draft.field != "date" and draft.letters <= _BYLINE and (dates := find_dates(text)):
            value = text if len(dates) == 1 else dates[0].text
            yield Claim(field="date", value=value, origin="markup", rule="html:byline")
    opening = [*drafts[first + 1 : first + _HEAD], *(drafts[index] for index in sorted(kept)[:_OPENING])]
    below = drafts[max(0, max(kept, default=0) - 1) :][:_HEAD]
    yield from _datelines([draft for draft in opening if elsewhere.isdisjoint(up(draft.element))])
    yield from _closing_dates([draft for draft in below if elsewhere.isdisjoint(up(draft.element))])
    match = _PATH_DATE.search(url or "")
    if match:
        yield Claim(field="date", value="-".join(match.groups()), origin="url", rule="url:path")


def _nearest_authors(drafts: Sequence[Draft], shown: Sequence[int], first: int) -> list[Draft]:
    """Of the lines called an author those that stand together, next to the title: others are of teasers."""
    groups: list[list[int]] = []
    for index in shown:
        if drafts[index].field == "author" and names_author(drafts[index]):
            if groups and index - groups[-1][-1] <= _TOGETHER:
                groups[-1].append(index)
            else:
                groups.append([index])
    nearest = min(groups, key=lambda group: min(abs(index - first) for index in group), default=[])
    return [drafts[index] for index in nearest]


def is_date_line(draft: Draft) -> bool:
    """Whether a line says when, and little else."""
    if draft.kind in ("list", "table", "image") or draft.letters > _DATE + _REST:
        return False
    dates = find_dates(_apart(draft))
    return bool(dates) and draft.letters - sum(weigh(date.text) for date in dates) <= _REST


def _datelines(opening: Sequence[Draft]) -> Iterator[Claim]:
    """Dates with which the first lines of the text open ("Kabul, 2 November 2021 –")."""
    for draft in opening:
        text = _apart(draft)[:_DATE]
        dates = find_dates(text)
        if dates and weigh(text[: dates[0].start]) <= _REST:
            yield Claim(field="date", value=dates[0].text, origin="markup", rule="html:dateline")


def _closing_dates(below: Sequence[Draft]) -> Iterator[Claim]:
    """Dates in lines of their own below the text."""
    for draft in below:
        if is_date_line(draft):
            yield Claim(field="date", value=_apart(draft), origin="markup", rule="html:closing-date")


def _apart(draft: Draft) -> str:
    """The text with blanks between the elements of a line, which a style sheet may set apart."""
    if len(draft.runs) < 2:
        return draft.text
    return collapse(" ".join(run.text for run in draft.runs)).strip()


def _machine_date(draft: Draft) -> str | None:
    """The date in the attributes of the element that calls a text a date."""
    for run in draft.runs:
        for box in up(run.node):
            value = box.get("datetime") or box.get("content")
            if value and find_dates(value):
                return str(value)
            if box is draft.element:
                break
    return None
