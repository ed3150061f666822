"""Typographic rules for Persian quotes, punctuation and digits; see `typography`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.normalize.edits import substitute
from pipeline.normalize.rules.rule import Rule
from pipeline.normalize.script import LETTER, MARK

if TYPE_CHECKING:
    from collections.abc import Callable

ARABIC = f"{LETTER}{MARK}"
SIGNS = str.maketrans({",": "،", ";": "؛", "?": "؟", "%": "٪"})

DOUBLE_QUOTES = re.compile(r"(?<![A-Za-z0-9\"'])(?:\"([^\"\n]{1,300})\"|''([^'\n]{1,300})'')(?![\"'\d])")
SINGLE_QUOTES = re.compile(rf"(?<![\w'])'([{LETTER}][^'\n]{{0,300}})'(?![\w'])")
ASCII_SIGN = re.compile(r"(?<![A-Za-z0-9&])[,;?](?![A-Za-z0-9])(?!(?<=\d.)\d)|(?<![A-Za-z%])%(?![\w%])")
MARKS_RUN = re.compile("[!?؟]{2,}")
DOTS = re.compile(r" ?(?:\.{3}|…(?= ?[.…]))(?: ?[.…])*")
DASHES = re.compile(r"(?<!-)-{2,3}(?!-)")
SPACE_BEFORE = re.compile(r"(?<=[^\s.]) +(?=[،؛:!؟.…»)\]}](?:[\s»)\]}،؛:!؟.…]|$|(?=.)))")
SPACE_INSIDE = re.compile(r"(?<=[«(\[{“]) +(?=\S)|(?<=\S) +(?=[»)\]}”])")
NO_SPACE_OUTSIDE = re.compile(
    rf"(?<=[\w{MARK}])(?=[«“])|(?<=[A-Za-z{ARABIC}])(?=[(\[{{])|(?<=[»”)\]}}])(?=[{LETTER}])"
)
NO_SPACE_AFTER = re.compile(
    rf"(?<=[،؛!؟])(?=[\w«(])|(?<=[{LETTER}][:])(?=[{LETTER}«])|(?<=[{LETTER}]\.)(?=[{LETTER}]{{2}})"
)
NUMBER_BESIDE_WORD = re.compile(rf"(?<=[۰-۹0-9])(?=[{LETTER}]{{2}})|(?<=[{LETTER}])(?=[۰-۹0-9])")

PERSIAN_DIGITS = str.maketrans("0123456789٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵۶۷۸۹")
ASCII_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
# A number, by itself: no part of a date, a time, an address, a phone number, a version, or a Latin word.
NUMBER = re.compile(r"(?<![\w.,:/\-+٫٬])\(?\d+(?:[.,٫٬:]\d+)?(?![\w/\-+]|[.,:٫٬]\d)")


def _rule(name: str, pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str]) -> Rule:
    return Rule(
        name=name,
        find=substitute(pattern.pattern, new),
        wakes=pattern.search,
        source="دستور خط فارسی، نشانه‌گذاری; ISIRI 9147",
        languages=frozenset({"fa"}),
        spares="quotations",
    )


def _write_marks(match: re.Match[str]) -> str:
    """؟؟؟ as ؟, !!! as !, ?! and !? as ؟!"""
    asks = "؟" if set(match[0]) & {"?", "؟"} else ""
    return asks + ("!" if "!" in match[0] else "")


def _write_number(match: re.Match[str]) -> str:
    """Digits in Persian with the decimal sign ٫ and the thousands sign ٬."""
    number = match[0].translate(PERSIAN_DIGITS)
    whole, sign, rest = re.match(r"(\(?\d+)([.,٫٬:]?)(\d*)", number).groups()  # type: ignore[union-attr]
    if sign == "," and len(rest) == 3:
        sign = "٬"
    elif sign == ".":
        sign = "٫"
    return whole + sign + rest


QUOTES = (
    _rule("quotes", DOUBLE_QUOTES, lambda match: f"«{(match[1] or match[2]).strip(' ')}»"),
    _rule("quotes", SINGLE_QUOTES, lambda match: f"«{match[1].strip(' ')}»"),
)
# What stands beside a number as one sign, and the number apart from words: only then is it seen as one.
AROUND_NUMBERS = (
    _rule("ellipsis", DOTS, "…"),
    _rule("dashes", DASHES, lambda match: "—" if len(match[0]) == 3 else "–"),
    _rule("number-spaces", NUMBER_BESIDE_WORD, " "),
)
# Spaces between signs go first, so that the signs are seen together.
PUNCTUATION = (
    _rule("punctuation-spaces", SPACE_INSIDE, ""),
    _rule("punctuation-signs", ASCII_SIGN, lambda match: match[0].translate(SIGNS)),
    _rule("punctuation-spaces", SPACE_BEFORE, ""),
    _rule("punctuation-runs", MARKS_RUN, _write_marks),
    _rule("punctuation-spaces", NO_SPACE_OUTSIDE, " "),
    _rule("punctuation-spaces", NO_SPACE_AFTER, " "),
)
DIGITS = {
    "persian": (_rule("digits", NUMBER, _write_number),),
    "ascii": (_rule("digits", re.compile("[۰-۹٠-٩]+"), lambda match: match[0].translate(ASCII_DIGITS)),),
}
