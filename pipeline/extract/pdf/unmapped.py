"""Letters of glyphs that the file gives no Unicode: told by the words they stand in.

XeTeX writes no Unicode for the contextual variants of some Persian fonts: every گ, final ی and joined ک
is missing (می‌شود reads م‌شود). One word is a riddle, a hundred are not: the letter is the one that
makes words of the language out of all places where the glyph stands. A glyph that stands in few words, or
that two letters would fit, stays unmapped and is reported as a loss; so does one without which the words
read better, for that is a kashida.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from pipeline.extract.pdf.order import bidi_class
from pipeline.extract.pdf.repairs import ZWNJ

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from pipeline.extract.pdf.fonts import Font
    from pipeline.extract.pdf.glyphs import Glyph
    from pipeline.extract.pdf.repairs import Placed

    _Key = tuple["Font", int]
    _Model = tuple[float, Mapping[str, float]]

_FEWEST_WORDS, _LEAD, _LIKELY = 3, 3.0, -3.4
_MOST_WORDS = 60  # of one glyph; more add nothing to the answer
_LAM_ALEF = "لا"


def _unknown(rows: Iterable[Sequence[Placed]]) -> set[_Key]:
    """Glyphs that take room and have no Unicode, of fonts that map right-to-left letters."""
    keys = {_key(g) for row in rows for g, _ in row if not g.text and g.code > 0 and g.u1 > g.u0}
    fonts = {font for font, _ in keys}
    fonts = {font for font in fonts if any(bidi_class(text) == "R" for text in font.unicode.values())}
    return {key for key in keys if key[0] in fonts}


def _words(rows: Iterable[Sequence[Placed]], unknown: Collection[_Key]) -> Iterator[list[Glyph]]:
    """Right-to-left words, with the unknown glyphs inside and at their ends."""
    for row in rows:
        word: list[Glyph] = []
        for glyph, turned in row:
            if turned and (bidi_class(glyph.text) == "R" if glyph.text else _key(glyph) in unknown):
                word.append(glyph)
            elif glyph.text != ZWNJ:
                yield word
                word = []
        yield word


def _key(glyph: Glyph) -> _Key:
    return glyph.run.font, glyph.code


def _contexts(
    words: Iterable[Sequence[Glyph]], known: Mapping[_Key, str]
) -> dict[_Key, set[tuple[str, ...]]]:
    """The distinct words of each glyph that is the only unknown one in them: what stands around it."""
    found: dict[_Key, set[tuple[str, ...]]] = defaultdict(set)
    for word in words:
        unknown = {_key(g) for g in word if not g.text} - known.keys()
        if len(unknown) != 1:
            continue
        (key,) = unknown
        pieces = [""]
        for glyph in word:
            if glyph.text or _key(glyph) in known:
                pieces[-1] += glyph.text or known[_key(glyph)]
            else:
                pieces.append("")
        found[key].add(tuple(pieces))
    return found


def _score(contexts: Iterable[Sequence[str]], letter: str, model: _Model) -> tuple[float, int]:
    """Mean log10 probability of the words with a letter in their gaps, and the number of their trigrams."""
    from pipeline.normalize.cues import skeleton
    from pipeline.normalize.trigrams import trigrams

    unseen, met = model
    grams = [gram for pieces in contexts for gram in trigrams(skeleton(letter.join(pieces)))]
    return sum(met.get(gram, unseen) for gram in grams) / (len(grams) or 1), len(grams)


def _tell(contexts: Collection[Sequence[str]], letters: Iterable[str], model: _Model) -> str:
    """The letter of a glyph, "" where the words leave it open.

    The lead is that over the second best letter, in powers of ten over all words.
    """
    some = sorted(contexts)[:_MOST_WORDS]
    if len(some) < _FEWEST_WORDS:
        return ""
    scored = sorted((_score(some, letter, model), letter) for letter in ("", _LAM_ALEF, *letters))
    ((second, _), _), ((best, grams), letter) = scored[-2:]
    return letter if best > _LIKELY and (best - second) * grams >= _LEAD else ""


def _language(words: Iterable[Sequence[Glyph]]) -> tuple[_Model, dict[str, str]]:
    """The model of the language that fits the words best, and how they spell its letters."""
    from pipeline.normalize.cues import skeleton
    from pipeline.normalize.trigrams import model

    whole = {"".join(g.text for g in word) for word in words if all(g.text for g in word)}
    spelled = Counter(char for word in whole for char in word)
    spelling = {skeleton(char): char for char, _ in reversed(spelled.most_common())}
    languages = model().values()
    best = max(languages, key=lambda language: _score([[word] for word in sorted(whole)[:300]], "", language)[0])
    return best, {c: spelling.get(c, c) for gram in best[1] for c in gram if c != " "}


def name_unmapped(rows: Sequence[Sequence[Placed]]) -> int:
    """Give unmapped glyphs the letters that their words tell. Returns the number of glyphs named."""
    unknown = _unknown(rows)
    if not unknown:
        return 0
    words = [word for word in _words(rows, unknown) if word]
    language, spelling = _language(words)
    riddles = [word for word in words if not all(g.text for g in word)]
    known: dict[_Key, str] = {}
    while told := {
        key: letter
        for key, contexts in _contexts(riddles, known).items()
        if (letter := _tell(contexts, spelling, language))
    }:
        known |= told
    named = [glyph for word in riddles for glyph in word if not glyph.text and _key(glyph) in known]
    for glyph in named:
        letter = known[_key(glyph)]
        glyph.text = spelling.get(letter, letter)
    return len(named)
