"""Simple Dublin Core of an article (ISO 15836), in the XML that OAI-PMH has for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from pipeline.archive.export.xml import XML, clean, to_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
Text = tuple[str, str | None, str | None]


def dublin_core(record: Mapping[str, Any]) -> bytes:
    """The elements of a record that Dublin Core has a name for, each value in an element of its own."""
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC})
    for name, value, lang in _elements(record):
        if value:
            element = etree.SubElement(root, f"{{{DC}}}{name}")
            element.text = clean(value)
            if lang:
                element.set(f"{{{XML}}}lang", lang)
    return to_bytes(root)


def _elements(record: Mapping[str, Any]) -> Iterator[Text]:
    """Element, value and language, in the order of the standard's list."""
    source, site = record["source"], record.get("site", {})
    yield "title", record["title"], record["lang"]
    yield from (("title", text["text"], text["lang"]) for text in record.get("other_titles", ()))
    yield from (("creator", author, None) for author in record.get("authors", ()))
    yield from (("subject", text["text"], text["lang"]) for text in record.get("section", ()))
    yield "description", record.get("lead"), record["lang"]
    yield from (("publisher", text["text"], text["lang"]) for text in site.get("name", ()))
    if not site.get("name"):
        yield "publisher", site.get("url"), None
    yield "date", record.get("date"), None
    yield "type", "Text", None
    yield "format", source["media_type"], None
    yield "identifier", record["id"], None
    yield "identifier", source.get("url"), None
    yield "source", record.get("credit", {}).get("text"), None
    yield from (("language", lang, None) for lang in record.get("langs", ()))
