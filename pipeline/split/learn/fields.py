"""Where the fields stand: their order, the words that announce them, the names of the sections."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cmp_to_key
from math import ceil
from typing import TYPE_CHECKING, get_args

from pipeline.config import FieldName, LabelName
from pipeline.normalize import fold
from pipeline.normalize.dates import find_dates
from pipeline.normalize.language import UNDETERMINED
from pipeline.split.fields.labels import is_name, without_dates
from pipeline.split.fields.values import as_text
from pipeline.split.learn.repeats import HEAD_LINES, SHARE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.model import Document
    from pipeline.split.decision import Decision

LEAST_SHARE = 0.3
"""Share of the documents that must have a field for its place to count."""
_LABELED = re.compile(r"^(?P<label>[^\d:]{2,24}:)\s*(?P<rest>\S.*)$")


def field_order(documents: Sequence[Document], traces: Sequence[Sequence[Decision]]) -> tuple[FieldName, ...]:
    """The fields in the order in which most documents print them; nothing where there is no printed one."""
    orders = [_order(trace) for document, trace in zip(documents, traces, strict=True) if document.pages]
    counts = Counter(name for order in orders for name in order)
    names = [name for name in counts if counts[name] >= LEAST_SHARE * len(orders)]

    def before(one: FieldName, two: FieldName) -> int:
        both = [order for order in orders if one in order and two in order]
        return sum(1 if order.index(one) > order.index(two) else -1 for order in both)

    return tuple(sorted(names, key=cmp_to_key(before)))


def _order(trace: Sequence[Decision]) -> list[FieldName]:
    order: list[FieldName] = []
    for decision in sorted(trace, key=lambda decision: decision.line):
        roles = ("author", "date") if decision.role == "byline" else (decision.role,)
        order += [name for name in get_args(FieldName) if name in roles and name not in order]
    return order


def section_pairs(
    documents: Sequence[Document], traces: Sequence[Sequence[Decision]]
) -> tuple[Mapping[str, str], ...]:
    """The names of the sections by language, each section once, in the order of their first names."""
    found: dict[str, dict[str, str]] = {}
    for document, trace in zip(documents, traces, strict=True):
        names = [document.lines[d.line].text.strip() for d in trace if d.role == "section"]
        texts = [as_text(name, document.lines[0].lang or UNDETERMINED) for name in names]
        pair = {_language(text.lang, text.dir): text.text for text in texts}
        if pair:
            found.setdefault(fold(texts[0].text), pair)
    return tuple(found[key] for key in sorted(found))


def _language(lang: str, side: str) -> str:
    """A key for a name too short to show its language: the script's most frequent one."""
    return lang if lang != UNDETERMINED else {"ltr": "en"}.get(side, "fa")


def spoken_labels(
    documents: Sequence[Document], traces: Sequence[Sequence[Decision]]
) -> Mapping[LabelName, tuple[str, ...]]:
    """Words before a colon that stand in the heads of most documents with a name or a date behind them."""
    rests: dict[str, list[str]] = defaultdict(list)
    for document, trace in zip(documents, traces, strict=True):
        for decision in trace:
            found = _LABELED.match(document.lines[decision.line].text.strip())
            if found and decision.block is not None and decision.line < HEAD_LINES:
                rests[found["label"]].append(found["rest"])
    least = max(2, ceil(SHARE * len(documents)))
    labels: dict[LabelName, tuple[str, ...]] = {}
    for label, texts in sorted(rests.items()):
        if len(texts) < least or len(set(texts)) == 1:
            continue
        dates = [bool(find_dates(text)) and not any(map(str.isalpha, without_dates(text))) for text in texts]
        if all(dates):
            labels["date"] = (*labels.get("date", ()), label)
        elif all(map(is_name, texts)):
            labels["author"] = (*labels.get("author", ()), label)
    return labels
