"""What the metadata of a page says of its article: JSON-LD, OpenGraph, meta, Dublin Core, <title>."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import etree

from pipeline.extract.html.fields.jsonld import json_ld
from pipeline.model import Claim

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

_META = {
    "og:title": "title",
    "twitter:title": "title",
    "dc.title": "title",
    "dcterms.title": "title",
    "citation_title": "title",
    "parsely-title": "title",
    "sailthru.title": "title",
    "author": "author",
    "article:author": "author",
    "og:article:author": "author",
    "dc.creator": "author",
    "dcterms.creator": "author",
    "citation_author": "author",
    "parsely-author": "author",
    "sailthru.author": "author",
    "byl": "author",
    "article:published_time": "date",
    "og:article:published_time": "date",
    "dc.date": "date",
    "dc.date.issued": "date",
    "dcterms.created": "date",
    "dcterms.date": "date",
    "dcterms.issued": "date",
    "citation_publication_date": "date",
    "citation_date": "date",
    "datepublished": "date",
    "parsely-pub-date": "date",
    "sailthru.date": "date",
    "pubdate": "date",
    "publishdate": "date",
    "publish-date": "date",
    "date": "date",
    "article:section": "section",
    "og:article:section": "section",
    "parsely-section": "section",
    "og:description": "lead",
    "description": "lead",
    "twitter:description": "lead",
    "dc.description": "lead",
    "og:url": "url",
    "og:site_name": "site",
    "application-name": "site",
    "dc.publisher": "site",
    "og:locale": "lang",
    "content-language": "lang",
    "dc.language": "lang",
}
_ADDRESS = re.compile(r"\S*(?:://|@|www\.|\.[a-z]{2,}/|\w\.(?:com|net|org|info|[a-z]{2})$)\S*", re.IGNORECASE)
_DATES = ("datepublished", "datecreated", "uploaddate")
NOBODY = frozenset(
    (
        "null",
        "none",
        "undefined",
        "admin",
        "administrator",
        "author",
        "publisher",
        "unknown",
        "no author",
        "anonymous",
        "super user",
        "staff",
        "editorial staff",
        "redaktion",
        "la rédaction",
        "redacción",
        # Labels alone, and what stands beside the name: where else they write, what a reader may do.
        *("twitter", "facebook", "instagram", "linkedin", "mastodon", "bluesky", "email", "e-mail"),
        *(
            "share",
            "bookmark",
            "follow",
            "view",
            "views",
            "reads",
            "comments",
            "bio",
            "view all",
            "by",
            "von",
            "par",
            "por",
        ),
    )
)
_COMPANY = re.compile(
    r"\b(?:GmbH|e\.\s?V\.|Inc|Ltd|LLC|S\.A|Verlag|Group|Media|Network|Agency|Newsroom|News)\b"
)
# Letters of a description that may be more than a summary, and of a paragraph of the text.
_SUMMARY = 300
_PARAGRAPH = 60
# Letters that a paragraph goes on behind a description that is its beginning.
_BROKEN_OFF = 20
# Characters by which a paragraph is known to begin as a description does.
_SAME_START = 3
# Claims that a template fills in with the site's name more often than with the author's.
_DOUBTFUL = frozenset(("meta:author", "meta:dc.creator", "meta:dcterms.creator"))
_DUBLIN_CORE = re.compile(r"^(dc|dcterms):")
_PROPERTIES = etree.XPath("//@itemprop | //@property")
_TAG = re.compile(r"</?[a-z][^<>]*>")
_BLANK = re.compile(r"\s+")


def read_claims(root: HtmlElement) -> tuple[Claim, ...]:
    """Claims in the order of trust within each field; none twice. Call it while the head is there."""
    found = [
        claim
        for field, value, rule in (*json_ld(root), *_meta(root), *_attributes(root), *_head(root))
        if (claim := _claim(field, value, rule))
    ]
    unique = {(claim.field, claim.value): claim for claim in reversed(found)}.values()
    false = _false_authors(found)
    return tuple(claim for claim in reversed(unique) if claim not in false)


def _false_authors(found: Sequence[Claim]) -> set[Claim]:
    """Claims of authors that are the site, a section, or a name as it is spelled in addresses beside the same as it is written."""
    sites = {_key(_site_in(claim)) for claim in found if claim.field in ("site", "url")}
    sections = {claim.value for claim in found if claim.field == "section"}
    authors = [claim for claim in found if claim.field == "author"]
    written = {_key(claim.value) for claim in authors if " " in claim.value}
    return {
        claim
        for claim in authors
        if claim.value in sections
        or _names_site(claim, sites)
        or (" " not in claim.value and _key(claim.value) in written)
    }


def without_copies(claims: Sequence[Claim], paragraphs: Iterable[str]) -> list[Claim]:
    """The claims but for leads that are the text itself, or its title: programs fill the description of a page with all of
    the text, or with its beginning."""
    leads = [claim for claim in claims if claim.field == "lead"]
    texts = [text for text in paragraphs if len(text) >= _PARAGRAPH] if leads else []
    titles = {_key(claim.value) for claim in claims if claim.field == "title"} if leads else set()
    copies = {claim for claim in leads if _is_copy(claim.value, titles, texts)}
    return [claim for claim in claims if claim not in copies]


def _is_copy(lead: str, titles: Collection[str], paragraphs: Sequence[str]) -> bool:
    """Whether a lead is a title, breaks off in a paragraph, or has several paragraphs in it."""
    key = _key(lead)
    if any(key in title for title in titles):
        return True
    begun = (_key(text) for text in paragraphs if text.lstrip()[:_SAME_START] == lead[:_SAME_START])
    if any(len(key) + _BROKEN_OFF < len(text) and text.startswith(key) for text in begun):
        return True
    return len(lead) > _SUMMARY and sum(_key(text) in key for text in paragraphs) > 1


def doubtful(claim: Claim) -> bool:
    """Whether what the page itself shows goes before a claim; a word in small letters is what somebody logs in by."""
    login = claim.field == "author" and claim.value.islower() and claim.value.isalnum()
    return login or claim.rule in _DOUBTFUL


def _claim(field: str, value: str | None, rule: str) -> Claim | None:
    text = _BLANK.sub(" ", _TAG.sub("", unescape(value or ""))).strip()
    if not text or (field == "author" and (_ADDRESS.fullmatch(text) or text.lower() in NOBODY)):
        return None
    return Claim(field=field, value=text, origin="metadata", rule=rule)


def _site_in(claim: Claim) -> str:
    """The name of the site, or its host."""
    host = urlsplit(claim.value).netloc if claim.field == "url" else ""
    return host or claim.value


def _names_site(claim: Claim, sites: Collection[str]) -> bool:
    """Whether the author claimed is the site: its name or a part of its address."""
    if claim.rule in _DOUBTFUL and _COMPANY.search(claim.value):
        return True
    key = _key(claim.value)
    return any(key in site or (site and site in key) for site in sites) if len(key) > 3 else False


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _meta(root: HtmlElement) -> Iterator[tuple[str, str | None, str]]:
    for element in root.iter("meta"):
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = _meta_name(element.get(key))
            if name:
                yield _META[name], element.get("content"), f"meta:{name}"
                break


def _meta_name(value: str | None) -> str | None:
    """The first of the names in an attribute that we know; Dublin Core is written with a dot or with a colon."""
    names = (_DUBLIN_CORE.sub(r"\1.", name) for name in (value or "").lower().split())
    return next((name for name in names if name in _META), None)


def _attributes(root: HtmlElement) -> Iterator[tuple[str, str | None, str]]:
    """Microdata and RDFa that no text shows."""
    for property_ in _PROPERTIES(root):
        name = property_.lower().removeprefix("schema:")
        element = property_.getparent()
        if name in _DATES and element.tag != "meta":
            yield "date", element.get("datetime") or element.get("content"), f"microdata:{name}"


def _head(root: HtmlElement) -> Iterator[tuple[str, str | None, str]]:
    title = next(root.iter("title"), None)
    if title is not None:
        yield "title", "".join(title.itertext()), "html:title"
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            yield "url", link.get("href"), "link:canonical"
    for element in (root, *root.findall("body")):
        yield "lang", element.get("lang"), "html:lang"
