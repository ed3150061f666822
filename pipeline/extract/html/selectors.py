"""A site's own CSS selectors, from its profile: they go before what is guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import astuple

from pipeline.errors import ConfigError
from pipeline.extract.html.lines.boxes import up
from pipeline.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lxml.html import HtmlElement

    from pipeline.config import HtmlSelectors, Profile
    from pipeline.extract.html.article.content import Placing
    from pipeline.extract.html.lines.draft import Draft
    from pipeline.model import Claim

_FIELDS = ("title", "author", "date", "section")


class Selected(NamedTuple):
    """The elements that a profile names: the body, the fields, and what to drop, by the selector."""

    body: frozenset[HtmlElement]
    fields: Mapping[HtmlElement, str]
    drop: Mapping[HtmlElement, str]

    def kept(self, drafts: Sequence[Draft]) -> frozenset[int] | None:
        """The lines of the body, None if no selector names it."""
        if not self.body:
            return None
        inside = (index for index, draft in enumerate(drafts) if not self.body.isdisjoint(up(draft.element)))
        return frozenset(index for index in inside if self.rule(drafts[index].element) is None)

    def hinted(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The drafts with the fields that the profile names, in place of those that the markup claims."""
        named = frozenset(self.fields.values())
        result = []
        for draft in drafts:
            own = next((self.fields[box] for box in up(draft.element) if box in self.fields), None)
            result.append(draft._replace(field=own or (None if draft.field in named else draft.field)))
        return result

    def placed(self, drafts: Sequence[Draft], guessed: Sequence[Placing]) -> list[Placing]:
        """The places of the lines, guessed only where the profile says nothing."""
        result: list[Placing] = []
        for draft, guess in zip(drafts, guessed, strict=True):
            rule = self.rule(draft.element)
            inside = not self.body.isdisjoint(up(draft.element)) or draft.field in self.fields.values()
            result.append(("navigation", rule) if rule else (None, None) if inside else guess)
        return result

    def rule(self, element: HtmlElement) -> str | None:
        """The selector that cuts a line, None for one that stays."""
        boxes = list(up(element))
        dropped = next((self.drop[box] for box in boxes if box in self.drop), None)
        if dropped is not None:
            return f"css:{dropped}"
        known = not self.body or not self.body.isdisjoint(boxes) or any(box in self.fields for box in boxes)
        return None if known else "css:outside-body"


def select(root: HtmlElement, profiles: Iterable[Profile], claims: Sequence[Claim]) -> Selected | None:
    """What the selectors of the page's site hit; None if no profile with selectors knows the page.

    Raises ConfigError for a selector that is not CSS.
    """
    styled = [profile for profile in profiles if any(_texts(profile.html))]
    if not styled:
        return None
    page = fold(" ".join((*root.itertext(), *(claim.value for claim in claims))))
    for profile in styled:
        if any(fold(text) in page for text in profile.recognize):
            return _selected(root, profile)
    return None


def _texts(selectors: HtmlSelectors) -> Iterator[str]:
    for texts in astuple(selectors):
        yield from texts


def _selected(root: HtmlElement, profile: Profile) -> Selected:
    html = profile.html
    drop = {hit: text for text in html.drop for hit in _hits(root, text, profile)}
    named = {}
    for name in _FIELDS:
        for hit in _first(root, getattr(html, name), profile):
            named[hit] = name
    return Selected(frozenset(_first(root, html.body, profile)), named, drop)


def _first(root: HtmlElement, selectors: Iterable[str], profile: Profile) -> list[HtmlElement]:
    """The hits of the first selector that has any."""
    return next((hits for text in selectors if (hits := _hits(root, text, profile))), [])


def _hits(root: HtmlElement, text: str, profile: Profile) -> list[HtmlElement]:
    from cssselect import SelectorError
    from lxml.cssselect import CSSSelector

    try:
        return list(CSSSelector(text, translator="html")(root))
    except SelectorError as error:
        raise ConfigError(
            f"site profile '{profile.name}': html: '{text}' is not a CSS selector: {error}"
        ) from error
