"""Marks at the edges of a line: list markers, note labels, ends of sentences."""

from __future__ import annotations

import re
from typing import NamedTuple

BULLETS = "•●▪■◦‣○◆❖➢✓✔►▶➤□❑❏⁃∙⦁\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf06c\uf06e\uf071"
"""Glyphs that only ever begin a list item; the last ones are what Word's symbol fonts leave."""
DASHES = "-–—―*o"
"""Signs that begin an item or anything else; the last is what Word's Courier makes of a circle."""
ABJAD = ("الف", "ب", "ج", "د", "ه", "و", "ز", "ح", "ط", "ی", "ک", "ل", "م", "ن")
ALPHABETS = (
    ABJAD,
    ("أ", *ABJAD[1:9]),
    ("الف", *"بپتثجچحخدذرزژسش"),
    ("أ", *"بتثجحخدذرزسش"),
    ("א", *"בגדהוזחטיכלמנ"),
)
"""The orders in which letters of other scripts than Latin count."""
ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")

_ONE_LETTER = r"[\u0621-\u063a\u0641-\u064a\u067e\u0686\u0698\u06a9\u06af\u06ccא-ת]"
_NUMBER = rf"\(?\d{{1,2}}[.)\-–]|\(\d{{1,2}}\)|[A-Za-z]\)|(?:{_ONE_LETTER}|الف)[).\-]"
_MARKER = re.compile(rf"\s*(?P<mark>[{BULLETS}]|[\-–—*](?=\s)|(?:{_NUMBER})(?=\s))\s*")
_COUNT = rf"\d{{1,3}}|[A-Za-z]|[ivxIVX]{{1,5}}|الف|{_ONE_LETTER}"
_ITEM = re.compile(
    rf"\s*(?P<mark>[{BULLETS}]|[{DASHES}](?=\s)"
    rf"|(?:[(\[]\s?)?(?:{_COUNT})(?:\s?[)\]][.:]?|[.:\-–](?=\s|[\u0620-\u064a\u066e-\u06d3])))(?![)\]])\s*"
    rf"|\s*(?P<turned>[.)]\d{{1,2}})(?=\s)\s*"  # as Qt draws "1." on the right
)
_LABEL = re.compile(  # "[16]." ends a sentence that began above
    r"\s*(?:(?P<named>\[\d{1,3}\]|\(\d{1,2}\))(?:\s+|(?=[^\W\d_]))|(?P<mark>\d{1,3}|[*†‡§]{1,3})(?:[.):\-–]?\s+|(?=[^\W\d_])))"
)
_LEADER = re.compile(r"(?:[.…]\s?){6}")
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


def item_marker(text: str) -> Mark | None:
    """What may mark an item if the marks of the lines around it agree: also "i.", "[2]", "a.", "1.متن"."""
    found = _ITEM.match(text)
    if not found or found.end() >= len(text):
        return None
    return Mark(found["mark"] or found["turned"], found.end())


def readings(mark: Mark) -> dict[str, int]:
    """What a mark may count, by the name of the sequence: "i)" is the first of Roman numerals and the ninth letter.

    A dash counts nothing: 0."""
    text = mark.text
    if text in DASHES:
        return {text: 0}
    sign = re.sub(r"\s|\w+", "", text)
    count = "".join(filter(str.isalnum, text))
    if count.isdigit():
        return {f"1{sign}": int(count)}
    ways: dict[str, int] = {}
    if len(count) == 1 and count.isascii():
        ways[f"{'A' if count.isupper() else 'a'}{sign}"] = ord(count.lower()) - ord("a") + 1
    if count.lower() in ROMANS:
        ways[f"{'I' if count.isupper() else 'i'}{sign}"] = ROMANS.index(count.lower()) + 1
    for number, letters in enumerate(ALPHABETS):
        if count in letters:
            ways[f"{number}{letters[0]}{sign}"] = letters.index(count) + 1
    return ways


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
        found = re.match(rf"\s*(?P<named>)(?P<mark>[\[(]?{re.escape(named)}[\])]?)[.:]?\s*", text)
    return Mark(found["named"] or found["mark"], found.end()) if found and found.end() < len(text) else None


def has_leader(text: str) -> bool:
    """Whether dots lead to the number of a page, as in a table of contents."""
    return _LEADER.search(text) is not None


def ends_sentence(text: str) -> bool:
    """Whether the text ends where a paragraph may end; the mark of a footnote may follow."""
    return _SENTENCE_END.search(text.rstrip()) is not None


def ends_clause(text: str) -> bool:
    """Whether the text ends with a stop of any kind, as the items of a list may too."""
    return ends_sentence(text) or text.rstrip()[-1:] in (":", ";", ",", "؛", "،")


def continues_sentence(text: str) -> bool:
    """Whether the text can only go on a sentence: it begins with a small letter or with closing punctuation."""
    start = text.lstrip()[:1]
    return start.islower() or (bool(start) and start in ",;.)]»”،؛")
