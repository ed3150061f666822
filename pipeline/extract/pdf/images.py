"""The pictures of a PDF as files, for those who ask for them."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from pipeline.errors import CorruptError, EmptyError
from pipeline.extract.pdf.assemble import pictures
from pipeline.extract.pdf.mending import ended, mended
from pipeline.extract.pdf.reader import page_contents
from pipeline.model import Issue

if TYPE_CHECKING:
    from pipeline.model import Box, Document, Line

    Key = tuple[int | None, Box | None]  # page and box of a picture, by which its line knows it


# Unpacked, a picture of 150 million colored pixels (A2 at 600 dpi) takes 450 MB, and twice as much on the way.
_MOST_PIXELS = 150_000_000


def with_images(document: Document, data: bytes) -> tuple[Document, dict[str, bytes]]:
    """The document with names ("2-1.jpg": page and number) on its image lines, and the pictures by name.

    A picture that cannot be decoded keeps no name and gives an issue.
    """
    images = _read_images(data, document.source.file)
    files: dict[str, bytes] = {}
    numbers: Counter[int | None] = Counter()
    lines: list[Line] = []
    for line in document.lines:
        found = images.get((line.page, line.box)) if line.kind == "image" else None
        if found is None:
            lines.append(line)
            continue
        suffix, content = found
        numbers[line.page] += 1
        name = f"{line.page}-{numbers[line.page]}{suffix}"
        files[name] = content
        lines.append(replace(line, image=name))
    return replace(document, lines=tuple(lines), issues=document.issues + _lost(lines)), files


def _lost(lines: list[Line]) -> tuple[Issue, ...]:
    nameless = Counter(line.page for line in lines if line.kind == "image" and line.image is None)
    message = "a picture could not be decoded"
    return tuple(
        Issue(code="picture-lost", message=message, page=page, count=count)
        for page, count in nameless.items()
    )


def _read_images(data: bytes, file: str) -> dict[Key, tuple[str, bytes]]:
    """Page and box of each picture -> its suffix (".jpg") and its bytes.

    Pictures stored as JPEG come out as they are, others as PNG or TIFF.
    """
    import pikepdf

    found: dict[Key, tuple[str, bytes]] = {}
    try:
        pdf = pikepdf.open(BytesIO(ended(data)), suppress_warnings=True)
    except (pikepdf.PdfError, ValueError):
        sound = mended(data)
        return _read_images(sound, file) if sound else found  # else the second engine read the text
    with pdf, suppress(CorruptError, EmptyError):  # of its page tree: as above
        for page, content in page_contents(pdf, file):
            for picture, box in pictures(content, page):
                image = _decode(picture.obj)
                if image is not None:
                    found[page.number, box] = image
    return found


def _decode(obj: Any) -> tuple[str, bytes] | None:
    import pikepdf

    stream = BytesIO()
    try:
        image = pikepdf.PdfImage(obj)
        if image.width * image.height > _MOST_PIXELS:
            return None
        suffix = image.extract_to(stream=stream)
    except (
        pikepdf.PdfError,
        pikepdf.UnsupportedImageTypeError,
        NotImplementedError,
        ValueError,
        TypeError,
        OSError,
    ):
        return None
    return suffix, stream.getvalue()
