"""How the lines of a page lie in its elements: letters, links and kept letters under each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from lxml.html import HtmlElement

    from pipeline.extract.html.lines.draft import Draft
    from pipeline.extract.html.lines.traits import Traits

# Share of the kept letters that the article's element must hold; the rest are strays in side boxes.
_MOST = 0.9
_NOTHING = (0, 0)


def up(element: HtmlElement | None) -> Iterator[HtmlElement]:
    """The element and those around it, inside out."""
    while element is not None:
        yield element
        element = element.getparent()


Sums: TypeAlias = "Mapping[HtmlElement, Sequence[int]]"
_Kin: TypeAlias = "tuple[HtmlElement | None, str, str]"


def sum_up(elements: Sequence[HtmlElement], drafts: Sequence[Draft]) -> Sums:
    """Letters and linked letters under each element that holds a line; `elements` in document order."""
    sums: dict[HtmlElement, list[int]] = {}
    for draft in drafts:
        own = sums.setdefault(draft.block.element, [0, 0])
        own[0] += draft.letters
        own[1] += draft.linked
    for element in reversed(elements):
        if element in sums and (parent := element.getparent()) is not None:
            letters, linked = sums[element]
            if around := sums.get(parent):
                around[0] += letters
                around[1] += linked
            else:
                sums[parent] = [letters, linked]
    return sums


class Boxes:
    """Letters under each element of a page: all of them, the linked ones, and those of the lines `kept`."""

    def __init__(
        self,
        sums: Sums,
        traits: Mapping[HtmlElement, Traits],
        drafts: Sequence[Draft],
        kept: frozenset[int],
    ) -> None:
        self._sums = sums
        self._traits = traits
        self._named = [(box, words) for box in sums if (words := traits[box].words)]
        self._kept: dict[HtmlElement, int] = {}
        for index in kept:
            letters = drafts[index].letters
            for box in up(drafts[index].element):
                self._kept[box] = self._kept.get(box, 0) + letters
        self._alike: Counter[_Kin] = Counter()
        for box, letters in self._kept.items():
            self._alike[_kin(box)] += letters
        self.total = sum(drafts[index].letters for index in kept)
        self.text = self._smallest()

    @property
    def elements(self) -> Iterable[HtmlElement]:
        """The elements that hold lines."""
        return self._sums.keys()

    def called(self, names: AbstractSet[str]) -> Iterator[HtmlElement]:
        """The elements that hold lines and have one of `names`, which are telling words, in their class or id."""
        return (box for box, words in self._named if not names.isdisjoint(words))

    def trails(self) -> Iterator[HtmlElement]:
        """The elements that hold lines and are typed as the trail that leads to the page."""
        return (box for box in self._sums if self._traits[box].trail)

    def traits(self, element: HtmlElement) -> Traits:
        return self._traits[element]

    def letters(self, element: HtmlElement) -> int:
        return self._sums.get(element, _NOTHING)[0]

    def is_linked(self, element: HtmlElement, share: float) -> bool:
        """Whether links hold more than this share of the letters under an element."""
        letters, linked = self._sums.get(element, _NOTHING)
        return linked > letters * share

    def kept(self, element: HtmlElement) -> int:
        return self._kept.get(element, 0)

    def kept_alike(self, element: HtmlElement) -> int:
        """Kept letters in an element and in those beside it of the same tag and class, 0 without a class: an article may be
        cut in pieces, with advertisements between."""
        return self._alike[_kin(element)] if element.get("class") else 0

    def _smallest(self) -> HtmlElement | None:
        """The deepest element that holds nearly all kept letters."""
        most = max(1, _MOST * self.total)
        holding = [element for element, letters in self._kept.items() if letters >= most]
        return max(holding, key=lambda element: sum(1 for _ in up(element)), default=None)


def _kin(element: HtmlElement) -> _Kin:
    return element.getparent(), element.tag, element.get("class", "")


def around(element: HtmlElement | None, others: Iterable[HtmlElement]) -> HtmlElement | None:
    """The smallest element around `element` that holds all `others`."""
    paths = [set(up(other)) for other in others]
    return next((box for box in up(element) if all(box in path for path in paths)), element)
