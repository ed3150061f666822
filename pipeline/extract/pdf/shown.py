"""Pages as a reader sees them: their sizes, and pictures of them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from pipeline.errors import CorruptError
from pipeline.extract.pdf.mending import drawable

if TYPE_CHECKING:
    from collections.abc import Iterator

SCALE = 1.5  # pixels per point: 108 dpi, enough to read the text
MOST_PIXELS = 6_000_000  # an A3 page at that scale has 3.4 million; a poster is drawn smaller
EFFORT = 3  # of zlib: a page of text takes 27 ms and 168 kB, against 36 ms and 183 kB with the default of 6


def sizes(data: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in points, as shown: after /Rotate, inside the CropBox. Raises CorruptError."""
    with _opened(data) as pdf:
        return [pdf.get_page_size(index) for index in range(len(pdf))]


def picture(data: bytes, number: int) -> bytes:
    """The page with this number, from 1, as PNG. Raises CorruptError; IndexError where there is no such page."""
    with _opened(data) as pdf:
        if not 1 <= number <= len(pdf):
            raise IndexError(f"there is no page {number}")
        return _png(pdf[number - 1])


def pictures(data: bytes) -> Iterator[bytes]:
    """All pages in their order, as PNG. Raises CorruptError."""
    with _opened(data) as pdf:
        for page in pdf:
            yield _png(page)


def _opened(data: bytes) -> Any:
    import pypdfium2

    try:
        return drawable(data)
    except pypdfium2.PdfiumError as error:
        raise CorruptError(f"its pages cannot be drawn: {error}") from error


def _png(page: Any) -> bytes:
    width, height = page.get_size()
    scale = min(SCALE, (MOST_PIXELS / max(width * height, 1)) ** 0.5)
    page.render(scale=scale).to_pil().save(stream := BytesIO(), "PNG", compress_level=EFFORT)
    return stream.getvalue()
