"""From bytes to a `Document`: the format is told by the bytes, its module does the rest.

A format is a module or package of this package with three names: `MEDIA_TYPE`,
`recognizes(head, suffix)` and `extract(data, source, config)`. It is found by being here. One that has pages
offers `page_pictures(data, numbers)` too, and those without readable text are read by OCR. One that can be read without
its beginning offers `recognizes_remains(data)`, which is asked when no format knows the first bytes.
"""

from __future__ import annotations

import hashlib
import pkgutil
from functools import cache, partial
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol, cast

from pipeline.errors import CorruptError, EmptyError, UnsupportedFormatError
from pipeline.model import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.config import Config
    from pipeline.model import Document

_HEAD = 4096
# The beginnings of files that people take for articles, to name them in the message.
_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"GIF8", "a GIF picture"),
    (b"AT&TFORM", "a DjVu document"),
    (b"%!PS", "a PostScript document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
)


class Format(Protocol):
    """What a format module offers."""

    MEDIA_TYPE: str

    def recognizes(self, head: bytes, suffix: str) -> bool: ...

    def extract(self, data: bytes, source: Source, config: Config | None) -> Document: ...


def extract(data: bytes, file: str, config: Config | None = None) -> Document:
    """The document in `data`; `file` is the name that the record gives and decides only where the bytes do not.

    Raises EmptyError for no bytes, CorruptError for zeros only or where nothing readable is left, UnsupportedFormatError
    for a format that no module reads, and what that module raises.
    """
    if not data.strip(b"\t\n\r\f "):
        raise EmptyError(f"{file}: the file is empty")
    if not data.strip(b"\0\t\n\r\f "):
        raise CorruptError(f"{file}: the file holds nothing but zeros: what was in it is lost")
    form = _format(data, file)
    source = Source(
        file=file,
        media_type=form.MEDIA_TYPE,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
    )
    document = _with_ocr(form, form.extract(data, source, config), data, config)
    if not document.lines and any(issue.code == "damaged-stream" for issue in document.issues):
        raise CorruptError(f"{file} is damaged: nothing readable is left")
    return document


def _with_ocr(form: Format, document: Document, data: bytes, config: Config | None) -> Document:
    """The document with the pages read by OCR that need it."""
    if not hasattr(form, "page_pictures"):
        return document
    from pipeline.config import Config
    from pipeline.extract.ocr.trigger import pages_to_read

    config = config or Config()
    reasons = pages_to_read(document, config)
    if not reasons:
        return document
    from pipeline.extract.ocr.document import with_ocr

    return with_ocr(document, reasons, partial(form.page_pictures, data), config.ocr)


def with_images(document: Document, data: bytes) -> tuple[Document, dict[str, bytes]]:
    """The document with names for the pictures that its file holds, and those pictures by name.

    A format whose files hold pictures offers this function itself; others only refer to them.
    """
    for form in formats():
        if document.source.media_type == form.MEDIA_TYPE and hasattr(form, "with_images"):
            named: tuple[Document, dict[str, bytes]] = form.with_images(document, data)
            return named
    return document, {}


def formats() -> Iterator[Format]:
    """The format modules, by name."""
    for name in _names():
        module = import_module(f"{__name__}.{name}")
        if hasattr(module, "MEDIA_TYPE"):
            yield cast("Format", module)


@cache
def _names() -> tuple[str, ...]:
    return tuple(module.name for module in pkgutil.iter_modules(__path__))


def _format(data: bytes, file: str) -> Format:
    head = data[:_HEAD]
    kind = next((name for start, name in _SIGNATURES if head.startswith(start)), None)
    if kind is None:
        for form in formats():
            if form.recognizes(head, PurePath(file).suffix):
                return form
        for form in formats():
            if hasattr(form, "recognizes_remains") and form.recognizes_remains(data):
                return form
    looks = f"; it looks like {kind}" if kind else ""
    raise UnsupportedFormatError(
        f"{file}: neither a PDF nor an HTML file, nor a picture of pages (JPEG, PNG, TIFF){looks}"
    )
