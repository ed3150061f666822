"""PDF: glyph clusters read from the content streams, put in order by geometry.

Reading, in the order of the steps:

- `reader`: the file itself, its pages, its errors; `mending`: its remains; `metadata`: what it says of itself
- `streams`: stream objects to bytes, within bounds; `fonts`: what a code means and how wide it is
- `geometry`, `content`, `drawing`: operators to clusters with origin, advance and style
- `pdfium`: the second engine, for files that qpdf refuses

Putting in order:

- `tables`, `columns`: tables with rules and without, gutters
- `lines`: clusters to printed lines, visual to logical order
- `letters`: votes over the document
- `structure`, `tagging`: what a tagged file says of its lines, and whether the page bears it out
- `scans`: pages that are pictures
- `layout`, `assemble`: printed lines to the `Document`
- `reread`, `decoding`: another reading where the text layer is no text; `look`: OCR as a witness of it

and `images`: pictures as files, for those who ask; `pages`: pictures of whole pages, for OCR; `shown`: the same for people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.pdf.reader import MEDIA_TYPE, extract, recognizes, recognizes_remains

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.extract.ocr.picture import PagePicture
    from pipeline.model import Document

__all__ = ["MEDIA_TYPE", "extract", "page_pictures", "recognizes", "recognizes_remains", "with_images"]


def with_images(document: Document, data: bytes) -> tuple[Document, dict[str, bytes]]:
    """The document with names on its image lines, and the pictures by name."""
    from pipeline.extract.pdf import images

    return images.with_images(document, data)


def page_pictures(data: bytes, numbers: Iterable[int]) -> Iterator[PagePicture]:
    """The pictures of pages, for OCR."""
    from pipeline.extract.pdf import pages

    return pages.page_pictures(data, numbers)
