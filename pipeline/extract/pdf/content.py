"""What a page draws: glyph clusters with the runs they share, pictures and rules.

A *cluster* is one drawn glyph with all the letters it stands for: lam-alef is one glyph and two
letters, and reversing letters instead of glyphs is how other engines turn مقالات into مقاالت.
Positions come from the text matrix (origin and advance), never from glyph outlines: the outline of a
slanted glyph is shifted, its origin is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct, field

from pipeline.extract.pdf.geometry import IDENTITY, Matrix

if TYPE_CHECKING:
    from pipeline.extract.pdf.fonts.font import Font
    from pipeline.extract.pdf.structure import PageTags
    from pipeline.model import Box, Place


class Run(Struct, eq=False, gc=False):
    """What the glyphs of one text-showing operator share.

    `v` is the baseline, in points down the page for upright text; `size` is the em in points;
    `angle` the writing direction in whole degrees, counterclockwise, 0 for upright text. `place`
    and `rule` are set where the file itself says that the text is not body text. (Neither runs nor glyphs are the garbage
    collector's: nothing leads from what they hold back to them, and there are thousands.)
    """

    font: Font
    size: float
    v: float
    angle: int = 0
    bold: bool = False
    italic: bool = False
    place: Place | None = None
    rule: str | None = None
    mcid: int | None = None

    def looks_like(self, other: Run) -> bool:
        """Whether glyphs of both differ in nothing that a reader sees but their letters."""
        return (
            self.v == other.v
            and self.size == other.size
            and self.bold == other.bold
            and self.italic == other.italic
        )

    def continues(self, other: Run) -> bool:
        """Whether nothing but the operator sets this run off from another."""
        return self is other or (
            self.font is other.font
            and self.v == other.v
            and self.size == other.size
            and self.mcid == other.mcid
            and self.rule == other.rule
            and (self.angle, self.bold, self.italic, self.place)
            == (other.angle, other.bold, other.italic, other.place)
        )


class Glyph(Struct, eq=False, gc=False):
    """One cluster: `text` in logical order, `u0` its origin and `u1` the end of its advance along
    the baseline in points, `code` the character code in the run's font, the first of a Latin word; `over` the code of a sign
    without advance or Unicode that was drawn over it, -1 for none; `turned` whether it stands in a right-to-left run,
    once its line is in order; `mapped` what the font says where
    ActualText says otherwise for this glyph alone."""

    text: str
    u0: float
    u1: float
    code: int
    run: Run
    over: int = -1
    mapped: str | None = None
    turned: bool = False


class Picture(NamedTuple):
    """An image on the page: its object, and its place in points from the top left."""

    obj: Any
    x0: float
    top: float
    x1: float
    bottom: float
    mcid: int | None = None

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


class Rule(NamedTuple):
    """A horizontal or vertical drawn line, in points from the top left."""

    x0: float
    top: float
    x1: float
    bottom: float


class PageContent(Struct):
    """Everything a page draws that reading needs.

    `borders` are the edges of filled areas. `links` are the places of its links, `tags` are what the structure tree says of
    it, `base` leads from user space to the page as shown. `damaged` counts the streams that could be decoded in part only;
    `contradicted` tells that some ActualText differs from what the font says. `shapes` counts the filled areas with curves,
    as letters drawn as paths are.
    """

    glyphs: list[Glyph] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    borders: list[Rule] = field(default_factory=list)
    links: tuple[Box, ...] = ()
    tags: PageTags | None = None
    base: Matrix = IDENTITY
    damaged: int = 0
    contradicted: bool = False
    shapes: int = 0
