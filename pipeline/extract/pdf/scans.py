"""Pages that are pictures: whether they have text, and whether that text is an OCR layer of somebody else's."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipeline.model import Issue, count_letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.extract.pdf.content import PageContent
    from pipeline.model import Line, Page

# A picture over half of the page is a scan of it; fewer letters than these beside one are its number or a stamp.
_SCAN, _FEWEST_LETTERS = 0.5, 25
# So are as many shapes as a few lines have letters: text that was turned into paths, or a drawing.
_FEWEST_SHAPES = 100
_INVISIBLE = "invisible-text"
_UNSEEN = (_INVISIBLE, "clipped")


def is_scan(content: PageContent, page: Page) -> bool:
    """Whether a picture takes most of the page."""
    area = page.width * page.height
    return any((p.x1 - p.x0) * (p.bottom - p.top) > _SCAN * area for p in content.pictures)


def is_drawn(content: PageContent) -> bool:
    """Whether a page draws many shapes that may be letters."""
    return content.shapes >= _FEWEST_SHAPES


def show_unseen_text(content: PageContent) -> bool:
    """Take for its text what a page draws out of sight, where that is most; whether invisible text was taken.

    A page whose only text is invisible is a scan with an OCR layer. One that clips away most of its text is
    misunderstood.
    """
    runs = {glyph.run for glyph in content.glyphs}
    if not any(run.rule in _UNSEEN for run in runs):
        return False
    letters: Counter[str | None] = Counter()
    for glyph in content.glyphs:
        letters[glyph.run.rule if glyph.run.rule in _UNSEEN else None] += len(glyph.text)
    taken = {rule for rule in _UNSEEN if letters[rule] > letters[None]}
    for run in runs:
        if run.rule in taken:
            run.place = run.rule = None
    return _INVISIBLE in taken


def marked(lines: Sequence[Line]) -> list[Line]:
    """The lines of an OCR layer, with who read them."""
    return [replace(line, read_by="ocr") if line.kind != "image" else line for line in lines]


def scan_issues(lines: Sequence[Line], number: int, *, scan: bool) -> Iterator[Issue]:
    """What a reader should know of the text of a page and its pictures; `scan` where it may be a picture of text."""
    texts = [line for line in lines if line.kind != "image"]
    if not texts and (scan or len(texts) < len(lines)):
        yield Issue(code="no-text", message="the page is a picture without a text layer", page=number)
    elif any(line.read_by == "ocr" for line in texts):
        message = "the text of the page is an OCR layer that came with the file"
        yield Issue(code="ocr-layer", message=message, page=number, human=False)
        words = [word for line in texts for word in line.text.split()]
        if numbers := sum(any(map(str.isdigit, word)) for word in words):
            message = "numbers and dates were read by OCR: compare them with the page"
            yield Issue(code="ocr-numbers", message=message, page=number, count=numbers)
    elif scan and sum(count_letters(line.text) for line in texts) < _FEWEST_LETTERS:
        yield Issue(code="no-text", message="the page is a picture with hardly any text", page=number)
