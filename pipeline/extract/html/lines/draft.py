"""Runs of text to drafts of lines: what stands in one block element, taken apart where it holds several lines."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.html.lines.style import Style
from pipeline.model import Kind, count_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

_BLANK = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")
_BLANKS = " \t\n\r\f"
_WHITE = bytes(byte for byte in range(128) if chr(byte).isspace())
_ENDS = tuple('.!?؟۔…:؛»”"')
_LABEL = re.compile(r"[\[(]?\s*([0-9۰-۹٠-٩]{1,3}|[*†‡§]{1,3}|[ivxlc]{1,6}|[a-z])\s*[\])]?\.?")
_NUMBER = re.compile(r"[(\[]?(?:[0-9۰-۹٠-٩]{1,3}|[A-Za-z])[.)\]-]")
# A line of a paragraph as long as this that ends inside a sentence was wrapped by a typist.
_WRAPPED = 45
# Letters beside the author and date of a byline ("Published on", "by"): more make it a sentence.
_BESIDE = 30


class Run(NamedTuple):
    """Text of one node in one style; `tail` says which of the two texts of the element it is.

    A run without a node is a line break."""

    text: str
    style: Style = Style()
    node: HtmlElement | None = None
    tail: bool = False


class Block(NamedTuple):
    """The block element that text stands in, and what the markup around it says."""

    element: HtmlElement
    kind: Kind | None = None
    level: int | None = None
    ordered: bool | None = None
    group: int | None = None
    hidden: bool = False
    preformatted: bool = False


class Draft(NamedTuple):
    """A line before it is known whether it is of the article.

    `letters` and `linked` are characters other than blanks, in all and in links: the measure of the
    rules, not of the accounting. `image` is the address of a picture, "" of one that the page holds itself.
    """

    block: Block
    text: str
    runs: tuple[Run, ...] = ()
    kind: Kind | None = None
    field: str | None = None
    letters: int = 0
    linked: int = 0
    label: str | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    image: str | None = None

    @property
    def element(self) -> HtmlElement:
        return self.block.element

    @property
    def size(self) -> float:
        """Type size of most of the text in points, 0 if unknown."""
        if len(self.runs) == 1:
            return self.runs[0].style.size or 0.0
        sizes: dict[float, int] = {}
        for run in self.runs:
            sizes[run.style.size or 0.0] = sizes.get(run.style.size or 0.0, 0) + len(run.text)
        return max(sizes, key=sizes.__getitem__, default=0.0)


BREAK = Run("\n")


def compose(block: Block, runs: list[Run], groups: Iterator[int]) -> Iterable[Draft]:
    """The lines of one block element.

    An empty line in it parts paragraphs. Lines that a single <br> parts share a group, unless they are
    one paragraph that a typist wrapped. The author and the date of a byline are lines of their own.
    """
    if len(runs) == 1 and not block.preformatted:
        return (_draft(block, runs, runs[0].style.field),)
    return _composed(block, runs, groups)


def _composed(block: Block, runs: list[Run], groups: Iterator[int]) -> Iterator[Draft]:
    if block.preformatted:
        runs = list(_untabbed(runs))
    if BREAK not in runs:
        yield from _drafts(block, runs)
        return
    for paragraph in _paragraphs(runs):
        lines = paragraph if len(paragraph) == 1 else _unwrapped(paragraph)
        group = next(groups) if len(lines) > 1 and block.group is None else block.group
        for line in lines:
            yield from _drafts(block._replace(group=group), line)


def _untabbed(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs of preformatted text, a break for each newline."""
    for run in runs:
        for number, text in enumerate(run.text.split("\n")):
            if number:
                yield BREAK
            yield run._replace(text=text)


def _paragraphs(runs: Sequence[Run]) -> list[list[list[Run]]]:
    """Lines of runs, in paragraphs: a break ends a line, two in a row a paragraph."""
    paragraphs: list[list[list[Run]]] = [[]]
    line: list[Run] = []
    for run in (*runs, BREAK, BREAK):
        if run.node is not None:
            line.append(run)
        elif has_text(line):
            paragraphs[-1].append(line)
            line = []
        elif paragraphs[-1]:
            paragraphs.append([])
            line = []
    return paragraphs[:-1]


def _unwrapped(lines: list[list[Run]]) -> list[list[Run]]:
    """One line where the breaks only wrap a paragraph, the lines themselves otherwise."""
    texts = ["".join(run.text for run in line).strip() for line in lines]
    wraps = [len(text) >= _WRAPPED and not text.endswith(_ENDS) for text in texts[:-1]]
    if sum(wraps) * 3 < len(wraps) * 2:
        return lines
    return [[run for line in lines for run in (*line, line[-1]._replace(text=" "))]]


def _drafts(block: Block, runs: list[Run]) -> Iterator[Draft]:
    """A draft for each field that markup claims for runs of one line; a label goes with what it labels."""
    if len(runs) == 1 or len({run.style.owner for run in runs}) == 1:
        yield _draft(block, runs, runs[0].style.field)
        return
    beside = sum(count_letters(run.text) for run in runs if run.style.field is None)
    if beside > _BESIDE:
        yield _draft(block, runs, None)
        return
    for field, part in _joined(runs):
        if has_text(part):
            yield _draft(block, part, field)


def _joined(runs: list[Run]) -> Iterator[tuple[str | None, list[Run]]]:
    """The runs by the element that claims their field.

    Runs without letters join those before. Text around such an element is a label ("By") and joins those
    after, even if the element around all of them is a byline itself.
    """
    outer = {box for run in runs if run.style.owner is not None for box in run.style.owner.iterancestors()}
    line: list[Run] = []
    field: str | None = None
    for owner, group in groupby(runs, key=lambda run: run.style.owner):
        part = list(group)
        lettered = any(count_letters(run.text) for run in part)
        if line and lettered and field is not None:
            yield field, line
            line, field = [], None
        line = [*line, *part]
        if lettered and owner is not None and owner not in outer:
            field = part[0].style.field
    if line:
        yield field or line[0].style.field, line


def _draft(block: Block, runs: list[Run], field: str | None) -> Draft:
    filled = tuple([run for run in runs if run.text])
    text = filled[0].text if len(filled) == 1 else "".join([run.text for run in filled])
    text = collapse(text.strip(_BLANKS))
    if block.kind == "list" and block.ordered is None:
        block = block._replace(ordered=_NUMBER.match(text) is not None)
    kind, label = _footnote(block, filled)
    letters = weigh(text)
    if len(filled) == 1:
        linked = letters if filled[0].style.target else 0
    else:
        linked = sum([weigh(run.text) for run in filled if run.style.target])
    return Draft(block, text, filled, kind, field, letters, linked, label)


def _footnote(block: Block, runs: Sequence[Run]) -> tuple[Kind | None, str | None]:
    """A block that opens with a raised number, or that is called a footnote, and the mark it opens with."""
    if len(runs) < 2 or block.kind not in (None, "footnote"):
        return block.kind, None
    first = next((run for run in runs if not run.text.isspace()), runs[0])
    if not (first.style.superscript or block.kind == "footnote") or first is runs[-1]:
        return block.kind, None
    match = _LABEL.fullmatch(first.text.strip())
    return ("footnote", match.group(1)) if match else (block.kind, None)


def collapse(text: str) -> str:
    """White space as a browser shows it: one blank."""
    plain = (
        "\n" not in text and "  " not in text and "\t" not in text and "\r" not in text and "\f" not in text
    )
    return text if plain else _BLANK.sub(" ", text)


def weigh(text: str) -> int:
    """Characters other than white space."""
    return len(text.encode().translate(None, _WHITE)) if text.isascii() else len("".join(text.split()))


def has_text(runs: Sequence[Run]) -> bool:
    for run in runs:  # noqa: SIM110 - asked for every element, and any() takes twice the time
        if run.node is not None and run.text and not run.text.isspace():
            return True
    return False
