"""The element tree to lines, in document order and without recursion; nothing is left out."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from pipeline.model import Line, Span, count_letters

from .draft import BREAK, HIDDEN, Block, Draft, Run, compose
from .style import Style, inherit
from .tables import caption, data_rows
from .vocabulary import BLOCKS, HEADINGS, is_hidden, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_SOURCES = ("src", "data-src", "data-original", "data-lazy-src")
_GROUPED = frozenset(("quote", "verse"))


class _Context(NamedTuple):
    block: Block
    style: Style


def walk(root: HtmlElement, base: str | None = None) -> list[Draft]:
    """A draft for every line of text and every picture under `root`."""
    return list(_Walker(root, base).drafts())


class _Walker:
    def __init__(self, root: HtmlElement, base: str | None) -> None:
        self._root = root
        self._base = base
        self._groups = count(1)
        self._stack = [_Context(Block(root), Style())]
        self._runs: list[Run] = []
        self._pictures: list[Draft] = []

    def drafts(self) -> Iterator[Draft]:
        events = etree.iterwalk(self._root, events=("start", "end"))
        for event, element in events:
            if event == "start":
                yield from self._open(element, events)
            else:
                yield from self._close(element)
        yield from self._flush()

    def _open(self, element: HtmlElement, events: etree.iterwalk) -> Iterator[Draft]:
        tag = element.tag
        if tag in BLOCKS:
            yield from self._flush()
        outer = self._stack[-1]
        style = inherit(outer.style, element, self._base)
        block = self._block(outer.block, element) if tag in BLOCKS else outer.block
        self._stack.append(_Context(block, style))
        if tag == "br":
            self._runs.append(BREAK)
        elif tag == "img":
            yield from self._picture(element)
        elif tag == "table" and (rows := data_rows(element)):
            events.skip_subtree()
            yield from _table(element, rows, block, style)
            return
        if element.text:
            self._runs.append(Run(element.text, style, element))

    def _close(self, element: HtmlElement) -> Iterator[Draft]:
        if element.tag in BLOCKS:
            yield from self._flush()
        self._stack.pop()
        if element.tail and self._stack and element is not self._root:
            self._runs.append(Run(element.tail, self._stack[-1].style, element, tail=True))

    def _flush(self) -> Iterator[Draft]:
        runs, self._runs = self._runs, []
        pictures, self._pictures = self._pictures, []
        if any(run.node is not None and not run.text.isspace() for run in runs):
            block = self._stack[-1].block if self._stack else Block(self._root)
            yield from compose(block, runs, self._groups)
        yield from pictures

    def _block(self, outer: Block, element: HtmlElement) -> Block:
        tag = element.tag
        block = outer._replace(element=element, place="hidden" if is_hidden(element) else outer.place)
        if tag in _LISTS:
            group = outer.group if outer.ordered is not None else next(self._groups)
            return block._replace(ordered=tag == "ol", group=group, kind=None)
        kind = kind_of(element)
        if kind == "paragraph":
            kind = None
        if kind is None:
            return block._replace(preformatted=outer.preformatted or tag == "pre")
        level = HEADINGS.get(tag)
        if kind == "list":
            return block._replace(kind=kind, level=None, ordered=bool(outer.ordered))
        group = next(self._groups) if kind in _GROUPED and outer.kind != kind else outer.group
        return block._replace(kind=kind, level=level, group=group if kind in _GROUPED else None, ordered=None)

    def _picture(self, element: HtmlElement) -> Iterator[Draft]:
        """A picture before the text of its block stands before it, one inside the text after it."""
        block, style = self._stack[-1]
        alt = " ".join((element.get("alt") or "").split())
        if alt and not count_letters(alt):
            self._runs.append(Run(alt, style, element))
            return
        source = next((value for name in _SOURCES if (value := element.get(name))), "")
        source = "" if source.startswith("data:") else source
        if not source and not alt:
            return
        draft = _image(element, block, source, alt)
        if any(run.node is not None and not run.text.isspace() for run in self._runs):
            self._pictures.append(draft)
        else:
            yield draft


def _image(element: HtmlElement, block: Block, source: str, alt: str) -> Draft:
    spans = (Span(text=alt),) if alt else ()
    rule = HIDDEN if block.place else None
    line = Line(spans=spans, kind="image", image=source or None, place=block.place, rule=rule)
    return Draft(line, element, letters=count_letters(alt))


def _table(
    element: HtmlElement, rows: tuple[tuple[str, ...], ...], block: Block, style: Style
) -> Iterator[Draft]:
    if title := caption(element):
        line = Line(spans=(Span(text=title),), kind="caption", dir=style.dir, lang=style.lang)
        yield Draft(line, element, letters=count_letters(title))
    text = "\n".join("\t".join(row) for row in rows)
    line = Line(
        spans=(Span(text=text),),
        kind="table",
        rows=rows,
        dir=style.dir,
        lang=style.lang,
        place=block.place,
        rule=HIDDEN if block.place else None,
    )
    nodes = tuple((cell, False) for cell in element.iterdescendants("td", "th") if (cell.text or "").strip())
    yield Draft(line, element, nodes, count_letters(text))
