"""Claims of the JSON-LD in a page: schema.org's articles, and the trail that leads to them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.html import HtmlElement

_FIELDS = {
    "headline": "title",
    "datePublished": "date",
    "articleSection": "section",
    "alternativeHeadline": "lead",
    "description": "lead",
    "inLanguage": "lang",
}
_TYPES = re.compile(r"Article|BlogPosting|Report|Review|NewsItem|Blog$|CreativeWork$|WebPage$")
_ARTICLE = re.compile(r"Article|BlogPosting|Report|Review|NewsItem")


def json_ld(root: HtmlElement) -> Iterator[tuple[str, str, str]]:
    """Field, value and rule of each claim; those of an article before those of a page."""
    nodes = [node for script in root.iter("script") for node in _scripts(script)]
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    articles = [node for node in nodes if _ARTICLE.search(_type(node))]
    for node in articles or [node for node in nodes if _TYPES.search(_type(node))]:
        for key, field in _FIELDS.items():
            for value in _strings(node.get(key)):
                yield field, value, f"json-ld:{key}"
        for name in _names(node.get("author") or node.get("creator"), known, "Person"):
            yield "author", name, "json-ld:author"
        for name in _names(node.get("publisher"), known, "Organization"):
            yield "site", name, "json-ld:publisher"
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


def _names(value: Any, known: Mapping[str, dict[str, Any]], kind: str) -> Iterator[str]:
    """Names of the things of a `kind`, which may stand elsewhere in the page under their @id."""
    for thing in value if isinstance(value, list) else [value]:
        if isinstance(thing, str):
            yield thing
        elif isinstance(thing, dict):
            entry = thing if "name" in thing else known.get(str(thing.get("@id")), thing)
            if not entry.get("@type") or kind in _type(entry):
                yield from _strings(entry.get("name"))


def _breadcrumb(node: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The steps between the home page and the article."""
    items = [item for item in node.get("itemListElement") or [] if isinstance(item, dict)]
    for item in items[1:-1]:
        inner = item.get("item")
        name = item.get("name") or (inner.get("name") if isinstance(inner, dict) else None)
        if isinstance(name, str):
            yield "section", name, "json-ld:breadcrumb"
