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
    sound = {name for name, text in _texts_of_fonts(lines).items() if _is_sound(text)}
    drawn: Counter[Font] = Counter()
    unmapped: Counter[Font] = Counter()
    for content in contents:
        for glyph in content.glyphs:
            drawn[glyph.run.font] += 1
            unmapped[glyph.run.font] += not glyph.text
    return {font for font in drawn if font.name in sound and unmapped[font] <= _UNMAPPED * drawn[font]}


def truthful_fonts(lines: Iterable[Line], fonts: Iterable[Font]) -> frozenset[Font]:
    """The fonts whose words are language though some of their glyphs have no letter: what they say is not in question.

    A face that sets headings alone has too few words of its own, and is believed as its family is.
    """
    texts = _texts_of_fonts(lines).items()
    families = {name.partition("-")[0] for name, text in texts if _has_words(text)}
    return frozenset(
        font
        for font in fonts
        if font.name.partition("-")[0] in families and font.unicode and not font.guessed
    )


def _has_words(text: str) -> bool:
    return len(_ARABIC.findall(text)) >= _ENOUGH and is_language(text)


def _texts_of_fonts(lines: Iterable[Line]) -> dict[str, str]:
    """All that is written in the fonts of each name."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for line in lines:
        for span in line.spans:
            texts[span.font or ""].append(span.text)
    return {name: " ".join(parts) for name, parts in texts.items()}


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
