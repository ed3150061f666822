"""Shapes and words without pictures, for what counts and compares them."""

from pipeline.extract.pdf.content import Glyph, Run
from pipeline.extract.pdf.decoding.clusters import Cluster, Shape
from pipeline.extract.pdf.decoding.words import Word
from pipeline.extract.pdf.fonts.font import Font


def font(name="F"):
    return Font(name=name, decode=list, unicode={}, widths={}, default_width=0.5)


def shapes(names, own=None):
    """A shape for each letter of a text, by the letter."""
    own = own or font()
    return {
        name: Shape(None, 0.5, own, name, 0x10000 + i, count=1) for i, name in enumerate(dict.fromkeys(names))
    }


def word(text, known, top=0.0):
    """The shapes of a text as a word that is drawn from left to right, each 5 points wide."""
    run = Run(next(iter(known.values())).font, 10.0, top + 8)
    clusters = tuple(
        Cluster(Glyph("", 5.0 * i, 5.0 * i + 5, known[name].code, run), known[name])
        for i, name in enumerate(text)
    )
    return Word(clusters, (0.0, top, 5.0 * len(text), top + 10))
