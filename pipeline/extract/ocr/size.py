"""The size of type from the width of words.

Tesseract guesses a size from the highest and the lowest letter of a line: of one 12-point paragraph it says 16, 13
and 15. Words are as wide as their letters, which tells more.
"""

from __future__ import annotations

from bisect import bisect
from itertools import accumulate
from statistics import median
from typing import TYPE_CHECKING

from pipeline.extract.ocr.words import mean_sureness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.extract.ocr.words import ReadLine, ReadWord

# Mean advances in em of letters that join the next and of those that do not, fitted to 34,500 words in 13 typefaces of
# PDF files; the median word is 6.5 % off, and a typeface wider or narrower as a whole by up to 12 %.
_JOINING = {
    "بپتثټئ": (0.27, 0.72), "یيىېۍ": (0.31, 0.59), "نڼ": (0.25, 0.62), "جچحخځڅ": (0.61, 0.61),
    "سشښ": (0.62, 1.06), "صض": (0.72, 1.26), "طظ": (0.64, 0.8), "عغ": (0.41, 0.64), "فق": (0.42, 0.75),
    "کكگګ": (0.46, 0.82), "ل": (0.22, 0.55), "م": (0.41, 0.43), "هةۀ": (0.52, 0.4),
}  # fmt: skip
_ALONE = {"اأإآ": 0.25, "دذډ": 0.44, "رزژړږ": 0.35, "وؤ": 0.44}
_NARROW, _WIDE = ("iljtfrIJ", 0.3), ("mwMW", 0.72)
_CAPITAL, _SMALL, _DIGIT, _SIGN = 0.73, 0.47, 0.45, 0.43

_NOISE = 50.0  # mean confidence
# Sizes that differ by less are one; of two long lines, as a title and what stands below it, by less than this.
_SAME_SIZE, _SAME_EXACTLY, _MANY_WORDS = 0.15, 0.06, 4

_WIDTHS = {letter: widths for letters, widths in _JOINING.items() for letter in letters} | {
    letter: (width, width) for letters, width in _ALONE.items() for letter in letters
}
_ROOMLESS = frozenset("\u200c\u0654\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652")


def em(words: Iterable[ReadWord]) -> float:
    """The em of words in pixels; 0 where they have no letters.

    Of many it is that of the middle one: a date of which two digits were read is as wide as ten, and in a narrow column such a line
    would look like a heading.
    """
    sizes = [(word.x1 - word.x0, width) for word in words if (width := _width(word.text))]
    if not sizes:
        return 0.0
    if len(sizes) < _MANY_WORDS:
        return sum(wide for wide, _ in sizes) / sum(width for _, width in sizes)
    sizes.sort(key=lambda size: size[0] / size[1])
    below = list(accumulate(width for _, width in sizes))
    wide, width = sizes[bisect(below, below[-1] / 2)]
    return wide / width


def usual_em(lines: Sequence[ReadLine]) -> float:
    """The em of most of the text of a page, in pixels; 0 where there is none."""
    sizes = [size for line in lines if (size := em(line.words)) for _ in line.words]
    return median(sizes) if sizes else 0.0


def settled_sizes(lines: Sequence[ReadLine]) -> list[float]:
    """The em of each line in pixels, where lines of nearly one size have the same: the page's usual one, else that of the
    longest line. Of few words the size is told less exactly, so they may differ by more; noise tells none."""
    usual = usual_em(lines)
    sizes = [em(line.words) if _tells_size(line) else usual for line in lines]
    settled = [usual]
    for at in sorted(range(len(lines)), key=lambda at: -len(lines[at].words)):
        nearest = min(settled, key=lambda size: abs(size - sizes[at]))
        exact = nearest != usual and len(lines[at].words) >= _MANY_WORDS
        if abs(nearest - sizes[at]) <= (_SAME_EXACTLY if exact else _SAME_SIZE) * nearest:
            sizes[at] = nearest
        else:
            settled.append(sizes[at])
    return sizes


def _tells_size(line: ReadLine) -> bool:
    """Whether a line is no noise: digits are as wide, whichever they are."""
    lettered = sum(any(map(str.isalpha, word.text)) for word in line.words)
    return lettered < _MANY_WORDS or mean_sureness(line.words) >= _NOISE


def _width(text: str) -> float:
    """The width in em that a word is likely to have."""
    following = (*text[1:], " ")
    return sum(_advance(char, after) for char, after in zip(text, following, strict=True))


def _advance(char: str, after: str) -> float:
    if char in _WIDTHS:
        joined, alone = _WIDTHS[char]
        return joined if after in _WIDTHS else alone
    if char in _ROOMLESS:
        return 0.0
    if char.isdigit():
        return _DIGIT
    if not char.isalpha():
        return _SIGN
    for letters, width in (_NARROW, _WIDE):
        if char in letters:
            return width
    return _CAPITAL if char.isupper() else _SMALL
