"""What the metadata of a page says of its article: JSON-LD, OpenGraph, meta, Dublin Core, <title>."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from pipeline.model import Claim

if TYPE_CHECKING:
    from collections.abc import Iterator

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
_LD_FIELDS = {
    "headline": "title",
    "datePublished": "date",
    "articleSection": "section",
    "alternativeHeadline": "lead",
    "description": "lead",
    "inLanguage": "lang",
}
_LD_TYPES = re.compile(r"Article|BlogPosting|Report|Review|NewsItem|Blog$|CreativeWork$|WebPage$")
_LD_ARTICLE = re.compile(r"Article|BlogPosting|Report|Review|NewsItem")
_URL = re.compile(r"^(?:https?:)?//|^www\.")
_BLANK = re.compile(r"\s+")


def read_claims(root: HtmlElement) -> tuple[Claim, ...]:
    """Claims in the order of trust within each field; none twice. Call it while the head is there."""
    found = [*_json_ld(root), *_meta(root), *_head(root)]
    return tuple({(claim.field, claim.value): claim for claim in reversed(found)}.values())[::-1]


def _claim(field: str, value: Any, rule: str) -> Iterator[Claim]:
    if isinstance(value, str) and (text := _BLANK.sub(" ", value).strip()):
        if field == "author" and _URL.match(text):
            return
        yield Claim(field=field, value=text, origin="metadata", rule=rule)


def _meta(root: HtmlElement) -> Iterator[Claim]:
    for element in root.iter("meta"):
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(key) or "").strip().lower()
            if name in _META:
                yield from _claim(_META[name], element.get("content"), f"meta:{name}")
                break


def _head(root: HtmlElement) -> Iterator[Claim]:
    title = next(root.iter("title"), None)
    if title is not None:
        yield from _claim("title", "".join(title.itertext()), "html:title")
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            yield from _claim("url", link.get("href"), "link:canonical")
    for element in (root, *root.findall("body")):
        yield from _claim("lang", element.get("lang"), "html:lang")


def _json_ld(root: HtmlElement) -> Iterator[Claim]:
    nodes = [node for script in root.iter("script") for node in _scripts(script)]
    articles = [node for node in nodes if _LD_ARTICLE.search(_type(node))]
    for node in articles or [node for node in nodes if _LD_TYPES.search(_type(node))]:
        for key, field in _LD_FIELDS.items():
            for value in _strings(node.get(key)):
                yield from _claim(field, value, f"json-ld:{key}")
        for person in _things(node.get("author")) or _things(node.get("creator")):
            yield from _claim("author", person[0], f"json-ld:author{person[1]}")
        for name, _ in _things(node.get("publisher")):
            yield from _claim("site", name, "json-ld:publisher")
    for node in nodes:
        if _type(node) == "BreadcrumbList":
            yield from _breadcrumb(node)


def _scripts(script: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects in a JSON-LD script; a broken one says nothing."""
    if "ld+json" not in (script.get("type") or "").lower():
        return
    text = re.sub(
        r"^\s*(?://)?\s*<!\[CDATA\[|(?://)?\s*\]\]>\s*;?\s*$|^\s*<!--|-->\s*$", "", script.text or ""
    )
    try:
        value = json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return
    waiting = [value]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting[:0] = node
        elif isinstance(node, dict):
            yield node
            waiting[:0] = [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]


def _type(node: dict[str, Any]) -> str:
    value = node.get("@type")
    return " ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _strings(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for text in value if isinstance(text, str)]
    return [value] if isinstance(value, str) else []


def _things(value: Any) -> list[tuple[str, str]]:
    """Names of people or organizations, each with ":organization" if it is one."""
    found = []
    for thing in value if isinstance(value, list) else [value]:
        if isinstance(thing, str):
            found.append((thing, ""))
        elif isinstance(thing, dict):
            kind = ":organization" if "Organization" in _type(thing) else ""
            found += [(name, kind) for name in _strings(thing.get("name"))]
    return found


def _breadcrumb(node: dict[str, Any]) -> Iterator[Claim]:
    """The steps between the home page and the article."""
    items = [item for item in node.get("itemListElement") or [] if isinstance(item, dict)]
    for item in items[1:-1]:
        inner = item.get("item")
        name = item.get("name") or (inner.get("name") if isinstance(inner, dict) else None)
        yield from _claim("section", name, "json-ld:breadcrumb")
