"""Runs of text to lines: what stands in one block element, taken apart where it holds several lines."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pipeline.model import Kind, Line, Span, count_letters

from .style import Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from pipeline.model import Direction, Place

_T = TypeVar("_T")

_BLANK = re.compile(r"[ \t\n\r\f]+")
_ENDS = tuple('.!?؟۔…:؛»”"')
_LABEL = re.compile(r"[\[(]?\s*([0-9۰-۹٠-٩]{1,3}|[*†‡§]{1,3}|[a-z])\s*[\])]?\.?")
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
    place: Place | None = None
    preformatted: bool = False


class Draft(NamedTuple):
    """A line, the element it stands in and the text nodes it was made of."""

    line: Line
    element: HtmlElement
    nodes: tuple[tuple[HtmlElement, bool], ...] = ()
    letters: int = 0
    linked: int = 0


HIDDEN = "html:hidden"
BREAK = Run("\n")


def compose(block: Block, runs: Sequence[Run], groups: Iterator[int]) -> Iterator[Draft]:
    """The lines of one block element.

    An empty line in it parts paragraphs. Lines that a single <br> parts share a group, unless they are
    one paragraph that a typist wrapped. The author and the date of a byline are lines of their own.
    """
    for paragraph in _paragraphs(_untabbed(runs) if block.preformatted else runs):
        lines = [paragraph[0]] if len(paragraph) == 1 else _unwrapped(paragraph)
        group = next(groups) if len(lines) > 1 and block.group is None else block.group
        for line in lines:
            for field, part in _fields(line):
                yield _draft(block._replace(group=group), part, field)


def _untabbed(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs of preformatted text, a break for each newline."""
    for run in runs:
        for number, text in enumerate(run.text.split("\n")):
            if number:
                yield BREAK
            yield run._replace(text=text)


def _paragraphs(runs: Sequence[Run] | Iterator[Run]) -> list[list[list[Run]]]:
    """Lines of runs, in paragraphs: a break ends a line, two in a row a paragraph."""
    paragraphs: list[list[list[Run]]] = [[]]
    line: list[Run] = []
    for run in (*runs, BREAK, BREAK):
        if run.node is not None:
            line.append(run)
        elif any(not _is_blank(part.text) for part in line):
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
    space = Run(" ", lines[0][-1].style, lines[0][-1].node, lines[0][-1].tail)
    return [[run for line in lines for run in (*line, space)]]


def _fields(runs: list[Run]) -> Iterator[tuple[str | None, list[Run]]]:
    """The runs of one line by the field that markup claims for them; a label goes with what it labels."""
    parts = [(field, list(part)) for field, part in groupby(runs, key=lambda run: run.style.field)]
    if len(parts) == 1:
        yield parts[0]
        return
    beside = sum(count_letters(run.text) for field, part in parts if field is None for run in part)
    if beside > _BESIDE:
        yield None, runs
        return
    yield from _joined(parts)


def _joined(parts: list[tuple[str | None, list[Run]]]) -> Iterator[tuple[str | None, list[Run]]]:
    """Parts without letters join the part before, parts without a field the part after them."""
    field: str | None = None
    line: list[Run] = []
    for name, part in parts:
        lettered = any(count_letters(run.text) for run in part)
        if line and lettered and field is not None and name != field:
            yield field, line
            field, line = None, []
        line = [*line, *part]
        field = field or (name if lettered else None)
    if line:
        yield field, line


def _draft(block: Block, runs: list[Run], field: str | None) -> Draft:
    pieces = list(_collapsed(runs))
    styles = [style for _, style in pieces]
    lang = _shared([style.lang for style in styles])
    directions: list[Direction | None] = [style.dir for style in styles]
    direction = _shared(directions)
    spans = tuple(
        _span("".join(text for text, _ in part), style, lang, direction)
        for style, part in groupby(pieces, key=lambda piece: piece[1])
    )
    kind, label = _footnote(block, spans)
    line = Line(
        spans=tuple(_merged(spans)),
        kind=kind,
        level=block.level,
        ordered=block.ordered,
        group=block.group,
        label=label,
        lang=lang,
        dir=direction,
        field=field,
        place=block.place,
        rule=HIDDEN if block.place else None,
    )
    letters = sum(count_letters(span.text) for span in spans)
    linked = sum(count_letters(text) for text, style in pieces if style.linked)
    nodes = tuple((run.node, run.tail) for run in runs if run.node is not None and not _is_blank(run.text))
    return Draft(line, block.element, nodes, letters, linked)


def _collapsed(runs: list[Run]) -> Iterator[tuple[str, Style]]:
    """Text with white space as a browser shows it: one blank between words, none at the ends."""
    spaced = True
    last = max(index for index, run in enumerate(runs) if not _is_blank(run.text))
    for index, run in enumerate(runs[: last + 1]):
        text = _BLANK.sub(" ", run.text)
        if spaced:
            text = text.removeprefix(" ")
        if index == last:
            text = text.removesuffix(" ")
        if text:
            spaced = text.endswith(" ")
            yield text, run.style


def _span(text: str, style: Style, lang: str | None, direction: Direction | None) -> Span:
    return Span(
        text=text,
        bold=style.bold,
        italic=style.italic,
        superscript=style.superscript,
        href=style.href,
        size=style.size,
        lang=style.lang if style.lang != lang else None,
        dir=style.dir if style.dir != direction else None,
    )


def _merged(spans: tuple[Span, ...]) -> Iterator[Span]:
    """Neighbours that differ only in what a span does not keep become one."""
    for key, part in groupby(
        spans,
        key=lambda span: (
            span.bold,
            span.italic,
            span.superscript,
            span.href,
            span.size,
            span.lang,
            span.dir,
        ),
    ):
        texts = list(part)
        bold, italic, superscript, href, size, lang, direction = key
        yield (
            texts[0]
            if len(texts) == 1
            else Span(
                text="".join(span.text for span in texts),
                bold=bold,
                italic=italic,
                superscript=superscript,
                href=href,
                size=size,
                lang=lang,
                dir=direction,
            )
        )


def _shared(values: Sequence[_T]) -> _T | None:
    return values[0] if values and all(value == values[0] for value in values) else None


def _footnote(block: Block, spans: tuple[Span, ...]) -> tuple[Kind | None, str | None]:
    """A block that opens with a raised number, or that is called a footnote, and the mark it opens with."""
    if len(spans) < 2 or block.kind not in (None, "paragraph", "footnote"):
        return block.kind, None
    match = _LABEL.fullmatch(spans[0].text.strip())
    if match and (spans[0].superscript or block.kind == "footnote"):
        return "footnote", match.group(1)
    return block.kind, None


def _is_blank(text: str) -> bool:
    return not text or text.isspace()
