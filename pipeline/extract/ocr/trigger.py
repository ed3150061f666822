"""Which pages are read by OCR: those without text under a picture, and those whose text is none.

A page with good text is never read so: the text that its author typed is better than what a program sees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipeline.normalize.document import normalize_document
from pipeline.normalize.health import unreadable_pages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.config import Config
    from pipeline.model import Document, Issue

# Of the letters of a page: where fewer have no Unicode, what is left is better than what OCR reads. Four public reports whose
# formulas lack some had a word F1 of 0.88 to 0.99 as they are and lost 0.03 to 0.06 to OCR.
_MOSTLY_LOST = 0.2

NO_TEXT, UNREADABLE, ASKED = "no-text", "unreadable-text", "text-layer"


def pages_to_read(document: Document, config: Config) -> Mapping[int, str]:
    """The numbers of the pages, each with the reason: `NO_TEXT`, `UNREADABLE`, or `ASKED` for."""
    if config.ocr.mode == "never":
        return {}
    pages = [page.number for page in document.pages]
    empty = {issue.page for issue in document.issues if issue.code == NO_TEXT}
    if None in empty:  # of the whole file
        empty.update(pages)
    unreadable = _unreadable(document, config)
    reasons = {
        number: NO_TEXT if number in empty else UNREADABLE if number in unreadable else ASKED
        for number in pages
    }
    if config.ocr.mode == "always":
        return reasons
    return {number: reason for number, reason in reasons.items() if reason != ASKED}


def _unreadable(document: Document, config: Config) -> set[int | None]:
    """Pages whose text is no language, also after the repairs that may yet make it one."""
    kept = tuple(issue for issue in document.issues if not _leaves_text(issue, document))
    judged = replace(document, issues=kept)
    told = {issue.page for issue in kept if issue.code == UNREADABLE}
    if unreadable_pages(judged.lines, kept):
        repaired = normalize_document(judged, config.normalize)
        told |= {issue.page for issue in repaired.issues if issue.code == UNREADABLE}
    return told


def _leaves_text(issue: Issue, document: Document) -> bool:
    """Whether an issue tells of glyphs without Unicode, `count` of them, but of few of those on the page."""
    if issue.code != UNREADABLE or issue.count is None:
        return False
    lines = (line for line in document.lines if line.page == issue.page and line.place != "hidden")
    letters = sum(not char.isspace() for line in lines for char in line.text)
    return issue.count <= _MOSTLY_LOST * (letters + issue.count)
