"""A second reading of files whose text layer is no text: by the shapes of their glyphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from pipeline.extract.pdf.assemble import Reading
from pipeline.model import Decoded
from pipeline.normalize.health import unreadable_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from pipeline.config import FontMap
    from pipeline.extract.pdf.content import PageContent
    from pipeline.extract.pdf.decoding import Decoding, Look
    from pipeline.extract.pdf.fonts.font import Font
    from pipeline.model import Document, Line, Page

    Pages = Sequence[tuple[Page, PageContent]]

_UNREADABLE = ("unreadable-text", "silent-font")


def unreadable(document: Document) -> frozenset[int]:
    """The numbers of the pages whose words are no language or whose glyphs have no letters."""
    found = (*document.issues, *unreadable_pages(document.lines, document.issues))
    return frozenset(issue.page for issue in found if issue.code in _UNREADABLE and issue.page)


def reread(
    document: Document,
    contents: Callable[[], Iterable[tuple[Page, PageContent]]],
    objects: Mapping[Font, Any],
    look: Callable[[], Look | None],
    maps: Sequence[FontMap] = (),
    learned: Callable[[Decoding], None] | None = None,
) -> Document:
    """The document, read otherwise where its text layer is no text and the other reading is better.

    `contents` gives the pages anew, `objects` are the dictionaries of the fonts they use, `look` what OCR sees;
    `maps` are maps of fonts that are known, `learned` is told what was learned if it is of use.
    """
    bad, lost = unreadable(document), _lost(document)
    if not bad and not lost:
        return document
    pages = list(contents())
    drawn = [content for _, content in pages]
    decoding = (_decoding if bad else _letters)(document, drawn, objects, look, maps)
    if decoding is None:
        return document
    decoded = _by_shapes(document, pages, objects, decoding)
    if (len(unreadable(decoded)), _lost(decoded)) >= (len(bad), lost):
        return document
    if learned is not None:
        learned(decoding)
    return decoded


def _lost(document: Document) -> int:
    """How many letters without Unicode were left out of an otherwise sound document."""
    return sum(issue.count or 0 for issue in document.issues if issue.code == "unmapped-glyphs")


def _suspects(
    document: Document, contents: Sequence[PageContent], objects: Mapping[Font, Any]
) -> dict[Font, Any]:
    """The fonts that may tell wrong letters or none, and that bring their drawings."""
    from pipeline.extract.pdf.decoding import complete_fonts, has_program, sound_fonts

    sound = sound_fonts(document.lines, contents)
    if not unreadable_pages(document.lines):
        sound |= complete_fonts(contents)
    return {font: obj for font, obj in objects.items() if font not in sound and has_program(obj)}


def _decoding(
    document: Document,
    contents: Sequence[PageContent],
    objects: Mapping[Font, Any],
    look: Callable[[], Look | None],
    maps: Sequence[FontMap],
) -> Decoding | None:
    from pipeline.extract.pdf.decoding import decode, truthful_fonts

    suspects = _suspects(document, contents, objects)
    if not suspects:
        return None
    believed = frozenset() if unreadable_pages(document.lines) else truthful_fonts(document.lines, suspects)
    return decode(contents, suspects, look, maps=maps, believed=believed)


def _letters(
    document: Document,
    contents: Sequence[PageContent],
    objects: Mapping[Font, Any],
    look: Callable[[], Look | None],  # noqa: ARG001 - the words that are known tell more
    maps: Sequence[FontMap],
) -> Decoding | None:
    """What the fonts draw that are believed and give some glyphs no letter: of other fonts those are no letters."""
    from pipeline.extract.pdf.decoding import complete_fonts, decode, has_program, truthful_fonts

    silent = [font for font in objects if has_program(objects[font])]
    believed = truthful_fonts(document.lines, silent) - complete_fonts(contents)
    suspects = {font: obj for font, obj in objects.items() if font in believed}
    return (
        decode(contents, suspects, lambda: None, maps=maps, believed=believed, signs=False)
        if suspects
        else None
    )


def _by_shapes(document: Document, pages: Pages, objects: Mapping[Font, Any], decoding: Decoding) -> Document:
    from pipeline.extract.pdf.decoding import program_digest

    reading = Reading()
    for number, (page, content) in enumerate(pages):
        content.glyphs[:] = decoding.glyphs(number)
        reading.add(page, content)
    damage = [issue for issue in document.issues if issue.code == "damaged-file"]
    fresh = reading.document(
        document.source, dict(document.metadata), document.engine, (*damage, *decoding.issues())
    )
    names = {font.name for font in decoding.fonts if font not in decoding.believed}
    fonts = {font.name: program_digest(objects[font]) for font in decoding.fonts}
    return replace(
        fresh,
        lines=tuple(_marked(line, names) for line in fresh.lines),
        repairs={**fresh.repairs, "decoded-glyphs": decoding.count},
        decoded=Decoded(witnesses=decoding.witnesses, fonts=dict(sorted(fonts.items()))),
    )


def _marked(line: Line, fonts: Collection[str]) -> Line:
    """A line with who read it."""
    decoded = any(span.font in fonts or (line.rows and span.text.strip()) for span in line.spans)
    return replace(line, read_by="glyphs") if decoded else line
