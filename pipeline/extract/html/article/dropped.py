"""Lines inside the article that trafilatura dropped: which it dropped wrongly.

The numbers are passages of trafilatura's own evaluation set (990 pages) in such lines: how many its
annotators count to the article, and how many they exclude.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from pipeline.extract.html.lines.boxes import up
from pipeline.extract.html.lines.traits import names_of
from pipeline.normalize.dates import find_dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from pipeline.extract.html.lines.draft import Draft

# Between title and text, lines of this many letters are leads: 41 to 3. Shorter ones are as often not.
_LEAD = 120
_PARAGRAPH = 60
_DEFAULT = 12.0  # points of text whose size a page does not name
_MUCH_LINKED = 0.3  # of a paragraph in links
_SEVERAL = 3  # paragraphs that are kept in boxes of one kind
_WHOLES = frozenset(("article", "main", "body"))
_Way: TypeAlias = "tuple[HtmlElement | str, ...]"
# Lines below the title, and letters, of a byline that stands below a standfirst.
_BYLINE_REACH = 4
_BYLINE = 100
# "Views: 8217", "3 comments".
_DIGIT = re.compile(r"\d")
_COUNTER = re.compile(r"(?:[^\W\d]+\s?){1,3}[:：]?\s*\d[\d,.٬]*|\d[\d,.٬]*\s?(?:[^\W\d]+\s?){1,2}")


class Dropped:
    """The judge of dropped lines: by what they are and by how like the kept ones they are."""

    def __init__(self, drafts: Sequence[Draft], kept: frozenset[int], title: int | None) -> None:
        self._drafts = drafts
        self._kept = kept
        self._title = title
        self._first = _first_text(drafts, kept, title)
        self._last = max(kept, default=len(drafts))
        self._siblings: dict[HtmlElement, list[HtmlElement]] = {}
        for index in sorted(kept):
            element = drafts[index].element
            self._siblings.setdefault(_parent(element), []).append(element)
        self._head = self._head_boxes(title)
        self._ways: Counter[_Way] = Counter()
        for index in kept:
            if drafts[index].letters >= _PARAGRAPH:
                self._ways[_way(drafts[index].element)] += 1
        self._level = (None if title is None else drafts[title].block.level) or 1
        self._pieces = self._read_pieces()
        kept_sizes = Counter(drafts[index].size or _DEFAULT for index in kept)
        self._text_size = max(kept_sizes, key=kept_sizes.__getitem__, default=_DEFAULT)

    def rule(self, index: int) -> str | None:
        """Why a dropped line is not the article, None if it is."""
        if self._is_like_kept(index) or self._is_picture(index) or index in self._pieces:
            return None
        if index > self._last:
            return "after-main-content"
        if index < self._first:
            return None if self._is_head(index) else "before-main-content"
        inside = self._is_inside(index) or self._is_byline(index) or self._is_legend(index)
        return None if inside else "left-out"

    def is_counter(self, index: int) -> bool:
        """A number of views or comments between title and text, kept or not."""
        if index >= self._first or not _DIGIT.search(text := self._drafts[index].text):
            return False
        return _COUNTER.fullmatch(text) is not None and not self._is_dated(index)

    def _is_like_kept(self, index: int) -> bool:
        """A sibling of kept lines with the same tag and a class in common: 1 to 2, but the closing credit
        and footnotes are such lines."""
        element = self._drafts[index].element
        siblings = self._siblings.get(_parent(element), [])
        return any(_alike(element, sibling) for sibling in siblings)

    def _read_pieces(self) -> frozenset[int]:
        """Paragraphs below the kept ones that stand in the same boxes of the same classes: trafilatura takes the first piece
        of an article that is cut by advertisements. Another <article>, and a heading as large as the title or with a link,
        begin another article."""
        pieces: set[int] = set()
        for index in range(self._last + 1, len(self._drafts)):
            draft = self._drafts[index]
            if draft.block.level is not None and (draft.block.level <= self._level or draft.linked):
                break
            if (
                draft.letters >= _PARAGRAPH
                and draft.linked < _MUCH_LINKED * draft.letters
                and self._ways[_way(draft.element)] >= _SEVERAL
            ):
                pieces.add(index)
        return frozenset(pieces)

    def _is_picture(self, index: int) -> bool:
        """A picture or its caption, unless it is below the text."""
        return index <= self._last and self._drafts[index].kind in ("image", "caption")

    def _is_legend(self, index: int) -> bool:
        """A short line in small type right below a picture in the text."""
        draft = self._drafts[index]
        return (
            self._drafts[index - 1].kind == "image"
            and 0 < draft.letters <= _LEAD
            and not draft.linked
            and 0 < draft.size < self._text_size
        )

    def _is_head(self, index: int) -> bool:
        """A lead, a line that the markup calls a field, or one that stands with the title, a date or those."""
        draft = self._drafts[index]
        return draft.letters >= _LEAD or draft.field is not None or _parent(draft.element) in self._head

    def _is_dated(self, index: int) -> bool:
        draft = self._drafts[index]
        return draft.field == "date" or bool(find_dates(draft.text))

    def _is_byline(self, index: int) -> bool:
        """A short line with a date below the standfirst, which is the first long line."""
        near = self._title is not None and index <= self._title + _BYLINE_REACH
        return near and self._drafts[index].letters <= _BYLINE and self._is_dated(index)

    def _head_boxes(self, title: int | None) -> frozenset[HtmlElement]:
        head = [draft for draft in self._drafts[: self._first] if draft.field or find_dates(draft.text)]
        named = [] if title is None else [self._drafts[title]]
        return frozenset(_parent(draft.element) for draft in (*head, *named))

    def _is_inside(self, index: int) -> bool:
        """List items (6 to 0), leads of sections (7 to 4), long lines beside kept ones (5 to 2), and the headings of
        kept lines: where the text stands in no box of its own, trafilatura takes its paragraphs alone."""
        draft = self._drafts[index]
        if draft.kind in ("list", "table", "footnote") or draft.element.tag == "pre":
            return True
        beside = _parent(draft.element) in self._siblings
        if draft.kind == "heading" and beside and not draft.linked:
            return self._is_followed(index)
        return draft.letters >= _LEAD and (beside or draft.field == "lead")

    def _is_followed(self, index: int) -> bool:
        """Whether a kept line comes next, in the same box."""
        following = self._drafts[index + 1].element if index + 1 in self._kept else None
        return following is not None and _parent(following) is _parent(self._drafts[index].element)


def _way(element: HtmlElement) -> _Way:
    """Tags and classes of an element and those around it, up to the <article>, <main> or <body> that they stand in."""
    way: list[HtmlElement | str] = []
    for box in up(element):
        if box.tag in _WHOLES:
            return (*way, box)
        way += [box.tag, box.get("class", "")]
    return tuple(way)


def _alike(first: HtmlElement, second: HtmlElement) -> bool:
    if first.tag != second.tag:
        return False
    if first.get("class") is None and second.get("class") is None:
        return True
    return not names_of(first).isdisjoint(names_of(second))


def _first_text(drafts: Sequence[Draft], kept: frozenset[int], title: int | None) -> int:
    """Where the text begins: the first kept line below the title that is long enough for a paragraph."""
    below = sorted(index for index in kept if title is None or index > title)
    texts = (index for index in below if drafts[index].letters >= _PARAGRAPH)
    return next(texts, below[0] if below else 0)


def _parent(element: HtmlElement) -> HtmlElement:
    parent = element.getparent()
    return element if parent is None else parent
