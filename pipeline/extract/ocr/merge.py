"""Two readings of one page as one: where they see the same ink, the surer word counts."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipeline.extract.ocr.words import ReadLine, ReadWord, mean_sureness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Confidences of models differ by chance: so many points more it takes to overrule the model of the page's language.
_LEAD = 8.0
# What the other model must be sure of at least: words of the script that is read, addresses (which nothing else looks
# like), Latin words in the place of no word, and numbers alone or Latin words in the place of an Arabic one. On six
# noisy scans the words read by `eng` were real from there on; below stood «oly», «Gly» and «39.8» for «شود».
_SURE, _SURE_ADDRESS, _SURE_LATIN, _SURE_AGAINST = 60.0, 40.0, 70.0, 85.0
_UNSURE_ARABIC, _LETTERS_AGAINST = 60.0, 3
# A word that only the other model sees is one from here on.
_SURE_ALONE = 70.0
# Mean confidence of a line in the wrong script, and of one in the right; and what it covers of the other's ink. The verse of a
# masthead has 10 to 50 if `eng` reads it, and 80 to 95 if the script's model does.
_NOISE, _SURE_LINE, _COVERED = 60.0, 70.0, 0.8
_WORDS_OF_LINE = 3  # single words and numbers are settled word by word
_SAME_INK = 0.5  # of the narrower word's width and the lower one's height
_ALNUM = re.compile(r"[^\W_]")
_ARABIC, _LATIN = re.compile("[\u0620-\u064a\u066e-\u06d3]"), re.compile("[A-Za-z\u00c0-\u024f]")
_LATIN_OR_DIGIT = re.compile(r"[A-Za-z\u00c0-\u024f]|\d")
_ADDRESS = re.compile(r"@[\w-]+\.\w|\bwww\.\w|://")


def merge(lines: Sequence[ReadLine], others: Sequence[ReadLine]) -> list[ReadLine]:
    """The lines with the words of another reading where that is surer, and with what only the other sees."""
    merged = list(lines)
    for other in others:
        _merge_line(merged, other)
    return merged


def _merge_line(lines: list[ReadLine], other: ReadLine) -> None:
    """Take from another reading's line what is better than the words of `lines` at the same place."""
    homes = {index: line for index, line in enumerate(lines) if _meets(line, other)}
    left: list[ReadWord] = list(other.words)
    for index, line in homes.items():
        if _is_of_another_script(line, other):
            lines[index] = other
            return
        groups = _groups(line.words, other.words)
        words: list[ReadWord] = []
        for mine, theirs in groups:
            left = [word for word in left if word not in theirs]
            words += theirs if _is_better(mine, theirs) else mine
        lines[index] = replace(line, words=tuple(words))
    alone = tuple(word for word in left if word.sure >= _SURE_ALONE and len(_ALNUM.findall(word.text)) > 1)
    if not alone:
        return
    if homes:
        index, line = max(homes.items(), key=lambda entry: _shared(entry[1], other))
        lines[index] = replace(line, words=line.words + alone)
    else:
        lines.append(replace(other, words=alone))


def _is_of_another_script(mine: ReadLine, theirs: ReadLine) -> bool:
    """Whether a line is noise in the script that was read, and text from end to end in the other.

    Word by word that is not told: the noise has sure words too, and of the text some are not.
    """
    if len(theirs.words) < _WORDS_OF_LINE:
        return False
    if mean_sureness(mine.words) >= _NOISE or mean_sureness(theirs.words) < _SURE_LINE:
        return False
    read, other = (" ".join(word.text for word in line.words) for line in (mine, theirs))
    pairs = [[len(script.findall(text)) for script in (_ARABIC, _LATIN)] for text in (read, other)]
    if (pairs[0][0] > pairs[0][1]) == (pairs[1][0] > pairs[1][1]):
        return False
    covered = sum(word.x1 - word.x0 for word in theirs.words)
    return covered >= _COVERED * sum(word.x1 - word.x0 for word in mine.words)


def _is_better(mine: Sequence[ReadWord], theirs: Sequence[ReadWord]) -> bool:
    """Whether the other reading of some ink is to be believed."""
    read, other = (" ".join(word.text for word in words) for words in (mine, theirs))
    if not _ALNUM.search(other):
        return False
    own, sure = mean_sureness(mine), mean_sureness(theirs)
    return sure > own + _LEAD and sure >= _sureness_needed(read, other, own)


def _sureness_needed(mine: str, theirs: str, own: float) -> float:
    if _ADDRESS.search(theirs):
        return _SURE_ADDRESS
    if _ARABIC.search(theirs):
        return _SURE
    if _ARABIC.search(mine) and not _LATIN_OR_DIGIT.search(mine):
        word = len(_LATIN.findall(theirs)) >= _LETTERS_AGAINST
        return _SURE_AGAINST if word and own < _UNSURE_ARABIC else math.inf
    return _SURE_LATIN if _LATIN.search(theirs) else _SURE_AGAINST


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


def _extent(line: ReadLine) -> tuple[float, float]:
    return min(word.top for word in line.words), max(word.bottom for word in line.words)


def _shared(a: ReadLine, b: ReadLine) -> float:
    """Height in pixels that two lines share."""
    (top, bottom), (top2, bottom2) = _extent(a), _extent(b)
    return min(bottom, bottom2) - max(top, top2)


def _meets(a: ReadLine, b: ReadLine) -> bool:
    """Whether two lines are one: on the same height, and not in two columns."""
    (top, bottom), (top2, bottom2) = _extent(a), _extent(b)
    if _shared(a, b) <= _SAME_INK * min(bottom - top, bottom2 - top2):
        return False
    gap = max(min(w.x0 for w in a.words), min(w.x0 for w in b.words)) - min(
        max(w.x1 for w in a.words), max(w.x1 for w in b.words)
    )
    return gap < 2 * max(bottom - top, bottom2 - top2)
