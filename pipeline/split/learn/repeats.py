"""Lines that repeat over the documents of a site, with slots for what varies."""

from __future__ import annotations

import re
from collections import Counter
from statistics import median
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

from pipeline.normalize import fold
from pipeline.normalize.dates import find_dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Document, Line
    from pipeline.split.decision import Decision

Zone = Literal["masthead", "header", "footer", "closing", "navigation"]
SHARE = 0.6
"""Share of the printed documents, or of the web pages, in which a line must stand to be the site's."""
HEAD_LINES, FOOT_LINES = 40, 8
"""Lines from the top and the end of a document in which a masthead and closing lines are looked for."""
MOST_BESIDE = 12
"""Characters beside the site's name from which they are a text of their own."""
_TIME = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?")
_DIGITS = re.compile(r"\d+")
_FIELDS = {"date", "byline", "section", "author", "credit"}
"""Roles of lines that may be alike in all documents and still belong to the article."""


class Repeat(Struct, frozen=True):
    """A text with slots, where it stands, and in how many documents; `share` is that of its kind of document."""

    zone: Zone
    text: str
    documents: int
    share: float
    size: float


class _Found(Struct):
    texts: Counter[str] = field(default_factory=Counter)
    documents: set[int] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)
    fields: int = 0


def repeated_lines(documents: Sequence[Document], traces: Sequence[Sequence[Decision]]) -> list[Repeat]:
    """The lines that most documents share, in the order in which they stand."""
    found: dict[tuple[Zone, str], _Found] = {}
    for number, (document, trace) in enumerate(zip(documents, traces, strict=True)):
        for decision in trace:
            line = document.lines[decision.line]
            zone = zone_of(document, decision)
            if zone is None or not line.text.strip():
                continue
            text = slotted(line, zone)
            entry = found.setdefault((zone, fold(text)), _Found())
            entry.texts[text] += 1
            entry.documents.add(number)
            entry.places.append(decision.line)
            entry.sizes.append(line.size)
            entry.fields += decision.role in _FIELDS
    kinds = _kinds(documents)
    kept = [
        (median(entry.places), _repeat(zone, entry, kinds))
        for (zone, _), entry in found.items()
        if 2 * entry.fields < len(entry.places)
    ]
    kept.sort(key=lambda pair: (pair[0], pair[1].zone, pair[1].text))
    return [repeat for _, repeat in kept if repeat.share >= SHARE and repeat.documents > 1]


def _kinds(documents: Sequence[Document]) -> list[set[int]]:
    """The numbers of the printed documents and of the web pages: they do not share a masthead's lines."""
    printed = {number for number, document in enumerate(documents) if document.pages}
    return [kind for kind in (printed, set(range(len(documents))) - printed) if kind]


def _repeat(zone: Zone, entry: _Found, kinds: Sequence[set[int]]) -> Repeat:
    return Repeat(
        zone=zone,
        text=entry.texts.most_common(1)[0][0],
        documents=len(entry.documents),
        share=max(len(entry.documents & kind) / len(kind) for kind in kinds),
        size=median(entry.sizes),
    )


def zone_of(document: Document, decision: Decision) -> Zone | None:
    """Where the line would belong if it repeats."""
    line = document.lines[decision.line]
    if decision.role == "footer" and ":closing" in decision.rule:
        return "closing"
    if decision.role == "header" or decision.role == "footer":
        return decision.role if not line.place or line.page else None
    if line.place == "navigation" and line.page is None:
        return "navigation"
    if line.place or line.kind in ("image", "table"):
        return None
    if decision.line >= max(len(document.lines) - FOOT_LINES, len(document.lines) // 2):
        return "closing"
    top = line.page in (None, 1) and decision.line < HEAD_LINES
    return "masthead" if top and not decision.rule.startswith("goes-on") else None


def slotted(line: Line, zone: Zone) -> str:
    """The line's text with slots for dates, times and numbers; in running lines one for the page's number."""
    text = line.text.strip()
    for reading in reversed(find_dates(text)):
        text = text[: reading.start] + "{date}" + text[reading.end :]
    text = _TIME.sub("{time}", text)
    pages = [found.start() for found in _DIGITS.finditer(text) if int(found[0]) == line.page]
    page = pages[0] if pages and zone in ("header", "footer") else -1
    return _DIGITS.sub(lambda number: "{page}" if number.start() == page else "{number}", text)


def named_lines(
    documents: Sequence[Document], traces: Sequence[Sequence[Decision]], names: Sequence[str]
) -> list[Repeat]:
    """Lines that print the site's name beside what varies, as browsers do with the title.

    On the one page of a short document a running line looks like a line of the masthead."""
    found: dict[tuple[Zone, str], set[int]] = {}
    for number, (document, trace) in enumerate(zip(documents, traces, strict=True)):
        for decision in trace:
            zone = zone_of(document, decision)
            text = document.lines[decision.line].text.strip()
            name = next((name for name in names if name in text), "")
            running = zone in ("header", "footer") or zone == decision.role == "masthead"
            if not zone or not running or not name or text == name:
                continue
            before, _, after = text.partition(name)
            after = (
                after if any(map(str.isalnum, after)) else ""
            )  # a quotation mark of a title set from left to right
            if len(before) > MOST_BESIDE:
                found.setdefault((zone, f"{{any}} {before.split()[-1]} {name}{after}"), set()).add(number)
            elif len(after) > MOST_BESIDE:
                found.setdefault((zone, f"{before}{name} {after.split()[0]} {{any}}"), set()).add(number)
    kinds = _kinds(documents)
    kept = [
        Repeat(zone, text, len(numbers), max(len(numbers & kind) / len(kind) for kind in kinds), 0.0)
        for (zone, text), numbers in sorted(found.items())
    ]
    return [repeat for repeat in kept if repeat.share >= SHARE and repeat.documents > 1]
