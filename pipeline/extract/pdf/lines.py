"""Glyph clusters to printed lines, by geometry alone: the order of drawing is never trusted.

Word draws the runs of a right-to-left line in logical order and the glyphs in each run in visual
order; LibreOffice draws whole lines visually; cairo draws logically from right to left. What they all
share is where the ink stands.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.extract.pdf.content import Glyph
from pipeline.extract.pdf.order import bidi_class
from pipeline.extract.pdf.repairs import ZWNJ

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.extract.pdf.content import Run

_DROPPED = dict.fromkeys(
    [
        0x0,
        0xA,
        0xD,
        0xAD,
        0x200B,
        0x200E,
        0x200F,
        0x61C,
        0xFEFF,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ]
)

_ROOMLESS = frozenset((" ", ZWNJ))

# All in em. A gap without a blank glyph is a blank from 0.13 (XeLaTeX draws none at all); a blank that
# takes under 0.06 stands for a non-joiner; from 2 em on two texts only share a baseline.
BLANK_GAP, ROOMLESS_BLANK, SEPARATE_TEXTS = 0.13, 0.06, 2.0
# Kerning inside a word stays under this; the narrowest blanks are above it.
_SAME_WORD = 0.1
_ONE_BY_ONE = 0.8  # runs a glyph, from which on a producer is taken to draw glyphs one by one (Qt)
# Letter-spaced text: this many gaps between letters at least, alike within so many em.
_SPACED_LETTERS, _SPACED_EVENLY = 6, 0.1
# A mark stands over the glyph drawn next to it, or at most two further where signs follow signs.
_SIGN_REACH, _SIGN_DISTANCE, _TOUCHING = 3, 0.25, 0.01
# Baselines of one line: kerning and rounding stay under 0.3 em; a raised or lowered mark is smaller
# type (browsers: 0.83) within these bounds of the baseline.
SAME_BASELINE, RAISED, LOWERED, SMALLER = 0.3, 0.65, 0.3, 0.88


@dataclass(slots=True, eq=False)
class VisualLine:
    """Clusters on one baseline from left to right; `v` and `size` in points, `angle` in degrees."""

    v: float
    size: float
    angle: int
    glyphs: list[Glyph]
    kinds: list[str]  # the bidi class of each cluster
    rtl: bool = False

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
def is_mark(text: str) -> bool:
    """Whether a cluster is combining marks alone."""
    return bool(text) and all(unicodedata.category(char) in ("Mn", "Me") for char in text)


@lru_cache(maxsize=4096)
def _clean(text: str) -> str:
    if text.isspace():
        return " "
    return text.translate(_DROPPED) if not text.isascii() or text < " " else text


def _cleaned(glyph: Glyph) -> Glyph:
    """The glyph without controls; one that was nothing else keeps its room and stands for no code."""
    text = _clean(glyph.text)
    if glyph.text and not text:
        glyph.code = -1
    glyph.text = text
    return glyph


def _latin_words(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Cleaned glyphs; those that draw a Latin word or a number one after the other become one cluster.

    Its letters need no ordering, and all that follows costs by the cluster.
    """
    words: list[Glyph] = []
    word: Glyph | None = None
    for glyph in glyphs:
        text = _cleaned(glyph).text
        if not (text.isascii() and text.isalnum()):
            word = None
        elif (
            word is not None
            and glyph.run is word.run
            and abs(glyph.u0 - word.u1) < _SAME_WORD * glyph.run.size
        ):
            word.text += text
            word.u1 = glyph.u1
            continue
        else:
            word = glyph
        words.append(glyph)
    return words


@dataclass(slots=True, eq=False)
class _Baseline:
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
    key: tuple[object, ...] = ()
    last: Run | None = None
    for glyph in glyphs:
        run = glyph.run
        if run is not last:
            key = (run.angle, round(run.v, 1), round(run.size, 1), run.place)
            if key not in groups:
                groups[key] = _Baseline(run.v, run.size, run.angle, run.place, [])
            last = run
        groups[key].glyphs.append(glyph)
    return list(groups.values())


def _is_mark_of(small: _Baseline, line: _Baseline) -> bool:
    """Whether a short piece of smaller type is a superscript or subscript of a line."""
    if small.size > SMALLER * line.size or sum(len(g.text) for g in small.glyphs) > 40:
        return False
    return -LOWERED <= (line.v - small.v) / line.size <= RAISED and line.reaches(small)


def _merge(baselines: list[_Baseline]) -> list[_Baseline]:
    """Baselines to lines, larger type first, so that a mark finds the line it belongs to."""
    lines: list[_Baseline] = []
    near: dict[tuple[int, object, int], list[_Baseline]] = defaultdict(list)
    for base in sorted(baselines, key=lambda b: (-b.size, b.v)):
        rows = range(int(base.v // 20) - 1, int(base.v // 20) + 2)
        candidates = [line for row in rows for line in near[base.angle, base.place, row]]
        home = next((line for line in candidates if _same_line(line, base)), None)
        if home is None:
            home = next((line for line in candidates if _is_mark_of(base, line)), None)
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
    """Whether a cluster is drawn over the same one, a little aside: bold or a shadow made by hand."""
    return (
        glyph.u1 > glyph.u0
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
    seen: dict[str, tuple[Glyph, Glyph]] = {}  # by text: the cluster that was kept and its last copy
    doubled = 0
    for glyph in glyphs:
        first, last = seen.get(glyph.text, (glyph, None))
        if last is not None and glyph.text.strip() and _is_overprint(glyph, last):
            first.run.bold = True
            doubled += len(glyph.text)
        else:
            first = glyph
            kept.append(glyph)
        seen[glyph.text] = first, glyph
    return kept, doubled


def _is_sign(glyph: Glyph) -> bool:
    """Whether a glyph stands over another: combining marks, or ink without advance or meaning."""
    return is_mark(glyph.text) or (not glyph.text and glyph.u1 == glyph.u0)


def _distance(sign: Glyph, base: Glyph) -> float:
    """Points from the middle of a sign to the advance of a base, ties broken by the base's middle."""
    middle = (sign.u0 + sign.u1) / 2
    return max(base.u0 - middle, middle - base.u1, 0) + 1e-3 * abs((base.u0 + base.u1) / 2 - middle)


def _following_base(glyphs: Sequence[Glyph], i: int) -> Glyph | None:
    """The right-to-left letter drawn after mark `i` and the marks that follow it, if it begins right beside it."""
    sign = glyphs[i]
    base = next((g for g in glyphs[i + 1 : i + 1 + _SIGN_REACH] if not _is_sign(g)), None)
    if base is None or bidi_class(base.text) != "R" or abs(base.run.v - sign.run.v) >= base.run.size:
        return None
    return base if 0 <= base.u0 - sign.u0 <= _SIGN_DISTANCE * base.run.size else None


def _marks_come_first(glyphs: Sequence[Glyph], signs: Sequence[int]) -> bool:
    """Whether this page draws a mark before its letter, as a right-to-left run in visual order does.

    Told by the marks whose place leaves no doubt: well inside the letter before, or inside the one after.
    """
    before = after = 0
    for i in signs:
        sign = glyphs[i]
        if i and _distance(sign, glyphs[i - 1]) < _TOUCHING and _following_base(glyphs, i) is None:
            before += 1
        elif i + 1 < len(glyphs) and glyphs[i + 1].u0 <= sign.u0 <= glyphs[i + 1].u1:
            after += 1
    return after >= before


def _base_of(glyphs: Sequence[Glyph], i: int, *, marks_first: bool) -> Glyph | None:
    """The letter that sign `i` stands over: a neighbor in drawing order, or one further where signs
    follow signs; None where no letter is near.

    The origin of a mark may lie beside its letter, over the end of the one before: there the order of drawing tells.
    """
    sign = glyphs[i]
    if marks_first and sign.text and (base := _following_base(glyphs, i)) is not None:
        return base
    for reach in range(1, _SIGN_REACH + 1):
        around = glyphs[max(0, i - reach) : i + reach + 1]
        letters = [g for g in around if not _is_sign(g) and bidi_class(g.text) in "RL"]
        near = [
            g
            for g in letters
            if abs(g.run.v - sign.run.v) < g.run.size and _distance(sign, g) < _SIGN_DISTANCE * g.run.size
        ]
        if near:
            return min(near, key=lambda g: _distance(sign, g))
    return None


def _attach_signs(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Let signs join their base, in drawing order: shapers draw a mark right before or after it.

    A sign without Unicode is noted on its base. Signs without a letter near stay on their own.
    """
    signs = {i for i, glyph in enumerate(glyphs) if _is_sign(glyph)}
    if not signs:
        return list(glyphs)
    marks_first = _marks_come_first(glyphs, [i for i in signs if glyphs[i].text])
    kept: list[Glyph] = []
    for i, glyph in enumerate(glyphs):
        base = _base_of(glyphs, i, marks_first=marks_first) if i in signs else None
        if base is None:
            kept.append(glyph)
            continue
        base.text += glyph.text
        if not glyph.text:
            base.over = glyph.code
    return kept


def _stands_for_non_joiner(left: Glyph, blank: Glyph, right: Glyph, line: Sequence[Glyph]) -> bool:
    """Whether a blank without room was written between two letters: it has no advance, or was drawn with
    both, or like each glyph of its line on its own. Word begins a run with such a blank where it cuts a
    word in two runs and the letters still join."""
    if not bidi_class(left.text) == bidi_class(right.text) == "R":
        return False
    if blank.u1 - blank.u0 < ROOMLESS_BLANK * blank.run.size or left.run is blank.run is right.run:
        return True
    return len({id(glyph.run) for glyph in line}) > _ONE_BY_ONE * len(line)


def _tracking(glyphs: Sequence[Glyph]) -> float:
    """The room, in em, that letter-spacing leaves between all letters of a text; 0 where there is none.

    Such a text has blanks as well, and the same gap between any two letters without one.
    """
    gaps: list[float] = []
    words = 0
    left: Glyph | None = None
    blank = False
    for glyph in glyphs:
        if glyph.text == " ":
            blank = True
            continue
        if left is not None and blank:
            words += 1
        elif left is not None:
            gap = (glyph.u0 - left.u1) / min(left.run.size, glyph.run.size)
            if gap <= BLANK_GAP:
                return 0.0  # where nearly every line ends
            gaps.append(gap)
        left, blank = glyph, False
    spaced = words and len(gaps) >= _SPACED_LETTERS and max(gaps) - min(gaps) < _SPACED_EVENLY
    return max(gaps) if spaced else 0.0


def _between(
    left: Glyph, blank: Glyph | None, right: Glyph, line: Sequence[Glyph], tracking: float
) -> Glyph | None:
    """What stands between two inked clusters: a blank, a non-joiner or nothing.

    The room of a blank runs from its own origin to the origin of what follows it, for a swash before
    it may be kerned under it.
    """
    size = min(left.run.size, right.run.size)
    gap = right.u0 - left.u1 - tracking * size
    if gap > BLANK_GAP * size or (blank is not None and right.u0 - blank.u0 >= ROOMLESS_BLANK * size):
        return Glyph(" ", left.u1, right.u0, -1, (blank or left).run)
    if blank is not None and _stands_for_non_joiner(left, blank, right, line):
        return Glyph(ZWNJ, left.u1, left.u1, -1, blank.run)
    return None


def _spaced(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Blanks by room, not by glyph: added where a gap asks for one, turned into a non-joiner where a
    blank takes none between right-to-left letters. Split where two texts only share the baseline."""
    parts: list[list[Glyph]] = [[]]
    tracking = _tracking(glyphs)
    left: Glyph | None = None
    blank: Glyph | None = None
    for glyph in glyphs:
        if glyph.text == " ":
            blank = glyph
            continue
        if left is not None:
            if glyph.u0 - left.u1 > SEPARATE_TEXTS * min(left.run.size, glyph.run.size):
                parts.append([])
            elif (middle := _between(left, blank, glyph, glyphs, tracking)) is not None:
                parts[-1].append(middle)
        parts[-1].append(glyph)
        left, blank = glyph, None
    return [part for part in parts if part]


def visual_lines(glyphs: Iterable[Glyph]) -> tuple[list[VisualLine], int]:
    """Printed lines of a page from top to bottom, and the number of overprinted clusters left out."""
    lines: list[VisualLine] = []
    doubled = 0
    for base in _merge(_baselines(_attach_signs(_latin_words(glyphs)))):
        row, extra = _sorted_once(base.glyphs)
        doubled += extra
        lines += [VisualLine.of(part, base.angle) for part in _spaced(row)]
    lines.sort(key=lambda line: (line.angle, line.v, line.u0))
    return lines, doubled
