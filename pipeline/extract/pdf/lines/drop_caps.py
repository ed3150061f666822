"""Drop caps: a large initial set into the first lines of a paragraph, joined to the word that it begins."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipeline.model import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Line

# An initial over two lines is 2.3 to 2.7 times as large as the text, over three 4 to 4.5 times.
_LARGER, _LETTERS = 1.9, 2
# In em of the text: how far beside the initial its lines begin, how far its top is from that of the first, and how
# much further in that begins than the second where a blank follows.
_BESIDE, _TOP, _BLANK = 1.5, 0.8, 0.15
_OPENING = "«“\"'‘(["


def join_drop_caps(lines: Sequence[Line]) -> list[Line]:
    """Lines of a page; those beside an initial reach to its outer edge, as the lines below them do."""
    result = list(lines)
    for cap in [line for line in lines if _may_be_initial(line)]:
        beside = _lines_beside(cap, result)
        if len(beside) > 1:
            words = Counter(word.casefold() for line in lines for word in line.text.split())
            result = _joined(result, cap, beside, words)
    return result


def _may_be_initial(line: Line) -> bool:
    letters = line.text.strip().lstrip(_OPENING)
    return 0 < len(letters) <= _LETTERS and letters.isalpha() and line.box is not None and not line.place


def _lines_beside(cap: Line, lines: Sequence[Line]) -> list[int]:
    """The lines of text that stand in the height of an initial, right beside it, from the first on."""
    found = [at for at, line in enumerate(lines) if line is not cap and _is_beside(cap, line)]
    found.sort(key=lambda at: _box(lines[at]).top)
    if not found or abs(_cap_top(cap) - _cap_top(lines[found[0]])) > _TOP * lines[found[0]].size:
        return []
    return found


def _is_beside(cap: Line, line: Line) -> bool:
    if line.kind or line.place or not line.size or cap.size < _LARGER * line.size or line.dir != cap.dir:
        return False
    one, two = _box(cap), _box(line)
    gap = one.x0 - two.x1 if line.dir == "rtl" else two.x0 - one.x1
    baseline = two.bottom - 0.25 * line.size
    return -0.5 * line.size < gap < _BESIDE * line.size and _cap_top(cap) < baseline < one.bottom


def _cap_top(line: Line) -> float:
    """The top of a line's capitals: 0.7 em over the baseline, which is some 0.25 em over the bottom of the box."""
    return _box(line).bottom - 0.95 * line.size


def _box(line: Line) -> Box:
    return line.box or Box(0.0, 0.0, 0.0, 0.0)


def _joined(lines: list[Line], cap: Line, beside: Sequence[int], words: Counter[str]) -> list[Line]:
    """The lines with the initial at the beginning of the first and in the width of all beside it."""
    first, second = lines[beside[0]], lines[beside[1]]
    initial = cap.text.strip() + (" " if _is_word(cap, first, second, words) else "")
    for at in beside:
        one, two = _box(cap), _box(lines[at])
        box = Box(min(one.x0, two.x0), two.top, max(one.x1, two.x1), two.bottom)
        lines[at] = replace(lines[at], box=box)
    spans = first.spans
    begun = replace(spans[0], text=initial + spans[0].text.lstrip())
    lines[beside[0]] = replace(lines[beside[0]], spans=(begun, *spans[1:]))
    return [line for line in lines if line is not cap]


def _is_word(cap: Line, first: Line, second: Line, words: Counter[str]) -> bool:
    """Whether the initial is a word of its own: a blank after it sets in the first line, or only what follows it is a
    word that the page has elsewhere."""
    one, two = _box(first), _box(second)
    further = two.x1 - one.x1 if first.dir == "rtl" else one.x0 - two.x0
    if further > _BLANK * first.size:
        return True
    rest = first.text.split()[0].casefold()
    whole = cap.text.strip().lstrip(_OPENING).casefold() + rest
    return words[rest] > 1 and not words[whole]
