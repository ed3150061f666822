"""Which fonts of a file say what they draw, though others do not."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from pipeline.extract.pdf.decoding import referee
from pipeline.normalize.health import is_language
from pipeline.normalize.language.trigrams import plausibility

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.extract.pdf.content import PageContent
    from pipeline.extract.pdf.fonts.font import Font
    from pipeline.model import Line

_ARABIC, _LATIN = re.compile("[\u0620-\u064a\u066e-\u06d3]"), re.compile("[A-Za-z\u00c0-\u024f]+")
# Fewer letters prove nothing. Latin text lies above -3.6 by letter, with its letters exchanged below -4.5.
_ENOUGH, _LEAST_LATIN = 60, -4.0
# Decimal log of a trigram, as in `normalize.health`; small words alone prove nothing here, for chance makes some.
_LEAST_ARABIC = -3.85
_UNMAPPED = 0.01  # share of glyphs without a letter


def sound_fonts(lines: Iterable[Line], contents: Iterable[PageContent]) -> set[Font]:
    """The fonts whose text is proven to be language."""
    texts: defaultdict[str | None, list[str]] = defaultdict(list)
    for line in lines:
        for span in line.spans:
            texts[span.font].append(span.text)
    sound = {name for name, parts in texts.items() if _is_sound(" ".join(parts))}
    drawn: Counter[Font] = Counter()
    unmapped: Counter[Font] = Counter()
    for content in contents:
        for glyph in content.glyphs:
            drawn[glyph.run.font] += 1
            unmapped[glyph.run.font] += not glyph.text
    return {font for font in drawn if font.name in sound and unmapped[font] <= _UNMAPPED * drawn[font]}


def complete_fonts(contents: Iterable[PageContent]) -> set[Font]:
    """The fonts that give each of their glyphs a letter: not in question where silence is all that is wrong."""
    drawn: set[Font] = set()
    silent: set[Font] = set()
    for content in contents:
        for glyph in content.glyphs:
            drawn.add(glyph.run.font)
            if not glyph.text:
                silent.add(glyph.run.font)
    return {font for font in drawn - silent if not font.guessed}


def _is_sound(text: str) -> bool:
    if not is_language(text):
        return False
    words = _LATIN.findall(text)
    latin = sum(map(len, words))
    if latin < _ENOUGH:
        return len(_ARABIC.findall(text)) >= _ENOUGH and plausibility(text) > _LEAST_ARABIC
    return sum(referee.latin_word(word.lower()) for word in words) > _LEAST_LATIN * (latin + len(words))
