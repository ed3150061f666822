"""Glyphs that a page draws and the file gives no letter for: how many, and whether they matter.

A justified line may be stretched with a kashida that has no Unicode: one glyph of a font, always inside a
word, and nothing is lost with it. Anything else was a letter.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct, field

from pipeline.extract.pdf.lines.order import bidi_class
from pipeline.model import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.extract.pdf.content import Glyph, Run
    from pipeline.extract.pdf.fonts.font import Font

# Shares of a page's glyphs, and distinct glyphs of one font: from here on the page cannot be read.
_MOSTLY_LOST, _PARTLY_LOST, _LOST_GLYPHS = 0.2, 0.01, 4
# Of the glyphs of one font: where more have no Unicode (text fonts lack up to a quarter, say ر, ک and ی), it is formulas, drawings or lines of its own that are lost, and the
# words in other fonts are whole.
_MOSTLY_SILENT, _LESSER_PART = 0.3, 0.5
_UNREADABLE = ("unreadable-text", "many glyphs have no Unicode value")
_SILENT = ("silent-font", "all that has no Unicode value is in fonts of its own")

NOTDEF = 0  # the glyph of what a font lacks

_Key = tuple["Font", int]


class _Losses(Struct):
    """Glyphs drawn, by font; and those without Unicode by font and code: all, and the ones inside words."""

    drawn: Counter[Font] = field(default_factory=Counter)
    lost: Counter[_Key] = field(default_factory=Counter)
    inside: Counter[_Key] = field(default_factory=Counter)

    def read(self, row: Sequence[Glyph]) -> None:
        drawn: dict[Run, int] = {}
        for glyph in row:
            drawn[glyph.run] = drawn.get(glyph.run, 0) + (len(glyph.text) or 1)
        for run, letters in drawn.items():
            self.drawn[run.font] += letters
        for i in [i for i, glyph in enumerate(row) if not glyph.text or glyph.over >= 0]:
            self._read_lost(row, i)

    def _read_lost(self, row: Sequence[Glyph], i: int) -> None:
        font, glyph = row[i].run.font, row[i]
        if glyph.over >= 0:
            self.lost[font, glyph.over] += 1
        if not glyph.text and glyph.code >= 0:
            self.lost[font, glyph.code] += 1
            self.inside[font, glyph.code] += _is_inside(row, i)


def _is_inside(row: Sequence[Glyph], i: int) -> bool:
    """Whether a glyph takes room between two right-to-left letters, or other glyphs that do."""
    glyph = row[i]
    if glyph.code == NOTDEF or glyph.u1 <= glyph.u0 or not 0 < i < len(row) - 1:
        return False
    return all(not near.text or bidi_class(near.text) == "R" for near in (row[i - 1], row[i + 1]))


def _kashidas(pages: Iterable[_Losses]) -> set[_Key]:
    """Glyphs that are the only ones of their font without Unicode and never begin or end a word."""
    lost: Counter[_Key] = Counter()
    inside: Counter[_Key] = Counter()
    for page in pages:
        lost.update(page.lost)
        inside.update(page.inside)
    missing = Counter(font for font, _ in lost)
    return {key for key, count in lost.items() if missing[key[0]] == 1 and inside[key] == count}


def _is_unreadable(page: _Losses, lost: Mapping[_Key, int]) -> bool:
    letters, drawn = sum(lost.values()), page.drawn.total()
    several = any(count >= _LOST_GLYPHS for count in Counter(font for font, _ in lost).values())
    return letters > _MOSTLY_LOST * drawn or (several and letters > _PARTLY_LOST * drawn)


def _is_apart(page: _Losses, lost: Mapping[_Key, int]) -> bool:
    """Whether the fonts that lack letters lack many of theirs, and draw less than the others."""
    by_font: Counter[Font] = Counter()
    for (font, _), count in lost.items():
        by_font[font] += count
    least = sum(page.drawn[font] for font in by_font) <= _LESSER_PART * page.drawn.total()
    return least and all(count > _MOSTLY_SILENT * page.drawn[font] for font, count in by_font.items())


def _is_missing(font: Font, code: int) -> bool:
    """Whether a glyph is the one of what a font lacks: a letter was meant, and nothing on the page tells it."""
    return code == NOTDEF and not font.single_byte


def _page_issues(page: _Losses, number: int, kashidas: set[_Key]) -> Iterator[Issue]:
    stretched = sum(count for key, count in page.lost.items() if key in kashidas)
    letters = page.lost.total() - stretched
    seen = {key: count for key, count in page.lost.items() if key not in kashidas and not _is_missing(*key)}
    if _is_unreadable(page, seen):
        silent = _is_apart(page, seen)
        code, message = _SILENT if silent else _UNREADABLE
        yield Issue(code=code, message=message, page=number, count=letters)
    elif letters:
        message = "letters without a Unicode value were left out"
        yield Issue(code="unmapped-glyphs", message=message, page=number, count=letters)
    if stretched:
        message = "glyphs that only stretch words have no Unicode value"
        yield Issue(code="unmapped-kashidas", message=message, page=number, count=stretched, human=False)


def loss_issues(pages: Sequence[tuple[int, Iterable[Sequence[Glyph]]]]) -> Iterator[Issue]:
    """What the reader of the record should know, page by page.

    `pages` are page numbers with the rows of the page, after the repairs that give signs a meaning.
    """
    read = []
    for number, rows in pages:
        page = _Losses()
        for row in rows:
            page.read(row)
        read.append((number, page))
    kashidas = _kashidas(page for _, page in read)
    for number, page in read:
        yield from _page_issues(page, number, kashidas)
