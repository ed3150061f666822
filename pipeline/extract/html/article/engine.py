"""trafilatura as the judge of what the article is, asked about our own lines.

Its output is never used: it deletes every zero-width non-joiner and rewrites the structure. Each line is
given a mark before it is asked, and the marks that come back name the lines it kept. A mark is three
letters of the Braille block, which its filters take for punctuation.
"""

from __future__ import annotations

import re
from copy import copy
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.extract.html.article.teasers import teasers
from pipeline.extract.html.lines.vocabulary import BLOCKS
from pipeline.extract.html.parsing.parse import xml_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.html import HtmlElement

    from pipeline.extract.html.lines.boxes import Sums
    from pipeline.extract.html.lines.draft import Draft
    from pipeline.extract.html.lines.traits import Traits

ENGINE = "trafilatura"
# Letters and share of the unlinked letters below which a second look pays: on trafilatura's evaluation
# set F1 is 0.9254 without it, 0.9301 with it on 40 of 990 pages, 0.9314 with it on all at 2.5 times the cost.
_LITTLE = 300
_SHARE = 0.1
_MOST_LINES = 6000
_MOST_ELEMENTS = 60_000
# Elements that trafilatura drops first of all or that hold no text, here before it copies the page five times. Without
# <nav> it would be a little faster still, but finds the wrong text on 2 of the 990 pages of its evaluation set.
_PRUNED = ("aside", "footer", "svg", "img", "input", "picture", "source", "meta", "link")
# Blocks without a line are a quarter of the elements of a page; those of a table hold their place in it.
_EMPTY = BLOCKS - {"body", "hr", "html", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
# A menu, share buttons and the like: of the letters of a page and of its own in links.
_MENU = 0.1
_WHOLLY = 0.9
_FIRST = 0x2800
_DIGITS = 256
_MARK = re.compile("[\u2800-\u28ff]{3}")


class Engine:
    """trafilatura, asked about the lines of one page.

    `elements` are those of the page in document order; their text nodes carry the marks afterwards: nobody else may read
    them. It is not asked at all about pages on which it takes minutes.
    """

    def __init__(
        self,
        elements: Sequence[HtmlElement],
        drafts: Sequence[Draft],
        sums: Sums,
        traits: Mapping[HtmlElement, Traits],
    ) -> None:
        self._drafts = drafts
        self._page: HtmlElement | None = None
        self._pruned: HtmlElement | None = None
        self._compared = False
        if len(drafts) <= _MOST_LINES and len(elements) <= _MOST_ELEMENTS:
            for index, draft in enumerate(drafts):
                _mark(draft, index)
            self._page, self._pruned = elements[0], _pruned(elements, sums, traits)

    def kept(self) -> frozenset[int]:
        """Indexes of the drafts that it takes for the article, none if it found none.

        Its quick extraction is enough unless it kept next to nothing of the page, or with the article the
        teasers of others.
        """
        quick = self._ask(self._pruned, fast=True)
        readable = sum(draft.letters - draft.linked for draft in self._drafts if not draft.block.hidden)
        others = teasers([self._drafts[index] for index in sorted(quick)])
        if _letters(self._drafts, quick) >= max(_LITTLE, _SHARE * readable) and not others:
            return quick
        return self.compared() or quick

    def compared(self) -> frozenset[int]:
        """The same after it has compared with its other algorithms, readability and jusText, on all of the page: some stand
        in an <aside> that was never closed. None if that was done before."""
        if self._compared:
            return frozenset()
        self._compared = True
        return self._ask(copy(self._page), fast=False)

    def _ask(self, root: HtmlElement | None, *, fast: bool) -> frozenset[int]:
        return frozenset() if root is None else _ask(root, len(self._drafts), fast=fast)


def _pruned(elements: Sequence[HtmlElement], sums: Sums, traits: Mapping[HtmlElement, Traits]) -> HtmlElement:
    """A copy of the page for trafilatura, whose time is by the number of elements, without those that it needs not see."""
    root = copy(elements[0])
    little = _MENU * sums[elements[0]][0] if elements[0] in sums else 0
    for element, double in zip(elements, root.iter(), strict=True):
        if element.tag in _EMPTY and (
            element not in sums or _is_menu(traits[element], sums[element], little)
        ):
            double.tag = "svg"
    etree.strip_elements(root, *_PRUNED, with_tail=False)
    return root


def _is_menu(traits: Traits, sums: Sequence[int], little: float) -> bool:
    letters, linked = sums
    return traits.sure is not None and letters <= little and linked >= _WHOLLY * letters


def _letters(drafts: Sequence[Draft], lines: frozenset[int]) -> int:
    return sum(drafts[index].letters for index in lines)


def _ask(root: HtmlElement, lines: int, *, fast: bool) -> frozenset[int]:
    import trafilatura
    from trafilatura.settings import Document

    # Any format but the default, for which it would write down a text that nobody reads.
    found = trafilatura.bare_extraction(
        root, include_comments=False, include_tables=True, fast=fast, output_format="xml"
    )
    if not isinstance(found, Document):
        return frozenset()
    text = "".join(found.body.itertext())
    return frozenset(number for mark in _MARK.findall(text) if (number := _number(mark)) < lines)


def _mark(draft: Draft, index: int) -> None:
    """The first and the longest text node get the mark: either may stand in an element that is cut."""
    runs = draft.runs
    if len(runs) != 1:
        runs = tuple([run for run in runs if run.node is not None and not run.text.isspace()])
    if not runs:
        return
    rest, low = divmod(index, _DIGITS)
    mark = chr(_FIRST + rest // _DIGITS) + chr(_FIRST + rest % _DIGITS) + chr(_FIRST + low)
    longest = max(runs, key=lambda run: len(run.text)) if len(runs) > 1 else runs[0]
    for run in (runs[0],) if longest is runs[0] else (runs[0], longest):
        name = "tail" if run.tail else "text"
        text = mark + (getattr(run.node, name) or "")
        try:
            setattr(run.node, name, text)
        except ValueError:
            setattr(run.node, name, xml_text(text))


def _number(mark: str) -> int:
    high, middle, low = (ord(letter) - _FIRST for letter in mark)
    return (high * _DIGITS + middle) * _DIGITS + low
