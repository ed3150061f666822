"""Two readings of one page as one: where they see the same ink, the better word counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipeline.extract.ocr.choice import ARABIC, LATIN, borne_out, covers, is_better
from pipeline.extract.ocr.words import ReadLine, ReadWord, box_of, mean_sureness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.extract.pdf.decoding.referee import Referee

# A word that only the other model sees is one from here on, on a line that both see, and on a line of its own.
_SURE_ALONE, _SURE_LINE_ALONE = 70.0, 85.0
# Mean confidence of a line in the wrong script, and of one in the right. The verse of a masthead has 10 to 50 if `eng` reads it, and 80 to 95 if the script's model does.
_NOISE, _SURE_LINE = 60.0, 70.0
_WORDS_OF_LINE = 3  # single words and numbers are settled word by word
_ALNUM = re.compile(r"[^\W_]")
_SAME_INK = 0.5  # of the narrower word's width and the lower one's height


def merge(lines: Sequence[ReadLine], others: Sequence[ReadLine], referee: Referee) -> list[ReadLine]:
    """The lines with the words of another reading where that is better, and with what only the other sees.

    The `referee` says how likely the letters are in the languages of the page.
    """
    merged = list(lines)
    for other in others:
        _merge_line(merged, other, referee)
    return merged


def _merge_line(lines: list[ReadLine], other: ReadLine, referee: Referee) -> None:
    """Take from another reading's line what is better than the words of `lines` at the same place, and each word once."""
    homes = [index for index, line in enumerate(lines) if _meets(line, other)]
    homes.sort(key=lambda index: -_shared_ink(lines[index], other))
    left = [word for word in other.words if _ALNUM.search(word.text)]
    for index in homes:
        line = lines[index]
        if index == homes[0] and _is_of_another_script(line, other):
            lines[index] = other
            return
        groups = _groups(line.words, left)
        words: list[ReadWord] = []
        for mine, theirs in groups:
            left = [word for word in left if word not in theirs]
            words += theirs if is_better(mine, theirs, referee) else borne_out(mine, theirs)
        lines[index] = replace(line, words=tuple(words))
    needed = _SURE_ALONE if homes else _SURE_LINE_ALONE
    alone = tuple(word for word in left if word.sure >= needed and len(word.text) > 1)
    if alone and homes:
        home = lines[homes[0]]
        lines[homes[0]] = replace(home, words=home.words + alone)
    elif alone:
        lines.append(replace(other, words=alone))


def without_shadows(lines: Sequence[ReadLine]) -> list[ReadLine]:
    """Lines without those that are dots and marks of another line, which the program took for a line of their own."""
    noise = [line for line in lines if mean_sureness(line.words) < _NOISE]
    shadows = [
        line for line in noise if any(_lies_within(line, other) for other in lines if other is not line)
    ]
    return [line for line in lines if not any(line is shadow for shadow in shadows)]


def _lies_within(line: ReadLine, other: ReadLine) -> bool:
    (left, top, right, bottom), (left2, top2, right2, bottom2) = box_of(line.words), box_of(other.words)
    within = left2 <= left and right <= right2 and top2 <= top and bottom <= bottom2
    return within and bottom - top < _SAME_INK * (bottom2 - top2)


def _is_of_another_script(mine: ReadLine, theirs: ReadLine) -> bool:
    """Whether a line is noise in the script that was read, and text from end to end in the other.

    Word by word that is not told: the noise has sure words too, and of the text some are not.
    """
    if len(theirs.words) < _WORDS_OF_LINE:
        return False
    if mean_sureness(mine.words) >= _NOISE or mean_sureness(theirs.words) < _SURE_LINE:
        return False
    read, other = (" ".join(word.text for word in line.words) for line in (mine, theirs))
    pairs = [[len(script.findall(text)) for script in (ARABIC, LATIN)] for text in (read, other)]
    if (pairs[0][0] > pairs[0][1]) == (pairs[1][0] > pairs[1][1]):
        return False
    return covers(theirs.words, mine.words)


def _groups(
    mine: Iterable[ReadWord], theirs: Iterable[ReadWord]
) -> list[tuple[list[ReadWord], list[ReadWord]]]:
    """Words of both that see the same ink, together; each of mine in exactly one group."""
    groups: list[tuple[list[ReadWord], list[ReadWord]]] = [([word], []) for word in mine]
    for word in theirs:
        same = [group for group in groups if any(_same_ink(word, other) for other in group[0])]
        if not same:
            continue
        first, *rest = same
        first[1].append(word)
        for group in rest:
            first[0].extend(group[0])
            first[1].extend(group[1])
            groups.remove(group)
    return groups


def _same_ink(a: ReadWord, b: ReadWord) -> bool:
    across = min(a.x1, b.x1) - max(a.x0, b.x0)
    down = min(a.bottom, b.bottom) - max(a.top, b.top)
    return across > _SAME_INK * min(a.x1 - a.x0, b.x1 - b.x0) and down > _SAME_INK * min(
        a.bottom - a.top, b.bottom - b.top
    )


def _shared_ink(a: ReadLine, b: ReadLine) -> float:
    """Width in pixels of the words of a line that another sees as well."""
    return sum(word.x1 - word.x0 for word in a.words if any(_same_ink(word, other) for other in b.words))


def _meets(a: ReadLine, b: ReadLine) -> bool:
    """Whether two lines are one: on the same height, and not in two columns."""
    (left, top, right, bottom), (left2, top2, right2, bottom2) = box_of(a.words), box_of(b.words)
    if min(bottom, bottom2) - max(top, top2) <= _SAME_INK * min(bottom - top, bottom2 - top2):
        return False
    gap = max(left, left2) - min(right, right2)
    return gap < 2 * max(bottom - top, bottom2 - top2)
