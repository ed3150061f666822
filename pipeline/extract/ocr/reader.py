"""The readings of one page by single models: of all of it, or of what others left in doubt."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipeline.extract.ocr.picture import (
    inked_rows,
    is_blank,
    made_ready,
    resized,
    turned,
    unread_text,
    whitened,
    without_raised,
)
from pipeline.extract.ocr.tesseract import OcrError, run
from pipeline.extract.ocr.words import all_words, box_of, from_rows, moved, parse, scaled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PIL.Image import Image

    from pipeline.config import OcrSettings
    from pipeline.extract.ocr.picture import PagePicture
    from pipeline.extract.ocr.tesseract import Installed
    from pipeline.extract.ocr.words import ReadLine, ReadWord

# Words less sure than these may be of another script; Latin ones are read as digits by the models of the Arabic script, which
# was so with all 280 of them in twenty scans, or as words with a confidence under 55.
_UNSURE, _UNSURE_NUMBER = 60.0, 85.0
# Pages in Arabic script are read again with so many dots per inch, and smaller in any case. Latin script gains nothing by it. On
# a noisy scan of 300 dpi 94 % of the words were right so, and 81 % at 225 dpi.
_SMALLER_DPI, _SMALLER = 150, 0.75
_ROOM = 0.1  # inches of paper left above and below lines that are read again
_LATIN_OR_DIGIT = re.compile(r"[A-Za-z\u00c0-\u024f]|\d")
_SURE_UNREAD = 40.0
_ROOM_OF_LINE = 0.5  # em of paper around it
# What the program takes the picture for: a page, one line, or words here and there.
_FULL_PAGE, _ONE_LINE, _SPARSE = "3", "7", "11"
_ORIENTATION = ("--psm", "0", "-l", "osd")
_SURE_TURN = 2.0  # orientation confidence: right answers have 30 to 36, guesses on empty pages under 1


class Reader:
    """The readings of one page, each model asked once for each way the picture is turned."""

    def __init__(self, picture: PagePicture, program: Installed, settings: OcrSettings) -> None:
        self.image: Image = made_ready(picture)
        self.turned = 0
        self._dpi, self._program, self._settings = picture.dpi, program, settings
        self._smaller = min(_SMALLER, _SMALLER_DPI / picture.dpi)
        self._known: dict[str, list[ReadLine]] = {}
        self._known_smaller: dict[str, list[ReadLine]] = {}

    @property
    def is_blank(self) -> bool:
        return is_blank(self.image, self._dpi)

    def read(self, model: str) -> list[ReadLine]:
        if model not in self._known:
            self._known[model] = self._ask(model, self.image)
        return self._known[model]

    def read_smaller(self, model: str) -> list[ReadLine]:
        """What a model reads in a smaller picture: another opinion, also of the same model, for three quarters of the cost.

        Grain and specks are lost in it, thin strokes at times as well.
        """
        if model not in self._known_smaller:
            self._known_smaller[model] = self._ask_smaller(model, self.image)
        return self._known_smaller[model]

    def read_doubted(
        self, model: str, lines: Sequence[ReadLine], doubted: Callable[[ReadWord], bool], *, smaller: bool
    ) -> list[ReadLine]:
        """What a model reads of the lines with words that are `doubted`, and where none were found.

        Of words without their neighbors on the line, every fifth is lost. What has been read anyway is not read again.
        """
        known = self._known_smaller if smaller else self._known
        if model in known:
            return known[model]
        sure = [word[1:5] for line in lines if not any(map(doubted, line.words)) for word in line.words]
        ask = self._ask_smaller if smaller else self._ask
        return self._ask_inked(whitened(self.image, sure, 1.0), partial(ask, model))

    def read_unread(self, model: str, lines: Sequence[ReadLine]) -> list[ReadLine]:
        """What a model reads of ink that no word of `lines` stands for.

        Such words are seldom sure: better they are told as unsure than lost.
        """
        rest = unread_text(self.image, [word[1:5] for word in all_words(lines)], self._dpi)
        ask = partial(self._ask, model, layout=_SPARSE)
        found = self._ask_inked(rest, ask) if rest else []
        words = [tuple(word for word in line.words if _may_be_text(word)) for line in found]
        return [replace(line, words=kept) for line, kept in zip(found, words, strict=True) if kept]

    def read_line(self, model: str, line: ReadLine, em: float) -> ReadLine | None:
        """What a model reads of one line by itself, without the numbers of notes; `em` is the usual one in pixels."""
        left, top, right, bottom = box_of(line.words)
        room = _ROOM_OF_LINE * em
        x, y = max(0, round(left - room)), max(0, round(top - room / 2))
        cut = self.image.crop((x, y, round(right + room), round(bottom + room / 2)))
        read = self._ask_smaller(model, without_raised(cut, em), _ONE_LINE)
        words = tuple(word for part in moved(read, x, y) for word in part.words)
        return replace(line, words=words) if words else None

    def _ask_inked(self, image: Image, ask: Callable[[Image], list[ReadLine]]) -> list[ReadLine]:
        """What is read of a picture that is mostly paper, which alone costs a fifth of a full page."""
        inked, rows = inked_rows(image, round(_ROOM * self._dpi))
        return from_rows(ask(inked), rows) if rows else []

    def _ask_smaller(self, model: str, image: Image, layout: str = _FULL_PAGE) -> list[ReadLine]:
        return scaled(self._ask(model, resized(image, self._smaller), layout), 1 / self._smaller)

    def _ask(self, model: str, image: Image, layout: str = _FULL_PAGE) -> list[ReadLine]:
        options = ("--psm", layout, "-l", self._program.models.get(model, model), "hocr")
        return parse(run(image, self._dpi, options, self._settings))

    def take(self, image: Image) -> None:
        """Read another picture from here on."""
        self.image = image
        self._known.clear()
        self._known_smaller.clear()

    def put_upright(self) -> bool:
        """Turn the picture if the program sees that it stands on its side or its head."""
        if "osd" not in self._program.models:
            return False
        try:
            answer = run(self.image, self._dpi, _ORIENTATION, self._settings)
        except OcrError:  # too few letters to tell
            return False
        angle = re.search(r"Rotate: (\d+)", answer)
        sure = re.search(r"Orientation confidence: ([\d.]+)", answer)
        if angle is None or sure is None or angle[1] == "0" or float(sure[1]) < _SURE_TURN:
            return False
        self.turned = int(angle[1])
        self.take(turned(self.image, self.turned))
        return True


def may_be_foreign(word: ReadWord) -> bool:
    """Whether a word may be one of another script."""
    return word.sure < (_UNSURE_NUMBER if _LATIN_OR_DIGIT.search(word.text) else _UNSURE)


def _may_be_text(word: ReadWord) -> bool:
    """Whether a word that nothing else has seen may be one: on photographs words have a confidence of 10 to 35."""
    return word.sure >= _SURE_UNREAD and sum(map(str.isalnum, word.text)) > 1
