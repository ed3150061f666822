"""How the lines of a page lie in its elements: letters, links and kept letters under each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .traits import Traits, traits_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from .draft import Draft

# Share of the kept letters that the article's element must hold; the rest are strays in side boxes.
_MOST = 0.9


def up(element: HtmlElement | None) -> Iterator[HtmlElement]:
    """The element and those around it, inside out."""
    while element is not None:
        yield element
        element = element.getparent()


class Boxes:
    """Letters under each element of a page: all of them, the linked ones, and those of the lines `kept`."""

    def __init__(self, drafts: Sequence[Draft], kept: frozenset[int]) -> None:
        own: dict[HtmlElement, list[int]] = {}
        for index, draft in enumerate(drafts):
            sums = own.setdefault(draft.block.element, [0, 0, 0])
            sums[0] += draft.letters
            sums[1] += draft.linked
            if index in kept:
                sums[2] += draft.letters
        self._sums: dict[HtmlElement, list[int]] = {}
        self._traits: dict[HtmlElement, Traits] = {}
        for element, (letters, linked, held) in own.items():
            for box in (element, *element.iterancestors()):
                if found := self._sums.get(box):
                    found[0] += letters
                    found[1] += linked
                    found[2] += held
                else:
                    self._sums[box] = [letters, linked, held]
        self.total = sum(draft.letters for index, draft in enumerate(drafts) if index in kept)
        self.text = self._smallest()

    @property
    def elements(self) -> Iterable[HtmlElement]:
        """The elements that hold lines."""
        return self._sums.keys()

    def traits(self, element: HtmlElement) -> Traits:
        """As `traits_of`, read once."""
        if element not in self._traits:
            self._traits[element] = traits_of(element)
        return self._traits[element]

    def letters(self, element: HtmlElement) -> int:
        return self._sums[element][0] if element in self._sums else 0

    def linked(self, element: HtmlElement) -> int:
        return self._sums[element][1] if element in self._sums else 0

    def kept(self, element: HtmlElement) -> int:
        return self._sums[element][2] if element in self._sums else 0

    def _smallest(self) -> HtmlElement | None:
        """The deepest element that holds nearly all kept letters."""
        holding = [element for element, sums in self._sums.items() if sums[2] >= max(1, _MOST * self.total)]
        return max(holding, key=lambda element: sum(1 for _ in up(element)), default=None)


def around(element: HtmlElement | None, others: Iterable[HtmlElement]) -> HtmlElement | None:
    """The smallest element around `element` that holds all `others`."""
    paths = [set(up(other)) for other in others]
    return next((box for box in up(element) if all(box in path for path in paths)), element)
