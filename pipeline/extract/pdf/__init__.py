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

from pipeline.extract.pdf.reader import MEDIA_TYPE, extract, recognizes

__all__ = ["MEDIA_TYPE", "extract", "recognizes"]
