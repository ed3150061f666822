"""Signs drawn over letters, and the letter each belongs to.

Marks have places of their own, not always over their letter's advance; what tells is also which
glyph was drawn right before or after.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.extract.pdf.lines.order import bidi_class

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.extract.pdf.content import Glyph

# A mark stands over the glyph drawn next to it, or at most two further where signs follow signs.
_SIGN_REACH, _SIGN_DISTANCE, _TOUCHING = 3, 0.25, 0.01


@lru_cache(maxsize=4096)
def is_mark(text: str) -> bool:
    """Whether a cluster is combining marks alone."""
    return bool(text) and all(unicodedata.category(char) in ("Mn", "Me") for char in text)


_MARK_ROOM = 0.05
"""Advance, in em, of a letter with a mark that is drawn as the mark alone: 0.02 in Chromium."""


def _may_be_sign(text: str) -> bool:
    return not text or is_mark(text) or _letters_under(text) is not None


def _is_sign(glyph: Glyph) -> bool:
    """Whether a glyph stands over another: combining marks, or ink without advance or meaning.

    Chromium gives the mark over a ligature the text of the ligature's last letter too: lam, then alef with tanwin."""
    if is_mark(glyph.text):
        return True
    if not glyph.text:
        return glyph.u1 == glyph.u0
    return glyph.u1 - glyph.u0 < _MARK_ROOM * glyph.run.size and _letters_under(glyph.text) is not None


@lru_cache(maxsize=4096)
def _letters_under(text: str) -> str | None:
    """The letters of a cluster that ends in a mark; None where it ends in none."""
    decomposed = unicodedata.normalize("NFD", text)
    if not is_mark(decomposed[-1:]):
        return None
    return "".join(char for char in decomposed if not is_mark(char))


def _is_twin(glyphs: Sequence[Glyph], i: int) -> bool:
    """Whether a mark with room of its own stands inside a letter that is named alike: by the whole cluster (Typst)."""
    glyph = glyphs[i]
    return _letters_under(glyph.text) is not None and any(
        near.text == glyph.text and near.u0 <= glyph.u0 < glyph.u1 <= near.u1 and near.run.v != glyph.run.v
        for near in (*glyphs[max(0, i - 1) : i], *glyphs[i + 1 : i + 2])
    )


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


def _drawn_before(glyphs: Sequence[Glyph], i: int) -> Glyph | None:
    """The letter drawn before mark `i` and the marks between, where letters are drawn as they are typed, from the
    right to the left (cairo, Quartz): a mark then follows its letter, wherever the font sets its origin."""
    sign = glyphs[i]
    before = next((g for g in reversed(glyphs[max(0, i - _SIGN_REACH) : i]) if not _is_sign(g)), None)
    after = next((g for g in glyphs[i + 1 : i + 1 + _SIGN_REACH] if not _is_sign(g)), None)
    if before is None or after is None or bidi_class(before.text) != "R" or after.u0 >= before.u0:
        return None
    size = before.run.size
    level = abs(before.run.v - sign.run.v) < size and abs(before.run.v - after.run.v) < _TOUCHING
    beside = abs(before.u0 - after.u1) < _SIGN_DISTANCE * size
    return before if level and beside and _distance(sign, before) < 2 * _SIGN_DISTANCE * size else None


def _marks_come_first(glyphs: Sequence[Glyph], signs: Sequence[int]) -> bool:
    """Whether this page draws a mark before its letter, as a right-to-left run in visual order does.

    Told by the marks whose place leaves no doubt: well inside the letter before, or inside the one after. No mark
    stands over a blank.
    """
    before = after = 0
    for i in signs:
        sign = glyphs[i]
        if i and _distance(sign, glyphs[i - 1]) < _TOUCHING and _following_base(glyphs, i) is None:
            before += glyphs[i - 1].text != " "
        elif i + 1 < len(glyphs) and glyphs[i + 1].u0 <= sign.u0 <= glyphs[i + 1].u1:
            after += 1
    return after >= before


def _named_base(glyphs: Sequence[Glyph], i: int) -> Glyph | None:
    """The letter beside sign `i` that the sign's own text repeats, or that has no text of its own: a sign named by
    the whole cluster (Ghostscript) tells what it stands over."""
    sign = glyphs[i]
    letters = _letters_under(sign.text)
    for near in (*glyphs[max(0, i - 1) : i], *glyphs[i + 1 : i + 2]) if letters else ():
        same = near.text == letters if near.text else near.u1 > near.u0
        if same and _distance(sign, near) < _TOUCHING and abs(near.run.v - sign.run.v) < near.run.size:
            return near
    return None


def _base_of(glyphs: Sequence[Glyph], i: int, *, marks_first: bool) -> Glyph | None:
    """The letter that sign `i` stands over: a neighbor in drawing order, or one further where signs
    follow signs; None where no letter is near.

    The origin of a mark may lie beside its letter, over the end of the one before: there the order of drawing tells.
    """
    sign = glyphs[i]
    if sign.text and (named := _named_base(glyphs, i)) is not None:
        return named
    if marks_first and sign.text and (base := _following_base(glyphs, i)) is not None:
        return base
    if sign.text and (base := _drawn_before(glyphs, i)) is not None:
        return base
    for reach in range(1, _SIGN_REACH + 1):
        around = [*_letters_beside(glyphs, i, -1, reach), *_letters_beside(glyphs, i, 1, reach)]
        near = [
            g
            for g in around
            if abs(g.run.v - sign.run.v) < g.run.size and _distance(sign, g) < _SIGN_DISTANCE * g.run.size
        ]
        if near:
            return min(near, key=lambda g: _distance(sign, g))
    return None


def _letters_beside(glyphs: Sequence[Glyph], i: int, step: int, reach: int) -> Iterator[Glyph]:
    """The letters drawn up to `reach` glyphs before or after sign `i`; other signs beside it do not count."""
    j = i + step
    while 0 <= j < len(glyphs) and abs(j - i) <= _SIGN_REACH and _is_sign(glyphs[j]):
        j += step
    for glyph in glyphs[max(0, j - reach + 1) : j + 1] if step < 0 else glyphs[j : j + reach]:
        if not _is_sign(glyph) and bidi_class(glyph.text) in "RL":
            yield glyph


def with_sign(letters: str, sign: str) -> str:
    """The text of a letter and of a sign over it, which may be named by its letter too, or by the letter and all its
    signs, as the letter itself (Typst)."""
    under = _letters_under(sign) if sign else None
    if not letters or not under:
        return letters + sign
    missing = [char for char in _signs_of(sign) if char not in _signs_of(letters)]
    same = under == (_letters_under(letters) or letters)
    return unicodedata.normalize("NFC", letters + "".join(missing)) if same or not missing else letters + sign


@lru_cache(maxsize=4096)
def _signs_of(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if is_mark(char))


def attach_signs(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Let signs join their base, in drawing order: shapers draw a mark right before or after it.

    A sign without Unicode is noted on its base. Signs without a letter near stay on their own.
    """
    texts = {text for text in {glyph.text for glyph in glyphs} if _may_be_sign(text)}
    signs = {
        i
        for i, glyph in enumerate(glyphs)
        if glyph.text in texts and (_is_sign(glyph) or _is_twin(glyphs, i))
    }
    if not signs:
        return list(glyphs)
    marks_first = _marks_come_first(glyphs, [i for i in signs if glyphs[i].text])
    kept: list[Glyph] = []
    for i, glyph in enumerate(glyphs):
        base = _base_of(glyphs, i, marks_first=marks_first) if i in signs else None
        if base is None:
            kept.append(glyph)
            continue
        base.text = with_sign(base.text, glyph.text)
        if not glyph.text:
            base.over = glyph.code
    return kept
