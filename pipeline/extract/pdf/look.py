"""A look at some pages by OCR, as a witness of what their glyphs are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.pdf.decoding import Look, Seen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.config import OcrSettings
    from pipeline.extract.ocr.page import PageReading


def ocr_look(data: bytes, settings: OcrSettings) -> Look | None:
    """What Tesseract sees on pages of a PDF; None where it is not installed or not wanted."""
    from pipeline.extract.ocr.tesseract import installed

    program = installed(settings.program) if settings.mode != "never" else None
    if program is None:
        return None

    def read(pages: Sequence[int]) -> dict[int, list[Seen]]:
        from pipeline.extract.ocr.page import read_page
        from pipeline.extract.ocr.tesseract import OcrError
        from pipeline.extract.pdf.pages import page_pictures

        found: dict[int, list[Seen]] = {}
        models: tuple[str, ...] = ()
        for picture in page_pictures(data, [page + 1 for page in pages]):
            try:
                reading = read_page(picture, program, settings, models)
            except OcrError:
                continue  # the other witnesses are left
            models = reading.models
            if not reading.turned:
                found[picture.page - 1] = _in_points(reading)
        return found

    return Look(program.engine, read)


def _in_points(reading: PageReading) -> list[Seen]:
    point = 72 / reading.dpi
    return [
        Seen(word.text, (word.x0 * point, word.top * point, word.x1 * point, word.bottom * point), word.sure)
        for line in reading.lines
        for word in line.words
    ]
