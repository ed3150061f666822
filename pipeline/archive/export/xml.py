"""XML of strangers' words: namespaces, and characters that XML has no place for."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no Char of XML 1.0, production 2."""
XML = "http://www.w3.org/XML/1998/namespace"


def child(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
    """A new element in the namespace of its parent, or in that of `name` ("{uri}local")."""
    if not name.startswith("{"):
        name = f"{{{etree.QName(parent).namespace}}}{name}"
    element = etree.SubElement(parent, name, attributes)
    if text:
        element.text = clean(text)
    return element


def clean(text: str) -> str:
    return NO_CHARACTER.sub("\ufffd", text)


def to_bytes(root: Any) -> bytes:
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data
