"""Glyph clusters to printed lines, by geometry alone: the order of drawing is never trusted.

Word draws the runs of a right-to-left line in logical order and the glyphs in each run in visual
order; LibreOffice draws whole lines visually; cairo draws logically from right to left. What they all
share is where the ink stands.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from pipeline.extract.pdf.lines.blanks import close_taken_back, spaced
from pipeline.extract.pdf.lines.cascades import is_cascading, set_level
from pipeline.extract.pdf.lines.order import bidi_class
from pipeline.extract.pdf.lines.signs import attach_signs
from pipeline.normalize.script import ZWNJ

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.extract.pdf.content import Glyph, Run

_DROPPED = dict.fromkeys(
    [
        0x0,
        0xA,
        0xD,
        0x200B,
        0x200E,
        0x200F,
        0x61C,
        0xFEFF,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ]
)

# Ligatures that a font names by codes of their own, as MuPDF does; and the hyphen of a syllable, which is drawn where a
# line is broken there and nowhere else.
_DRAWN = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)} | {0xAD: "-"}

_ROOMLESS, _SOFT_HYPHEN = frozenset((" ", ZWNJ)), "\xad"

# Baselines of one line: kerning and rounding stay under 0.3 em; a raised or lowered mark is smaller
# type (browsers: 0.83) within these bounds of the baseline.
SAME_BASELINE, RAISED, LOWERED, SMALLER = 0.3, 0.65, 0.3, 0.88
# Characters: longer text is no mark, nor is a longer one than `_SHORT_MARK` that is smaller than this share of its line.
_LONGEST_MARK, _SHORT_MARK, _INITIAL = 40, 4, 0.53


class VisualLine(Struct, eq=False):
    """Clusters on one baseline from left to right; `v` and `size` in points, `angle` in degrees; `arabic` where its
    paragraph has Arabic letters and it has none."""

    v: float
    size: float
    angle: int
    glyphs: list[Glyph]
    kinds: list[str]  # the bidi class of each cluster
    rtl: bool = False
    arabic: bool = False

    @classmethod
    def of(cls, glyphs: list[Glyph], angle: int) -> VisualLine:
        """A line of clusters from left to right; its largest type gives baseline and size."""
        run = max({glyph.run: None for glyph in glyphs}, key=lambda r: r.size)
        return cls(run.v, run.size, angle, glyphs, [bidi_class(glyph.text) for glyph in glyphs])

    @property
    def u0(self) -> float:
        return min([g.u0 for g in self.glyphs])

    @property
    def u1(self) -> float:
        return max([g.u1 for g in self.glyphs])

    def count(self, kind: str) -> int:
        """Letters in clusters of a class."""
        if kind not in self.kinds:
            return 0
        return sum(
            [len(glyph.text) for glyph, own in zip(self.glyphs, self.kinds, strict=True) if own == kind]
        )


@lru_cache(maxsize=4096)
def _clean(text: str) -> str:
    if text.isspace():
        return " "
    return text.translate(_DROPPED | _DRAWN) if not text.isascii() or text < " " else text


def _clean_all(glyphs: Sequence[Glyph]) -> None:
    """Take controls out of glyphs, and soft hyphens without room; one that was nothing else keeps its room and
    stands for no code."""
    texts = {glyph.text for glyph in glyphs}
    cleaned = {text: clean for text in texts if (clean := _clean(text)) != text}
    for glyph in glyphs if cleaned else ():
        if glyph.text in cleaned:
            soft = glyph.text == _SOFT_HYPHEN and glyph.u1 <= glyph.u0
            glyph.text = "" if soft else cleaned[glyph.text]
            if not glyph.text:
                glyph.code = -1


class _Baseline(Struct, eq=False):
    v: float
    size: float
    angle: int
    place: object
    glyphs: list[Glyph]

    def reaches(self, other: _Baseline) -> bool:
        """Whether the other's text stands within one em of this one's."""
        u0, u1 = min(g.u0 for g in self.glyphs), max(g.u1 for g in self.glyphs)
        return (
            min(g.u0 for g in other.glyphs) < u1 + self.size
            and max(g.u1 for g in other.glyphs) > u0 - self.size
        )


def _baselines(glyphs: Iterable[Glyph]) -> list[_Baseline]:
    """Glyphs with the very same baseline, size and standing."""
    groups: dict[tuple[object, ...], _Baseline] = {}
    members: list[Glyph] = []
    last: Run | None = None
    for glyph in glyphs:
        run = glyph.run
        if run is not last:
            key = (run.angle, round(run.v, 1), round(run.size, 1), run.place)
            if key not in groups:
                groups[key] = _Baseline(run.v, run.size, run.angle, run.place, [])
            members, last = groups[key].glyphs, run
        members.append(glyph)
    return list(groups.values())


def _is_mark_of(small: _Baseline, line: _Baseline) -> bool:
    """Whether a short piece of smaller type is a superscript or subscript of a line."""
    length = sum(len(g.text) for g in small.glyphs)
    if small.size > SMALLER * line.size or length > _LONGEST_MARK:
        return False
    if small.size < _INITIAL * line.size and length > _SHORT_MARK:
        return False  # a line of text beside a large initial
    return -LOWERED <= (line.v - small.v) / line.size <= RAISED and line.reaches(small)


def _merge(baselines: list[_Baseline]) -> list[_Baseline]:
    """Baselines to lines, larger type first, so that a mark finds the line it belongs to."""
    lines: list[_Baseline] = []
    near: dict[tuple[int, object, int], list[_Baseline]] = defaultdict(list)
    for base in sorted(baselines, key=lambda b: (-b.size, b.v)):
        rows = range(int(base.v // 20) - 1, int(base.v // 20) + 2)
        candidates = [line for row in rows for line in near[base.angle, base.place, row]]
        home = next((line for line in candidates if _same_line(line, base)), None)
        if home is None or (base.size <= SMALLER * home.size and not home.reaches(base)):
            # a mark may have the baseline of a line in another column
            home = next((line for line in candidates if _is_mark_of(base, line)), home)
        if home is None:
            lines.append(base)
            near[base.angle, base.place, int(base.v // 20)].append(base)
        else:
            home.glyphs.extend(base.glyphs)
    return lines


def _same_line(line: _Baseline, base: _Baseline) -> bool:
    if base.size < 0.5 * line.size:
        return False
    return abs(line.v - base.v) <= SAME_BASELINE * min(line.size, base.size)


def _place_in_line(glyph: Glyph) -> float:
    """Twice the middle of a cluster; a blank or a non-joiner counts at its origin, for its advance is
    often overridden and would overlap the next letter."""
    return 2 * glyph.u0 if glyph.text in _ROOMLESS else glyph.u0 + glyph.u1


def _is_overprint(glyph: Glyph, before: Glyph) -> bool:
    """Whether a cluster is drawn over the same one, a little aside: bold or a shadow made by hand.

    Another glyph of the font is another letter, as of two lams that Amiri sets over one another."""
    return (
        glyph.u1 > glyph.u0
        and (glyph.code == before.code or glyph.run.font is not before.run.font)
        and abs(glyph.u0 - before.u0) < 0.25 * (glyph.u1 - glyph.u0)
        and abs(glyph.run.v - before.run.v) < 0.1 * glyph.run.size
    )


def _sorted_once(glyphs: list[Glyph]) -> tuple[list[Glyph], int]:
    """From left to right, overprinted clusters once; also how many were overprinted.

    Each copy is compared with the one before it, for a shadow of many may be wider than a narrow letter
    and its copies stand among those of its neighbors.
    """
    glyphs.sort(key=_place_in_line)
    kept: list[Glyph] = []
    last: dict[str, Glyph] = {}  # by text
    originals: dict[Glyph, Glyph] = {}  # of copies
    doubled = 0
    for glyph in glyphs:
        text = glyph.text
        before = last.get(text)
        last[text] = glyph
        apart = before is None or glyph.u0 - before.u0 >= glyph.u1 - glyph.u0  # as nearly all are
        if apart or before is None or not _is_overprint(glyph, before) or not text.strip():
            kept.append(glyph)
        else:
            originals[glyph] = original = originals.get(before, before)
            original.run.bold = True
            doubled += len(text)
    return kept, doubled


def visual_lines(glyphs: Sequence[Glyph]) -> tuple[list[VisualLine], int]:
    """Printed lines of a page from top to bottom, and the number of overprinted clusters left out."""
    _clean_all(glyphs)
    close_taken_back(glyphs)
    lines: list[VisualLine] = []
    doubled = 0
    signed = attach_signs(glyphs)
    baselines = _baselines(signed)
    if is_cascading(len(signed), len(baselines)):
        set_level(signed)
        baselines = _baselines(signed)
    for base in _merge(baselines):
        row, extra = _sorted_once(base.glyphs)
        doubled += extra
        lines += [VisualLine.of(part, base.angle) for part in spaced(row)]
    lines.sort(key=lambda line: (line.angle, line.v, line.u0))
    return lines, doubled
