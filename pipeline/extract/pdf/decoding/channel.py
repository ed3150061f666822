"""How an OCR program errs: not at random, so that even hundreds of readings may agree on the wrong sign."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CHANNEL = Path(__file__).with_name("channel.json")
# Of a text that was rarely or never looked at: how often it is read right, and as any one other text.
_RIGHT, _WRONG, _PRIOR = 0.86, 0.004, 3.0
# A sign that was never looked at is read as another no more often than those that were; else it would be likelier than all of them.
_WRONG_SIGN = 0.0005
_LIKELY = 0.12  # from this share on what was read may be another text


# It turns brackets round as often as not; so one of a pair stands for both.
_FOLDED = str.maketrans(")]}>»›", "([{<«‹")


@cache
def _table() -> Mapping[str, Mapping[str, float]]:
    """True text -> what was read -> how often."""
    table: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text, known in json.loads(CHANNEL.read_text("utf-8")).items():
        for read, count in known.items():
            table[text.translate(_FOLDED)][read.translate(_FOLDED)] += count
    return table


def log_likelihood(read: str, text: str) -> float:
    """Natural log of how likely Tesseract reads a text so."""
    read, text = read.translate(_FOLDED), text.translate(_FOLDED)
    known = _table().get(text, {})
    wrong = _WRONG if known or any(map(str.isalnum, text)) else _WRONG_SIGN
    base = _RIGHT if read == text else wrong
    return math.log((known.get(read, 0.0) + _PRIOR * base) / (sum(known.values()) + _PRIOR))


@cache
def _may_be(read: str) -> tuple[str, ...]:
    """Texts that are often read so."""
    return tuple(
        text for text, known in _table().items() if known.get(read, 0.0) > _LIKELY * sum(known.values()) > 1
    )


def candidates(reads: Mapping[str, float]) -> Iterable[str]:
    """What a shape may be by what was read of it, and how often."""
    total = sum(reads.values())
    yield from (read for read, count in reads.items() if read and count > 0.2 and count > 0.02 * total)
    for read in sorted(reads, key=lambda read: -reads[read])[:3]:
        if reads[read] > 0.5:
            yield from _may_be(read.translate(_FOLDED))
