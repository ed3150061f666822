"""Pictures of pages as input: JPEG, PNG, and TIFF with one page or many. What they say, OCR reads."""

from __future__ import annotations

import math
import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipeline.errors import CorruptError, LimitError
from pipeline.extract.ocr.picture import BEST_DPI, FEWEST_DPI, MOST_PIXELS, PagePicture
from pipeline.model import Box, Document, Issue, Line, Page, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PIL.Image import Image

    from pipeline.config import Config
    from pipeline.model import Source

MEDIA_TYPE = "image/*"  # the record names the kind
ENGINE = "picture"

_KINDS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"II*\0": "image/tiff",
    b"MM\0*": "image/tiff",
    b"II+\0": "image/tiff",
    b"MM\0+": "image/tiff",
}
_FORMATS = ("PNG", "JPEG", "TIFF")
# Pixels of one picture; the largest scans, A2 at 600 dpi, have 140 million.
_LARGEST = 200_000_000
_MOST_PAGES = 10_000
# A4 in points. Cameras and screens write 72 or 96 dpi whatever they took; then the picture is taken for such a page.
_LONG_SIDE = 842.0
_ORIENTATION, _SIDEWAYS = 0x0112, frozenset((5, 6, 7, 8))  # of EXIF


def recognizes(head: bytes, suffix: str) -> bool:  # noqa: ARG001 - the bytes decide, the name may lie
    """Whether the bytes are a JPEG, PNG or TIFF file."""
    return head.startswith(tuple(_KINDS))


def extract(data: bytes, source: Source, config: Config | None = None) -> Document:  # noqa: ARG001 - the format protocol
    """The pages of the file, each with nothing but its picture. Raises CorruptError and LimitError."""
    kind = next(kind for start, kind in _KINDS.items() if data.startswith(start))
    pages = tuple(_page(image, number, source.file) for number, image in _frames(data, source.file))
    return Document(
        source=replace(source, media_type=kind),
        lines=tuple(_line(page) for page in pages),
        letters=0,
        engine=ENGINE,
        pages=pages,
        issues=tuple(
            Issue(code="no-text", message="the page is a picture without a text layer", page=page.number)
            for page in pages
        ),
    )


def page_pictures(data: bytes, numbers: Iterable[int]) -> Iterator[PagePicture]:
    """The pictures of pages, for OCR; one that cannot be decoded is left out."""
    wanted = frozenset(numbers)
    for number, image in _frames(data, ""):
        if number not in wanted:
            continue
        try:
            gray = _on_white(image)
        except (OSError, ValueError, SyntaxError):  # what Pillow raises for damage in the pixels
            continue
        resolution = _resolution(image)
        most = math.sqrt(MOST_PIXELS / (gray.width * gray.height))
        scale = min(min(max(resolution, FEWEST_DPI), BEST_DPI) / resolution, most)
        if scale != 1:
            gray = gray.resize((max(1, round(gray.width * scale)), max(1, round(gray.height * scale))))
        dpi = max(1, round(resolution * scale))
        yield PagePicture(page=number, image=gray, dpi=dpi, scanned=True)


def _frames(data: bytes, file: str) -> Iterator[tuple[int, Image]]:
    """The pictures of a file with their numbers from 1. Raises CorruptError."""
    from PIL import Image, ImageSequence

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of size, which has a limit here, and of damaged tags
            with Image.open(BytesIO(data), formats=_FORMATS) as opened:
                several = opened.format == "TIFF"  # the others of a camera's file are maps of depth
                frames = ImageSequence.Iterator(opened) if several else [opened]
                yield from enumerate(frames, 1)
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise CorruptError(f"{file} cannot be read as a picture: it is damaged or cut short") from error


def _page(image: Image, number: int, file: str) -> Page:
    """The page that a picture shows. Raises LimitError."""
    if image.width * image.height > _LARGEST or number > _MOST_PAGES:
        raise LimitError(f"{file} holds larger pictures, or more of them, than any scan")
    width, height = image.size
    if image.getexif().get(_ORIENTATION, 1) in _SIDEWAYS:
        width, height = height, width
    scale = 72 / _resolution(image)
    return Page(number=number, width=round(width * scale, 2), height=round(height * scale, 2))


def _line(page: Page) -> Line:
    box = Box(0.0, 0.0, page.width, page.height)
    return Line(spans=(Span(text=""),), page=page.number, box=box, kind="image")


def _resolution(image: Image) -> float:
    """Dots per inch, as the file says if that can be true of a page."""
    try:
        told = float(image.info.get("dpi", (0, 0))[0])
    except (TypeError, ValueError, ZeroDivisionError, IndexError):
        told = 0.0
    if told >= FEWEST_DPI and math.isfinite(told):
        return told
    return max(1.0, 72 * max(image.size) / _LONG_SIDE)


def _on_white(image: Image) -> Image:
    """The picture in gray, upright as the camera meant it, what is transparent as paper."""
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I;16"):
        return upright.convert("I").point(lambda value: value / 256).convert("L")
    if not upright.has_transparency_data:
        return upright.convert("L")
    paper = Image.new("RGBA", upright.size, "white")
    paper.alpha_composite(upright.convert("RGBA"))
    return paper.convert("L")
