"""Letters of glyphs that the file gives no Unicode: told by the words they stand in.

XeTeX writes no Unicode for the contextual variants of some Persian fonts: every گ, final ی and joined ک
is missing (می‌شود reads م‌شود). One word is a riddle, a hundred are not: the letter is the one that
makes words of the language out of all places where the glyph stands. A glyph that stands in few words, or
that two letters would fit, stays unmapped and is reported as a loss; so does one without which the words
read better, for that is a kashida.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from pipeline.extract.pdf.letters.non_joiners import joining_form
from pipeline.extract.pdf.lines.order import bidi_class
from pipeline.normalize.script import ZWNJ

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from pipeline.extract.pdf.content import Glyph
    from pipeline.extract.pdf.fonts.font import Font
    from pipeline.normalize.language.likelihood import LetterModel

    _Key = tuple[str, int]  # font family and code: the faces of a family number their glyphs alike
    _Context = tuple[str, str]  # what stands before and after a glyph in a word

# Distinct words that must be seen of a glyph, and the lead of its letter over the second best, in powers of
# ten over all of them. Measured by hiding each glyph of 120 Persian files in turn: with a lead of 6, 2,761
# letters were told and 17 of them wrong, with 4, 38 of 3,389; a third of these are signs that are no letters.
# Half of the letters of Arabic files were wrong: the model of that language is small. Of 475 letters hidden in Pashto texts
# 470 were right; its many yehs stand for one another too often to be told.
FEWEST_WORDS, _LEAD = 3, 6.0
MODELS = {"fa": "fa", "ps": "ps-words"}
"""The letter model by the language of a document; other languages are not told."""
_UNTOLD = {"ps": frozenset("یېۍ")}
_MOST_WORDS = 60  # of one glyph; more add nothing to the answer
_SAMPLE = 200  # words that tell the language
_LAM_ALEF = "لا"
_HAMZA = "\u0654"
_JOINED_LAM = frozenset(("\ufedf", "\ufee0"))  # initial and medial: a letter must follow that joins


class _Keys:
    """Names of glyphs: the faces of a family share them, unless a subset was numbered for itself."""

    def __init__(self, fonts: Iterable[Font]) -> None:
        self._families: dict[Font, str] = {}
        mapped: dict[str, dict[int, str]] = {}
        for number, font in enumerate(fonts):
            family = font.name.partition("-")[0]
            before = mapped.get(family, {})
            if any(before.get(code, text) != text for code, text in font.unicode.items()):
                family = f"{family} {number}"
            mapped.setdefault(family, {}).update(font.unicode)
            self._families[font] = family

    def __bool__(self) -> bool:
        return bool(self._families)

    def __contains__(self, glyph: Glyph) -> bool:
        return glyph.run.font in self._families and glyph.code > 0 and glyph.u1 > glyph.u0

    def __getitem__(self, glyph: Glyph) -> _Key:
        return self._families[glyph.run.font], glyph.code


def _unmapped_keys(rows: Iterable[Sequence[Glyph]]) -> _Keys:
    """Keys for the fonts that map right-to-left letters, but not all of their glyphs."""
    fonts = dict.fromkeys(
        [g.run.font for row in rows for g in row if not g.text and g.code > 0 and g.u1 > g.u0]
    )
    return _Keys(font for font in fonts if any(bidi_class(text) == "R" for text in font.unicode.values()))


def _words(rows: Iterable[Sequence[Glyph]], keys: _Keys) -> Iterator[list[Glyph]]:
    """Right-to-left words, with the unknown glyphs inside and at their ends."""
    for row in rows:
        word: list[Glyph] = []
        for glyph in row:
            if glyph.turned and (bidi_class(glyph.text) == "R" if glyph.text else glyph in keys):
                word.append(glyph)
            elif glyph.text != ZWNJ:
                yield word
                word = []
        yield word


def _is_riddle(word: Sequence[Glyph]) -> bool:
    """Whether a word has unknown glyphs; not where a letter takes no room, for the glyph is part of that
    letter (fpdf2 maps the madda of آ to the whole and its alef to nothing)."""
    return not all(glyph.text for glyph in word) and all(glyph.u1 > glyph.u0 for glyph in word)


def _contexts(
    words: Iterable[Sequence[Glyph]], keys: _Keys, known: Mapping[_Key, str]
) -> dict[_Key, set[_Context]]:
    """The distinct words of each glyph that stands in them as the only unknown one."""
    from pipeline.normalize.language.cues import skeleton

    found: dict[_Key, set[_Context]] = defaultdict(set)
    for word in words:
        texts = [glyph.text or known.get(keys[glyph], "") for glyph in word]
        if texts.count("") == 1 and len(texts) > 1:
            i = texts.index("")
            found[keys[word[i]]].add((skeleton("".join(texts[:i])), skeleton("".join(texts[i + 1 :]))))
    return found


def _tell(contexts: Collection[_Context], letters: LetterModel) -> str:
    """The letter of a glyph, "" where its words leave it open or read better without it.

    A glyph that begins or ends words is no kashida.
    """
    if len(contexts) < FEWEST_WORDS:
        return ""
    inside = all(before and after for before, after in contexts)
    some = sorted(contexts)[:: len(contexts) // _MOST_WORDS + 1]
    sides = [(f" {before}"[-2:], f"{after} "[:2]) for before, after in some]
    fits = sorted(
        (sum(letters.fit(before, letter, after) for before, after in sides), letter)
        for letter in (*([""] if inside else []), _LAM_ALEF, *letters.alphabet)
    )
    (second, _), (best, letter) = fits[-2:]
    return letter if best - second >= _LEAD else ""


def _spelling(words: Iterable[Sequence[Glyph]]) -> dict[str, str]:
    """How a document writes the letters that the model folds together."""
    from pipeline.normalize.language.cues import skeleton

    counts = Counter(
        char for word in words for glyph in word for char in unicodedata.normalize("NFKC", glyph.text)
    )
    return {skeleton(char): char for char, _ in reversed(counts.most_common())}


def language_of(words: Sequence[Sequence[Glyph]]) -> str:
    """The language of the words of a document."""
    from pipeline.normalize.language import identify

    return identify(" ".join("".join(g.text for g in word) for word in words[:_SAMPLE]))


def _name_joined_alefs(rows: Iterable[Sequence[Glyph]]) -> int:
    """Put an alef after each lam that is joined to a glyph without advance and Unicode, and to no letter.

    XeTeX draws some fonts' lam-alef as a lam with all of the room and the alef over it. What follows must be no
    form that joins to the lam: only an alef can stand between. Returns the number of letters put.
    """
    put = 0
    for row in rows:
        for glyph, after in zip(row, (*row[1:], None), strict=True):
            if glyph.text not in _JOINED_LAM or _joins_back(after):
                continue
            bearer = next((one for one in (glyph, after) if one is not None and one.over >= 0), None)
            if bearer is not None:  # it stands where the two meet
                glyph.text, bearer.over = f"{glyph.text}ا", -1
                put += 1
    return put


def _joins_back(glyph: Glyph | None) -> bool:
    """Whether a glyph may be joined to the letter before it: a medial or final form, or one that does not say."""
    if glyph is None or not glyph.text or bidi_class(glyph.text) != "R":
        return glyph is not None and not glyph.text
    return joining_form(glyph.text) not in ("<isolated>", "<initial>")


def _name_hamzas(signed: Iterable[Sequence[Glyph]], rows: Sequence[Sequence[Glyph]]) -> int:
    """Give a sign without Unicode that stands over nothing but the heh at the end of Persian words its hamza.

    Vowels and other marks stand over other letters too. Of all `rows` those are `signed` that have such signs. Returns
    the number of signs named.
    """
    bearers: dict[tuple[Font, int], list[Glyph]] = defaultdict(list)
    elsewhere: set[tuple[Font, int]] = set()
    for row in signed:
        for glyph, after in zip(row, (*row[1:], None), strict=True):
            if glyph.over < 0:
                continue
            bearers[glyph.run.font, glyph.over].append(glyph)
            inside = after is not None and bidi_class(after.text) == "R"
            if inside or unicodedata.normalize("NFKC", glyph.text) != "ه":
                elsewhere.add((glyph.run.font, glyph.over))
    found = [
        glyph
        for key, glyphs in bearers.items()
        if key not in elsewhere and len(glyphs) >= FEWEST_WORDS
        for glyph in glyphs
    ]
    if not found or language_of([row for row in rows if any(glyph.turned for glyph in row)]) != "fa":
        return 0
    for glyph in found:
        glyph.text, glyph.over = f"{glyph.text}{_HAMZA}", -1
    return len(found)


def name_unmapped(rows: Sequence[Sequence[Glyph]]) -> int:
    """Give unmapped glyphs the letters that their words tell. Returns the number of glyphs named."""
    signed = [row for row in rows if any(glyph.over >= 0 for glyph in row)]
    named = _name_joined_alefs(signed) + _name_hamzas(signed, rows) if signed else 0
    return named + _name_by_words(rows)


def _name_by_words(rows: Sequence[Sequence[Glyph]]) -> int:
    keys = _unmapped_keys(rows)
    if not keys:
        return 0
    words = [word for word in _words(rows, keys) if word]
    riddles = [word for word in words if _is_riddle(word)]
    if len(riddles) < FEWEST_WORDS or (language := language_of(words)) not in MODELS:
        return 0
    from pipeline.normalize.language.likelihood import letter_model

    letters, untold = letter_model(MODELS[language]), _UNTOLD.get(language, frozenset())
    known: dict[_Key, str] = {}
    while told := {
        key: letter
        for key, contexts in _contexts(riddles, keys, known).items()
        if (letter := _tell(contexts, letters)) and letter not in untold
    }:
        known |= told
    written = _spelling(words)
    named = [glyph for word in riddles for glyph in word if not glyph.text and keys[glyph] in known]
    for glyph in named:
        letter = known[keys[glyph]]
        glyph.text = written.get(letter, letter)
    return len(named)
