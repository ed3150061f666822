"""What a document was made with, as a digest: when it changes, a new conversion may come out otherwise."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from typing import TYPE_CHECKING

from pipeline.emit.record import SCHEMA
from pipeline.extract.ocr.tesseract import installed
from pipeline.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.config import Config

PARSERS = ("beautifulsoup4", "ftfy", "lxml", "pdfminer.six", "pikepdf", "pypdf", "pypdfium2", "trafilatura")
"""Distributions that decide what is read from a file."""


def fingerprints(config: Config, **options: object) -> Callable[[str | None], str]:
    """A function from a profile's name to the digest of all that decides how a document comes out."""
    parsers = {name: version(name) for name in PARSERS}
    ocr = installed(config.ocr.program)
    known: dict[str | None, str] = {}

    def fingerprint(profile: str | None) -> str:
        if profile not in known:
            parts = [__version__, parsers, SCHEMA, ocr, config.digest_for(profile), options]
            known[profile] = hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
        return known[profile]

    return fingerprint
