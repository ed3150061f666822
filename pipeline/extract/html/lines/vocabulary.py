"""What the names in markup mean: tags, and the words that class, id, role and itemprop are made of.

The words are those of HTML, ARIA, microformats, schema.org, the common CMS themes and Word's own style
names, not of any one site; a site's own names go to its profile.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.model import Kind

BLOCKS = frozenset(
    """
    address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu
    nav noframes noscript ol option p pre search section select summary table tbody td textarea tfoot th
    thead title tr ul
    """.split()  # noqa: SIM905
)
PICTURES = ("img", "amp-img")
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(HEADINGS, "heading"),
    "blockquote": "quote",
    "figcaption": "caption",
    "li": "list",
}
_NAVIGATION = frozenset(
    """
    nav menu form button select option textarea search dialog legend
    """.split()  # noqa: SIM905
)
_LANDMARKS = frozenset("header footer aside".split())  # noqa: SIM905
_ROLES = frozenset(
    """
    navigation banner contentinfo complementary search menu menubar toolbar dialog alertdialog
    """.split()  # noqa: SIM905
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
    **dict.fromkeys(("headline", "title"), "title"),
    **dict.fromkeys(("author", "authors", "byline"), "author"),
    **dict.fromkeys(("date", "datetime", "dateline", "pubdate", "published", "timestamp", "time"), "date"),
    **dict.fromkeys(
        ("section", "category", "kicker", "rubric", "breadcrumb", "breadcrumbs", "crumb", "crumbs"),
        "section",
    ),
    **dict.fromkeys(
        ("lead", "lede", "standfirst", "dek", "deck", "intro", "subtitle", "excerpt", "teaser"), "lead"
    ),
    **dict.fromkeys(("source", "credit"), "credit"),
}
_CATEGORY = "cat-links"  # of WordPress themes; "cat" alone marks menus as often
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
# Microdata about the page and who publishes it, whose text style sheets hide.
_FOR_MACHINES = frozenset(("publisher", "logo", "mainentityofpage"))
# Words of boxes that are no article, even where the engine keeps their text.
_SURE = frozenset(
    """
    nav navbar navigation menu submenu related recommended recommendation recommendations share sharing
    shares sharebar social socials tags tagcloud ad adv advert adverts advertisement advertising adsense
    dfp sponsor sponsored promo promotion banner newsletter subscribe subscription signup cookie cookies
    consent gdpr popup modal overlay copyright pagination pager paginator toolbar login searchform
    rating ratings counter hits outbrain taboola addthis sharethis breadcrumb breadcrumbs crumb crumbs
    mostread topbar
    """.split()  # noqa: SIM905
)
# Words that stand on articles as often as beside them: they count where the engine agrees.
_WEAK = frozenset(
    """
    widget widgets sidebar comments comment respond disqus ads readmore print skip views trending
    popular latest search footer header masthead tag
    """.split()  # noqa: SIM905
)

# Most classes hold none of the words that mean something. A "footnote reference" is the mark of a footnote.
_TELLING = _SURE | _WEAK | _KIND_WORDS.keys() | _FIELD_WORDS.keys() | {"reference"}


@lru_cache(maxsize=8192)
def words(value: str) -> frozenset[str]:
    """The lower-case words of a class or id: "t-heading", "postTitle" and "MsoFootnoteText" come apart."""
    return frozenset(map(str.lower, _WORD.findall(value)))


@lru_cache(maxsize=8192)
def telling(value: str) -> frozenset[str]:
    """Those `words` of a class or id that mean something here."""
    if _CATEGORY in value:
        return telling(value.replace(_CATEGORY, "category"))
    return _TELLING.intersection(map(str.lower, _WORD.findall(value)))


def kind_named(tag: str, names: frozenset[str]) -> Kind | None:
    """The kind that a tag, or failing that a class, gives to the text of an element."""
    if tag in _KINDS or not names:
        return _KINDS.get(tag)
    return next((_KIND_WORDS[name] for name in sorted(names & _KIND_WORDS.keys())), None)


def field_named(tag: str, names: frozenset[str], prop: str, rel: str) -> str | None:
    """The field that microdata, rel, a <time> or a class claims for the text of an element."""
    for name in prop.lower().split() if prop else ():
        if name in _PROPERTIES:
            return _PROPERTIES[name]
    if tag == "time":
        return "date"
    if rel and "author" in rel.lower().split():
        return "author"
    fields = {_FIELD_WORDS[name] for name in names if name in _FIELD_WORDS}
    return fields.pop() if len(fields) == 1 else None


def sure_sign(tag: str, names: frozenset[str], role: str, prop: str) -> str | None:
    """The tag, role, word or property for machines that says that an element is not the article."""
    if tag in _NAVIGATION:
        return tag
    if prop and prop.lower() in _FOR_MACHINES:
        return f"itemprop:{prop.lower()}"
    return role if role in _ROLES else _sign(names & _SURE)


def weak_sign(tag: str, names: frozenset[str]) -> str | None:
    """As `sure_sign`, for the tags and words that stand on articles too."""
    return tag if tag in _LANDMARKS else _sign(names & _WEAK)


def _sign(names: frozenset[str]) -> str | None:
    return f"class:{min(names)}" if names else None
