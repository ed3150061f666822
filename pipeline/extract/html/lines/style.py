"""The style of a run of text: what the elements around it add up to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from pipeline.extract.html.lines.vocabulary import LONGEST

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from pipeline.extract.html.lines.traits import Traits
    from pipeline.model import Direction

_SCHEMES = frozenset(("http", "https", "mailto"))
_UNSAFE = re.compile(r"[\x00-\x20<>\"]")


class Style(NamedTuple):
    """`owner` is the element that claims the field; `target` is the address of a link as written."""

    bold: bool = False
    italic: bool = False
    superscript: bool = False
    size: float | None = None
    lang: str | None = None
    dir: Direction | None = None
    field: str | None = None
    owner: HtmlElement | None = None
    target: str | None = None


def inherit(style: Style, element: HtmlElement, traits: Traits) -> Style:
    """The style inside `element`, which stands in text of `style`."""
    if traits.styled:
        field = traits.field
        named = field is not None and is_short(element, LONGEST[field])
        style = Style(
            style.bold if traits.bold is None else traits.bold,
            style.italic if traits.italic is None else traits.italic,
            traits.superscript or style.superscript,
            traits.size or style.size,
            traits.lang or style.lang,
            traits.dir or style.dir,
            field if named else style.field,
            element if named else style.owner,
            style.target,
        )
    if element.tag == "a":
        target = (element.get("href") or "").strip()
        if target and not target.startswith("#"):
            return Style(*style[:-1], target)
    return style


def safe_link(target: str, base: str | None) -> str | None:
    """An absolute http, https or mailto address; None for any other scheme and where the base is unknown."""
    try:
        url = urljoin(base, target) if base else target
        scheme = urlsplit(url).scheme.lower()
    except ValueError:
        return None
    return None if scheme not in _SCHEMES or _UNSAFE.search(url) else url


def is_short(element: HtmlElement, longest: int) -> bool:
    """Whether an element holds no more text than a field has.

    A class on more text is about something else ("category-politics" on a whole article)."""
    letters = 0
    for text in element.itertext():
        letters += len(text.strip())
        if letters > longest:
            return False
    return True
