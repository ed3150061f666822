"""Words of the lexicon in the place of words that are none.

Where several shapes of a word are open, none of them can be settled alone; and the letter of a shape that is unlike all
pictures need not be among its readings.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.extract.pdf.decoding.lexicon import is_listed, words_of_length
from pipeline.extract.pdf.decoding.referee import is_rtl
from pipeline.normalize.language.cues import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.extract.pdf.decoding.clusters import Shape
    from pipeline.extract.pdf.decoding.vocabulary import Parts

    Readings = Mapping[Shape, Sequence[str]]
    Texts = Mapping[Shape, str]

_SHORTEST = 3  # letters of a word worth a guess: a shorter one fits anywhere
_MOST_OPEN, _MOST_GUESSES = 4, 60  # shapes of a word that are open, and words that are tried for it


def guesses(word: Parts, texts: Texts, readings: Readings) -> Iterator[dict[Shape, str]]:
    """What the open shapes of a word would be if it were a word of the lexicon, unless it is one already.

    `readings` are the texts that each open shape may be. It may be any other letter too.
    """
    core = _core(word, texts, readings)
    plain = [skeleton(_text(part, texts)) for part in core]
    closed = [text for part, text in zip(core, plain, strict=True) if part not in readings]
    tempting = len(core) >= _SHORTEST and 0 < len(core) - len(closed) <= _MOST_OPEN
    if not tempting or not all(map(is_rtl, closed)) or is_listed("".join(plain)):
        return
    pattern = "".join(f"({_pattern(part, text, readings)})" for part, text in zip(core, plain, strict=True))
    for groups in islice(_matches(pattern, len("".join(plain))), _MOST_GUESSES):
        guess = _assigned(core, groups, readings)
        if guess:
            yield guess


def _text(part: Shape | str, texts: Texts) -> str:
    return part if isinstance(part, str) else texts.get(part, "")


def _core(word: Parts, texts: Texts, readings: Readings) -> Parts:
    """The parts of a word in the order of reading, without the signs around it."""
    parts = list(reversed(word))

    def is_sign(part: Shape | str) -> bool:
        if part in readings:
            return False
        return not is_rtl(_text(part, texts))

    while parts and is_sign(parts[0]):
        del parts[0]
    while parts and is_sign(parts[-1]):
        del parts[-1]
    return tuple(parts)


def _pattern(part: Shape | str, text: str, readings: Readings) -> str:
    """What a part may be: its text, but for an open shape one letter, or a ligature that is among its readings."""
    if isinstance(part, str) or part not in readings:
        return re.escape(text)
    ligatures = {plain for other in readings[part] if len(plain := skeleton(other)) > 1 and is_rtl(plain)}
    return "|".join([*map(re.escape, sorted(ligatures)), "."])


def _matches(pattern: str, length: int) -> Iterator[tuple[str, ...]]:
    for other in (length, length - 1, length + 1):
        for found in re.finditer(f"^{pattern}$", words_of_length(other), re.MULTILINE):
            yield found.groups()


def _assigned(core: Parts, groups: Sequence[str], readings: Readings) -> dict[Shape, str]:
    """The readings that spell the letters of a word; none where one shape would be two letters."""
    guess: dict[Shape, str] = {}
    for part, letters in zip(core, groups, strict=True):
        if not isinstance(part, str) and part in readings:
            text = next((text for text in readings[part] if skeleton(text) == letters), letters)
            if guess.setdefault(part, text) != text:
                return {}
    return guess
