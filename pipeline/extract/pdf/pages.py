"""Pages as pictures, drawn by pdfium."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.extract.ocr.picture import BEST_DPI, PagePicture, dpi_within_bounds
from pipeline.extract.pdf.mending import drawable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A picture that covers so much of its page is a scan of it.
_SCAN = 0.5


def page_pictures(data: bytes, numbers: Iterable[int]) -> Iterator[PagePicture]:
    """Pages by number, from 1: a scan at its own resolution, what is drawn at the best for OCR.

    A page that pdfium refuses is left out.
    """
    import pypdfium2

    try:
        pdf = drawable(data)
    except pypdfium2.PdfiumError:
        return
    with pdf:
        for number in numbers:
            try:
                page = pdf[number - 1]
                yield _picture(page, number)
                page.close()
            except (pypdfium2.PdfiumError, IndexError):
                continue


def _picture(page: Any, number: int) -> PagePicture:
    width, height = page.get_size()
    scan = _resolution_of_scan(page, width, width * height)
    dpi = dpi_within_bounds(scan or BEST_DPI, width, height)
    image = page.render(scale=dpi / 72, grayscale=True).to_pil()
    return PagePicture(page=number, image=image, dpi=dpi, scanned=scan is not None)


def _resolution_of_scan(page: Any, width: float, area: float) -> float | None:
    """Dots per inch of the largest picture on a page of `area` square points, if one, or several strips, cover most of it."""
    import pypdfium2.raw as raw

    covered = largest = 0.0
    found: float | None = None
    for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        x0, y0, x1, y1 = picture.get_bounds()
        own = (x1 - x0) * (y1 - y0)
        if x1 - x0 >= _SCAN * width:
            covered += own
        if x1 - x0 >= _SCAN * width and own > largest:
            columns, rows = picture.get_px_size()
            found, largest = 72 * (columns * rows / own) ** 0.5, own
    return found if covered >= _SCAN * area else None
