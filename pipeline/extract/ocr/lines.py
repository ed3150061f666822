"""Words of a page to lines of the `Document`, by the layout that PDF text goes through as well.

Tesseract orders the words of mixed lines in its own way; where they stand is what counts, as with glyphs.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipeline.extract.ocr.size import settled_sizes
from pipeline.extract.pdf.content import Glyph, Run
from pipeline.extract.pdf.fonts.font import Font
from pipeline.extract.pdf.layout import place, set_directions, to_line
from pipeline.extract.pdf.lines.order import bidi_class
from pipeline.extract.pdf.lines.visual import VisualLine
from pipeline.model import Box, Line, Page, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.extract.ocr.page import PageReading
    from pipeline.extract.ocr.words import ReadLine, ReadWord

FONT = "ocr"
_POINTS = 72
# Em; from here on two texts only share a baseline.
_SEPARATE_TEXTS = 2.0
_STRONGEST = "RLNSO"


def page_of(reading: PageReading, page: Page) -> Page:
    """The page as it was read: turned like its picture."""
    if reading.turned in (90, 270):
        return Page(number=page.number, width=page.height, height=page.width)
    return page


def to_lines(reading: PageReading, page: Page) -> list[Line]:
    """The lines of a reading in points of `page`, each with its words; not yet in reading order."""
    scale = page.width / reading.width
    font = Font(name=FONT, decode=list, unicode={}, widths={}, default_width=0.0)
    sizes = [size * scale for size in settled_sizes(reading.lines)]
    words: dict[int, Word] = {}
    visual: list[VisualLine] = []
    for line, size in zip(reading.lines, sizes, strict=True):
        run = Run(font, max(0.5, round(size * 2) / 2), line.baseline * scale)
        for part in _parts(line, size / scale):
            glyphs = [Glyph(word.text, word.x0 * scale, word.x1 * scale, -1, run) for word in part]
            words |= {id(glyph): _word(word, page, scale) for glyph, word in zip(glyphs, part, strict=True)}
            visual.append(_visual_line(glyphs, run))
    set_directions(visual)
    made = [_to_line(line, words, page) for line in visual]
    return [line for line in made if line is not None]


def _parts(line: ReadLine, size: float) -> Iterator[list[ReadWord]]:
    """The words from left to right, cut where the room between two is wider than any blank; `size` in pixels."""
    part: list[ReadWord] = []
    for word in sorted(line.words, key=lambda at: at.x0 + at.x1):
        if part and word.x0 - part[-1].x1 > _SEPARATE_TEXTS * size:
            yield part
            part = []
        part.append(word)
    yield part


def _word(word: ReadWord, page: Page, scale: float) -> Word:
    box = Box(*(round(edge * scale, 1) for edge in (word.x0, word.top, word.x1, word.bottom)))
    return Word(text=word.text, page=page.number, box=box, confidence=round(word.sure / 100, 2))


def _visual_line(glyphs: Sequence[Glyph], run: Run) -> VisualLine:
    """Words with the blanks between them, as a line that is put in order like glyphs."""
    spaced = [glyphs[0]]
    for left, right in pairwise(glyphs):
        spaced += (Glyph(" ", left.u1, max(left.u1, right.u0), -1, run), right)
    return VisualLine(run.v, run.size, run.angle, spaced, [_kind(glyph.text) for glyph in spaced])


def _kind(text: str) -> str:
    """The class of a word: that of its letters, else of its digits; a bracket before them does not count."""
    kinds = {bidi_class(char) for char in text}
    return next((kind for kind in _STRONGEST if kind in kinds), "W")


def _to_line(line: VisualLine, words: dict[int, Word], page: Page) -> Line | None:
    row = place(line)
    made = to_line(line, row, page, 0)
    if made is None:
        return None
    read = tuple(words[id(glyph)] for glyph in row if id(glyph) in words)
    return replace(made, read_by="ocr", words=read)
