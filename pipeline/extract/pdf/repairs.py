"""Repairs that need the whole document: votes over all lines of one file.

Each is counted under its name in `Document.repairs`. Where the file gives no evidence nothing is
changed.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.extract.pdf.content import Glyph
    from pipeline.extract.pdf.fonts import Font

ZWNJ = "\u200c"

# Letters that never join to the next one (Unicode ch. 9.2, Joining_Type=R and U) end no word visibly:
# their final form also stands inside words.
_NOT_DUAL_JOINING = frozenset("اآأإٱدذرزژوؤةۀءډړږۋۇۆڈڑۈۉے")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_KASHIDAS = ("", "\u0640")  # what stretches a word; it need not have Unicode
_BRACKETS = frozenset("()[]{}«»‹›")
_BEFORE_OPENING, _AFTER_CLOSING = ' «([{"“', ' .،؛؟!:,;)]}»"”'

# A form counts as known if it was seen twice and that is not the exception for its glyph. The numbers
# were chosen on twelve producers (see docs/benchmarks.md).
_SEEN, _KNOWN, _SHARE = 2, 4, 0.25

_SHAPES = frozenset(("<isolated>", "<initial>", "<medial>", "<final>"))
_Key = tuple["Font", int]


def _key(glyph: Glyph) -> _Key:
    return glyph.run.font, glyph.code


class Placed(NamedTuple):
    """A cluster in logical order; `turned` where it stands in a right-to-left run."""

    glyph: Glyph
    turned: bool


@lru_cache(maxsize=4096)
def _letter(text: str) -> str:
    """The last letter of a cluster without marks and without its shape, "" where it is none."""
    for char in reversed(unicodedata.normalize("NFKC", text)):
        if unicodedata.category(char) != "Mn":
            arabic = unicodedata.category(char) == "Lo" and unicodedata.bidirectional(char) == "AL"
            return char if arabic else ""
    return ""


def _joins_next(text: str) -> bool:
    letter = _letter(text)
    return bool(letter) and letter not in _NOT_DUAL_JOINING


@lru_cache(maxsize=4096)
def _shape(text: str) -> str:
    """The joining form that a presentation form names ("<final>"), "" for a plain letter."""
    shape = unicodedata.decomposition(text[0]).partition(" ")[0]
    return shape if shape in _SHAPES else ""


class _Forms:
    """Where each glyph of a letter stands in its words: the evidence for its joining form.

    A glyph that ends words is a final or isolated form, one that starts them an initial or isolated
    one (also after a letter that never joins). Counts are by font and code.
    """

    def __init__(self, rows: Iterable[Sequence[Placed]]) -> None:
        self.ends: Counter[_Key] = Counter()
        self.starts: Counter[_Key] = Counter()
        self.inside: Counter[_Key] = Counter()
        self.after_joiner: Counter[_Key] = Counter()
        self.pairs: list[tuple[Glyph, Glyph]] = []
        self._letters: dict[_Key, str] = {}
        self._shapes: defaultdict[tuple[Font, str], set[int]] = defaultdict(set)
        for row in rows:
            self._read(row)
        self.two_shaped = self._only_joined()

    def _read(self, row: Sequence[Placed]) -> None:
        previous: Glyph | None = None
        stretched = False
        for placed in row:
            glyph = placed.glyph
            if placed.turned and glyph.code >= 0 and glyph.text in _KASHIDAS:
                previous, stretched = None, True  # the letters on both sides are joined to it
                continue
            if not placed.turned or glyph.code < 0 or not _letter(glyph.text):
                if previous is not None:
                    self.ends[_key(previous)] += 1
                previous, stretched = None, False
                continue
            self._shapes[glyph.run.font, _letter(glyph.text)].add(glyph.code)
            if stretched:
                stretched = False
            elif previous is None or not _joins_next(previous.text):
                self.starts[_key(glyph)] += 1
            else:
                self.inside[_key(previous)] += 1
                self.after_joiner[_key(glyph)] += 1
                self._letters[_key(glyph)] = _letter(glyph.text)
                self.pairs.append((previous, glyph))
            previous = glyph
        if previous is not None:
            self.ends[_key(previous)] += 1

    def _only_joined(self) -> frozenset[tuple[Font, str]]:
        """Letters that a font draws with a glyph of their own wherever they are joined to the one before."""
        return frozenset(
            (font, self._letters[font, code])
            for font, code in self.after_joiner
            if not self.starts[font, code]
        )

    def unjoined(self, left: Glyph, right: Glyph) -> bool:
        """Whether two neighbors inside a word are drawn apart though the first could join."""
        shape, next_shape = _shape(left.text), _shape(right.text)
        if shape or next_shape:
            return shape in ("<final>", "<isolated>") and next_shape in ("<initial>", "<isolated>")
        if len(self._shapes[left.run.font, _letter(left.text)]) < 2:
            return False  # a font with one glyph for all forms of a letter tells nothing
        first, second = _key(left), _key(right)
        ends, starts = self.ends[first], self.starts[second]
        if starts == 0 and self.after_joiner[second] >= _KNOWN:
            return False  # the second is only ever drawn joined
        if ends == 0 and self.inside[first] >= _KNOWN:
            return False  # so is the first
        final = ends > _SHARE * self.inside[first]
        initial = starts > _SHARE * self.after_joiner[second]
        if final and (ends >= _SEEN or (ends and starts)):
            return True
        return (
            initial
            and starts >= _SEEN
            and len(self._shapes[right.run.font, _letter(right.text)]) > 1
            and (ends > 0 or (right.run.font, _letter(right.text)) in self.two_shaped)
        )


def restore_non_joiners(lines: Iterable[Sequence[Placed]]) -> int:
    """Put a non-joiner between two letters that are drawn in their unjoined forms inside a word.

    The evidence is the file's own. A file that writes some non-joiners is taken to write all of them.
    Returns the number added.
    """
    rows = [line for line in lines if any(p.turned for p in line)]
    if any(ZWNJ in placed.glyph.text for row in rows for placed in row):
        return 0
    forms = _Forms(rows)
    apart = [left for left, right in forms.pairs if forms.unjoined(left, right)]
    for left in apart:
        left.text += ZWNJ
    return len(apart)


def _split_marks(text: str) -> tuple[str, str]:
    """A cluster as its letters and its combining marks, both decomposed."""
    decomposed = unicodedata.normalize("NFD", text)
    letters = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
    return letters, "".join(c for c in decomposed if unicodedata.category(c) == "Mn")


def _in_family(glyph: Glyph, code: int) -> tuple[str, int]:
    """A code of a font family: the faces of one number their glyphs alike."""
    return glyph.run.font.name.partition("-")[0], code


def settle_marks(lines: Iterable[Sequence[Placed]]) -> int:
    """Give a letter its mark where the mark is drawn, and nowhere else.

    Some producers (WeasyPrint with a font that draws آ as alef and madda) map a glyph to the whole
    cluster of its first use and the sign over it to nothing: every bare alef then reads آ, or every آ
    reads ا. The cluster and the sign drawn in it tell what the sign means. Returns the number of
    clusters changed.
    """
    glyphs = [placed.glyph for row in lines for placed in row if placed.glyph.code >= 0]
    signed = [glyph for glyph in glyphs if glyph.over >= 0]
    meanings = {_in_family(g, g.over): marks for g in signed if (marks := _split_marks(g.text)[1])}
    settled = {_in_family(g, g.code) for g in signed if _in_family(g, g.over) in meanings}
    changed = 0
    for glyph in glyphs if settled else ():
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


def _digit_set(text: str) -> str:
    """ "p" for an extended Arabic-Indic (Persian) digit, "a" for an Arabic-Indic one, else ""."""
    if len(text) != 1:
        return ""
    return "p" if "\u06f0" <= text <= "\u06f9" else "a" if "\u0660" <= text <= "\u0669" else ""


def unify_digits(lines: Iterable[Sequence[Placed]]) -> int:
    """Persian digits for Arabic-Indic ones in a document that mixes both inside its numbers.

    Some fonts share a glyph between ۶ and ٦ (or other digits of the two sets), and the file names it by
    the wrong one. Certain where numbers are mixed and none of several digits is Arabic-Indic alone.
    Returns the number of digits changed.
    """
    mixed = pure = 0
    arabic: list[Glyph] = []
    for row in lines:
        if not any("\u0660" <= placed.glyph.text <= "\u0669" for placed in row):
            continue
        for kind, number in groupby(row, key=lambda placed: bool(_digit_set(placed.glyph.text))):
            digits = [placed.glyph for placed in number] if kind else []
            sets = {_digit_set(glyph.text) for glyph in digits}
            mixed += len(sets) == 2
            pure += sets == {"a"} and len(digits) > 1
            arabic += [glyph for glyph in digits if _digit_set(glyph.text) == "a"]
    if not mixed or pure:
        return 0
    for glyph in arabic:
        glyph.text = chr(ord(glyph.text) - 0x660 + 0x6F0)
    return len(arabic)


def _vote(row: Sequence[Placed], i: int) -> int:
    """+1 if a bracket reads as typed here, -1 if as mirrored, 0 if the place says nothing."""
    before = row[i - 1].glyph.text[-1:] if i else " "
    after = row[i + 1].glyph.text[:1] if i + 1 < len(row) else " "
    opens, closes = before in _BEFORE_OPENING, after in _AFTER_CLOSING
    if opens == closes:
        return 0
    return 1 if (row[i].glyph.text in "([{«‹") == opens else -1


def mirror_brackets(lines: Iterable[list[Placed]]) -> int:
    """Turn brackets round where a font stores another sign than the one that is meant.

    In right-to-left runs some producers store what is seen (Word's simple fonts, LibreOffice), others what
    was typed. In left-to-right runs both are the same, but WeasyPrint names a glyph by its first use, which
    may have been a mirrored one. So each font votes, for either direction, by where its brackets stand; a
    font without brackets in right-to-left runs is never doubted. Returns the number of brackets turned.
    """
    places: list[tuple[Glyph, tuple[Font, bool, bool]]] = []
    votes: Counter[tuple[Font, bool, bool]] = Counter()
    total = 0
    for row in lines:
        for i, placed in enumerate(row):
            if placed.glyph.text in _BRACKETS:
                key = (placed.glyph.run.font, placed.glyph.text in "«»‹›", placed.turned)
                vote = _vote(row, i)
                votes[key] += vote
                total += vote * placed.turned
                places.append((placed.glyph, key))
    mirroring = {font for font, _, rtl in votes if rtl}
    turned = 0
    for glyph, key in places:
        font, _, rtl = key
        if font in mirroring and (votes[key] or total * rtl) < 0:
            glyph.text = glyph.text.translate(_MIRRORED)
            turned += 1
    return turned
