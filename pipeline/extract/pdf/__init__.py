"""PDF: glyph clusters read from the content streams, put in order by geometry.

Reading, in the order of the steps:

- `reader`: the file itself, its pages, its errors; `mending`: its remains; `metadata`: what it says of itself
- `streams`, `tokens`: stream objects to bytes, within bounds, and to operators
- `cmap`, `truetype`, `programs`, `glyph_names`, `encodings`, `corrections`, `widths`, `type3`, `fonts`: what a code means and how wide it is
- `geometry`, `content`, `paths`, `state`, `marked_content`, `glyphs`: operators to clusters with origin, advance and style
- `pdfium`: the second engine, for files that qpdf refuses

Putting in order:

- `grids`, `tables`, `unruled_tables`, `columns`: tables with rules and without, gutters
- `lines`, `signs`, `blanks`, `order`: clusters to printed lines, marks to letters, room to blanks, visual to
  logical order
- `actual_text`, `unmapped`, `non_joiners`, `repairs`: votes over the document
- `structure`, `tagging`, `tagged_tables`: what a tagged file says of its lines, and whether the page bears it out
- `losses`, `scans`: what is drawn and not told
- `drop_caps`: large initials to their words
- `layout`, `assemble`: printed lines to the `Document`
- `reread`, `decoding`: another reading where the text layer is no text

and `images`: pictures as files, for those who ask; `pages`: pictures of whole pages, for OCR.
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
