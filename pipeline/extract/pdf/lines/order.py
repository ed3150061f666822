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

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPENING, _CLOSING = "([{«‹⟨", ")]}»›⟩"
_STOPS = frozenset(",.;:!?،؛؟")
_PAIR = dict(zip(_OPENING, _CLOSING, strict=True)) | dict(zip(_CLOSING, _OPENING, strict=True))


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


def _is_latin_digit(text: str) -> bool:
    return text[:1].isascii()


def _has_arabic(texts: Sequence[str]) -> bool:
    """Whether there are letters after which digits are Arabic numbers (W2): those of Hebrew are not."""
    return any(unicodedata.bidirectional(char) == "AL" for text in texts for char in text)


def _is_sign(text: str) -> bool:
    return unicodedata.bidirectional(text[:1] or " ") == "ET"


def _join_signs(texts: Sequence[str], kinds: Sequence[str]) -> Sequence[str]:
    """Signs of percent and currency beside the digits of a line without Arabic letters count as digits (W5)."""
    if "N" not in kinds or _has_arabic(texts):
        return kinds
    joined = list(kinds)
    places = range(len(joined))
    for i in (*places, *reversed(places)):
        if "N" in joined[max(0, i - 1) : i + 2] and _is_sign(texts[i]):
            joined[i] = "N"
    return joined


def _number_end(texts: Sequence[str], kinds: Sequence[str], start: int, *, after_arabic: bool) -> int:
    """End of the number that starts at `start`: digits joined by single separators (W4).

    A hyphen joins only where no Arabic letter comes before (W2 makes the digits Arabic numbers,
    and ES joins European ones only).
    """
    i = start
    while i < len(kinds):
        if kinds[i] == "N":
            i += 1
        elif (
            kinds[i] == "S"
            and i + 1 < len(kinds)
            and kinds[i + 1] == "N"
            and not (after_arabic and unicodedata.bidirectional(texts[i][0]) == "ES")
        ):
            i += 2
        else:
            break
    return i


def _joins(texts: Sequence[str], kinds: Sequence[str], start: int, after: int) -> bool:
    """Whether the left-to-right piece at `after` belongs to the island before it, whose last piece ends at `start`.

    Letter to letter always (N1), and a number to the letter that follows it on its right: only an
    embedded left-to-right run draws it so. A letter and a number on its right look the same in
    either order; digits of the same script as the letter are taken as part of its run ("Windows 10"),
    others when nothing blank stands between or another letter of the run follows.
    """
    if kinds[after] == "L" or _is_latin_digit(texts[after]) or "W" not in kinds[start:after]:
        return True
    beyond = next((kind for kind in kinds[after:] if kind in "RL"), "R")
    return beyond == "L"


def _island_end(texts: Sequence[str], kinds: Sequence[str], start: int) -> int:
    """End (exclusive) of the left-to-right island that starts at `start` in an RTL line."""
    end = _piece_end(texts, kinds, start)
    while True:
        i = end
        while i < len(kinds) and kinds[i] in "WSOJ":
            i += 1
        if i == len(kinds) or kinds[i] == "R":
            break
        before = "L" if "L" in kinds[start:end] else "N"
        if before == "N" and kinds[i] == "N":
            break  # two numbers apart: each its own island, first the right one
        if not _joins(texts, kinds, end, i):
            break
        end = _piece_end(texts, kinds, i)
    end = _with_closing_bracket(texts, start, end)
    return _with_stop(texts, end) if start == 0 else end


def _piece_end(texts: Sequence[str], kinds: Sequence[str], start: int) -> int:
    if kinds[start] == "L":
        i = start + 1
        while i < len(kinds) and kinds[i] in "LJ":
            i += 1
        return i
    strong = next((i for i in range(start, len(kinds)) if kinds[i] in "RL"), None)
    arabic = _has_arabic(texts) if strong is None else kinds[strong] == "R" and _has_arabic(texts[strong])
    return _number_end(texts, kinds, start, after_arabic=arabic)


def _with_closing_bracket(texts: Sequence[str], start: int, end: int) -> int:
    """Take in a bracket right of the island that closes one inside it (N0)."""
    if end < len(texts) and texts[end] in _PAIR:
        inside = texts[start:end]
        partner = _PAIR[texts[end]]
        if inside.count(partner) > inside.count(texts[end]):
            return end + 1
    return end


def _with_stop(texts: Sequence[str], end: int) -> int:
    """Take in a comma or stop right of an island that ends its line.

    A left-to-right run broken by the line's end keeps its stop on its right, where it would else
    stand before the run and after a blank.
    """
    after = texts[end + 1] if end + 1 < len(texts) else ""
    return (
        end + 1
        if end < len(texts) and texts[end] in _STOPS and (after.isspace() or after in _OPENING)
        else end
    )


def _right_to_left(texts: Sequence[str], kinds: Sequence[str]) -> list[tuple[int, bool]]:
    if "L" not in kinds and "N" not in kinds:
        return [(i, True) for i in reversed(range(len(kinds)))]
    pieces: list[list[tuple[int, bool]]] = []
    i = 0
    while i < len(kinds):
        if kinds[i] in "LN":
            end = _island_end(texts, kinds, i)
            pieces.append([(k, False) for k in range(i, end)])
            i = end
        else:
            pieces.append([(i, True)])
            i += 1
    return [place for piece in reversed(pieces) for place in piece]


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
        if text in _PAIR:
            kind = min(text, _PAIR[text])
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
    if alone and start and texts[start - 1] in (texts[start + alone[0]], _PAIR[texts[start + alone[0]]]):
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
        order.extend((start + k, turned) for k, turned in _right_to_left(texts[start:end], kinds[start:end]))
        i = end
    return order


def logical_order(texts: Sequence[str], *, rtl: bool, kinds: Sequence[str] = ()) -> list[tuple[int, bool]]:
    """Clusters of a line in logical order, given from left to right: index and whether it reads
    right to left (only there brackets may be drawn mirrored).

    `rtl` is the base direction of the line's paragraph; `kinds` are the classes of the clusters, where
    they are known already.
    """
    kinds = kinds or [bidi_class(text) for text in texts]
    if rtl:
        return _right_to_left(texts, _join_signs(texts, kinds))
    if "R" not in kinds:
        return [(i, False) for i in range(len(texts))]
    return _left_to_right(texts, kinds)
