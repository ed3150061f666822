"""Tabs: the room between the mark of an item and its text, wider than any blank."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.pdf.content import Glyph

if TYPE_CHECKING:
    from collections.abc import Sequence

BULLET = re.compile(r"[•●▪■◦‣○◆❖➢✓✔►\uf0b7\uf0a7\uf0d8]")
# A mark in any script, with a sign on one side at least, which may be stored either way round.
_SIGN = r"[.\-–()\[\]]"
_MARK = re.compile(rf"{BULLET.pattern}|{_SIGN}?(\d{{1,3}}|\w){_SIGN}|{_SIGN}(\d{{1,3}}|\w){_SIGN}?|[–-]")
# Clusters of a mark, and em from it to its text.
_LONGEST, _BESIDE = 4, 4.0


def join_marks(parts: list[list[Glyph]]) -> list[list[Glyph]]:
    """Two texts on a baseline as one where one of them is the mark of an item.

    `parts` are clusters from left to right. Among three texts and more a mark may be a column.
    """
    if len(parts) != 2:
        return parts
    left, right = parts
    size = min(left[-1].run.size, right[0].run.size)
    if not (_is_mark(left) or _is_mark(right)) or right[0].u0 - left[-1].u1 > _BESIDE * size:
        return parts
    return [[*left, Glyph(" ", left[-1].u1, right[0].u0, -1, left[-1].run), *right]]


def _is_mark(glyphs: Sequence[Glyph]) -> bool:
    return len(glyphs) <= _LONGEST and _MARK.fullmatch("".join([glyph.text for glyph in glyphs])) is not None
