"""What a reader of the record should know of a page that was to be read by OCR."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.ocr.languages import USED
from pipeline.extract.ocr.page import PageReading
from pipeline.extract.ocr.trigger import ASKED, NO_TEXT, UNREADABLE
from pipeline.model import Issue, confidence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from pipeline.extract.ocr.tesseract import Installed
    from pipeline.model import Line

UNCERTAIN = 0.75
"""Mean confidence of a page under which a human should look at it."""

_OF_LAYER = ("ocr-layer", "ocr-numbers")  # what the format says of an OCR layer that came with the file
_WHY = {
    NO_TEXT: "the page is a picture",
    UNREADABLE: "the text layer of the page is no text",
    ASKED: "OCR of all pages was asked for",
}


def is_settled(
    issue: Issue, read: Collection[int], texts: Collection[int | None], blank: Collection[int]
) -> bool:
    """Whether OCR has answered what the format had to say of a page: `read` are the pages that were read, `texts`
    those that have any text, and a picture on which nothing was found beside it is an illustration; `blank` are blank."""
    if issue.code == NO_TEXT:
        return issue.page in texts or issue.page in blank or (issue.page is None and bool(read))
    return issue.code in (UNREADABLE, *_OF_LAYER) and issue.page in read


def page_issues(
    page: int, outcome: PageReading | str | None, lines: Sequence[Line], reason: str, program: Installed
) -> Iterator[Issue]:
    """The issues of one page; `lines` are empty where nothing was read, `outcome` says why if it is a text."""
    if not isinstance(outcome, PageReading):
        why = outcome or "its picture cannot be drawn"
        yield Issue(code="ocr-failed", message=f"OCR of the page failed: {why}", page=page)
        return
    if not outcome.models:
        yield Issue(code="blank-page", message="the page is blank", page=page, human=False)
        return
    for fault in outcome.faults:
        yield Issue(code="ocr-failed", message=f"a second reading of the page failed: {fault}", page=page)
    if lines:
        by = f"{program.engine} with {', '.join(outcome.models)}"
        message = f"{_WHY[reason]}: it was read by {by}"
        yield Issue(code="read-by-ocr", message=message, page=page, human=False)
        yield from _doubts(page, outcome, lines)
    elif reason != ASKED:
        lacks = any(model not in program.models for model in USED)
        hint = "; models of Tesseract are missing: baygan doctor names them" if lacks else ""
        message = f"OCR found no words on the page that it is sure of{hint}"
        yield Issue(code="ocr-failed", message=message, page=page)


def _doubts(page: int, reading: PageReading, lines: Sequence[Line]) -> Iterator[Issue]:
    """What is to be checked on a page that was read."""
    words = [word for line in lines for word in line.words]
    if numbers := sum(word.is_number for word in words):
        message = "numbers and dates were read by OCR: compare them with the page"
        yield Issue(code="ocr-numbers", message=message, page=page, count=numbers)
    if (sure := confidence(words) or 0.0) < UNCERTAIN:
        message = f"OCR is not sure of the page: {sure:.0%} in the mean"
        yield Issue(code="ocr-uncertain", message=message, page=page)
    if reading.turned:
        message = (
            f"the page was turned by {reading.turned} degrees to be read; places are those on the turned page"
        )
        yield Issue(code="page-turned", message=message, page=page, human=False)
