"""Marks at the edges of a line: list markers, note labels, ends of sentences."""

from __future__ import annotations

import re
from typing import NamedTuple

BULLETS = "•●▪■◦‣○◆❖➢✓\uf0b7\uf0a7\uf0d8"
"""Glyphs that only ever begin a list item; the last three are what Word's symbol fonts leave."""

_NUMBER = r"\(?\d{1,2}[.)\-–]|\(\d{1,2}\)|[A-Za-z]\)|(?:[الفبجدهوزحط]|الف)[).\-]"
_MARKER = re.compile(rf"\s*(?P<mark>[{BULLETS}]|[\-–—*](?=\s)|(?:{_NUMBER})(?=\s))\s*")
_LABEL = re.compile(r"\s*(?P<mark>\[\d{1,3}\]|\d{1,3}|[*†‡§]{1,3})(?P<end>[.):]?\s+|(?=[^\W\d_]))")
_CLOSING = r"[\"'”’»)\]]*"
_SENTENCE_END = re.compile(rf"[.!?؟۔…]{_CLOSING}$|(?<!\d)[.!?؟۔…]{_CLOSING}\d{{1,2}}$")


class Mark(NamedTuple):
    """A list marker or a note label, and the length of text that it takes."""

    text: str
    length: int


def list_marker(text: str) -> Mark | None:
    """The marker of a list item: a bullet, a dash, "2)", "الف)"."""
    found = _MARKER.match(text)
    return Mark(found["mark"], found.end()) if found and found.end() < len(text) else None


def is_bullet(mark: Mark) -> bool:
    return mark.text in BULLETS


def number_of(mark: Mark) -> int | None:
    """The number in a marker; letters and bullets have none."""
    digits = "".join(filter(str.isdigit, mark.text))
    return int(digits) if digits else None


def note_label(text: str, named: str | None = None) -> Mark | None:
    """The label at the start of a footnote; `named` is what the markup says that it is ("iv", "a")."""
    found = _LABEL.match(text)
    if found is None and named:
        found = re.match(rf"\s*(?P<mark>[\[(]?{re.escape(named)}[\])]?)[.:]?\s*", text)
    return Mark(found["mark"], found.end()) if found and found.end() < len(text) else None


def ends_sentence(text: str) -> bool:
    """Whether the text ends where a paragraph may end; the mark of a footnote may follow."""
    return _SENTENCE_END.search(text.rstrip()) is not None


def continues_sentence(text: str) -> bool:
    """Whether the text can only go on a sentence: it begins with a small letter or with closing punctuation."""
    start = text.lstrip()[:1]
    return start.islower() or (bool(start) and start in ",;.)]»”،؛")
