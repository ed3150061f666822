"""Bytes to text.

A declared charset is a hint and no more: exports from the years of windows-1256 say latin-1, utf-8 or
nothing. The order is the one that detectors agree on for the safe cases (byte order mark, then UTF-8
that decodes without an error), and after that each candidate is decoded and judged by what a reader
would see: words that exist, letters of one script inside a word, no control characters.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from typing import NamedTuple

from pipeline.model import Issue

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEGACY = (
    "windows-1252",
    "windows-1256",
    "x-mac-farsi",
    "iso-8859-6",
    "windows-1250",
    "windows-1251",
    "gb18030",
    "shift_jis",
)
# Labels that browsers read as windows-1252, and the Mac script that Python has under another name.
_ALIASES = {
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "cp1252": "windows-1252",
    "cp1256": "windows-1256",
    "x-cp1256": "windows-1256",
    "x-mac-arabic": "mac-arabic",
    "macfarsi": "x-mac-farsi",
    "utf8": "utf-8",
    "x-sjis": "shift_jis",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
}
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
_MARKUP = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[^<>]*>", re.IGNORECASE | re.DOTALL)
_REFERENCE = re.compile(r"&#(\d{2,6});")
_WORD = re.compile(r"[^\W\d_]+(?:\u200c[^\W\d_]+)*")
_BAD = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffd\ufdd0-\ufdef\ue000-\uf8ff]")
_SYMBOL_IN_WORD = re.compile(r"(?<=\w)[¡-©«-¿×÷†‡•…‰‹›€™ˆ˜]+(?=\w)")
_MAC_DIGITS = {0x0660 + digit: 0x06F0 + digit for digit in range(10)}
_SAMPLE = 50_000
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_TYPOGRAPHIC = re.compile("[\u00a0\u00ab\u00bb\u2010-\u2027\u060c\u061b\u061f\u3001\u3002\uff0c]")
# How much better than the declared charset another must read, and how well the best one.
# 352 transcodings of 24 Persian, Pashto and English pages: the right reading scores 0.76 or more.
# The best wrong reading scores 0.84; a right one with common words in it is above 1.2, and ends the search.
_TRUST = 0.3
_SURE = 1.2
_CERTAIN = 0.6

# The commonest words of running text with a letter outside ASCII, or in a script without ASCII: any page
# with a few sentences has some of them.
_WORDS = frozenset(
    """
    و در به از که این را با برای است آن یک می تا بر هم نیز اما یا هر ما شود شد بود کرد ها های شده دارد خود وی او
    اين يک مي هاي براي كه يك
    د په او چې چی له کې کی دی ده سره هم يې یې ته نه دا يو یو خو شي وي کړي لپاره دې سي پر هغه کوي
    في من على إلى أن عن هذا هذه التي الذي ما لا كان مع قد ال أو
    کے کی میں ہے سے اور نے پر کو ہیں
    für über auch können möchte wäre müssen größe après été être même où très à é são não é às más está también
    się że są być już może który które więc jsou může při před též och är för från på að är även også så då
    и в не на что с по как из за от его к для это все так было он я мы
    """.split()  # noqa: SIM905
)


class Decoded(NamedTuple):
    text: str
    charset: str
    issues: tuple[Issue, ...] = ()


def decode(data: bytes, hint: str | None = None) -> Decoded:
    """`data` as text; `hint` is a charset known from outside the bytes (a MIME header)."""
    for mark, charset in _BOMS:
        if data.startswith(mark):
            return _told(data[len(mark) :], charset, charset)
    declared = canonical(hint) or _declared(data)
    wide = _wide_charset(data)
    if wide:
        return _told(data, wide, declared)
    if b"\x1b" in data and declared and declared.startswith("iso-2022"):
        return _told(data, declared, declared)
    text = _utf8(data)
    if text is not None:
        damage = _damage(text.endswith("\ufffd") and not data.endswith(b"\xef\xbf\xbd"))
        return Decoded(text, "utf-8", (*damage, *_mislabelled("utf-8", declared, data)))
    return _best(data, declared)


def canonical(label: str | None) -> str | None:
    """The name under which we decode a charset label, None for one that nobody knows."""
    if not label:
        return None
    name = label.strip().lower().replace("_", "-")
    name = _ALIASES.get(name, name)
    if name == "x-mac-farsi":
        return name
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return name if getattr(codec, "_is_text_encoding", True) else None


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4096])
    return canonical(match.group(1).decode("ascii")) if match else None


def _wide_charset(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: markup is ASCII, so one byte of each of its pairs is zero."""
    head = data[:4000]
    zeros = head.count(0)
    if not zeros or zeros < len(head) // 10:
        return None
    even = sum(1 for byte in head[::2] if byte == 0)
    return "utf-16-be" if even > zeros - even else "utf-16-le"


def _utf8(data: bytes) -> str | None:
    """`data` as UTF-8, None if it is not; a character cut off at the end of the file is forgiven."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.end == len(data) and error.reason == "unexpected end of data" and error.start > 0
        return data.decode("utf-8", "replace") if cut else None


def _told(data: bytes, charset: str, declared: str | None) -> Decoded:
    text = data.decode(charset, "replace")
    return Decoded(text, charset, (*_damage(text.count("\ufffd")), *_mislabelled(charset, declared, data)))


def _best(data: bytes, declared: str | None) -> Decoded:
    """The candidate that reads best; the declared one wins unless another is clearly better."""
    candidates = list(dict.fromkeys([name for name in (declared, "utf-8", *_LEGACY) if name]))
    sample = data[:_SAMPLE]
    scores: dict[str, float] = {}
    for name in candidates:
        scores[name] = _readable(_text(sample, name))
        if scores[name] >= _SURE:
            break
    charset = max(scores, key=lambda name: scores[name] + (_TRUST if name == declared else 0.0))
    text = _text(data, charset)
    issues = [*_damage(text.count("\ufffd")), *_mislabelled(charset, declared, data)]
    if scores[charset] < _CERTAIN:
        message = f"The charset is not certain; the page was read as {charset}."
        issues.append(Issue(code="charset-doubtful", message=message))
    return Decoded(text, charset, tuple(issues))


def _text(data: bytes, charset: str) -> str:
    if charset == "x-mac-farsi":
        return data.decode("mac-arabic", "replace").translate(_MAC_DIGITS)
    return data.decode(charset, "replace")


def _readable(text: str) -> float:
    """How much of the text outside ASCII reads like language; ASCII is the same in every candidate.

    For each such character: 1 for a quotation mark and in a word of one script, 3 in a word that everybody uses, -1 in a word that
    mixes scripts or cases, -2 if no text has it, 0 in a word of one letter; in the mean. 1 if there is none.
    """
    plain = _REFERENCE.sub("", _MARKUP.sub(" ", text))
    foreign = len(_FOREIGN.findall(plain))
    if not foreign:
        return 1.0
    score = len(_TYPOGRAPHIC.findall(plain)) - 2.0 * len(_BAD.findall(plain))
    score -= 2.0 * len(_SYMBOL_IN_WORD.findall(plain))
    for word, times in Counter(_WORD.findall(plain)).items():
        if not word.isascii():
            score += times * len(_FOREIGN.findall(word)) * _word_value(word)
    return score / foreign


def _word_value(word: str) -> float:
    if word.lower() in _WORDS:
        return 3.0
    if len(word) == 1:
        return 0.0
    return 1.0 if _one_script(word) else -1.0


def _one_script(word: str) -> bool:
    """Whether a word mixes no scripts and no cases, as mojibake does all the time."""
    arabic = sum("\u0600" <= letter <= "\u06ff" or letter in "\u200c\u200d" for letter in word)
    if arabic:
        return arabic == len(word)
    latin = sum(letter < "\u0250" for letter in word)
    if latin not in (0, len(word)):
        return False
    cased = word.islower() or word.istitle() or word.isupper() or word.lower() == word.upper()
    return cased and (not latin or 2 * len(_FOREIGN.findall(word)) <= len(word))


def _damage(count: int) -> tuple[Issue, ...]:
    if count <= 0:
        return ()
    message = f"{count} places of the file could not be decoded."
    return (Issue(code="charset-damaged", message=message, count=count),)


def _mislabelled(charset: str, declared: str | None, data: bytes) -> tuple[Issue, ...]:
    if not declared or declared.split("-")[:2] == charset.split("-")[:2] or data.isascii():
        return ()
    message = f"The file says {declared} but was read as {charset}."
    return (Issue(code="charset-mislabelled", message=message, human=False),)
