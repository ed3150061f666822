"""The readings of pages in their `Document`: what was read, beside what the file says, and what to check of it."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipeline.extract.ocr.issues import UNCERTAIN, is_settled, page_issues
from pipeline.extract.ocr.lines import page_of, to_lines
from pipeline.extract.ocr.page import PageReading, read_page
from pipeline.extract.ocr.picture import whitened
from pipeline.extract.ocr.tesseract import INSTALL, OcrError, installed
from pipeline.extract.ocr.trigger import NO_TEXT
from pipeline.extract.pdf.layout import reading_order
from pipeline.model import Issue, Ocr, count_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pipeline.config import OcrSettings
    from pipeline.extract.ocr.picture import PagePicture
    from pipeline.extract.ocr.tesseract import Installed
    from pipeline.model import Document, Line, Page

    Pictures = Callable[[Iterable[int]], Iterable[PagePicture]]
    Outcome = PageReading | str  # a reading of a page, or why there is none

_NOTHING = 40.0  # mean confidence of a page: photographs give words of 10 to 35, noisy scans from 60 on
_FEW_WORDS, _SURE_OF_FEW = 8, 60.0
_PICTURE_OF_PAGE = 0.5  # of the page; smaller pictures are illustrations


def with_ocr(
    document: Document, reasons: Mapping[int, str], pictures: Pictures, settings: OcrSettings
) -> Document:
    """The document with the pages read that `reasons` names; `pictures` gives the pictures of pages by number."""
    program = installed(settings.program)
    if program is None:
        message = f"pages need OCR, and Tesseract is not installed: {INSTALL}"
        missing = Issue(code="ocr-missing", message=message, count=len(reasons))
        return replace(document, issues=(*document.issues, missing))
    drawn = (_without_text(picture, document, reasons) for picture in pictures(sorted(reasons)))
    return _joined(document, dict(_read_all(drawn, program, settings)), reasons, program)


def _joined(
    document: Document, outcomes: Mapping[int, Outcome], reasons: Mapping[int, str], program: Installed
) -> Document:
    """The document with the lines of the pages that were read."""
    readings = {
        number: outcome
        for number, outcome in outcomes.items()
        if isinstance(outcome, PageReading) and _is_text(outcome)
    }
    pages = [page_of(readings[p.number], p) if p.number in readings else p for p in document.pages]
    read = {page.number: to_lines(readings[page.number], page) for page in pages if page.number in readings}
    lines = tuple(line for page in pages for line in _lines_of_page(document, page, read, reasons))
    blank = [n for n, outcome in outcomes.items() if isinstance(outcome, PageReading) and not outcome.models]
    texts = {line.page for line in lines if line.text.strip()}
    found = [
        issue
        for number, reason in sorted(reasons.items())
        for issue in page_issues(number, outcomes.get(number), read.get(number, ()), reason, program)
        if number in read or number not in texts
    ]
    return replace(
        document,
        lines=lines,
        letters=document.letters + sum(count_letters(line.text) for lines in read.values() for line in lines),
        pages=tuple(pages),
        repairs=dict(sum((reading.repairs for reading in readings.values()), Counter(document.repairs))),
        issues=(*(i for i in document.issues if not is_settled(i, read, texts, blank)), *found),
        ocr=Ocr(engine=program.engine, pages={n: r.models for n, r in readings.items()})
        if readings
        else None,
    )


def _is_text(reading: PageReading) -> bool:
    """Whether a page has words, and not a photograph that looks like a few."""
    few = sum(len(line.words) for line in reading.lines) < _FEW_WORDS
    return reading.sureness >= (_SURE_OF_FEW if few else _NOTHING)


def _without_text(picture: PagePicture, document: Document, reasons: Mapping[int, str]) -> PagePicture:
    """The picture of a page without the little good text on it, which stays as the file tells it."""
    if reasons[picture.page] != NO_TEXT:
        return picture
    width = next(page.width for page in document.pages if page.number == picture.page)
    texts = [line for line in document.lines if line.page == picture.page and line.text.strip()]
    boxes = [line.box for line in texts if line.box]
    return replace(picture, image=whitened(picture.image, boxes, picture.image.width / width))


def _read_all(
    pictures: Iterable[PagePicture], program: Installed, settings: OcrSettings
) -> Iterator[tuple[int, Outcome]]:
    """Each page read, or why it could not be. The first that is read tells which models to begin with on the others."""
    rest = iter(pictures)
    known: tuple[str, ...] = ()
    while not known and (picture := next(rest, None)) is not None:
        number, reading = _attempt(picture, program, settings, known)
        known = (
            reading.models if isinstance(reading, PageReading) and reading.sureness >= 100 * UNCERTAIN else ()
        )
        yield number, reading
    read = partial(_attempt, program=program, settings=settings, known=known)
    with ThreadPoolExecutor(settings.processes) as pool:
        while batch := list(islice(rest, settings.processes)):  # so that few pictures are held at a time
            yield from pool.map(read, batch)


def _attempt(
    picture: PagePicture, program: Installed, settings: OcrSettings, known: tuple[str, ...]
) -> tuple[int, Outcome]:
    try:
        return picture.page, read_page(picture, program, settings, known)
    except OcrError as error:
        return picture.page, str(error)


def _lines_of_page(
    document: Document, page: Page, read: Mapping[int, Sequence[Line]], reasons: Mapping[int, str]
) -> Sequence[Line]:
    """The lines of a page: what the file says is kept, out of the text where OCR takes its place."""
    given = [line for line in document.lines if line.page == page.number]
    if page.number not in read:
        return given
    rule = reasons[page.number]
    kept = [line for line in given if not _is_picture_of(line, page)]
    if rule == NO_TEXT:
        return reading_order([*kept, *read[page.number]])
    hidden = [replace(line, place="hidden", rule=rule) for line in kept if line.kind != "image"]
    shown = [line for line in kept if line.kind == "image"]
    return [*hidden, *reading_order([*shown, *read[page.number]])]


def _is_picture_of(line: Line, page: Page) -> bool:
    """Whether a line is the scan of its page."""
    if line.kind != "image" or line.box is None:
        return False
    area = (line.box.x1 - line.box.x0) * (line.box.bottom - line.box.top)
    return area > _PICTURE_OF_PAGE * page.width * page.height
