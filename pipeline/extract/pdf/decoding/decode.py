"""A document whose text layer is no text, read anew from the shapes of its glyphs."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pipeline.extract.pdf.decoding.claims import heed
from pipeline.extract.pdf.decoding.clusters import Shapes, draw_fonts
from pipeline.extract.pdf.decoding.features import features
from pipeline.extract.pdf.decoding.library import library
from pipeline.extract.pdf.decoding.solve import add_frequency, by_picture, solve
from pipeline.extract.pdf.decoding.words import words
from pipeline.model import Issue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.extract.pdf.content import Glyph, PageContent
    from pipeline.extract.pdf.decoding.clusters import Cluster, Shape
    from pipeline.extract.pdf.decoding.library import Library
    from pipeline.extract.pdf.decoding.solve import Answer
    from pipeline.extract.pdf.fonts import Font

_BLANK = " "


def by_pictures(shapes: Sequence[Shape], known: Library) -> dict[Shape, dict[str, float]]:
    """Distances to the nearest known picture of each text, by shape."""
    fonts: defaultdict[Font, list[Shape]] = defaultdict(list)
    for shape in shapes:
        fonts[shape.font].append(shape)
    found: dict[Shape, dict[str, float]] = {}
    for own in fonts.values():
        inks = [shape.ink for shape in own if shape.ink is not None]
        read = known.read(features(inks, [shape.advance for shape in own]), [shape.count for shape in own])
        found.update(zip(own, read, strict=True))
    return found


class Decoding:
    """What was learned of a document, and which witnesses were heard."""

    def __init__(
        self, pages: Sequence[list[Cluster]], answers: Mapping[Shape, Answer], witnesses: str
    ) -> None:
        self.pages, self.answers, self.witnesses = pages, answers, witnesses

    @property
    def count(self) -> int:
        """How many clusters have a text that was learned."""
        return sum(shape.count for shape in self.answers)

    def issue(self) -> Issue:
        """That the text was learned, and from what."""
        message = f"the file does not say what its glyphs are; {len(self.answers)} shapes were read by {self.witnesses}"
        return Issue(code="decoded-text", message=message, count=self.count, human=False)

    def glyphs(self, page: int) -> list[Glyph]:
        """The glyphs of a page (from 0) with the letters that were learned; marks are part of their letters."""
        return [self._read(cluster) for cluster in self.pages[page]]

    def _read(self, cluster: Cluster) -> Glyph:
        glyph, shape = cluster.glyph, cluster.shape
        if shape is not None:
            glyph.text = _BLANK if shape.ink is None else self.answers[shape].text
            glyph.code = shape.code
        return glyph


def decode(
    contents: Sequence[PageContent], objects: Mapping[Font, Any], known: Library | None = None
) -> Decoding:
    """Learn what the fonts of `objects` draw on the pages."""
    shapes = Shapes(draw_fonts(contents, objects))
    pages = [shapes.clusters(content.glyphs) for content in contents]
    inked = [shape for shape in shapes if shape.ink is not None]
    known = known or library()
    distances = by_pictures(inked, known)
    scores = {shape: add_frequency(by_picture(distances[shape])) for shape in inked}
    scores = heed(scores, known.texts_known())
    answers = solve(scores, [word for clusters in pages for word in words(clusters)])
    return Decoding(pages, answers, "pictures of known fonts and the words they make")
