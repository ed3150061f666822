"""What commands that read files share of OCR."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.config import Config, OcrMode
    from pipeline.model import Article


def load_config_for(directory: Path | None, mode: OcrMode | None, pages: int = 1) -> Config:
    """The configuration, with OCR as asked for and so many `pages` of a file read at a time.

    Raises ConfigError, also where all pages are to be read and there is nothing to read them with.
    """
    from pipeline.config import load_config

    config = load_config(directory).with_ocr(mode, pages)
    if config.ocr.mode == "always":
        _check_installed(config.ocr.program)
    return config


def _check_installed(program: str) -> None:
    from pipeline.extract.ocr.tesseract import INSTALL, installed

    if installed(program) is None:
        raise ConfigError(f"OCR of all pages was asked for, and Tesseract is not installed: {INSTALL}")


def unread(article: Article) -> str | None:
    """Why pages were left unread that OCR could read, if so."""
    missing = (issue for issue in article.issues if issue.code == "ocr-missing")
    return next((f"{issue.count} {issue.message}" for issue in missing), None)
