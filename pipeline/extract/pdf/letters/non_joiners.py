"""Non-joiners, restored where letters inside a word are drawn in their unjoined forms.

The evidence is the file's own: the same glyph ends or begins words elsewhere.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.extract.pdf.letters.repairs import family
from pipeline.normalize.script import ZWNJ

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.extract.pdf.content import Glyph
    from pipeline.extract.pdf.fonts.font import Font

# Letters that never join to the next one (Unicode ch. 9.2, Joining_Type=R and U) end no word visibly:
# their final form also stands inside words.
_NOT_DUAL_JOINING = frozenset("اآأإٱدذرزژوؤةۀءډړږۋۇۆڈڑۈۉے")
_KASHIDAS = ("", "\u0640")  # what stretches a word; it need not have Unicode

# A form counts as known if it was seen twice and that is not the exception for its glyph. The numbers
# were chosen on twelve producers (see docs/benchmarks.md).
_SEEN, _KNOWN, _SHARE = 2, 4, 0.25

# Non-joiners a line that a file writes by accident, pasted from elsewhere: two real Word files had 0.004 and 0.075,
# and 590 and 17 places for each; files that write them have 0.17 and more, and one such place in nine.
_STRAY, _OUTNUMBERED = 0.1, 4

_SHAPES = frozenset(("<isolated>", "<initial>", "<medial>", "<final>"))
_Key = tuple["Font", int]

# Two faces of a family number their glyphs alike if they share this many codes, and at most this share of them
# stands for different letters: faces cut down to codes of their own agree on one code in ten.
_SHARED_CODES, _DISAGREE = 8, 0.05


def _key(glyph: Glyph) -> _Key:
    return glyph.run.font, glyph.code


@lru_cache(maxsize=4096)
def _letter(text: str) -> str:
    """The last letter of a cluster without marks and without its shape, "" where it is none."""
    for char in reversed(unicodedata.normalize("NFKC", text)):
        if unicodedata.category(char) != "Mn":
            arabic = unicodedata.category(char) == "Lo" and unicodedata.bidirectional(char) == "AL"
            return char if arabic else ""
    return ""


def joins_next(text: str) -> bool:
    """Whether the last letter of a cluster is one that joins to the next."""
    letter = _letter(text)
    return bool(letter) and letter not in _NOT_DUAL_JOINING


@lru_cache(maxsize=4096)
def joining_form(text: str) -> str:
    """The joining form that a presentation form names ("<final>"), "" for a plain letter."""
    shape = unicodedata.decomposition(text[0]).partition(" ")[0]
    return shape if shape in _SHAPES else ""


class _Forms:
    """Where each glyph of a letter stands in its words: the evidence for its joining form.

    A glyph that ends words is a final or isolated form, one that starts them an initial or isolated
    one (also after a letter that never joins). Counts are by font and code.
    """

    def __init__(self, rows: Iterable[Sequence[Glyph]]) -> None:
        self.ends: Counter[_Key] = Counter()
        self.starts: Counter[_Key] = Counter()
        self.inside: Counter[_Key] = Counter()
        self.after_joiner: Counter[_Key] = Counter()
        self.pairs: list[tuple[Glyph, Glyph]] = []
        self._letters: dict[_Key, str] = {}
        self._shapes: defaultdict[tuple[Font, str], set[int]] = defaultdict(set)
        for row in rows:
            self._read(row)
        self._face = _alike_faces(self._shapes)
        self._pool()
        self.two_shaped = self._only_joined()

    def _read(self, row: Sequence[Glyph]) -> None:
        previous: Glyph | None = None
        joins = stretched = False
        for glyph in row:
            shown = glyph.turned and glyph.code >= 0
            letter = _letter(glyph.text) if shown else ""
            if not letter:
                stretched = shown and glyph.text in _KASHIDAS  # the letters on both sides are joined to it
                if previous is not None and not stretched:
                    self.ends[_key(previous)] += 1
                previous = None
                continue
            key = font, code = glyph.run.font, glyph.code
            self._shapes[font, letter].add(code)
            if previous is not None and joins:
                self.inside[_key(previous)] += 1
                self.after_joiner[key] += 1
                self._letters[key] = letter
                self.pairs.append((previous, glyph))
            elif not stretched:
                self.starts[key] += 1
            previous, joins, stretched = glyph, letter not in _NOT_DUAL_JOINING, False
        if previous is not None:
            self.ends[_key(previous)] += 1

    def _pool(self) -> None:
        """Count for one face what was seen in those of its family that number their glyphs alike."""
        for counts in (self.ends, self.starts, self.inside, self.after_joiner):
            for font, code in [key for key in counts if key[0] in self._face]:
                counts[self._face[font], code] += counts[font, code]
        for font, code in [key for key in self._letters if key[0] in self._face]:
            self._letters[self._face[font], code] = self._letters[font, code]
        for font, letter in [key for key in self._shapes if key[0] in self._face]:
            self._shapes[self._face[font], letter] |= self._shapes[font, letter]

    def _pooled(self, glyph: Glyph) -> _Key:
        return self._face.get(glyph.run.font, glyph.run.font), glyph.code

    def _only_joined(self) -> frozenset[tuple[Font, str]]:
        """Letters that a font draws with a glyph of their own wherever they are joined to the one before."""
        return frozenset(
            (font, self._letters[font, code])
            for font, code in self.after_joiner
            if not self.starts[font, code]
        )

    def unjoined(self, left: Glyph, right: Glyph) -> bool:
        """Whether two neighbors inside a word are drawn apart though the first could join."""
        shape, next_shape = joining_form(left.text), joining_form(right.text)
        if shape or next_shape:
            return shape in ("<final>", "<isolated>") and next_shape in ("<initial>", "<isolated>")
        first, second = self._pooled(left), self._pooled(right)
        if len(self._shapes[first[0], _letter(left.text)]) < 2:
            return False  # a font with one glyph for all forms of a letter tells nothing
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
            and len(self._shapes[second[0], _letter(right.text)]) > 1
            and (ends > 0 or (second[0], _letter(right.text)) in self.two_shaped)
        )


def _alike_faces(shapes: Mapping[tuple[Font, str], set[int]]) -> dict[Font, Font]:
    """Each face but the first of a family -> the first, if both number their glyphs alike.

    `shapes` are the codes of each letter of a font. Bold and italic faces are mostly made from one table of glyphs;
    a heading alone has too few words to tell forms by.
    """
    letters: defaultdict[Font, dict[int, str]] = defaultdict(dict)
    for (font, letter), codes in shapes.items():
        letters[font].update(dict.fromkeys(codes, letter))
    first: dict[str, Font] = {}
    alike: dict[Font, Font] = {}
    for font in sorted(letters, key=lambda font: -len(letters[font])):
        head = first.setdefault(family(font), font)
        shared = letters[head].keys() & letters[font].keys()
        different = sum(letters[head][code] != letters[font][code] for code in shared)
        if font is not head and len(shared) >= _SHARED_CODES and different <= _DISAGREE * len(shared):
            alike[font] = head
    return alike


def restore_non_joiners(lines: Iterable[Sequence[Glyph]]) -> int:
    """Put a non-joiner between two letters that are drawn in their unjoined forms inside a word.

    The evidence is the file's own. A file that writes non-joiners is taken to write all of them, unless they are few
    for its length and far fewer than the places without one. Returns the number added.
    """
    rows = [line for line in lines if any(glyph.turned for glyph in line)]
    written = sum("".join([glyph.text for glyph in row]).count(ZWNJ) for row in rows)
    if written > _STRAY * len(rows):
        return 0
    forms = _Forms(rows)
    apart = [left for left, right in forms.pairs if forms.unjoined(left, right)]
    if len(apart) < _OUTNUMBERED * written:
        return 0
    for left in apart:
        left.text += ZWNJ
    return len(apart)
