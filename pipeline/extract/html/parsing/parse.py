"""Text to one element tree, without the losses of a default parser.

libxml2 stops at a nesting depth of 256 or a text node of 10 MB and drops the rest of the document;
only its error log says so. `huge_tree` lifts the second limit and moves the first to 2048. Beyond that
Python's own tokenizer builds the tree, flattened below `_DEPTH` so that nothing that walks it later
recurses too deep.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser as Tokenizer
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, html_parser

from pipeline.errors import LimitError
from pipeline.model import Issue

_DEPTH = 200
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
# Elements whose text no reader sees. JSON-LD is read before these go.
_UNSEEN = ("head", "script", "style", "template", "iframe", "object", "applet", "xml", "annotation")
# What generators of pages set behind a heading, to copy its address.
_PERMALINKS = frozenset("#¶§🔗∞⚓")
_TAG = re.compile(
    r"<!--|<(?:!doctype|html|head|body|title|meta|script|style|link|base|table|tr|td|div|span|p|br|hr|h[1-6]|a|b|i|em|strong"
    r"|font|center|article|section|main|header|footer|nav|ul|ol|li|img|blockquote|form|frameset|pre|svg)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"Microsoft|Word\.|FrontPage\.", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r"))
_BLANKED = bytes.maketrans(_CONTROLS, b" " * len(_CONTROLS))
_NONCHARACTERS = ("\ufffe".encode(), "\uffff".encode())


# Pictures inside a tag, and tags so long that libxml2, which compares all attributes, takes minutes.
EMBEDDED = "data:"
"""What is left of the address of a picture that the page holds itself, as SingleFile saves them."""
_EMBEDDED = re.compile(r"data:[^\s\"'<>]{1000,}")
_ENDS = ("</html>", "</HTML>", "</Html>")
_LONG = 100_000
_LONG_TAG = re.compile(rf"<([A-Za-z][A-Za-z0-9]*)\s[^<>]{{{_LONG},}}>")
# Characters of a page that Python's tokenizer reads in seconds.
_SLOW = 5_000_000
# One class for all elements, chosen in C; the parser of lxml.html asks Python for the class of each.
_LOOKUP = etree.ElementDefaultClassLookup(element=HtmlElement)


class Parsed(NamedTuple):
    root: HtmlElement
    issues: tuple[Issue, ...] = ()


def parse(text: str) -> Parsed:
    """The document element of `text`; comments and processing instructions are gone, scripts are not.

    Raises LimitError for a page too large for the tokenizer that deep nesting needs.
    """
    clean = _XML_DECLARATION.sub("", text, count=1)
    # Where a template ends the page too early libxml2 drops all that follows; browsers go on.
    for end in _ENDS:
        clean = clean.replace(end, "")
    if EMBEDDED in clean:
        clean = _EMBEDDED.sub(EMBEDDED, clean)
    if _may_hold_long_tag(clean):
        clean = _LONG_TAG.sub(r"<\1>", clean)
    parser = HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    parser.set_element_class_lookup(_LOOKUP)
    try:
        root = etree.fromstring(_xml_bytes(clean), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        return _flat(xml_text(clean))
    return Parsed(root)


def _may_hold_long_tag(text: str) -> bool:
    """Whether some stretch of the text is without an end of a tag; the search itself would read each page twice."""
    half = _LONG // 2
    return any(text.find(">", start, start + half) < 0 for start in range(0, len(text) - half, half))


def xml_text(text: str) -> str:
    """`text` with blanks for the characters that a tree may not hold; numeric references let them in."""
    return _INVALID.sub(" ", text)


def _xml_bytes(text: str) -> bytes:
    """`xml_text` in UTF-8, in a fifth of the time on the text of a whole page."""
    data = text.encode("utf-8", "replace").translate(_BLANKED)
    for noncharacter in _NONCHARACTERS:
        data = data.replace(noncharacter, b" ")
    return data


def is_markup(text: str) -> bool:
    """Whether there is a tag in it that a browser knows; plain text is sometimes named .html."""
    return _TAG.search(text) is not None


def parse_plain(text: str) -> Parsed:
    """Plain text as one preformatted block."""
    return parse(f"<pre>{escape(text)}</pre>")


def drop_unseen(root: HtmlElement) -> None:
    """Take out, in place, the elements whose text no reader sees."""
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    headings = list(root.iter("h1", "h2", "h3", "h4", "h5", "h6"))
    for link in [link for heading in headings for link in heading.iter("a")]:
        if "#" in link.get("href", "") and link.text_content().strip() in _PERMALINKS:
            link.drop_tree()


def drop_keyboard_languages(root: HtmlElement) -> None:
    """Take out, in place, the languages in the exports of Word and FrontPage.

    They tell which keyboard was set when a run was typed: Pashto texts are marked as Persian.
    """
    generators = (meta.get("content") or "" for meta in root.iter("meta") if _is_generator(meta))
    if any(_OFFICE.match(generator) for generator in generators):
        etree.strip_attributes(root, "lang", "{http://www.w3.org/XML/1998/namespace}lang")


def _is_generator(meta: HtmlElement) -> bool:
    return (meta.get("name") or "").lower() in ("generator", "progid", "originator")


def _flat(text: str) -> Parsed:
    if len(text) > _SLOW:
        raise LimitError("the page nests too deep and is too large to be flattened")
    builder = _Flattening()
    builder.feed(text)
    builder.close()
    if not builder.flattened:
        return Parsed(builder.root)
    message = f"The markup nests deeper than {_DEPTH} elements; its inner structure was flattened."
    return Parsed(builder.root, (Issue(code="markup-too-deep", message=message, human=False),))


class _Flattening(Tokenizer):
    """Builds a tree from Python's tokenizer; elements below `_DEPTH` become siblings."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root: HtmlElement = html_parser.makeelement("html")
        self.flattened = False
        self._open: list[HtmlElement] = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("html", "body") and any(element.tag == tag for element in self._open[:2]):
            return
        element = html_parser.makeelement(_name(tag))
        for name, value in attrs:
            if re.fullmatch(r"[A-Za-z_][\w.-]*", name):
                element.set(name, value or "")
        self._open[-1].append(element)
        if tag in _VOID:
            return
        if len(self._open) < _DEPTH:
            self._open.append(element)
        else:
            self.flattened = True

    def handle_endtag(self, tag: str) -> None:
        name = _name(tag)
        for index in range(len(self._open) - 1, 0, -1):
            if self._open[index].tag == name:
                del self._open[index:]
                return

    def handle_data(self, data: str) -> None:
        parent = self._open[-1]
        last = next(parent.iterchildren(reversed=True), None)
        if last is None:
            parent.text = (parent.text or "") + data
        else:
            last.tail = (last.tail or "") + data


def _name(tag: str) -> str:
    return tag if re.fullmatch(r"[a-z][a-z0-9._-]*", tag) else "span"
