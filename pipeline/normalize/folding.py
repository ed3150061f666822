"""Search keys: what a reader means by a word, whatever keyboard, font or decade wrote it.

For an index and for comparing, never for output. Sources: UAX #15 (NFKC_Casefold), Unicode 9.2, and
the foldings of Lucene's Persian and Arabic analyzers.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pipeline.normalize.script import MARK, TATWEEL, ZWNJ

SAME_LETTER = {
    "ی": "يىېۍئےۓێ",
    "ک": "كڪ",
    "گ": "ګڰ",
    "ا": "أإآٱ",
    "و": "ؤۆۇ",
    "ه": "ةۀہۂۃھەۿ",
    "ت": "ټٹ",
    "د": "ډڈ",
    "ر": "ړڑڕ",
    "ش": "ښ",
    "ن": "ڼں",
    "ل": "ڵ",
    '"': "“”„«»",
    "'": "‘’‚",
    "-": "‐‑‒–—",
}
LETTERS = str.maketrans({variant: letter for letter, variants in SAME_LETTER.items() for variant in variants})
DROPPED = (
    "ء\u0654\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad"
    + TATWEEL
)

TABLE = LETTERS | str.maketrans(dict.fromkeys(DROPPED, ""))
MARKS = re.compile(f"[{MARK}\u0300-\u036f]")


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """Key of a text in which ZWNJ parts words like a space: «کتاب‌ها» gives «کتاب ها».

    Kept, since the steps of the split ask for the keys of the same lines.
    """
    return _squeezed(_folded(text.replace(ZWNJ, " ")))


def fold_joined(text: str) -> str:
    """Key of a text in which ZWNJ is nothing: «کتاب‌ها» gives «کتابها». Index both to find either."""
    return _squeezed(_folded(text.replace(ZWNJ, "")))


def fold_letters(text: str) -> str:
    """Key for a comparison letter by letter: each letter by the one that its variants share, nothing dropped."""
    return text.casefold() if text.isascii() else text.translate(LETTERS).casefold()


def _folded(text: str) -> str:
    if text.isascii():
        return text.casefold()
    text = unicodedata.normalize("NFKC", text).casefold()
    # Base and mark parted, so that é gives e and ئ gives the letter under its hamza.
    text = MARKS.sub("", unicodedata.normalize("NFD", text.translate(TABLE))).translate(TABLE)
    return "".join(map(_digit, text)) if NOT_ASCII_DIGIT.search(text) else text


NOT_ASCII_DIGIT = re.compile(r"[^\D0-9]")


def _digit(char: str) -> str:
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)


def _squeezed(text: str) -> str:
    return " ".join(text.split())
