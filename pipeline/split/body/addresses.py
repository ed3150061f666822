"""Addresses that a line broke: of the web, of mail, paths of files. Nothing stood between their parts."""

from __future__ import annotations

import re

_WEB = re.compile(r"(?:https?:/{0,2}|ftp://|www\.)\S*$", re.IGNORECASE)
_OPEN = re.compile(r"[-_=&?#:%~+@]$")  # no address ends with one of these
_EITHER = re.compile(r"[/.]$")  # an address may end so, or a sentence
_PATH = re.compile(r"[\w%~+-]*[./=?&#_%-][\w/]")
_PART = re.compile(r"[/?&=%_][\w%]")
_FILE = re.compile(r"(?:~|\.{1,2})?/(?:\S*[-/._])?$")  # "/opt/", "~/.", "./logs/"
_NAME = r"[\w-]+(?:\.[\w-]+)*"
_MAIL = re.compile(rf"(?<![\w.+-])[\w.+-]+@(?:{_NAME})?[-.]?$")
_REST_OF_MAIL = re.compile(rf"[\w.+-]*@{_NAME}\.[a-z]{{2,}}\b", re.IGNORECASE)
_HOST = re.compile(rf"{_NAME}\.[a-z]{{2,}}(?:/|\W*$)", re.IGNORECASE)
_RTL = re.compile(r"[\x21-\x7e]+\s+[^\x00-\u05ff]")  # a Latin word before Arabic script


def inside_address(before: str, after: str) -> bool:
    """Whether an address goes on in the next line: `before` is the text above, `after` the line."""
    word, rest = _last_word(before), after.lstrip()
    first = rest.split(None, 1)[0] if rest else ""
    if not word or not first:
        return False
    if "@" in word or "@" in first:
        return _inside_mail(word, first)
    return _inside_web(word, first, rest, alone=word == before.strip())


def _last_word(text: str) -> str:
    words = text.rsplit(None, 1)
    return words[-1] if words else ""


def _inside_web(word: str, first: str, rest: str, *, alone: bool) -> bool:
    if not _WEB.search(word):
        if _FILE.fullmatch(word) and _PATH.match(first):
            return True
        return word[-1] in "-\u2010" and _HOST.match(first) is not None
    if _OPEN.search(word):
        return first[0].isalnum() or first[0] in "/?&=%#_~.-"
    if _EITHER.search(word):
        return _PATH.match(first) is not None or (word.count("/") > 2 and _RTL.match(rest) is not None)
    return _PART.match(first) is not None or (alone and _PATH.match(first) is not None)


def _inside_mail(word: str, first: str) -> bool:
    if _MAIL.search(word):
        open_end = word[-1] in "@-." or not re.search(r"\.[a-z]{2,}$", word, re.IGNORECASE)
        return open_end and first[0].isalnum() and (word[-1] != "." or first[0].islower())
    goes_on = word[-1] in "-_+" or (first[0] == "@" and word[-1].isalnum())
    return goes_on and _REST_OF_MAIL.match(first) is not None
