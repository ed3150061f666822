"""Lines stored as they look, from left to right, instead of as they are read (rule `visual-order`).

Some programs and old pages store a Persian line in visual order, so that every word stands reversed
(«تسا» for «است»). A line is taken for one when small words of the language stand in it only
reversed and its letter trigrams read better reversed; a line too short for that follows the other
lines of its document. Runs of digits and of Latin letters keep their order (UAX #9, L2), brackets are
mirrored (L4).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.normalize.script import LETTER, LETTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

VISUAL_ORDER = "visual-order"

# Frequent words whose reverse is no word.
SMALL_WORDS = "از به که این است برای با آن شد بود نیز هم تا په چې کې ته دي کړي هغه څخه في من إلى على هذا التي کے ہے میں سے نے ہیں اس"


@cache
def _any_of(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"(?<![{LETTER}])(?:{'|'.join(sorted(words))})(?![{LETTER}])")


FORWARD_WORDS = frozenset(SMALL_WORDS.split())
BACKWARD_WORDS = frozenset(word[::-1] for word in FORWARD_WORDS) - FORWARD_WORDS

# From 25 letters on, no line of 257 Persian and 79 Pashto pieces read better reversed by this margin, and 94 %
# of the reversed ones were recognized by it.
LEAST_LETTERS = 25
MARGIN = 0.3
# Lines that must be recognized before the undecided ones follow, and their share among the decided ones.
LEAST_LINES = 3
LEAST_SHARE = 0.8

LEFT_TO_RIGHT = (
    r"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f\d]*(?:[^\u0590-\u08ff\n]*[A-Za-z\u00c0-\u024f\d])?"  # words, with what is between them
    r"|\d(?:[\d.,:/٫٬\-–]*\d)?"  # a number, a date
)
BRACKETS = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
PAIRS = r"\([^()]*\)|\[[^\[\]]*\]|«[^«»]*»"


def may_be_reversed(text: str) -> bool:
    """Whether a small word stands in the text reversed."""
    return not text.isascii() and not BACKWARD_WORDS.isdisjoint(text.split())


def reversed_lines(texts: Sequence[str]) -> frozenset[int]:
    """Indices of the lines that are in visual order."""
    if not any(map(looks_reversed, texts)):
        return frozenset()
    verdicts = [_verdict(text) for text in texts]
    wrong = {index for index, verdict in enumerate(verdicts) if verdict}
    decided = sum(verdict is not None for verdict in verdicts)
    if len(wrong) >= LEAST_LINES and len(wrong) >= LEAST_SHARE * decided:
        wrong |= {
            index
            for index, verdict in enumerate(verdicts)
            if verdict is None and _reads_backward(texts[index])
        }
    return frozenset(wrong)


def to_logical(text: str) -> str:
    """The line as it is read."""
    order = logical_order(text)
    line = "".join(map(text.__getitem__, order))
    mirrored = line.translate(BRACKETS)
    return line if len(re.findall(PAIRS, line)) > len(re.findall(PAIRS, mirrored)) else mirrored


def logical_order(text: str) -> list[int]:
    """Indices of the characters of a visual line in the order they are read."""
    order: list[int] = []
    end = len(text)
    for run in reversed(list(re.finditer(LEFT_TO_RIGHT, text))):
        order += range(end - 1, run.end() - 1, -1)
        order += range(*run.span())
        end = run.start()
    return order + list(range(end - 1, -1, -1))


def looks_reversed(text: str) -> bool:
    """Whether small words stand in the text reversed, and more of them than as they should."""
    if not may_be_reversed(text):
        return False
    backward = _any_of(BACKWARD_WORDS).findall(text)
    return len(backward) > len(_any_of(FORWARD_WORDS).findall(text))


def _verdict(text: str) -> bool | None:
    """Whether a line is in visual order; None where it does not say."""
    if not looks_reversed(text):
        return False if _any_of(FORWARD_WORDS).search(text) else None
    if len(LETTERS.findall(text)) < LEAST_LETTERS:
        return None
    return _gain(text) > MARGIN or None


def _reads_backward(text: str) -> bool:
    return bool(LETTERS.search(text)) and _gain(text) >= 0


def _gain(text: str) -> float:
    """How much better the text reads from its end."""
    from pipeline.normalize.language.trigrams import plausibility

    return plausibility(text[::-1]) - plausibility(text)
