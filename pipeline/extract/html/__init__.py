"""HTML pages: bytes to a `Document`.

charset (bytes to text) · parse (one tree) · claims (metadata) · walk, draft, style, tables (lines)
· engine, content (which lines are the article) · hints (fields that the markup names).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.errors import CorruptError, EmptyError, LimitError

if TYPE_CHECKING:
    from pipeline.config import Config
    from pipeline.model import Document, Source

MEDIA_TYPE = "text/html"
_SUFFIXES = frozenset((".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml"))
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x1b")
_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|script|style|link|base|table|div|span|p|br|h[1-6]|a|b|i|font|center"
    rb"|article|section|main|header|ul|ol|li|img|blockquote|form|frameset|pre)[\s/>]|<!--",
    re.IGNORECASE,
)
_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)[\s/>]", re.IGNORECASE
)


def recognizes(head: bytes, suffix: str) -> bool:
    """Whether `head`, the first bytes of a file, is markup, or text in a file that is named as markup."""
    if b"%PDF-" in head[:1024] and not head.lstrip().startswith(b"<"):
        return False
    if _START.match(head):  # whatever follows in whatever charset
        return True
    narrow = head.replace(b"\0", b"")
    marked = _TAG.search(narrow) is not None
    if (len(head) - len(narrow)) * 10 >= len(head):  # UTF-16 or binary
        return marked or (suffix.lower() in _SUFFIXES and head.startswith((b"\xff\xfe", b"\xfe\xff")))
    controls = len(narrow) - len(narrow.translate(None, _CONTROLS))
    if controls * 50 > len(head):
        return False
    return marked or suffix.lower() in _SUFFIXES or _is_archive(head)


def _is_archive(head: bytes) -> bool:
    from pipeline.extract.html.parsing.mhtml import is_archive

    return is_archive(head)


def extract(data: bytes, source: Source, config: Config | None) -> Document:
    """The lines of a page.

    Raises EmptyError for a page without a letter, LimitError for one out of all proportion, CorruptError for
    a web archive without a page in it.
    """
    from pipeline.extract.html.page import read_page

    try:
        document = read_page(data, source, config)
    except (LimitError, CorruptError) as error:
        raise type(error)(f"{source.file}: {error}") from error
    if not document.letters:
        raise EmptyError(f"{source.file}: there is no text in this page")
    return document
