"""Repairs text; knows scripts and languages; knows no layout.

The rules lose no letter and are logged. What only an editor would change is the opt-in typographic
profile; what is only good for finding is `fold`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.normalize import dates, language
from pipeline.normalize.document import normalize_document
from pipeline.normalize.folding import fold, fold_joined
from pipeline.normalize.repair import Change
from pipeline.normalize.settings import NormalizeSettings
from pipeline.normalize.text import NormalizedText, normalize_text

if TYPE_CHECKING:
    from pipeline.model import Document

DEFAULTS = NormalizeSettings()

__all__ = [
    "Change",
    "NormalizeSettings",
    "NormalizedText",
    "dates",
    "fold",
    "fold_joined",
    "language",
    "normalize",
    "normalize_text",
]


def normalize(document: Document, settings: NormalizeSettings = DEFAULTS) -> Document:
    """The document with its text repaired; see `normalize_document`."""
    return normalize_document(document, settings)
