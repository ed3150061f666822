"""One page: which models read it, which way up it stands, and their readings as one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct, field

from pipeline.extract.ocr.baselines import with_baselines
from pipeline.extract.ocr.corrections import corrected
from pipeline.extract.ocr.languages import (
    first_models,
    models_for,
    of_arabic_script,
    second_opinions,
    without_foreign,
)
from pipeline.extract.ocr.merge import merge, without_shadows
from pipeline.extract.ocr.picture import skew, straightened
from pipeline.extract.ocr.reader import Reader, may_be_foreign
from pipeline.extract.ocr.size import usual_em
from pipeline.extract.ocr.stops import with_commas
from pipeline.extract.ocr.tesseract import OcrError
from pipeline.extract.ocr.words import all_words, mean_sureness, text_of
from pipeline.extract.pdf.decoding.referee import Referee

if TYPE_CHECKING:
    from pipeline.config import OcrSettings
    from pipeline.extract.ocr.picture import PagePicture
    from pipeline.extract.ocr.tesseract import Installed
    from pipeline.extract.ocr.words import ReadLine, ReadWord

# Confidence and words of a reading under which the page may stand on its side, or be in another language.
_POOR, _FEW_WORDS = 60.0, 8
# Lines that are read one by one, and by how many points they must be surer then.
_MOST_POOR, _LEAD = 8, 8.0
# While no word is less sure than this, no other model of the same script needs to be asked.
_DOUBTFUL = 75.0


class PageReading(Struct):
    """What was read of a page. `width` and `height` are pixels of the picture as it was read, after it was `turned`
    clockwise by so many degrees; `faults` say why a further reading is missing, `repairs` count what was corrected. No model has
    read a blank page."""

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


def read_page(
    picture: PagePicture, program: Installed, settings: OcrSettings, known: tuple[str, ...] = ()
) -> PageReading:
    """Read a page; `known` are the models of the page before. Raises OcrError."""
    reader = Reader(picture, program, settings)
    if reader.is_blank:
        width, height = reader.image.size
        return PageReading(picture.page, [], (), width, height, picture.dpi)
    models = tuple(settings.models) or known
    lines = reader.read(models[0]) if models else []
    if _is_poor(lines):
        models = _choose(reader, program, settings)
        lines = reader.read(models[0])
    angle = skew(lines)
    if angle:
        reader.take(straightened(reader.image, angle))
        lines = reader.read(models[0])
    lines = without_shadows(lines)
    faults: list[str] = []
    lines = _with_second_opinions(reader, lines, models, faults)
    try:
        lines = _poor_lines_again(reader, lines, models[0])
        lines = [*lines, *reader.read_unread(models[0], lines)]
    except OcrError as error:
        faults.append(f"the model {models[0]}: {error}")
    lines, commas = with_commas(reader.image, lines, usual_em(lines))
    lines, repairs = corrected(with_baselines(reader.image, lines), models)
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


def _choose(reader: Reader, program: Installed, settings: OcrSettings) -> tuple[str, ...]:
    """The models for a page by a first reading of it, which stands upright after this."""
    first = first_models(program.models, settings.models)
    if not first:
        raise OcrError("it has no model for Arabic or Latin script")
    wanted = tuple(settings.models)
    read = reader.read if wanted else reader.read_smaller
    lines = read(first[0])
    if _is_poor(lines) and reader.put_upright():
        lines = read(first[0])
    if _is_poor(lines):
        lines = reader.read(first[0])
    return wanted or models_for(text_of(lines), program.models)


def _with_second_opinions(
    reader: Reader, lines: list[ReadLine], models: tuple[str, ...], faults: list[str]
) -> list[ReadLine]:
    """The lines with the words that other models read better; `faults` gets why one could not be asked.

    Of those for Arabic script the first reads all of the page, where it is likely to have been read so for the choice of models,
    and others what is doubtful even then. Latin script gains nothing by another model of it.
    """
    referee = Referee.of(Counter(word.text for word in all_words(lines)))
    arabic = whole = of_arabic_script(models[0])
    for model in second_opinions(models):
        alike = of_arabic_script(model) == arabic
        doubted = _is_doubtful if alike else may_be_foreign
        if not any(map(doubted, all_words(lines))):
            continue
        try:
            if alike and whole:
                whole, other = False, reader.read_smaller(model)
            else:
                other = reader.read_doubted(model, lines, doubted, smaller=alike)
            lines = merge(lines, without_foreign(other, models), referee)
        except OcrError as error:
            faults.append(f"the model {model}: {error}")
    return lines


def _poor_lines_again(reader: Reader, lines: list[ReadLine], model: str) -> list[ReadLine]:
    """The lines, those that are hardly more than noise read one by one, where that makes them surer."""
    poor = [line for line in lines if mean_sureness(line.words) < _POOR and _is_sentence(line)]
    em = usual_em(lines)
    again: dict[int, ReadLine] = {}
    for line in poor[:_MOST_POOR]:
        other = reader.read_line(model, line, em)
        if other and mean_sureness(other.words) > mean_sureness(line.words) + _LEAD:
            again[id(line)] = other
    return [again.get(id(line), line) for line in lines]


def _is_sentence(line: ReadLine) -> bool:
    """Whether a line is of words: numbers, as in tables, are read no better by themselves."""
    words = sum(any(map(str.isalpha, word.text)) for word in line.words)
    return words > 2 and words > len(line.words) / 2


def _is_doubtful(word: ReadWord) -> bool:
    return word.sure < _DOUBTFUL


def _is_poor(lines: list[ReadLine]) -> bool:
    words = list(all_words(lines))
    return len(words) < _FEW_WORDS or mean_sureness(words) < _POOR or _stands_sideways(words)


def _stands_sideways(words: list[ReadWord]) -> bool:
    """Whether words are higher than wide: the program reads lines that run up or down, in any order."""
    long = [word for word in words if len(word.text) > 3]
    return sum(word.bottom - word.top > word.x1 - word.x0 for word in long) > len(long) / 2
