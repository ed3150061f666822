"""Which lines are the article: trafilatura's opinion, corrected by where the lines stand.

trafilatura drops leads, captions, short closing lines and most of what stands between the title and
the text; and it keeps boxes of links inside the text. So its lines only show where the article is. The
smallest element that holds nearly all of them and the title is the article; a line in it is cut if its
markup or its links say that it is furniture, every line outside it is navigation.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .vocabulary import LANDMARKS, is_furniture

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.html import HtmlElement

    from .draft import Draft

# Share of the kept letters that the article's element must hold; the rest are strays in side boxes.
_MOST = 0.9
# Share of the kept letters above which an element is the article whatever its class says.
_TOO_MUCH = 0.3
# Share of linked letters that makes a box of links.
_LINKED = 0.5


def text_element(drafts: Sequence[Draft], kept: frozenset[int]) -> HtmlElement | None:
    """The smallest element that holds nearly all the letters of the lines `kept`."""
    return _smallest(_sums(drafts, kept))


def place_lines(drafts: Sequence[Draft], kept: frozenset[int], title: int | None) -> list[Draft]:
    """The drafts with `place` and `rule` set on each that is not the article."""
    layout = _Layout(drafts, kept, title)
    return [_placed(draft, layout.rule(index)) for index, draft in enumerate(drafts)]


def _placed(draft: Draft, rule: str | None) -> Draft:
    if rule is None or draft.line.place is not None:
        return draft
    return draft._replace(line=replace(draft.line, place="navigation", rule=f"html:{rule}"))


class _Layout:
    """What is known of the page as a whole; elements are compared by identity."""

    def __init__(self, drafts: Sequence[Draft], kept: frozenset[int], title: int | None) -> None:
        self.drafts = drafts
        self.kept = kept
        self.title = title
        everything = range(len(drafts))
        self.letters = _sums(drafts, everything)
        self.linked = _sums([draft._replace(letters=draft.linked) for draft in drafts], everything)
        self.kept_letters = _sums(drafts, kept)
        self.total = sum(drafts[index].letters for index in kept)
        self.text = _smallest(self.kept_letters)
        self.article = self._with_title()
        self.last = max((index for index in kept if self._within(index, self.text)), default=0)
        self._furniture: dict[HtmlElement, str | None] = {}

    def rule(self, index: int) -> str | None:
        """Why a line is not the article, None if it is."""
        draft = self.drafts[index]
        if index == self.title:
            return None
        if not self._within(index, self.article):
            return self._box(draft) or "outside-main-content"
        if box := self._box(draft):
            return box
        if index in self.kept or self._within(index, self.text):
            return None
        if index > self.last:
            return "after-main-content"
        return None

    def _with_title(self) -> HtmlElement | None:
        if self.title is None or self.text is None:
            return self.text
        around = set(_up(self.drafts[self.title].element))
        return next((element for element in _up(self.text) if element in around), self.text)

    def _within(self, index: int, element: HtmlElement | None) -> bool:
        return element is None or any(outer is element for outer in _up(self.drafts[index].element))

    def _box(self, draft: Draft) -> str | None:
        """The rule of the outermost furniture around a line, inside the article or anywhere."""
        found = None
        for element in _up(draft.element):
            if element is self.article:
                break
            found = self._element_rule(element) or found
        return found

    def _element_rule(self, element: HtmlElement) -> str | None:
        if element not in self._furniture:
            self._furniture[element] = self._judge(element)
        return self._furniture[element]

    def _judge(self, element: HtmlElement) -> str | None:
        if self.kept_letters.get(element, 0) > self.total * _TOO_MUCH:
            return None
        if is_furniture(element):
            return element.tag if not element.get("class") else "furniture"
        if element.tag in LANDMARKS and not self._holds_title(element):
            return str(element.tag)
        letters, linked = self.letters.get(element, 0), self.linked.get(element, 0)
        return "links" if linked > letters * _LINKED and letters else None

    def _holds_title(self, element: HtmlElement) -> bool:
        return self.title is not None and any(
            outer is element for outer in _up(self.drafts[self.title].element)
        )


def _sums(drafts: Sequence[Draft], indexes: Iterable[int]) -> dict[HtmlElement, int]:
    """Letters of the lines `indexes` under each element."""
    sums: dict[HtmlElement, int] = {}
    for index in indexes:
        for element in _up(drafts[index].element):
            sums[element] = sums.get(element, 0) + drafts[index].letters
    return sums


def _smallest(sums: dict[HtmlElement, int]) -> HtmlElement | None:
    enough = max(1, _MOST * max(sums.values(), default=0))
    holding = [element for element, letters in sums.items() if letters >= enough]
    return max(holding, key=lambda element: sum(1 for _ in element.iterancestors()), default=None)


def _up(element: HtmlElement) -> Iterable[HtmlElement]:
    yield element
    yield from element.iterancestors()
