"""A second reading of files whose text layer is no text: by the shapes of their glyphs."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pipeline.extract.pdf.assemble import Reading
from pipeline.normalize.health import is_language, unreadable_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from pipeline.extract.pdf.content import PageContent
    from pipeline.extract.pdf.fonts import Font
    from pipeline.model import Document, Line, Page

    Pages = Sequence[tuple[Page, PageContent]]

# A font is sound if so many of its letters are language and hardly any glyph is without a letter.
_ENOUGH_LETTERS, _UNMAPPED = 60, 0.01


def unreadable(document: Document) -> frozenset[int]:
    """The numbers of the pages whose words are no language or whose glyphs have no letters."""
    found = (*document.issues, *unreadable_pages(document.lines, document.issues))
    return frozenset(issue.page for issue in found if issue.code == "unreadable-text" and issue.page)


def reread(
    document: Document,
    contents: Callable[[], Iterable[tuple[Page, PageContent]]],
    objects: Mapping[Font, Any],
) -> Document:
    """The document, read otherwise where its text layer is no text and the other reading is better.

    `contents` gives the pages anew, `objects` are the dictionaries of the fonts they use.
    """
    bad = unreadable(document)
    if not bad:
        return document
    decoded = _by_shapes(document, list(contents()), objects)
    return decoded if len(unreadable(decoded)) < len(bad) else document


def _by_shapes(document: Document, pages: Pages, objects: Mapping[Font, Any]) -> Document:
    from pipeline.extract.pdf.decoding import decode, has_program

    sound = _sound_fonts(document.lines, [content for _, content in pages])
    if not unreadable_pages(document.lines):
        sound |= _complete_fonts(content for _, content in pages)
    suspects = {font: obj for font, obj in objects.items() if font not in sound and has_program(obj)}
    if not suspects:
        return document
    decoding = decode([content for _, content in pages], suspects)
    reading = Reading()
    for number, (page, content) in enumerate(pages):
        content.glyphs[:] = decoding.glyphs(number)
        reading.add(page, content)
    damage = tuple(issue for issue in document.issues if issue.code == "damaged-file")
    issues = (*damage, decoding.issue())
    fresh = reading.document(document.source, dict(document.metadata), document.engine, issues)
    names = {font.name for font in suspects}
    return replace(
        fresh,
        lines=tuple(_marked(line, names) for line in fresh.lines),
        repairs={**fresh.repairs, "decoded-glyphs": decoding.count},
    )


def _marked(line: Line, fonts: Collection[str]) -> Line:
    """A line with who read it."""
    decoded = any(span.font in fonts or (line.rows and span.text.strip()) for span in line.spans)
    return replace(line, read_by="glyphs") if decoded else line


def _sound_fonts(lines: Iterable[Line], contents: Iterable[PageContent]) -> set[Font]:
    """The fonts whose text is language."""
    texts: defaultdict[str | None, list[str]] = defaultdict(list)
    for line in lines:
        for span in line.spans:
            texts[span.font].append(span.text)
    drawn: Counter[Font] = Counter()
    unmapped: Counter[Font] = Counter()
    for content in contents:
        for glyph in content.glyphs:
            drawn[glyph.run.font] += 1
            unmapped[glyph.run.font] += not glyph.text
    sound = {name for name, parts in texts.items() if _is_sound(" ".join(parts))}
    return {font for font in drawn if font.name in sound and unmapped[font] <= _UNMAPPED * drawn[font]}


def _complete_fonts(contents: Iterable[PageContent]) -> set[Font]:
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
    return sum(map(str.isalpha, text)) >= _ENOUGH_LETTERS and is_language(text)
