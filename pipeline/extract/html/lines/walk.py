"""The element tree to drafts of lines, in document order and without recursion; nothing is left out."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from pipeline.extract.html.lines.draft import BREAK, Block, Draft, Run, compose, has_text, weigh
from pipeline.extract.html.lines.style import Style, inherit, is_short
from pipeline.extract.html.lines.tables import caption, data_rows
from pipeline.extract.html.lines.traits import Traits, traits_of
from pipeline.extract.html.lines.vocabulary import BLOCKS, HEADINGS, PICTURES
from pipeline.extract.html.parsing.parse import EMBEDDED
from pipeline.model import count_letters

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from pipeline.model import Kind

_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_TELLING = frozenset((*_LISTS, "pre"))
_SOURCES = ("src", "data-src", "data-original", "data-lazy-src")
# Characters of what a class may call so; a class on more is about something in it.
_LONGEST: dict[Kind, int] = {"caption": 1500, "heading": 300}
_GROUPED = frozenset(("quote", "verse"))


def _is_misnamed(element: HtmlElement, kind: Kind | None) -> bool:
    """Whether it is a class that names the kind, and there is more text than such a thing has."""
    if kind is None or element.tag in HEADINGS or element.tag == "figcaption":
        return False
    return kind in _LONGEST and not is_short(element, _LONGEST[kind])


class Walked(NamedTuple):
    """A draft for every line of text and every picture, and what each element says of itself."""

    drafts: list[Draft]
    traits: dict[HtmlElement, Traits]


def walk(root: HtmlElement) -> Walked:
    """All that stands under `root`."""
    walker = _Walker(root)
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if event == "end":
            walker.close(element)
        elif walker.open(element):
            events.skip_subtree()
    return Walked(walker.drafts, walker.traits)


class _Walker:
    """What is open at a place in the tree, the text since the last line, and the lines so far."""

    def __init__(self, root: HtmlElement) -> None:
        self.drafts: list[Draft] = []
        self.traits: dict[HtmlElement, Traits] = {}
        self._groups = count(1)
        self._lists: dict[str, int] = {}
        self._stack = [(Block(root), Style())]
        self._runs: list[Run] = []
        self._pictures: list[Draft] = []

    def open(self, element: HtmlElement) -> bool:
        """Enter an element; True if all of it has been read."""
        tag = element.tag
        block, style = self._stack[-1]
        traits = self.traits[element] = traits_of(element)
        if traits.styled or tag == "a":
            style = inherit(style, element, traits)
        if tag in BLOCKS:
            if self._runs or self._pictures:
                self._flush(block)
            block = self._block(block, element, traits)
        self._stack.append((block, style))
        if tag == "br":
            self._runs.append(BREAK)
        elif tag in PICTURES:
            self._picture(element)
        elif tag == "table" and (rows := data_rows(element)):
            self._table(element, rows)
            return True
        if (text := element.text) and (self._runs or not text.isspace()):
            self._runs.append(Run(text, style, element))
        return False

    def close(self, element: HtmlElement) -> None:
        block, _ = self._stack.pop()
        if block.element is element and (self._runs or self._pictures):
            self._flush(block)
        if (tail := element.tail) and (self._runs or not tail.isspace()):
            self._runs.append(Run(tail, self._stack[-1][1], element, tail=True))

    def _flush(self, block: Block) -> None:
        """End the line of a block element: what follows belongs to another."""
        if self._runs:
            if has_text(self._runs):
                self.drafts += compose(block, self._runs, self._groups)
            self._runs = []
        if self._pictures:
            self.drafts += self._pictures
            self._pictures = []

    def _block(self, outer: Block, element: HtmlElement, traits: Traits) -> Block:
        if traits.kind is None and not (traits.hidden or traits.list_id or element.tag in _TELLING):
            return Block(element, *outer[1:])
        if _is_misnamed(element, traits.kind):
            traits = traits._replace(kind=None)
        hidden = outer.hidden or traits.hidden
        preformatted = outer.preformatted or element.tag == "pre"
        kind, group, ordered = outer.kind, outer.group, outer.ordered
        if element.tag in _LISTS:
            group = group if ordered is not None else next(self._groups)
            kind, ordered = None, element.tag == "ol"
        elif traits.list_id:
            kind, ordered = "list", None
            group = self._lists.setdefault(traits.list_id, next(self._groups))
        elif traits.kind == "list":
            kind, ordered = "list", bool(ordered)
        elif traits.kind in _GROUPED:
            group = group if kind == traits.kind else next(self._groups)
            kind, ordered = traits.kind, None
        elif traits.kind is not None:
            kind, group, ordered = traits.kind, None, None
        level = HEADINGS.get(element.tag, outer.level if kind == outer.kind else None)
        return Block(element, kind, level, ordered, group, hidden, preformatted)

    def _picture(self, element: HtmlElement) -> None:
        """A picture before the text of its block stands before it, one inside the text after it."""
        block, style = self._stack[-1]
        alt = " ".join((element.get("alt") or "").split())
        if alt and not count_letters(alt):
            self._runs.append(Run(alt, style, element))
            return
        source = next((value for name in _SOURCES if (value := element.get(name))), "")
        embedded = source == EMBEDDED  # and no placeholder of a few bytes
        source = "" if source.startswith("data:") else source
        if source or alt or embedded:
            picture = Block(element, hidden=block.hidden)
            image = source if source or embedded else None
            draft = Draft(picture, alt, kind="image", letters=weigh(alt), image=image)
            (self._pictures if has_text(self._runs) else self.drafts).append(draft)

    def _table(self, element: HtmlElement, rows: tuple[tuple[str, ...], ...]) -> None:
        """A data table is one line, its caption another."""
        block, style = self._stack[-1]
        title = caption(element)
        if title:
            run = Run(title, style, element.find("caption"))
            self.drafts.append(Draft(block, title, (run,), "caption", letters=weigh(title)))
        cells = tuple(Run(cell.text or " ", style, cell) for cell in element.iterdescendants("td", "th"))
        text = "\n".join("\t".join(row) for row in rows)
        self.drafts.append(Draft(block, text, cells, "table", letters=weigh(text), rows=rows))
