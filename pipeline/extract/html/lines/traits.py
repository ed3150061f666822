"""What the tag and the attributes of one element say, whatever stands around it.

A page repeats the same few combinations of tag, telling words and attributes hundreds of times, so they are read
once each; of classes and ids, most of which are new on each page, only the words that mean something count.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.html.lines.vocabulary import (
    BLOCKS,
    HEADINGS,
    field_named,
    kind_named,
    sure_sign,
    telling,
    weak_sign,
    words,
)

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from pipeline.model import Direction, Kind

_BOLD = frozenset(("b", "strong", "th"))
_ITALIC = frozenset(("i", "em", "cite", "dfn", "var", "address"))
_POINTS = {
    "1": 7.5,
    "2": 10.0,
    "3": 12.0,
    "4": 13.5,
    "5": 18.0,
    "6": 24.0,
    "7": 36.0,
}  # <font size>, at 96 dpi
_SIZE = re.compile(r"font-size\s*:\s*(\d+(?:\.\d+)?)\s*(pt|px)", re.IGNORECASE)
_WEIGHT = re.compile(r"font-weight\s*:\s*(bold|[6-9]00|normal|400)", re.IGNORECASE)
_SLANT = re.compile(r"font-style\s*:\s*(italic|oblique|normal)", re.IGNORECASE)
_DIRECTION = re.compile(r"direction\s*:\s*(rtl|ltr)", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_CENTERED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_LIST = re.compile(r"mso-list\s*:\s*(l\d+)\b", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


_DIRECTIONS: dict[str, Direction] = {"rtl": "rtl", "ltr": "ltr"}
_NOTES = frozenset(("footnote", "endnote"))
_ATTRIBUTES = frozenset("style lang dir align size role itemprop itemtype rel hidden".split())  # noqa: SIM905
# Elements whose classes tell of the page: its template, and what is switched on ("caption-videos-on").
_WHOLE = frozenset(("html", "body"))
# Elements whose id is read: that of a heading is made of its words, to link to it.
_NAMED = BLOCKS - HEADINGS.keys() - _WHOLE
_NO_STYLE = (None,) * 7
_NO_WORDS: frozenset[str] = frozenset()


class Traits(NamedTuple):
    """None where the element says nothing.

    `words` are the telling words of its class and id; `trail` is whether it is typed as the trail that leads to the page;
    `list_id` names the list that a paragraph of Word is an item of; `sure` and `weak` are the signs that
    the element is no article; `styled` is whether text in it differs from text around it.
    """

    words: frozenset[str] = frozenset()
    bold: bool | None = None
    italic: bool | None = None
    superscript: bool | None = None
    size: float | None = None
    lang: str | None = None
    dir: Direction | None = None
    field: str | None = None
    kind: Kind | None = None
    list_id: str | None = None
    hidden: bool = False
    centered: bool = False
    sure: str | None = None
    weak: str | None = None
    styled: bool = False
    trail: bool = False


def traits_of(element: HtmlElement) -> Traits:
    tag = element.tag
    told, others = _NO_WORDS, []
    for pair in () if tag == "img" else element.items():
        name = pair[0]
        if (name == "class" and tag not in _WHOLE) or (name == "id" and tag in _NAMED):
            told |= telling(pair[1])
        elif name in _ATTRIBUTES:
            others.append(pair)
    return _read(tag, told, *others)


def names_of(element: HtmlElement) -> frozenset[str]:
    """All words of the class and the id of an element, whether they tell anything or not."""
    ident = element.get("id", "") if element.tag in _NAMED else ""
    return words(f"{element.get('class', '')} {ident}")


@lru_cache(maxsize=16384)
def _read(tag: str, told: frozenset[str], *attributes: tuple[str, str]) -> Traits:
    given = dict(attributes)
    get = given.get
    lang, css = get("lang", ""), get("style", "")
    traits = Traits(
        words=told,
        bold=tag in _BOLD or None,
        italic=tag in _ITALIC or None,
        superscript=tag == "sup" or ("reference" in told and not told.isdisjoint(_NOTES)) or None,
        size=_POINTS.get(get("size", "")) if tag == "font" else None,
        lang=lang.lower() if lang and _LANGUAGE.fullmatch(lang) else None,
        dir=_DIRECTIONS.get(get("dir", "").lower()),
        field=field_named(tag, told, get("itemprop", ""), get("rel", "")),
        kind=kind_named(tag, told),
        hidden="hidden" in given or tag == "noscript",
        centered=tag == "center" or get("align", "").lower() == "center",
        sure=sure_sign(tag, told, get("role", ""), get("itemprop", "")),
        weak=weak_sign(tag, told),
        trail="Breadcrumb" in get("itemtype", ""),
    )
    traits = _with_css(traits, css) if css else traits
    return traits._replace(styled=True) if traits[1:8] != _NO_STYLE else traits


def _with_css(traits: Traits, css: str) -> Traits:
    """The traits with what a style attribute says."""
    weight, slant, turn = _WEIGHT.search(css), _SLANT.search(css), _DIRECTION.search(css)
    item = _LIST.search(css)
    return traits._replace(
        bold=weight.group(1).lower() not in ("normal", "400") if weight else traits.bold,
        italic=slant.group(1).lower() != "normal" if slant else traits.italic,
        superscript=traits.superscript or bool(_RAISED.search(css)) or None,
        size=_size(css) or traits.size,
        dir=_DIRECTIONS[turn.group(1).lower()] if turn else traits.dir,
        kind="list" if item else traits.kind,
        list_id=item.group(1) if item else None,
        hidden=traits.hidden or bool(_HIDDEN.search(css)),
        centered=traits.centered or bool(_CENTERED.search(css)),
    )


def _size(css: str) -> float | None:
    """A font size in points."""
    match = _SIZE.search(css)
    if match is None:
        return None
    return float(match.group(1)) * (0.75 if match.group(2).lower() == "px" else 1.0) or None
