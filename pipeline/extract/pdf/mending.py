"""A file whose beginning or end is lost, given what its engines need to find the pages that are left.

qpdf finds the objects of such a file by itself, but not its pages once the catalog or the page tree is gone, and
no object that ends with the file. So an end mark is added where there is none, and where that does not help a catalog
of all page objects, in the order in which they stand in the file.
"""

from __future__ import annotations

import re
from io import BytesIO
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_END = b"%%EOF"
_TAIL = 2048  # bytes in which the end mark stands; ISO 32000 says 1024, producers add to it
_OBJECT = re.compile(rb"(?<!\d)(\d{1,7})[ \r\n]+(\d{1,5})[ \r\n]+obj\b")
_NUMBER = re.compile(rb"(?<!\d)(\d{1,7})[ \r\n]+\d{1,5}[ \r\n]+(?:obj|R)\b")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_DICTIONARY = 65_536  # bytes: that of a page may name many annotations
_MOST_PAGES = 100_000


def has_objects(data: bytes) -> bool:
    """Whether the bytes are what is left of a PDF, its header or more of it being lost."""
    return b"endobj" in data and _OBJECT.search(data) is not None


def ended(data: bytes) -> bytes:
    """The file with an end mark, without which an object that ends with it is not believed."""
    return data if _END in data[-_TAIL:] else data + b"\n%%EOF\n"


def mended(data: bytes) -> bytes | None:
    """A sound file with the pages that are left in a damaged one, None if there are none.

    What is encrypted is left alone: without its catalog the key is lost too.
    """
    import pikepdf

    completed = None if b"/Encrypt" in data else _with_catalog(data)
    for candidate in (ended(data), completed):
        try:
            with pikepdf.open(BytesIO(candidate or b""), suppress_warnings=True) as pdf:
                if len(pdf.pages):
                    return _saved(pdf)
        except (pikepdf.PdfError, ValueError, TypeError):
            continue
    return None


def drawable(data: bytes) -> Any:
    """The file opened by pdfium, mended if need be, for which qpdf is the better hand. Raises PdfiumError."""
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        if (sound := mended(data)) is None:
            raise
        return pypdfium2.PdfDocument(sound)


def _saved(pdf: Any) -> bytes:
    stream = BytesIO()
    pdf.save(stream)
    return stream.getvalue()


def _with_catalog(data: bytes) -> bytes | None:
    """The file with a catalog of its page objects."""
    pages = dict(_pages(data))
    if not 0 < len(pages) <= _MOST_PAGES:
        return None
    kids = " ".join(f"{number} {generation} R" for number, generation in pages.items())
    highest = max(int(found.group(1)) for found in _NUMBER.finditer(data))  # also of objects that are lost
    tree, root = highest + 1, highest + 2
    return data + (
        f"\n{tree} 0 obj\n<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>\nendobj\n"
        f"{root} 0 obj\n<< /Type /Catalog /Pages {tree} 0 R >>\nendobj\n"
        f"trailer\n<< /Size {root + 1} /Root {root} 0 R >>\nstartxref\n0\n%%EOF\n"
    ).encode("ascii")


def _pages(data: bytes) -> Iterator[tuple[int, int]]:
    """Number and generation of each page object, in one pass however the bytes are made."""
    for found, following in pairwise(chain(_OBJECT.finditer(data), (None,))):
        assert found
        end = found.end() + _DICTIONARY
        body = data[found.end() : min(end, following.start()) if following else end]
        if _PAGE.search(body.partition(b"stream")[0].partition(b"endobj")[0]):
            yield int(found.group(1)), int(found.group(2))
