"""What the names in markup mean: tags, and the words that class, id, role and itemprop are made of.

The words are those of HTML, ARIA, microformats, schema.org, the common CMS themes and Word's own style
names, not of any one site; a site's own names go to its profile.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from pipeline.model import Kind

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "noframes",
        "noscript",
        "ol",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
KINDS: dict[str, Kind] = {
    **dict.fromkeys(HEADINGS, "heading"),
    "blockquote": "quote",
    "figcaption": "caption",
    "li": "list",
    "p": "paragraph",
}
_NAVIGATION = frozenset(
    ["nav", "menu", "form", "button", "select", "option", "textarea", "search", "dialog", "legend"]
)
_LANDMARKS = frozenset(["header", "footer", "aside"])
_ROLES = frozenset(
    [
        "navigation",
        "banner",
        "contentinfo",
        "complementary",
        "search",
        "menu",
        "menubar",
        "toolbar",
        "dialog",
        "alert",
    ]
)

_WORD = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]+")

_KIND_WORDS: dict[str, Kind] = {
    **dict.fromkeys(("heading", "subheading", "subhead", "crosshead", "intertitle"), "heading"),
    **dict.fromkeys(("quote", "blockquote", "pullquote"), "quote"),
    **dict.fromkeys(("caption", "figcaption"), "caption"),
    **dict.fromkeys(("footnote", "footnotes", "endnote", "endnotes", "fn"), "footnote"),
    **dict.fromkeys(("verse", "poem", "poetry", "stanza"), "verse"),
}
_FIELD_WORDS = {
    **dict.fromkeys(("headline", "title", "ttl"), "title"),
    **dict.fromkeys(("author", "authors", "byline"), "author"),
    **dict.fromkeys(("date", "datetime", "dateline", "pubdate", "published", "timestamp", "time"), "date"),
    **dict.fromkeys(
        ("section", "category", "kicker", "rubric", "breadcrumb", "breadcrumbs", "crumb", "crumbs"), "section"
    ),
    **dict.fromkeys(
        ("lead", "lede", "standfirst", "dek", "deck", "intro", "subtitle", "excerpt", "teaser"), "lead"
    ),
    **dict.fromkeys(("source", "credit"), "credit"),
}
_PROPERTIES = {
    "headline": "title",
    "author": "author",
    "creator": "author",
    "datepublished": "date",
    "datecreated": "date",
    "articlesection": "section",
    "genre": "section",
    "alternativeheadline": "lead",
    "description": "lead",
}
# Characters that a field may have.
LONGEST = {"title": 300, "author": 200, "date": 150, "section": 150, "lead": 1500, "credit": 200}
# Words of boxes that are no article, even where the engine keeps their text.
_SURE = frozenset(
    [
        "nav",
        "navbar",
        "navigation",
        "menu",
        "submenu",
        "related",
        "recommended",
        "recommendation",
        "recommendations",
        "share",
        "sharing",
        "shares",
        "sharebar",
        "social",
        "socials",
        "tags",
        "tagcloud",
        "ad",
        "adv",
        "advert",
        "adverts",
        "advertisement",
        "advertising",
        "adsense",
        "dfp",
        "sponsor",
        "sponsored",
        "promo",
        "promotion",
        "banner",
        "newsletter",
        "subscribe",
        "subscription",
        "signup",
        "cookie",
        "cookies",
        "consent",
        "gdpr",
        "popup",
        "modal",
        "overlay",
        "copyright",
        "pagination",
        "pager",
        "paginator",
        "toolbar",
        "login",
        "searchform",
        "rating",
        "ratings",
        "counter",
        "hits",
        "outbrain",
        "taboola",
        "addthis",
        "sharethis",
        "breadcrumb",
        "breadcrumbs",
        "crumb",
        "crumbs",
        "mostread",
        "topbar",
    ]
)
# Words that stand on articles as often as beside them: they count where the engine agrees.
_WEAK = frozenset(
    [
        "widget",
        "widgets",
        "sidebar",
        "comments",
        "comment",
        "respond",
        "disqus",
        "ads",
        "readmore",
        "print",
        "skip",
        "views",
        "trending",
        "popular",
        "latest",
        "search",
        "footer",
        "header",
        "masthead",
        "tag",
        "shr",
    ]
)


@lru_cache(maxsize=4096)
def words(value: str) -> frozenset[str]:
    """The lower-case words of a class or id: "t-heading", "postTitle" and "MsoFootnoteText" come apart."""
    return frozenset(word.lower() for word in _WORD.findall(value))


def class_words(element: HtmlElement) -> frozenset[str]:
    name, identity = element.get("class"), element.get("id")
    if name is None and identity is None:
        return frozenset()
    return words(f"{name or ''} {identity or ''}")


def kind_of(element: HtmlElement) -> Kind | None:
    """The kind that an element's tag, or failing that its class, gives to its text."""
    kind = KINDS.get(element.tag)
    if kind not in (None, "paragraph"):
        return kind
    for word in class_words(element) & _KIND_WORDS.keys():
        return _KIND_WORDS[word]
    return kind


def field_of(element: HtmlElement) -> str | None:
    """The field that microdata, rel, a <time> or a class claims for an element's text.

    A class that holds more text than a field has is about something else ("category-politics" on the
    whole article).
    """
    field = _named_field(element)
    if field is None:
        return None
    letters = 0
    for text in element.itertext():
        letters += len(text.strip())
        if letters > LONGEST[field]:
            return None
    return field


def _named_field(element: HtmlElement) -> str | None:
    for name in (element.get("itemprop") or "").lower().split():
        if name in _PROPERTIES:
            return _PROPERTIES[name]
    if element.tag == "time":
        return "date"
    if "author" in (element.get("rel") or "").lower().split():
        return "author"
    fields = {_FIELD_WORDS[word] for word in class_words(element) & _FIELD_WORDS.keys()}
    return fields.pop() if len(fields) == 1 else None


def sure_furniture(element: HtmlElement) -> str | None:
    """The tag, role or word that says that an element is not the article."""
    if element.tag in _NAVIGATION:
        return str(element.tag)
    role = element.get("role")
    return role if role in _ROLES else _named(element, _SURE)


def weak_furniture(element: HtmlElement) -> str | None:
    """As `sure_furniture`, for the tags and words that stand on articles too."""
    return str(element.tag) if element.tag in _LANDMARKS else _named(element, _WEAK)


def _named(element: HtmlElement, names: frozenset[str]) -> str | None:
    return next((f"class:{word}" for word in sorted(class_words(element) & names)), None)


def is_hidden(element: HtmlElement) -> bool:
    if element.tag == "noscript" or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return (
        style is not None
        and re.search(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", style, re.I)
        is not None
    )
