"""PDF: glyph clusters read from the content streams, put in order by geometry.

tokens    content stream to operators
cmap      ToUnicode and other CMaps
fonts     what a code means and how wide it is
glyphs    operators to clusters with origin, advance and style
lines     clusters to printed lines, with their blanks
order     visual to logical order
repairs   votes over the document: brackets, non-joiners
layout    printed lines to `Line`s
reader    the file itself: pages, metadata, errors
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.pdf.reader import MEDIA_TYPE, extract, recognizes

if TYPE_CHECKING:
    from pipeline.model import Document

__all__ = ["MEDIA_TYPE", "extract", "recognizes", "with_images"]


def with_images(document: Document, data: bytes) -> tuple[Document, dict[str, bytes]]:
    """The document with names on its image lines, and the pictures by name."""
    from pipeline.extract.pdf import images

    return images.with_images(document, data)
