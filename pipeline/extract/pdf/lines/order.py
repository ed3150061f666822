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
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.pdf.lines.quantities import dialled_end, follows_its_number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_OPENING, _CLOSING = "([{«‹⟨", ")]}»›⟩"
_STOPS = frozenset(",.;:!?،؛؟")
_BREAKS, _MOST_SIGNS = (
    frozenset("-‐/–=&_"),
    2,
)  # signs after which a line may be broken, and how many stand there
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


def is_bracket(text: str) -> bool:
    """Whether a cluster is one of a pair of brackets or quotation marks that are drawn mirrored."""
    return text in _PAIR


def is_stop(text: str) -> bool:
    """Whether a cluster ends a sentence or a part of one."""
    return text in _STOPS


def is_arabic(text: str) -> bool:
    """Whether a cluster has letters after which digits are Arabic numbers (W2): those of Hebrew are not."""
    return any(unicodedata.bidirectional(char) == "AL" for char in text)


def _has_arabic(texts: Sequence[str]) -> bool:
    return any(is_arabic(text) for text in texts)


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


def _joins(line: _Line, start: int, end: int, after: int) -> bool:
    """Whether the left-to-right piece at `after` belongs to the island from `start` to `end`.

    Letter to letter always (N1), and a number to the letter that follows it on its right: only an
    embedded left-to-right run draws it so. A letter and a number on its right look the same in
    either order, and may then be told by the order of drawing. Else digits of the same script as the letter are taken as part of its
    run ("Windows 10"), unless the run begins with what follows its number ("5 kg"); others when nothing blank stands between or another letter of the
    run follows.
    """
    texts, kinds = line.texts, line.kinds
    if kinds[after] == "L" or "W" not in kinds[end:after]:
        return True
    if next((kind for kind in kinds[after:] if kind in "RL"), "R") == "L":
        return True
    typed_first = line.typed_first(start, after)
    if typed_first is not None:
        return typed_first
    return _is_latin_digit(texts[after]) and not _follows_its_number(line, start, after)


def _follows_its_number(line: _Line, start: int, number: int) -> bool:
    """Whether an island is the measure or month to the number on its right, the last one before other letters."""
    last = _word_end(line, number)
    if next((kind for kind in line.kinds[last:] if kind in "RLN"), "R") == "N":
        return False
    word = line.texts[start : _word_end(line, start)]
    return follows_its_number("".join(word), "".join(line.texts[number:last]))


def _word_end(line: _Line, start: int) -> int:
    """Where the next blank stands."""
    return next((i for i in range(start, len(line.kinds)) if line.kinds[i] == "W"), len(line.kinds))


def _apart(line: _Line, start: int, after: int) -> bool:
    """Whether two numbers are islands of their own, the right one first, and no left-to-right run."""
    return not line.typed_first(start, after)


def _island_end(line: _Line, start: int) -> int:
    """End (exclusive) of the left-to-right island that starts at `start` in an RTL line."""
    texts, kinds = line.texts, line.kinds
    end = _piece_end(line, start)
    while True:
        i = end
        while i < len(kinds) and kinds[i] in "WSOJ":
            i += 1
        if i == len(kinds) or kinds[i] == "R":
            break
        before = "L" if "L" in kinds[start:end] else "N"
        if before == "N" and kinds[i] == "N":
            if _apart(line, start, i):
                break
        elif not _joins(line, start, end, i):
            break
        end = _piece_end(line, i)
    end = _with_closing_bracket(texts, start, end)
    return _with_stop(texts, kinds, end) if start == 0 else end


def _piece_end(line: _Line, start: int) -> int:
    texts, kinds, _, arabic = line
    if kinds[start] == "L":
        i = start + 1
        while i < len(kinds) and kinds[i] in "LJ":
            i += 1
        return i
    strong = next((i for i in range(start, len(kinds)) if kinds[i] in "RL"), None)
    if strong is not None:
        arabic = kinds[strong] == "R" and is_arabic(texts[strong])
    elif not arabic:
        arabic = _has_arabic(texts)
    return _number_end(texts, kinds, start, after_arabic=arabic)


def _with_closing_bracket(texts: Sequence[str], start: int, end: int) -> int:
    """Take in a bracket right of the island that closes one inside it (N0)."""
    if end < len(texts) and texts[end] in _PAIR:
        inside = texts[start:end]
        partner = _PAIR[texts[end]]
        if inside.count(partner) > inside.count(texts[end]):
            return end + 1
    return end


def _with_stop(texts: Sequence[str], kinds: Sequence[str], end: int) -> int:
    """Take in a comma, a stop or, behind a letter, the hyphens and slashes right of an island that ends its line.

    A left-to-right run broken by the line's end keeps its sign on its right, where it would else
    stand before the run and after a blank.
    """
    signs = _STOPS | _BREAKS if kinds[end - 1] == "L" else _STOPS
    beyond = end
    while beyond < len(texts) and texts[beyond] in signs:
        beyond += 1
    if beyond - end > _MOST_SIGNS:
        return end  # leaders
    after = texts[beyond] if beyond < len(texts) else ""
    return beyond if after.isspace() or after in _PAIR else end


class _Line(NamedTuple):
    """A right-to-left line from left to right; see `logical_order`."""

    texts: Sequence[str]
    kinds: Sequence[str]
    drawn: Callable[[], Sequence[int]] | None = None
    arabic: bool = False

    def typed_first(self, left: int, right: int) -> bool | None:
        """Whether the piece at `left` was typed before the one at `right`, None where the file does not tell.

        Word, LibreOffice and Typst draw the runs of a line as they were typed: what is right of both before them, what
        is left of both after. Other producers draw from left to right. A blank drawn before the right piece is of one
        run with both, whichever of them was drawn first: letters of another font come last.
        """
        if self.drawn is None:
            return None
        drawn = self.drawn()
        run = [drawn[i] for i in range(left, right) if self.kinds[i] in "LN"]
        if run != sorted(run):
            return None  # a formula
        first, last = sorted((drawn[left], drawn[right]))
        before = next((drawn[i] for i in range(right, len(drawn)) if self.kinds[i] == "R"), None)
        after = next((drawn[i] for i in range(left, -1, -1) if self.kinds[i] == "R"), None)
        if before is None and after is None:
            return None
        if (before is not None and before > first) or (after is not None and after < last):
            return None
        blank = drawn[right - 1]
        return blank < drawn[right] if blank >= 0 else drawn[left] < drawn[right]


def _dialled_end(line: _Line, start: int) -> int:
    """End of the telephone number that starts at `start` after a blank, or `start`."""
    texts, kinds = line.texts, line.kinds
    if texts[start][0] not in "+09" or (start and kinds[start - 1] in "LN"):
        return start
    length = dialled_end("".join(texts[start:]))
    end = start
    while length > 0:
        length -= len(texts[end])
        end += 1
    return end


def _right_to_left(line: _Line) -> list[tuple[int, bool]]:
    kinds = line.kinds
    if "L" not in kinds and "N" not in kinds:
        return [(i, True) for i in reversed(range(len(kinds)))]
    pieces: list[list[tuple[int, bool]]] = []
    i = 0
    while i < len(kinds):
        if kinds[i] in "NS" and (end := _dialled_end(line, i)) > i:
            pieces.append([(k, False) for k in range(i, end)])
            i = end
        elif kinds[i] in "LN":
            end = _island_end(line, i)
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
        island = _Line(texts[start:end], kinds[start:end])
        order.extend((start + k, turned) for k, turned in _right_to_left(island))
        i = end
    return order


def logical_order(
    texts: Sequence[str],
    *,
    rtl: bool,
    kinds: Sequence[str] = (),
    drawn: Callable[[], Sequence[int]] | None = None,
    arabic: bool = False,
) -> list[tuple[int, bool]]:
    """Clusters of a line in logical order, given from left to right: index and whether it reads
    right to left (only there brackets may be drawn mirrored).

    `rtl` is the base direction of the line's paragraph; `kinds` are the classes of the clusters, where
    they are known already; `drawn` tells the place of each in the order of drawing, negative for what was
    not drawn; `arabic` that the lines before it have Arabic letters.
    """
    kinds = kinds or [bidi_class(text) for text in texts]
    if rtl:
        return _right_to_left(_Line(texts, _join_signs(texts, kinds), drawn, arabic))
    if "R" not in kinds:
        return [(i, False) for i in range(len(texts))]
    return _left_to_right(texts, kinds)
