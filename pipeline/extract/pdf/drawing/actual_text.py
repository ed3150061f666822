"""/ActualText that names other letters than the font does, and the page's own witness against it.

ActualText is the last word on what a glyph means (ISO 32000-1, 14.9.4). But Chromium, where a line breaks
inside a right-to-left run with a number, deals the texts out to the glyphs from the wrong end: the glyph
of a blank is then called ل. The same glyph elsewhere in the file shows what it is.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.extract.pdf.content import Glyph
from pipeline.extract.pdf.fonts.font import is_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.pdf.fonts.font import Font

# Typed and drawn sign, blank and non-joiner, the yehs and kafs: one and the same for this purpose.
_ALIKE = str.maketrans(")]}>»›\u200cيىك", "([{<«‹ ییک")

_NEAR = 2  # glyphs on both sides that may have the letters of one with an empty ActualText


def spelled(glyphs: Sequence[Glyph], actual: str) -> Glyph:
    """One cluster for the glyphs that `actual` stands for, as wide as those on the baseline of the widest."""
    widest = max(glyphs, key=lambda g: g.u1 - g.u0)
    near = [g for g in glyphs if abs(g.run.v - widest.run.v) <= widest.run.size]
    whole = Glyph(actual, min(g.u0 for g in near), max(g.u1 for g in near), widest.code, widest.run)
    if len(glyphs) == 1 and widest.text != actual:
        whole.mapped = widest.text
    return whole


@lru_cache(maxsize=4096)
def _letters(text: str) -> str:
    """A text without what ActualText may rightly change: shape, marks, mirroring, the script of digits."""
    plain = unicodedata.normalize("NFKD", text).translate(_ALIKE)
    return "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else char
        for char in plain
        if unicodedata.category(char) != "Mn"
    )


def _contradicts(glyph: Glyph) -> bool:
    own = _letters(glyph.mapped or "")
    return bool(own) and bool(glyph.text) and _letters(glyph.text) != own


def _silenced(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Blanks and letters that have an empty ActualText, while none beside a letter is given more letters than it has.

    A ligature drawn as two glyphs has all of its letters on one. Google Docs at times gives the texts of a run to
    the wrong glyphs, and nothing to the last ones.
    """
    silenced: list[Glyph] = []
    for i, glyph in enumerate(glyphs):
        if glyph.text or not glyph.mapped:
            continue
        if glyph.mapped == " ":
            silenced.append(glyph)  # whether it stands for one tells its room
        if not _is_letter(_letters(glyph.mapped)):
            continue
        around = (*glyphs[max(0, i - _NEAR) : i], *glyphs[i + 1 : i + 1 + _NEAR])
        if not any(g.mapped is not None and len(_letters(g.text)) > len(_letters(g.mapped)) for g in around):
            silenced.append(glyph)
    return silenced


def _is_letter(text: str) -> bool:
    return bool(text) and all(unicodedata.category(char) == "Lo" for char in text)


def settle_actual_text(glyphs: Sequence[Glyph], confirmed: set[tuple[Font, int | str]]) -> int:
    """Believe the font where ActualText contradicts it and the same glyph is confirmed elsewhere, and where ActualText
    leaves letters out.

    `confirmed` holds what earlier pages confirmed, and takes what this one does: codes, and the letters of
    Latin words, which are one cluster. Returns the number of glyphs changed.
    """
    doubted = {glyph for glyph in glyphs if glyph.mapped is not None and _contradicts(glyph)}
    for font, code, text in {(g.run.font, g.code, g.text) for g in glyphs if g not in doubted}:
        confirmed.add((font, code))
        if is_word(text):
            confirmed.update((font, letter) for letter in text)
    wrong = [
        glyph
        for glyph in doubted
        if not confirmed.isdisjoint(((glyph.run.font, glyph.code), (glyph.run.font, glyph.mapped or "")))
    ]
    for glyph in wrong:
        glyph.text = glyph.mapped or ""
    silenced = _silenced(glyphs)
    for glyph in silenced:
        glyph.text = glyph.mapped or ""
    return len(wrong) + len(silenced)
