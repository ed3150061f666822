"""Pages that are shown sideways, turned so that their lines stand below one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from pipeline.model import Document


def upright(document: Document) -> Document:
    """The document with the boxes of such pages as they are on the page turned upright; the others as they are."""
    sideways = {page.number: page for page in document.pages if page.angle}
    if not sideways:
        return document
    lines = tuple(
        replace(line, box=page.upright(line.box))
        if line.box and (page := sideways.get(line.page or 0))
        else line
        for line in document.lines
    )
    return replace(document, lines=lines, pages=tuple(page.turned() for page in document.pages))
