"""Which pages are read by OCR: those without text under a picture, and those whose text is none.

A page with good text is never read so: the text that its author typed is better than what a program sees.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipeline.normalize.document import normalize_document
from pipeline.normalize.health import unreadable_pages
from pipeline.normalize.language.cues import WORD_TABLE
from pipeline.normalize.language.trigrams import is_fluent
from pipeline.normalize.script import LETTERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.config import Config
    from pipeline.model import Document, Issue

# Of the letters of a page: where fewer have no Unicode, what is left is better than what OCR reads. Four public reports whose
# formulas lack some had a word F1 of 0.88 to 0.99 as they are and lost 0.03 to 0.06 to OCR.
_MOSTLY_LOST = 0.2

# English OCR of a Persian page: 0.17 of the words are odd and 0.09 small; of an English page read badly 0.1 and 0.29.
_LATIN_WORD, _ODD = (
    re.compile(r"[A-Za-z\u00c0-\u024f0-9]*[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f0-9]*"),
    re.compile("[a-z][A-Z0-9]"),
)
_ENOUGH_WORDS, _MOSTLY, _MANY_ODD, _FEW_SMALL = 30, 0.5, 0.05, 0.15

# Sound prose lies at -3.3 to -3.65, the layer of a Persian page by the Persian model at -3.45, that of a Pashto page by the Arabic one at -3.78. What is read
# anew for nothing costs time alone, for it was read by OCR as well.
_ENOUGH_LETTERS, _LEAST_FLUENT, _EASED = 200, -3.7, 15.0

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
    told |= _noisy_layers(document)
    if unreadable_pages(judged.lines, kept):
        repaired = normalize_document(judged, config.normalize)
        told |= {issue.page for issue in repaired.issues if issue.code == UNREADABLE}
    return told


def _noisy_layers(document: Document) -> set[int | None]:
    """Pages whose OCR layer is what a program for another script or language made of them."""
    layers: dict[int | None, list[str]] = {}
    for line in document.lines:
        if line.read_by == "ocr" and line.kind != "image":
            layers.setdefault(line.page, []).append(line.text)
    texts_of = {page: " ".join(texts) for page, texts in layers.items()}
    return {page for page, text in texts_of.items() if _is_latin_noise(text) or _is_halting(text)}


def _is_halting(text: str) -> bool:
    """Whether a text in Arabic script reads less like its languages than what a model of the right one makes of a page."""
    letters = len(LETTERS.findall(text))
    return letters >= _ENOUGH_LETTERS and not is_fluent(text, _LEAST_FLUENT - _EASED / letters)


def _is_latin_noise(text: str) -> bool:
    """Whether words in Latin letters are of no language: capitals and digits within them, and hardly any small words."""
    words = _LATIN_WORD.findall(text)
    if len(words) < _ENOUGH_WORDS or len(words) < _MOSTLY * len(text.split()):
        return False
    odd = sum(bool(_ODD.search(word)) for word in words)
    small = sum(word.lower() in WORD_TABLE["latn"] for word in words)
    return odd >= _MANY_ODD * len(words) and small <= _FEW_SMALL * len(words)


def _leaves_text(issue: Issue, document: Document) -> bool:
    """Whether an issue tells of glyphs without Unicode, `count` of them, but of few of those on the page."""
    if issue.code != UNREADABLE or issue.count is None:
        return False
    lines = (line for line in document.lines if line.page == issue.page and line.place != "hidden")
    letters = sum(not char.isspace() for line in lines for char in line.text)
    return issue.count <= _MOSTLY_LOST * (letters + issue.count)
