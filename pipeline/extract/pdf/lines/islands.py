"""Islands of a right-to-left line: what in it was drawn from left to right.

Latin words with what joins them, and numbers. The rules for what belongs to an island are those by which UAX #9
(W1-W7, N0-N2) would have drawn it, read from the drawn side. Where two orders look alike, the order of drawing
tells, and else the meaning (`quantities`).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.pdf.lines.quantities import dialled_end, follows_its_number

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPENING, _CLOSING = "([{«‹⟨", ")]}»›⟩"
_STOPS = frozenset(",.;:!?،؛؟")
# Signs after which a line may be broken, and how many stand there: "https://".
_BREAKS, _MOST_SIGNS = frozenset("-‐/–=&_®™"), 3
_PATH_STARTS = frozenset("/.")
_FILE = re.compile(r"^[\w.-]+/.*\.[A-Za-z]\w{1,4}$")
PAIR = dict(zip(_OPENING, _CLOSING, strict=True)) | dict(zip(_CLOSING, _OPENING, strict=True))


def _is_latin_digit(text: str) -> bool:
    return text[:1].isascii()


def is_bracket(text: str) -> bool:
    """Whether a cluster is one of a pair of brackets or quotation marks that are drawn mirrored."""
    return text in PAIR


def is_stop(text: str) -> bool:
    """Whether a cluster ends a sentence or a part of one."""
    return text in _STOPS


def is_arabic(text: str) -> bool:
    """Whether a cluster has letters after which digits are Arabic numbers (W2): those of Hebrew are not."""
    return any(unicodedata.bidirectional(char) == "AL" for char in text)


def has_arabic(texts: Sequence[str]) -> bool:
    return any(is_arabic(text) for text in texts)


class RightToLeftLine(NamedTuple):
    """A right-to-left line from left to right; see `logical_order`."""

    texts: Sequence[str]
    kinds: Sequence[str]
    drawn: Sequence[int] = ()
    arabic: bool = False

    def follows(self, i: int) -> bool:
        """Whether a cluster was drawn right after the one on its left."""
        return bool(self.drawn) and self.drawn[i] == self.drawn[i - 1] + 1 > 0

    def drawn_before(self, right: int, left: int) -> bool:
        """Whether a cluster was drawn before one on its left."""
        return bool(self.drawn) and self.drawn[right] < self.drawn[left]

    def is_blank(self, i: int) -> bool:
        """Whether a blank stands at a place of the line."""
        return 0 <= i < len(self.kinds) and self.kinds[i] == "W"

    def typed_first(self, left: int, right: int) -> bool | None:
        """Whether the piece at `left` was typed before the one at `right`, None where the file does not tell.

        Where a file draws runs as they were typed, what is right of both comes before them, what is left of both after.
        A blank drawn before the right piece is of one
        run with both, whichever of them was drawn first: letters of another font come last.
        """
        ranks = self.drawn
        if not ranks:
            return None
        run = [ranks[i] for i in range(left, right) if self.kinds[i] in "LN"]
        if run != sorted(run):
            return None  # a formula
        first, last = sorted((ranks[left], ranks[right]))
        before = next((ranks[i] for i in range(right, len(ranks)) if self.kinds[i] == "R"), None)
        after = next((ranks[i] for i in range(left, -1, -1) if self.kinds[i] == "R"), None)
        if (before is not None and before > first) or (after is not None and after < last):
            return None
        blank = ranks[right - 1]
        return blank < ranks[right] if blank >= 0 else ranks[left] < ranks[right]


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


def _joins(line: RightToLeftLine, start: int, end: int, after: int) -> bool:
    """Whether the left-to-right piece at `after` belongs to the island from `start` to `end`.

    Letter to letter (N1), unless the file draws the right one first, as Word does where a bracket stands between; and a
    number to the letter that follows it on its right: only an embedded left-to-right run draws it so. A letter and a number on its right look the same in
    either order, and may be told by the order of drawing. Else digits of the same script as the letter are taken
    as part of its run ("Windows 10"), unless it begins with what follows its number ("5 kg"); others when nothing
    blank stands between or another letter of the run follows. A number beside Latin words in brackets stands outside of
    them (N0).
    """
    texts, kinds = line.texts, line.kinds
    if "W" not in kinds[end:after]:
        return True
    if kinds[after] == "L":
        if "L" not in kinds[start:end] and _is_enclosed(line, after) and not line.typed_first(start, after):
            return False
        return not (line.drawn_before(after, start) and line.typed_first(start, after) is False)
    if next((kind for kind in kinds[after:] if kind in "RL"), "R") == "L":
        return True
    typed_first = line.typed_first(start, after)
    if typed_first is not None:
        return typed_first
    return _is_latin_digit(texts[after]) and not _follows_its_number(line, start, after)


def _is_enclosed(line: RightToLeftLine, start: int) -> bool:
    """Whether brackets are closed around the Latin piece at `start`, with right-to-left text or nothing right of them."""
    texts, kinds = line.texts, line.kinds
    partner = PAIR.get(texts[start - 1])
    end = next((i for i in range(start, len(kinds)) if texts[i] == partner or kinds[i] == "R"), len(kinds))
    if end == len(kinds) or texts[end] != partner:
        return False
    return next((kind for kind in kinds[end:] if kind in "RLN"), "R") == "R"


def _follows_its_number(line: RightToLeftLine, start: int, number: int) -> bool:
    """Whether an island is the measure or month to the number on its right, the last one before other letters."""
    last = _word_end(line, number)
    if next((kind for kind in line.kinds[last:] if kind in "RLN"), "R") == "N":
        return False
    word = line.texts[start : _word_end(line, start)]
    return follows_its_number("".join(word), "".join(line.texts[number:last]))


def _word_end(line: RightToLeftLine, start: int) -> int:
    """Where the next blank stands."""
    return next((i for i in range(start, len(line.kinds)) if line.kinds[i] == "W"), len(line.kinds))


def _apart(line: RightToLeftLine, start: int, after: int) -> bool:
    """Whether two numbers are islands of their own, the right one first, and no left-to-right run."""
    return not line.typed_first(start, after)


def _island_end(line: RightToLeftLine, start: int) -> int:
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
    end = _with_signs(line, start, end)
    return _with_stop(line, end) if start == 0 else end


def _with_signs(line: RightToLeftLine, start: int, end: int) -> int:
    """Take in the signs and blanks right of an island that the file draws right after it: the run of "C++" or "A*".

    A blank that shows there stays, where there is one on the island's left as well."""
    beyond = end
    while beyond < len(line.kinds) and line.kinds[beyond] in "WSO" and line.follows(beyond):
        beyond += 1
    while beyond > end and line.kinds[beyond - 1] == "W" and line.is_blank(start - 1):
        beyond -= 1
    return beyond if beyond > end and line.typed_first(start, beyond - 1) else end


def _signs_before(line: RightToLeftLine, start: int) -> int:
    """Where the island begins whose signs and blanks stand at `start` and are drawn right before it, or `start`.

    So does Word draw ".NET", "-5", and a blank that was typed before a name in the name's language: on its left. It
    draws the sign behind a number in a list before the number, too, and the number stands at the line's right end.
    """
    end = start + 1
    while end < len(line.kinds) and line.kinds[end] in "WSO" and line.follows(end):
        end += 1
    if end == len(line.kinds) or line.kinds[end] not in "LN" or not line.follows(end):
        return start
    beyond = _island_end(line, end)
    if beyond == len(line.kinds) and "L" not in line.kinds[end:]:
        return start
    if set(line.kinds[start:end]) == {"W"} and line.is_blank(beyond):
        return start
    return end if line.typed_first(start, end) else start


def _piece_end(line: RightToLeftLine, start: int) -> int:
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
        arabic = has_arabic(texts)
    return _number_end(texts, kinds, start, after_arabic=arabic)


def _with_closing_bracket(texts: Sequence[str], start: int, end: int) -> int:
    """Take in a bracket right of the island that closes one inside it (N0)."""
    if end < len(texts) and texts[end] in PAIR:
        inside = texts[start:end]
        partner = PAIR[texts[end]]
        if inside.count(partner) > inside.count(texts[end]):
            return end + 1
    return end


def _with_stop(line: RightToLeftLine, end: int) -> int:
    """Take in a comma, a stop or, behind letters, the hyphens and slashes right of an island that ends its line.

    A left-to-right run broken by the line's end keeps its sign on its right, where it would else
    stand before the run and after a blank.
    """
    texts = line.texts
    signs = _STOPS | _BREAKS if "L" in line.kinds[:end] else _STOPS
    beyond = end
    while beyond < len(texts) and texts[beyond] in signs:
        beyond += 1
    if beyond - end > _MOST_SIGNS:
        return end  # leaders
    beyond -= len(_path_start("".join(texts[:end]), "".join(texts[end:beyond])))
    after = texts[beyond] if beyond < len(texts) else ""
    return beyond if after.isspace() or after in PAIR or after in _PATH_STARTS else end


def _path_start(island: str, signs: str) -> str:
    """What of the signs right of an island begins the path of a file in it: "/", or "./" drawn from the right.

    A path that ends in the name of a file is not broken there, and of two slashes without a colon one begins it."""
    for start in ("/..", "/."):
        if signs.endswith(start):
            return start
    return "/" if signs == "//" or (signs == "/" and _FILE.search(island)) else ""


def _dialled_end(line: RightToLeftLine, start: int) -> int:
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


def right_to_left(line: RightToLeftLine) -> list[tuple[int, bool]]:
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
        elif kinds[i] in "WSO" and (first := _signs_before(line, i)) > i:
            end = _island_end(line, first)
            pieces.append([(k, False) for k in range(i, end)])
            i = end
        else:
            pieces.append([(i, True)])
            i += 1
    return [place for piece in reversed(pieces) for place in piece]
