"""One line of a document: its spans, cells and raw text after a repair."""

from __future__ import annotations

import re
from itertools import accumulate, groupby, pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipeline.normalize import language
from pipeline.normalize.language.cues import SCRIPTS
from pipeline.normalize.repair import Repaired, constant, repair
from pipeline.normalize.rules.visual import logical_order, to_logical

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pipeline.model import Line, Span
    from pipeline.normalize.repair import Change
    from pipeline.normalize.rules.rule import Rule


def repair_line(
    line: Line, rules: Sequence[Rule], lang: str, asleep: Collection[Rule]
) -> tuple[Line, tuple[Change, ...]]:
    """The line after the rules; `raw` keeps its text as it was if they changed something."""
    text = line.text
    borders = list(accumulate(len(span.text) for span in line.spans))
    repaired = (
        _repair_cells(text, rules, lang, borders)
        if line.rows
        else repair(text, rules, constant(lang), borders, asleep)
    )
    rows = tuple(tuple(repair(cell, rules, constant(lang)).text for cell in row) for row in line.rows)
    if not repaired.changes:
        return (replace(line, rows=rows) if rows != line.rows else line), ()
    spans = _cut(line.spans, repaired)
    return replace(line, spans=spans, rows=rows, raw=line.raw or text), repaired.changes


def reorder_line(line: Line) -> Line:
    """A line in visual order as it is read; the spans turn with their letters."""
    text = line.text
    owners = [owner for owner, span in enumerate(line.spans) for _ in span.text]
    read = zip(to_logical(text), logical_order(text), strict=True)
    runs = groupby(read, key=lambda pair: owners[pair[1]])
    spans = tuple(replace(line.spans[owner], text="".join(char for char, _ in run)) for owner, run in runs)
    notes = tuple(span for span in line.spans if not span.text)
    return replace(line, spans=spans + notes, raw=line.raw or text)


def mark_spans(line: Line, lang: str) -> Line:
    """The line with its language, and with language and direction of the spans that are wholly in another script."""
    known = lang if lang != language.UNDETERMINED else None
    spans = tuple(_mark(span, lang) for span in line.spans) if len(line.spans) > 1 and known else line.spans
    if line.lang or (known is None and spans == line.spans):
        return line if spans == line.spans else replace(line, spans=spans)
    return replace(line, spans=spans, lang=known)


def _mark(span: Span, lang: str) -> Span:
    direction = language.direction(span.text)
    if span.lang or span.dir or direction is None or (direction == "rtl") == (SCRIPTS.get(lang) == "arab"):
        return span
    other = language.identify(span.text)
    return replace(span, dir=direction, lang=other if other != language.UNDETERMINED else None)


def _repair_cells(text: str, rules: Sequence[Rule], lang: str, borders: Sequence[int]) -> Repaired:
    """Each cell of a table for itself, so that the text stays its cells joined by tabs and newlines."""
    parts: list[str] = []
    moved: list[int] = []
    changes: list[Change] = []
    start = length = 0
    left = list(borders)
    for piece in re.split("([\t\n])", text):
        end = start + len(piece)
        inside = [border - start for border in left if border <= end]
        del left[: len(inside)]
        is_cell = piece not in {"\t", "\n"}
        cell = repair(piece, rules, constant(lang), inside) if is_cell else Repaired(piece, (), tuple(inside))
        moved += (length + border for border in cell.borders)
        parts.append(cell.text)
        changes += cell.changes
        start, length = end, length + len(cell.text)
    return Repaired("".join(parts), tuple(changes), tuple(moved))


def _cut(spans: Sequence[Span], repaired: Repaired) -> tuple[Span, ...]:
    """The spans with the new text; one that held nothing but what was repaired away goes."""
    pieces = zip(spans, pairwise((0, *repaired.borders)), strict=True)
    cut = ((old, replace(old, text=repaired.text[start:end])) for old, (start, end) in pieces)
    return tuple(new for old, new in cut if new.text or not old.text)
