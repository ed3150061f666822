"""Visual to logical order: the inverse of UAX #9 for one line.

The glyphs of a line stand from left to right; readers want them in the order they are spoken. In a
right-to-left line everything runs backwards except *islands* that were drawn left to right: Latin
words with what joins them, and numbers. In a left-to-right line it is the other way about. The rules
for what belongs to an island are those by which UAX #9 (W1-W7, N0-N2) would have drawn it, read from
the drawn side: running the algorithm on reversed text instead would see each number after the wrong
neighbor.

Clusters are moved whole, never letter by letter.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.extract.pdf.lines.islands import PAIR, RightToLeftLine, has_arabic, right_to_left

if TYPE_CHECKING:
    from collections.abc import Sequence


@lru_cache(maxsize=4096)
def bidi_class(text: str) -> str:
    """Class of a cluster: "R", "L", "N" (a digit), "S" (joins digits), "W" (blank) or "O" (neutral).

    "S" are the classes CS and ES of UAX #9, except a blank that it lists as CS (U+00A0). Private code points are
    bullets and other pictures of symbol fonts: neutral, though UAX #9 lists them as L.
    """
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("R", "AL"):
            return "R"
        if kind == "L":
            return "O" if unicodedata.category(char) == "Co" else "L"
        if kind in ("EN", "AN"):
            return "N"
        if char.isspace():
            return "W"
        if kind in ("CS", "ES"):
            return "S"
        if kind not in ("NSM", "BN"):
            return "O"
    return "J" if text else "O"  # joiners and marks go with their neighbor


def _is_sign(text: str) -> bool:
    return unicodedata.bidirectional(text[:1] or " ") == "ET"


def _join_signs(texts: Sequence[str], kinds: Sequence[str]) -> Sequence[str]:
    """Signs of percent and currency beside the digits of a line without Arabic letters count as digits (W5)."""
    if "N" not in kinds or has_arabic(texts):
        return kinds
    joined = list(kinds)
    places = range(len(joined))
    for i in (*places, *reversed(places)):
        if "N" in joined[max(0, i - 1) : i + 2] and _is_sign(texts[i]):
            joined[i] = "N"
    return joined


def _right_to_left_start(kinds: Sequence[str], start: int) -> int:
    """Where the first letter of a right-to-left island stands that starts at `start`, or -1.

    A number left of the letters belongs to the island: it is drawn there because it comes after them.
    """
    i = start
    while i < len(kinds) and (kinds[i] == "N" or (i > start and kinds[i] in "WSO")):
        i += 1
    return i if i < len(kinds) and kinds[i] == "R" else -1


def _right_to_left_end(kinds: Sequence[str], first: int) -> int:
    """End of a right-to-left island: after its last letter before the next Latin one."""
    end = first + 1
    for j in range(first + 1, len(kinds)):
        if kinds[j] == "L":
            break
        if kinds[j] in "RJ":
            end = j + 1
    return end


def _unmatched(texts: Sequence[str]) -> list[int]:
    """Indices of the brackets that stand without a partner, whichever way round the two are stored."""
    waiting: dict[str, int] = {}
    for i, text in enumerate(texts):
        if text in PAIR:
            kind = min(text, PAIR[text])
            if kind in waiting:
                del waiting[kind]
            else:
                waiting[kind] = i
    return sorted(waiting.values())


def _with_brackets(texts: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Fit an island of an LTR line to the brackets in and around it (N0).

    One bracket alone whose partner stands right before is the island's own, as in «کتاب (خوب)», where it is
    drawn at the edge. Two alone are of the line: a text in brackets ends there and another begins.
    """
    alone = _unmatched(texts[start:end])
    if len(alone) > 1:
        return start, start + alone[0]
    if alone and start and texts[start - 1] in (texts[start + alone[0]], PAIR[texts[start + alone[0]]]):
        return start - 1, end
    return start, end


def _left_to_right(texts: Sequence[str], kinds: Sequence[str]) -> list[tuple[int, bool]]:
    order: list[tuple[int, bool]] = []
    i = 0
    while i < len(kinds):
        first = _right_to_left_start(kinds, i)
        if first < 0:
            order.append((i, False))
            i += 1
            continue
        start, end = _with_brackets(texts, i, _right_to_left_end(kinds, first))
        del order[len(order) - (i - start) :]
        island = RightToLeftLine(texts[start:end], kinds[start:end])
        order.extend((start + k, turned) for k, turned in right_to_left(island))
        i = end
    return order


def logical_order(
    texts: Sequence[str],
    *,
    rtl: bool,
    kinds: Sequence[str] = (),
    drawn: Sequence[int] = (),
    arabic: bool = False,
) -> list[tuple[int, bool]]:
    """Clusters of a line in logical order, given from left to right: index and whether it reads
    right to left (only there brackets may be drawn mirrored).

    `rtl` is the base direction of the line's paragraph; `kinds` are the classes of the clusters, where
    they are known already; `drawn` is the place of each in the order of drawing, negative for what was not
    drawn, where the file draws runs as they were typed; `arabic` tells that the lines before it have Arabic letters.
    """
    kinds = kinds or [bidi_class(text) for text in texts]
    if rtl:
        return right_to_left(RightToLeftLine(texts, _join_signs(texts, kinds), drawn, arabic))
    if "R" not in kinds:
        return [(i, False) for i in range(len(texts))]
    return _left_to_right(texts, kinds)
