"""What an element says about the text in it: emphasis, link, size, language, direction."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from .vocabulary import class_words, field_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from pipeline.model import Direction

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
_SIZE = re.compile(r"font-size\s*:\s*([\d.]+)\s*(pt|px)", re.IGNORECASE)
_WEIGHT = re.compile(r"font-weight\s*:\s*(bold|[6-9]00|normal|400)", re.IGNORECASE)
_SLANT = re.compile(r"font-style\s*:\s*(italic|oblique|normal)", re.IGNORECASE)
_DIRECTION = re.compile(r"direction\s*:\s*(rtl|ltr)", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_SCHEMES = frozenset(("http", "https", "mailto"))


class Style(NamedTuple):
    """The style of a run of text. `linked` is set for every link, `href` only for one that may be followed."""

    bold: bool = False
    italic: bool = False
    superscript: bool = False
    size: float | None = None
    linked: bool = False
    href: str | None = None
    lang: str | None = None
    dir: Direction | None = None
    field: str | None = None


def inherit(style: Style, element: HtmlElement, base: str | None) -> Style:
    """The style inside `element`, which stands in text of `style`."""
    tag = element.tag
    if tag in _BOLD:
        style = style._replace(bold=True)
    elif tag in _ITALIC:
        style = style._replace(italic=True)
    elif tag == "sup":
        style = style._replace(superscript=True)
    if not element.attrib:
        return style
    if tag == "a":
        style = _link(style, element, base)
    elif tag == "font" and element.get("size") in _POINTS:
        style = style._replace(size=_POINTS[element.get("size")])
    return _declared(style, element)


def _link(style: Style, element: HtmlElement, base: str | None) -> Style:
    target = (element.get("href") or "").strip()
    if not target or target.startswith("#"):
        return style
    return style._replace(linked=True, href=safe_link(target, base))


def safe_link(target: str, base: str | None) -> str | None:
    """An absolute http, https or mailto address; None for any other scheme and where the base is unknown."""
    try:
        url = urljoin(base, target) if base else target
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in _SCHEMES or re.search(r"[\x00-\x20<>\"]", url):
        return None
    return url


def _declared(style: Style, element: HtmlElement) -> Style:
    lang = element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang")
    if lang and _LANGUAGE.fullmatch(lang):
        style = style._replace(lang=lang.lower())
    direction = (element.get("dir") or "").lower()
    if direction in ("rtl", "ltr"):
        style = style._replace(dir=direction)  # type: ignore[arg-type]
    css = element.get("style")
    if css:
        style = _css(style, css)
    if "reference" in class_words(element) and class_words(element) & {"footnote", "endnote"}:
        style = style._replace(superscript=True)
    field = field_of(element)
    return style._replace(field=field) if field else style


def _css(style: Style, css: str) -> Style:
    if match := _SIZE.search(css):
        scale = 0.75 if match.group(2).lower() == "px" else 1.0
        style = style._replace(size=_number(match.group(1), scale) or style.size)
    if match := _WEIGHT.search(css):
        style = style._replace(bold=match.group(1).lower() not in ("normal", "400"))
    if match := _SLANT.search(css):
        style = style._replace(italic=match.group(1).lower() != "normal")
    if match := _DIRECTION.search(css):
        style = style._replace(dir="rtl" if match.group(1).lower() == "rtl" else "ltr")
    if _RAISED.search(css):
        style = style._replace(superscript=True)
    return style


def _number(text: str, scale: float) -> float | None:
    try:
        return float(text) * scale or None
    except ValueError:
        return None
