"""Which lines are the article: trafilatura's opinion, corrected by where the lines stand.

trafilatura drops leads, captions, list items and most of what stands between the title and the text,
and keeps invitations to read something else. So its lines show where the article is: in the smallest
element that holds nearly all of them and the title. In there a line that it dropped comes back if it is
of a kind that it drops wrongly, and a line that it kept goes if it only holds a link. The shares in the
comments of this package are of trafilatura's own evaluation set: of the annotated passages in such lines, how many
belong to the article and how many do not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pipeline.extract.html.article.dropped import Dropped
from pipeline.extract.html.article.teasers import teasers
from pipeline.extract.html.lines.boxes import around, up
from pipeline.extract.html.lines.vocabulary import HEADINGS, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from pipeline.extract.html.lines.boxes import Boxes
    from pipeline.extract.html.lines.draft import Draft
    from pipeline.model import Place

# Where a line stands and by which rule; None and None for the article.
Placing: TypeAlias = "tuple[Place | None, str | None]"

# Share of the kept letters above which an element is the article whatever its class says.
_TOO_MUCH = 0.3
# Share of linked letters that makes a box of links.
_LINKED = 0.5
_WHOLLY = 0.9
_LONG = 120
# Letters of a page of a few dozen words and without the furniture of a site. The engine keeps one paragraph of it, but
# all that nothing speaks against is the article.
_SHORT = 1000
_WRITTEN_OUT = re.compile(r"\W*(?:https?://|www\.)\S+")
# Fields that link to a page of their own and stand in the header of the article.
_NAMED = ("author", "date", "section")


def places(drafts: Sequence[Draft], kept: frozenset[int], boxes: Boxes, title: int | None) -> list[Placing]:
    """For each draft its place and the rule that put it there."""
    layout = _Layout(drafts, kept, boxes, title)
    unseen = _is_unseen(drafts, kept)
    found: list[Placing] = []
    captions: set[str] = set()
    for index, draft in enumerate(drafts):
        rule = layout.rule(index)
        if rule is None and draft.kind == "caption":
            rule = "repeated" if draft.text in captions else None
            captions.add(draft.text)
        if draft.block.hidden and not (unseen and index in kept):
            found.append(("hidden", "html:hidden"))
        else:
            found.append((None, None) if rule is None else ("navigation", f"html:{rule}"))
    return found


def _is_unseen(drafts: Sequence[Draft], kept: frozenset[int]) -> bool:
    """Whether most of the article is hidden until a script shows it; else what is hidden stays so."""
    hidden = sum(drafts[index].letters for index in kept if drafts[index].block.hidden)
    return 2 * hidden > sum(drafts[index].letters for index in kept)


class _Signs(NamedTuple):
    """What speaks against an element: signs that outweigh the engine, signs that do not, links."""

    sure: str | None = None
    weak: str | None = None
    links: bool = False


_NONE = _Signs()


class _Around(NamedTuple):
    """Whether an element is in the article, and the signs of the elements around it, outside in.

    Of one in the article only the elements in there count."""

    inside: bool
    signs: tuple[_Signs, ...] = ()


class _Layout:
    """The element of the article, and why a line is not of it."""

    def __init__(
        self, drafts: Sequence[Draft], kept: frozenset[int], boxes: Boxes, title: int | None
    ) -> None:
        self._drafts = drafts
        self._kept = kept
        self._boxes = boxes
        self._title = title
        self._article = around(boxes.text, [] if title is None else [drafts[title].element])
        self._title_boxes = frozenset() if title is None else frozenset(up(drafts[title].element))
        self._surroundings: dict[HtmlElement, _Around] = {}
        self._teasers = teasers(drafts)
        self._dropped = Dropped(drafts, kept, title)
        self._short = sum(draft.letters for draft in drafts) <= _SHORT

    def rule(self, index: int) -> str | None:
        """Why a line is not the article, None if it is."""
        if index == self._title:
            return None
        draft = self._drafts[index]
        inside, signs = self._around(draft.element)
        if not inside:
            rule = self._against(index, signs, kept=False)
            return rule or (None if draft.kind == "footnote" and draft.label else "outside-main-content")
        kept = index in self._kept
        rule = "counter" if self._dropped.is_counter(index) else self._against(index, signs, kept)
        return rule or (None if kept or self._short else self._dropped.rule(index))

    def _around(self, element: HtmlElement) -> _Around:
        """What is known of an element's surroundings, read once for all lines in it."""
        unknown = []
        box = element
        while box is not None and box is not self._article and box not in self._surroundings:
            unknown.append(box)
            box = box.getparent()
        known = (
            _Around(box is self._article) if box is self._article or box is None else self._surroundings[box]
        )
        for box in reversed(unknown):
            signs = self._read_signs(box)
            if signs is not _NONE:
                known = _Around(known.inside, (*known.signs, signs))
            self._surroundings[box] = known
        return known

    def _against(self, index: int, path: Sequence[_Signs], kept: bool) -> str | None:
        """The outermost sign against a line. What the engine kept goes only for a sure sign or a mere link."""
        draft = self._drafts[index]
        for signs in path:
            if signs.sure or (signs.weak and not kept and draft.field not in _NAMED):
                return signs.sure or signs.weak
            if draft.field in _NAMED:
                continue
            # Of kept lines with a link, 52 passages were none of the article and 8 were; in lists and
            # long lines 4 and 13.
            if signs.links and not (kept and (draft.kind == "list" or draft.letters >= _LONG)):
                return None if self._is_source(index) else "links"
        mere = draft.linked >= draft.letters * _WHOLLY and 0 < draft.letters < _LONG and draft.kind != "list"
        return "links" if mere and draft.field not in _NAMED and not self._is_source(index) else None

    def _is_source(self, index: int) -> bool:
        """Whether a linked line says where something is from: below a quotation, or as an address written out at its beginning.
        Teasers begin with words."""
        draft = self._drafts[index]
        above = self._drafts[index - 1]
        quoted = draft.kind == above.kind == "quote" and 2 * above.linked < above.letters
        return quoted or _WRITTEN_OUT.match(draft.text) is not None

    def _read_signs(self, element: HtmlElement) -> _Signs:
        boxes, traits = self._boxes, self._boxes.traits(element)
        links = boxes.is_linked(element, _LINKED)
        sure = "teaser" if element in self._teasers else traits.sure
        if not (sure or traits.weak or links):
            return _NONE
        if boxes.kept(element) > boxes.total * _TOO_MUCH or element in self._title_boxes:
            return _NONE
        piece = boxes.kept_alike(element) > boxes.total * _TOO_MUCH
        if (traits.sure or traits.weak) and (piece or self._is_chapter(element)):
            return _Signs(links=links)
        return _Signs(sure, traits.weak, links)

    def _is_chapter(self, element: HtmlElement) -> bool:
        """Whether the engine kept most of an element whose id is its heading in other letters.

        Sphinx and pandoc name the parts of a text so; "sharing-files" is no box of share buttons."""
        if self._boxes.kept(element) * 2 < self._boxes.letters(element):
            return False
        heading = next(element.iter(*HEADINGS), None)
        named = words(element.get("id", "").lower())
        return heading is not None and named == words(heading.text_content().lower())
