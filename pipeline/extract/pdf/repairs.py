"""Repairs that need the whole document: votes over all lines of one file.

Each is counted under its name in `Document.repairs`. Where the file gives no evidence nothing is
changed.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.extract.pdf.fonts import Font
    from pipeline.extract.pdf.glyphs import Glyph

ZWNJ = "\u200c"

# Letters that never join to the next one (Unicode ch. 9.2, Joining_Type=R and U) end no word visibly:
# their final form also stands inside words.
_NOT_DUAL_JOINING = frozenset("اآأإٱدذرزژوؤةۀءډړږۋۇۆڈڑۈۉے")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_BRACKETS = frozenset("()[]{}«»‹›")
_BEFORE_OPENING, _AFTER_CLOSING = ' «([{"“', ' .،؛؟!:,;)]}»"”'

# A glyph is a final form if it ended a word twice at least and that is not the exception for it. The
# share was chosen on twelve producers: 300 non-joiners right, 1 false, 67 missed on Word-like files.
_FINAL_SEEN, _FINAL_SHARE = 2, 0.25


class Placed(NamedTuple):
    """A cluster in logical order; `turned` where it stands in a right-to-left run."""

    glyph: Glyph
    turned: bool


def _base(text: str) -> str:
    """Last letter of a cluster without its marks."""
    for char in reversed(text):
        if unicodedata.category(char) != "Mn":
            return char
    return ""


def _joins_next(text: str) -> bool:
    letter = _base(text)
    return (
        unicodedata.bidirectional(letter) == "AL"
        and letter not in _NOT_DUAL_JOINING
        and unicodedata.category(letter) == "Lo"
        if letter
        else False
    )


def _is_letter(text: str) -> bool:
    return bool(text) and unicodedata.category(text[0]) == "Lo" and unicodedata.bidirectional(text[0]) == "AL"


def _presentation_final(text: str) -> bool | None:
    """Whether a presentation form is a final or isolated one; None for a plain letter."""
    if not text or not ("\ufb50" <= text[0] <= "\ufdfb" or "\ufe70" <= text[0] <= "\ufefc"):
        return None
    return unicodedata.decomposition(text[0]).startswith(("<final>", "<isolated>"))


def restore_non_joiners(lines: Iterable[list[Placed]]) -> int:
    """Put a non-joiner after a glyph that is a final form and yet stands inside a word.

    The evidence is the file's own: the same glyph (font and code) ends words elsewhere. Returns the
    number of non-joiners added.
    """
    rows = [line for line in lines if any(p.turned for p in line)]
    ends: Counter[tuple[Font, int]] = Counter()
    inside: Counter[tuple[Font, int]] = Counter()
    pairs: list[tuple[Glyph, tuple[Font, int]]] = []
    for row in rows:
        for placed, following in pairwise([*row, None]):
            if (
                placed is None
                or not placed.turned
                or placed.glyph.code < 0
                or not _joins_next(placed.glyph.text)
            ):
                continue
            key = (placed.glyph.run.font, placed.glyph.code)
            if following is None or following.glyph.text == " ":
                ends[key] += 1
            elif _is_letter(following.glyph.text):
                inside[key] += 1
                pairs.append((placed.glyph, key))
    final = {k for k, n in ends.items() if n >= _FINAL_SEEN and n > _FINAL_SHARE * inside[k]}
    added = 0
    for glyph, key in pairs:
        shown = _presentation_final(glyph.text)
        if key in final if shown is None else shown:
            glyph.text += ZWNJ
            added += 1
    return added


def _vote(row: Sequence[Placed], i: int) -> int:
    """+1 if a bracket reads as typed here, -1 if as mirrored, 0 if the place says nothing."""
    before = row[i - 1].glyph.text[-1:] if i else " "
    after = row[i + 1].glyph.text[:1] if i + 1 < len(row) else " "
    opens, closes = before in _BEFORE_OPENING, after in _AFTER_CLOSING
    if opens == closes:
        return 0
    return 1 if (row[i].glyph.text in "([{«‹") == opens else -1


def mirror_brackets(lines: Iterable[list[Placed]]) -> int:
    """Turn brackets round in right-to-left runs where a font stores the drawn sign, not the typed one.

    Producers differ (Word's simple fonts and LibreOffice store what is seen, others what was typed),
    so each font votes by where its brackets stand. Returns the number of brackets turned.
    """
    places: list[tuple[Glyph, tuple[Font, bool]]] = []
    votes: Counter[tuple[Font, bool]] = Counter()
    for row in lines:
        for i, placed in enumerate(row):
            if placed.turned and placed.glyph.text in _BRACKETS:
                key = (placed.glyph.run.font, placed.glyph.text in "«»‹›")
                votes[key] += _vote(row, i)
                places.append((placed.glyph, key))
    total = sum(votes.values())
    turned = 0
    for glyph, key in places:
        if (votes[key] or total) < 0:
            glyph.text = glyph.text.translate(_MIRRORED)
            turned += 1
    return turned
