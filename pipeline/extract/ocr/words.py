"""What Tesseract prints (hOCR 1.2) as lines of words, in pixels of the picture."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from pipeline.extract.ocr.tesseract import OcrError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_NUMBER = r"(-?\d+(?:\.\d+)?)"
_BOX = re.compile(r"\bbbox " + " ".join([_NUMBER] * 4))
_BASELINE = re.compile(rf"\bbaseline {_NUMBER} {_NUMBER}")
_SURE = re.compile(rf"\bx_wconf {_NUMBER}")
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3]")
_LINES = ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat")
# Directions that Tesseract puts at the ends of words; and U+FFFD for what was no UTF-8.
_INVISIBLE = dict.fromkeys((*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFFFD))


class ReadWord(NamedTuple):
    """A word in logical order, its box in pixels and the program's confidence (0 to 100)."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    sure: float


class ReadLine(Struct, frozen=True):
    """Words on a baseline, in pixels; `slope` is that of the baseline, down for positive."""

    words: tuple[ReadWord, ...]
    baseline: float
    slope: float


def parse(hocr: str) -> list[ReadLine]:
    """The lines of a page. Raises OcrError for what is no hOCR."""
    from lxml import etree

    try:
        root = etree.fromstring(hocr.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise OcrError(f"its answer cannot be read: {error.msg}") from error
    if not any(_is(node, "ocr_page") for node in root.iter()):
        raise OcrError("its answer has no page")
    lines = (_line(node) for node in root.iter() if any(_is(node, name) for name in _LINES))
    return [line for line in lines if line is not None]


def scaled(lines: Iterable[ReadLine], factor: float) -> list[ReadLine]:
    """Lines as they stand in a picture so many times larger."""
    return [
        replace(
            line,
            words=tuple(_scaled(word, factor) for word in line.words),
            baseline=line.baseline * factor,
        )
        for line in lines
    ]


def moved(lines: Iterable[ReadLine], right: float, down: float) -> list[ReadLine]:
    """Lines of a part of a picture as they stand in all of it."""
    return [
        replace(
            line,
            words=tuple(
                word._replace(
                    x0=word.x0 + right, top=word.top + down, x1=word.x1 + right, bottom=word.bottom + down
                )
                for word in line.words
            ),
            baseline=line.baseline + down,
        )
        for line in lines
    ]


def from_rows(lines: Iterable[ReadLine], rows: Sequence[int]) -> list[ReadLine]:
    """Lines of a picture that holds these rows of another, as they stand in that."""

    def row(at: float) -> float:
        near = min(max(int(at), 0), len(rows) - 1)
        return rows[near] + at - near

    return [
        replace(
            line,
            words=tuple(
                word._replace(top=row(word.top), bottom=row(word.bottom - 1) + 1) for word in line.words
            ),
            baseline=row(line.baseline),
        )
        for line in lines
    ]


def _scaled(word: ReadWord, factor: float) -> ReadWord:
    x0, top, x1, bottom = (edge * factor for edge in word[1:5])
    return word._replace(x0=x0, top=top, x1=x1, bottom=bottom)


def mean_sureness(words: Iterable[ReadWord]) -> float:
    """Mean confidence from 0 to 100, each word weighing as many letters as it has; 0 without words."""
    total = letters = 0.0
    for word in words:
        total += word.sure * len(word.text)
        letters += len(word.text)
    return total / letters if letters else 0.0


def box_of(words: Sequence[ReadWord]) -> tuple[float, float, float, float]:
    """The box around words."""
    return (
        min(word.x0 for word in words),
        min(word.top for word in words),
        max(word.x1 for word in words),
        max(word.bottom for word in words),
    )


def all_words(lines: Iterable[ReadLine]) -> Iterator[ReadWord]:
    for line in lines:
        yield from line.words


def text_of(lines: Sequence[ReadLine]) -> str:
    return "\n".join(" ".join(word.text for word in line.words) for line in lines)


def _is(node: Any, name: str) -> bool:
    return name in (node.get("class") or "").split()


def _line(node: Any) -> ReadLine | None:
    title = node.get("title") or ""
    words = tuple(word for child in node.iter() if _is(child, "ocrx_word") if (word := _word(child)))
    box = _BOX.search(title)
    if not words or box is None:
        return None
    x0, _, x1, bottom = map(float, box.groups())
    found = _BASELINE.search(title)
    slope, offset = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    return ReadLine(words=_apart(words), baseline=bottom + offset + slope * (x1 - x0) / 2, slope=slope)


def _word(node: Any) -> ReadWord | None:
    title = node.get("title") or ""
    box, sure = _BOX.search(title), _SURE.search(title)
    text = "".join(node.itertext()).translate(_INVISIBLE).strip()
    if box is None or not text:
        return None
    x0, top, x1, bottom = map(float, box.groups())
    return ReadWord(text, x0, top, x1, bottom, float(sure[1]) if sure else 0.0)


def _apart(words: Sequence[ReadWord]) -> tuple[ReadWord, ...]:
    """Words whose boxes no longer reach over their neighbors.

    The program cuts lines into words at times in the wrong place, and «به دست» would be read «دست به»; of words
    in Arabic script it knows the order.
    """
    cut = list(words)
    for i, (right, left) in enumerate(pairwise(words)):
        if _ARABIC.search(right.text) and _ARABIC.search(left.text) and left.x0 < right.x0 < left.x1:
            cut[i + 1] = left._replace(x1=right.x0)
    return tuple(cut)
