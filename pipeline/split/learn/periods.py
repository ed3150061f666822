"""Periods of a site: documents with one layout, in the order of their dates."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from pipeline.normalize import fold
from pipeline.normalize.dates import parse_date
from pipeline.split.learn.repeats import slotted, zone_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Document
    from pipeline.split.decision import Decision

ALIKE = 0.4
"""Share of the lines of two documents' heads and edges that must be the same for one layout."""
LEAST = 3
"""Documents that make a period."""


class Period(Struct, frozen=True):
    """Numbers of the documents of one layout, with the first and the last of their dates."""

    members: tuple[int, ...]
    start: datetime.date | None
    end: datetime.date | None


def find_periods(documents: Sequence[Document], traces: Sequence[Sequence[Decision]]) -> list[Period]:
    """The periods, the latest first. Without two clear layouts all documents are one period."""
    marks = _marks(documents, traces)
    groups: list[list[int]] = []
    for number, mark in enumerate(marks):
        group = next((group for group in groups if any(_alike(mark, marks[other]) for other in group)), None)
        if group is None:
            groups.append([number])
        else:
            group.append(number)
    clear = [group for group in groups if len(group) >= LEAST]
    if len(clear) < 2:
        return [_period(documents, traces, range(len(documents)))]
    periods = [_period(documents, traces, group) for group in clear]
    return sorted(periods, key=lambda period: period.start or datetime.date.min, reverse=True)


def _marks(documents: Sequence[Document], traces: Sequence[Sequence[Decision]]) -> list[frozenset[str]]:
    """For each document those lines of its head and edges that another document has too."""
    all_keys = [
        {
            fold(slotted(document.lines[decision.line], zone))
            for decision in trace
            if (zone := zone_of(document, decision)) not in (None, "closing", "navigation")
        }
        for document, trace in zip(documents, traces, strict=True)
    ]
    counts = Counter(key for keys in all_keys for key in keys if key.strip("{}adetnumbrpgi .-"))
    return [frozenset(key for key in keys if counts[key] > 1) for keys in all_keys]


def _alike(one: frozenset[str], two: frozenset[str]) -> bool:
    return len(one & two) >= ALIKE * max(1, min(len(one), len(two)))


def _period(
    documents: Sequence[Document], traces: Sequence[Sequence[Decision]], members: Sequence[int]
) -> Period:
    dates = sorted(date for number in members if (date := _date(documents[number], traces[number])))
    start, end = (dates[0], dates[-1]) if dates else (None, None)
    return Period(tuple(members), start, end)


def _date(document: Document, trace: Sequence[Decision]) -> datetime.date | None:
    for decision in trace:
        if decision.role in ("date", "byline"):
            reading = parse_date(document.lines[decision.line].text)
            return reading.date if reading else None
    return None
