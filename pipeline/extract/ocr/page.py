"""One page: which models read it, which way up it stands, and their readings as one."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct, field

from pipeline.extract.ocr.corrections import corrected
from pipeline.extract.ocr.languages import first_models, models_for, of_arabic_script
from pipeline.extract.ocr.merge import merge
from pipeline.extract.ocr.picture import resized, skew, straightened, turned, whitened, without_noise
from pipeline.extract.ocr.size import usual_em
from pipeline.extract.ocr.stops import with_commas
from pipeline.extract.ocr.tesseract import OcrError, run
from pipeline.extract.ocr.words import all_words, mean_sureness, parse, scaled, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

    from pipeline.config import OcrSettings
    from pipeline.extract.ocr.picture import PagePicture
    from pipeline.extract.ocr.tesseract import Installed
    from pipeline.extract.ocr.words import ReadLine

# Confidence and words of a reading under which the page may stand on its side, or be in another language.
_POOR, _FEW_WORDS = 60.0, 8
# While no word is less sure than this, no other model needs to be asked.
_DOUBTFUL = 75.0
# A line with a word less sure than this is read again, so much smaller. Latin script gains nothing by it.
_UNSURE, _SMALLER = 50.0, 0.75
_ORIENTATION = ("--psm", "0", "-l", "osd")
_SURE_TURN = 2.0  # orientation confidence: right answers have 30 to 36, guesses on empty pages under 1


class PageReading(Struct):
    """What was read of a page. `width` and `height` are pixels of the picture as it was read, after it was `turned`
    clockwise by so many degrees; `faults` say why a further reading is missing, `repairs` count what was corrected."""

    page: int
    lines: list[ReadLine]
    models: tuple[str, ...]
    width: int
    height: int
    dpi: int
    turned: int = 0
    faults: list[str] = field(default_factory=list)
    repairs: Counter[str] = field(default_factory=Counter)

    @property
    def sureness(self) -> float:
        """Mean confidence, 0 to 100."""
        return mean_sureness(all_words(self.lines))


class _Reader:
    """The readings of one page, each model asked once for each way the picture is turned."""

    def __init__(self, picture: PagePicture, program: Installed, settings: OcrSettings) -> None:
        self.image: Image = without_noise(picture)
        self.turned = 0
        self._dpi, self._program, self._settings = picture.dpi, program, settings
        self._known: dict[str, list[ReadLine]] = {}

    def read(self, model: str) -> list[ReadLine]:
        if model not in self._known:
            self._known[model] = self._ask(model, self.image)
        return self._known[model]

    def read_rest(self, model: str, lines: Sequence[ReadLine]) -> list[ReadLine]:
        """What a model of another script reads where the words of `lines` are not sure, or none were found.

        That costs half of a whole page. A model of the same script needs the words around.
        """
        if model in self._known:
            return self._known[model]
        fair = [line for line in lines if mean_sureness(line.words) >= _POOR]
        sure = [word[1:5] for word in all_words(fair) if word.sure >= _DOUBTFUL]
        return self._ask(model, whitened(self.image, sure, 1.0))

    def read_smaller(self, model: str, lines: Sequence[ReadLine]) -> list[ReadLine]:
        """What a model reads of the lines that hold unsure words, in a smaller picture; those that are sure are not asked for.

        Grain and specks are lost in it, thin strokes at times as well: another opinion, of the same model.
        """
        sure = [word[1:5] for line in lines if _is_sure(line) for word in line.words]
        small = resized(whitened(self.image, sure, 1.0), _SMALLER)
        return scaled(self._ask(model, small), 1 / _SMALLER)

    def _ask(self, model: str, image: Image) -> list[ReadLine]:
        options = ("--psm", "3", "-l", self._program.models.get(model, model), "hocr")
        return parse(run(image, self._dpi, options, self._settings))

    def replace(self, image: Image) -> None:
        self.image = image
        self._known.clear()

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
        self.replace(turned(self.image, self.turned))
        return True


def read_page(
    picture: PagePicture, program: Installed, settings: OcrSettings, known: tuple[str, ...] = ()
) -> PageReading:
    """Read a page; `known` are the models of the page before. Raises OcrError."""
    reader = _Reader(picture, program, settings)
    models = tuple(settings.models) or known
    lines = reader.read(models[0]) if models else []
    if _is_poor(lines):
        models = _choose(reader, program, settings)
        lines = reader.read(models[0])
    angle = skew(lines)
    if angle:
        reader.replace(straightened(reader.image, angle))
        lines = reader.read(models[0])
    faults: list[str] = []
    for model in models[1:]:
        if all(word.sure >= _DOUBTFUL for word in all_words(lines)):
            break
        try:
            alike = of_arabic_script(model) == of_arabic_script(models[0])
            lines = merge(lines, reader.read(model) if alike else reader.read_rest(model, lines))
        except OcrError as error:
            faults.append(f"the model {model}: {error}")
    if of_arabic_script(models[0]) and not all(map(_is_sure, lines)):
        try:
            lines = merge(lines, reader.read_smaller(models[0], lines))
        except OcrError as error:
            faults.append(f"the model {models[0]} again: {error}")
    lines, commas = with_commas(reader.image, lines, usual_em(lines))
    lines, repairs = corrected(lines, models)
    return PageReading(
        page=picture.page,
        lines=lines,
        models=models,
        width=reader.image.width,
        height=reader.image.height,
        dpi=picture.dpi,
        turned=reader.turned,
        faults=faults,
        repairs=+(repairs + Counter({"ocr-comma": commas})),
    )


def _choose(reader: _Reader, program: Installed, settings: OcrSettings) -> tuple[str, ...]:
    """The models for a page by a first reading of it, which stands upright after this."""
    first = first_models(program.models, settings.models)
    if not first:
        raise OcrError("it has no model for Arabic or Latin script")
    lines = reader.read(first[0])
    if _is_poor(lines) and reader.put_upright():
        lines = reader.read(first[0])
    return tuple(settings.models) or models_for(text_of(lines), program.models)


def _is_sure(line: ReadLine) -> bool:
    return all(word.sure >= _UNSURE for word in line.words)


def _is_poor(lines: list[ReadLine]) -> bool:
    words = list(all_words(lines))
    return len(words) < _FEW_WORDS or mean_sureness(words) < _POOR
