"""The rules applied to a document: styled spans, table cells and metadata keep their shape."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from pipeline.normalize import language
from pipeline.normalize.cues import SCRIPTS
from pipeline.normalize.repair import Repaired, repair, rules_of
from pipeline.normalize.rules import TATWEELS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.model import Document, Line, Span
    from pipeline.normalize.repair import Change
    from pipeline.normalize.rules import Rule
    from pipeline.normalize.settings import NormalizeSettings


def normalize_document(document: Document, settings: NormalizeSettings) -> Document:
    """The document with repaired lines, their languages, and the log in `repairs`.

    Claims and metadata are repaired like the lines, but not counted: they are no text of the page.
    """
    rules = rules_of(settings)
    hints = [line.lang and line.lang.split("-")[0].lower() for line in document.lines]
    langs = language.identify_lines([line.text for line in document.lines], hints)
    repaired = [_repair_line(line, lang, rules) for line, lang in zip(document.lines, langs, strict=True)]
    changes = [change for _, found in repaired for change in found]
    main = _main_language(document.lines, langs)
    claims = tuple(replace(claim, value=_plain(claim.value, rules, main)) for claim in document.claims)
    return replace(
        document,
        lines=tuple(line for line, _ in repaired),
        claims=claims,
        metadata={key: _plain(value, rules, main) for key, value in document.metadata.items()},
        letters=document.letters - sum(map(_stretching, changes)),
        repairs=dict(
            sorted((Counter(document.repairs) + Counter(change.rule for change in changes)).items())
        ),
    )


def _repair_line(line: Line, lang: str, rules: Sequence[Rule]) -> tuple[Line, tuple[Change, ...]]:
    text = line.text
    ends = list(accumulate(len(span.text) for span in line.spans))
    repaired = (_repair_cells if line.rows else repair)(text, rules, lambda: lang, ends)
    spans = _cut(line.spans, repaired) if repaired.changes else line.spans
    changed = replace(
        line,
        spans=_marked(spans, lang),
        lang=line.lang or (lang if lang != language.UNDETERMINED else None),
        rows=tuple(tuple(_plain(cell, rules, lang) for cell in row) for row in line.rows),
        raw=(line.raw or text) if repaired.changes else line.raw,
    )
    return changed, repaired.changes


def _repair_cells(
    text: str, rules: Sequence[Rule], lang: Callable[[], str], borders: Sequence[int]
) -> Repaired:
    """Each cell of a table for itself, so that the text stays its cells joined by tabs and newlines."""
    parts: list[str] = []
    moved: list[int] = []
    changes: list[Change] = []
    start = length = 0
    for piece in re.split("([\t\n])", text):
        end = start + len(piece)
        inside = [border - start for border in borders if start < border <= end or (border == start == 0)]
        cell = (
            repair(piece, rules, lang, inside)
            if piece not in {"\t", "\n"}
            else Repaired(piece, (), tuple(inside))
        )
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


def _marked(spans: tuple[Span, ...], lang: str) -> tuple[Span, ...]:
    """Language and direction for spans wholly in another script than their line."""
    if len(spans) < 2:
        return spans
    return tuple(_mark(span, lang) for span in spans)


def _mark(span: Span, lang: str) -> Span:
    if span.lang or span.dir or not span.text.strip():
        return span
    other = language.identify(span.text)
    dir_ = language.direction(span.text)
    if dir_ is None or SCRIPTS.get(lang) is None or (dir_ == "rtl") == (SCRIPTS[lang] == "arab"):
        return span
    return replace(span, dir=dir_, lang=other if other != language.UNDETERMINED else None)


def _main_language(lines: Sequence[Line], langs: Sequence[str]) -> str:
    weights: Counter[str] = Counter()
    for line, lang in zip(lines, langs, strict=True):
        weights[lang] += len(line.text)
    return max(weights, key=weights.__getitem__, default=language.UNDETERMINED)


def _plain(text: str, rules: Sequence[Rule], prior: str) -> str:
    return repair(text, rules, lambda: language.identify(text, prior)).text


def _stretching(change: Change) -> int:
    """Tatweels taken out: letters by Unicode's category (Lm), so the count of the source falls by them."""
    return len(change.before) - len(change.after) if change.rule == TATWEELS.name else 0
