"""Repairs that need the whole document: votes over all lines of one file.

Each is counted under its name in `Document.repairs`. Where the file gives no evidence nothing is
changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.extract.pdf.content import Glyph
    from pipeline.extract.pdf.fonts.font import Font


_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_BRACKETS = frozenset("()[]{}«»‹›")
_BEFORE_OPENING, _AFTER_CLOSING = ' «([{"“', ' .،؛؟!:,;)]}»"”'


def _split_marks(text: str) -> tuple[str, str]:
    """A cluster as its letters and its combining marks, both decomposed."""
    decomposed = unicodedata.normalize("NFD", text)
    letters = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
    return letters, "".join(c for c in decomposed if unicodedata.category(c) == "Mn")


def family(font: Font) -> str:
    """The name that the faces of a family share: "B Nazanin" of "B Nazanin,Bold"."""
    return re.split("[-,]", font.name, maxsplit=1)[0]


def _in_family(glyph: Glyph, code: int) -> tuple[str, int]:
    """A code of a font family: the faces of one number their glyphs alike."""
    return family(glyph.run.font), code


def settle_marks(lines: Sequence[Sequence[Glyph]]) -> int:
    """Give a letter its mark where the mark is drawn, and nowhere else.

    Some producers (WeasyPrint with a font that draws آ as alef and madda) map a glyph to the whole
    cluster of its first use and the sign over it to nothing: every bare alef then reads آ, or every آ
    reads ا. The cluster and the sign drawn in it tell what the sign means. Returns the number of
    clusters changed.
    """
    signed = [glyph for row in lines for glyph in row if glyph.over >= 0 and glyph.code >= 0]
    meanings = _meanings(signed)
    settled = {_in_family(g, g.code) for g in signed if _in_family(g, g.over) in meanings}
    changed = 0
    for glyph in [glyph for row in lines for glyph in row if glyph.code >= 0] if settled else ():
        if _in_family(glyph, glyph.code) not in settled:
            continue
        letters, own = _split_marks(glyph.text)
        marks = meanings.get(_in_family(glyph, glyph.over), own) if glyph.over >= 0 else ""
        text = unicodedata.normalize("NFC", letters + marks)
        changed += text != unicodedata.normalize("NFC", glyph.text)
        glyph.text = text
        if _in_family(glyph, glyph.over) in meanings:
            glyph.over = -1
    return changed


def _meanings(signed: Iterable[Glyph]) -> dict[tuple[str, int], str]:
    """The marks that a sign without Unicode stands for: those of all clusters it was drawn over, if they agree.

    Where they do not (vocalized text, where a cluster has several signs and one of them its name), it tells nothing.
    """
    found: dict[tuple[str, int], set[str]] = {}
    for glyph in signed:
        found.setdefault(_in_family(glyph, glyph.over), set()).add(_split_marks(glyph.text)[1])
    told = {key: marks - {""} for key, marks in found.items()}
    return {key: next(iter(marks)) for key, marks in told.items() if len(marks) == 1}


_JOINING = frozenset("٬٫/.")
_ARABIC_DIGIT = re.compile("[\u0660-\u0669]")


def _digit_set(text: str) -> str:
    """ "p" for an extended Arabic-Indic (Persian) digit, "a" for an Arabic-Indic one, else ""."""
    if len(text) != 1:
        return ""
    return "p" if "\u06f0" <= text <= "\u06f9" else "a" if "\u0660" <= text <= "\u0669" else ""


def _in_number(glyph: Glyph) -> bool:
    """Whether a cluster is a digit or may join two: the thousands of ٦٦٬٦۰۰ belong to one number."""
    return glyph.text in _JOINING or bool(_digit_set(glyph.text))


def unify_digits(lines: Iterable[Sequence[Glyph]]) -> int:
    """Persian digits for Arabic-Indic ones in a document that mixes both inside its numbers.

    Some fonts share a glyph between ۶ and ٦ (or other digits of the two sets), and the file names it by
    the wrong one. Certain where numbers are mixed and none of several digits is Arabic-Indic alone.
    Returns the number of digits changed.
    """
    mixed = pure = 0
    arabic: list[Glyph] = []
    for row in lines:
        if _ARABIC_DIGIT.search("".join([glyph.text for glyph in row])) is None:
            continue
        for kind, number in groupby(row, key=_in_number):
            digits = [glyph for glyph in number if _digit_set(glyph.text)] if kind else []
            sets = {_digit_set(glyph.text) for glyph in digits}
            mixed += len(sets) == 2
            pure += sets == {"a"} and len(digits) > 1
            arabic += [glyph for glyph in digits if _digit_set(glyph.text) == "a"]
    if not mixed or pure:
        return 0
    for glyph in arabic:
        glyph.text = chr(ord(glyph.text) - 0x660 + 0x6F0)
    return len(arabic)


def _vote(row: Sequence[Glyph], i: int) -> int:
    """+1 if a bracket reads as typed here, -1 if as mirrored, 0 if the place says nothing."""
    before = row[i - 1].text[-1:] if i else " "
    after = row[i + 1].text[:1] if i + 1 < len(row) else " "
    opens, closes = before in _BEFORE_OPENING, after in _AFTER_CLOSING
    if opens == closes:
        return 0
    return 1 if (row[i].text in "([{«‹") == opens else -1


def _around_tags(row: Sequence[Glyph]) -> list[Glyph]:
    """The signs < and > of a right-to-left run that stand around something without room: one alone compares."""
    signs = [i for i, glyph in enumerate(row) if glyph.turned and glyph.text in ("<", ">")]
    found: list[Glyph] = []
    for i, j in pairwise(signs):
        if row[i].text != row[j].text and j - i > 1 and " " not in (row[i + 1].text, row[j - 1].text):
            found += [row[i], row[j]]
    return found


def mirror_brackets(lines: Iterable[list[Glyph]]) -> int:
    """Turn brackets round where a font stores another sign than the one that is meant.

    In right-to-left runs some producers store what is seen (Word's simple fonts, LibreOffice), others what
    was typed. In left-to-right runs both are the same, but WeasyPrint names a glyph by its first use, which
    may have been a mirrored one. So each font votes, for either direction, by where its brackets stand; a
    font without brackets in right-to-left runs is never doubted. The signs < and > do not vote, since they compare as
    well; around a tag they are turned where the brackets of the document are. Returns the number of brackets turned.
    """
    places: list[tuple[Glyph, tuple[Font, bool, bool]]] = []
    angles: list[Glyph] = []
    votes: Counter[tuple[Font, bool, bool]] = Counter()
    total = 0
    for row in lines:
        for i, glyph in enumerate(row):
            if glyph.text in _BRACKETS:
                key = (glyph.run.font, glyph.text in "«»‹›", glyph.turned)
                vote = _vote(row, i)
                votes[key] += vote
                total += vote * glyph.turned
                places.append((glyph, key))
        angles += _around_tags(row)
    mirroring = {font for font, _, rtl in votes if rtl}
    turned = 0
    for glyph, key in places:
        font, _, rtl = key
        if font in mirroring and (votes[key] or total * rtl) < 0:
            glyph.text = glyph.text.translate(_MIRRORED)
            turned += 1
    for glyph in angles if total < 0 else ():
        glyph.text = glyph.text.translate(_MIRRORED)
    return turned + len(angles) * (total < 0)
