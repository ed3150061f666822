"""Dates whose month has a name: «۲۲ عقرب ۱۴۰۰», «د نومبر ۱۳مه ۲۰۲۱», "November 13th, 2021".

A text is cut into numbers, words and signs; a day, a month and a year make a date where nothing but
small words and signs stand between them, in the orders that our languages use.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from pipeline.normalize.dates.day_words import DAYS, FIRST, MOST_WORDS
from pipeline.normalize.dates.months import FIRST_WORDS, MONTHS, Calendar

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = re.compile(r"\d+|[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\s\u200c]")
# Ordinals, prepositions, the words for month and year, and the signs between.
BETWEEN = "ٔ ِ ی st nd rd th er of de del the د په م مه مې ام ماه سال سنة کال لمریز هجری . , ، / - –"
SMALL = frozenset(BETWEEN.split())
AGAIN = frozenset(["/", "-", "–", "("])  # between the two names of a month
RANGES = frozenset(["-", "–", "—", "تا", "to", "bis", "und", "and", "و"])
ORDERS = ("day month year", "month day year", "year month day")
# Small tokens between two parts of a date: «۱۴۰۰ کال د لړم په ۲۲» has two, «۱۴۰۰ هجري لمريز کال د لړم ۲۲» four.
MOST_BETWEEN = 4
RANGE_REACH = 3  # tokens before a day in which the first day of a range stands
# A number behind one of them counts issues and years, no days: «شمارهٔ ۵، حمل ۱۴۰۰».
COUNTED = re.compile(
    r"(?<![^\W_])(?:شماره|شمارۀ|گڼه|سال|دوره|جلد|no|nr|vol|volume|issue|heft|ausgabe|jahrgang)\W{0,3}\Z",
    re.IGNORECASE,
)
_REACH = 16
MONTH_WORD = "ماه"
LONGEST_NAME = 3


class NamedDate(NamedTuple):
    """A date as printed, not yet checked against its calendar; `is_range` if another day stands before it."""

    calendar: Calendar
    year: int
    month: int
    day: int
    start: int
    end: int
    is_range: bool


# The two names that a month has in Arabic («شباط/فبراير»), and a time joined to the day («10:41-13 نوفمبر»).
_TWO_NAMES = re.compile(r"([^\W\d_]+)\s?/\s?(?=([^\W\d_]+))")
_CLOCK_BEFORE = re.compile(r"(?<![\d:])\d{1,2}:\d\d\s?[-–—]\s?(?=\d{1,2}\s)")


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _first_name_blank(found: re.Match[str]) -> str:
    first, second = MONTHS.get(found[1].lower()), MONTHS.get(found[2].lower())
    return _blank(found) if first and first == second else found[0]


class _Part(NamedTuple):
    kind: Literal["day", "month", "year", "small", "other"]
    start: int
    end: int
    number: int = 0
    calendar: Calendar = "gregorian"


def named_dates(plain: str) -> Iterator[NamedDate]:
    """Dates of a text in ASCII digits and with Persian yeh and kaf."""
    parts = list(_parts(_CLOCK_BEFORE.sub(_blank, _TWO_NAMES.sub(_first_name_blank, plain))))
    places = [index for index, part in enumerate(parts) if part.kind != "small"]
    at = 0
    while at + 3 <= len(places):
        three = places[at : at + 3]
        found = [parts[index] for index in three]
        near = all(after - before <= MOST_BETWEEN + 1 for before, after in pairwise(three))
        if near and " ".join(part.kind for part in found) in ORDERS:
            last = parts[three[-1]]
            after = parts[three[-1] + 1] if three[-1] + 1 < len(parts) else last
            glued = after.kind == "small" and after.start == last.end and plain[after.start].isalpha()
            end = after.end if glued else last.end
            yield _date(found, end, _follows_range(plain, parts, three[0]))
            at += 2
        at += 1


def _date(found: list[_Part], end: int, is_range: bool) -> NamedDate:
    """The date that three parts make; `end` is behind the ordinal's ending («۱۲مه»)."""
    by_kind = {part.kind: part for part in found}
    month = by_kind["month"]
    year, day = by_kind["year"].number, by_kind["day"].number
    return NamedDate(month.calendar, year, month.number, day, found[0].start, end, is_range)


def _parts(plain: str) -> Iterator[_Part]:
    """The tokens by what they can be in a date; the words of a month's name are one."""
    tokens = list(TOKEN.finditer(plain))
    index = 0
    before = ("other", "other")
    while index < len(tokens):
        part, length = _part(plain, tokens, index, before)
        if part.kind != "small":
            before = (before[1], part.kind)
        yield part
        index += length


def _part(plain: str, tokens: list[re.Match[str]], index: int, before: tuple[str, str]) -> tuple[_Part, int]:
    token = tokens[index]
    start, end = token.span()
    if token[0].isdecimal():
        return _number(plain, start, end), 1
    if token[0] in FIRST and (spelled := _day_in_words(plain, tokens, index, before[1] == "month")):
        return spelled
    # مه is May in Iran, and the ending of an ordinal in Pashto: ۱۳مه.
    ordinal = (
        token[0] == "مه" and before[1] == "day" and (before[0] == "month" or plain[start - 1].isdecimal())
    )
    if not ordinal and (named := _month(tokens, index)):
        (calendar, number), length = named
        length += _again(tokens, index + length, (calendar, number))
        return _Part("month", start, tokens[index + length - 1].end(), number, calendar), length
    return _Part("small" if token[0].lower() in SMALL else "other", start, end), 1


def _month(tokens: list[re.Match[str]], index: int) -> tuple[tuple[Calendar, int], int] | None:
    """The month whose name begins at a token, and of how many tokens it is."""
    if index >= len(tokens) or tokens[index][0].lower() not in FIRST_WORDS:
        return None
    for length in range(LONGEST_NAME, 0, -1):
        words = tokens[index : index + length]
        month = MONTHS.get(" ".join(word[0] for word in words).lower())
        if month and len(words) == length:
            return month, length
    return None


def _again(tokens: list[re.Match[str]], index: int, month: tuple[Calendar, int]) -> int:
    """How many tokens say the month a second time: Arabic has two names for each, «نيسان/أبريل», «نيسان (أبريل)»."""
    sign = tokens[index][0] if index < len(tokens) else ""
    other = _month(tokens, index + 1) if sign in AGAIN else None
    if other is None or other[0] != month:
        return 0
    end = index + 1 + other[1]
    closed = sign == "(" and end < len(tokens) and tokens[end][0] == ")"
    return end - index + closed


def _day_in_words(
    plain: str, tokens: list[re.Match[str]], index: int, after_month: bool
) -> tuple[_Part, int] | None:
    """A day whose number is words, «بیست و سوم»: right beside the month, else it may count anything."""
    if _counted(plain, tokens[index].start()):
        return None
    for length in range(MOST_WORDS, 0, -1):
        words = tokens[index : index + length]
        after = tokens[index + length][0].lower() if index + length < len(tokens) else ""
        day = DAYS.get(" ".join(word[0] for word in words))
        if day and (after_month or after == MONTH_WORD or after in FIRST_WORDS):
            return _Part("day", words[0].start(), words[-1].end(), day), length
    return None


def _counted(plain: str, start: int) -> bool:
    return COUNTED.search(plain[max(0, start - _REACH) : start]) is not None


def _number(plain: str, start: int, end: int) -> _Part:
    """A day or a year by its length; neither beside a Latin letter, but for the ending of 13th, nor a number that counts."""
    before, after = plain[start - 1 : start], plain[end : end + 1]
    if (before.isascii() and (before.isalpha() or before == "_")) or end - start not in {1, 2, 4}:
        return _Part("other", start, end)
    if end - start == 4:
        latin = after.isascii() and after.isalpha()
        return _Part("other" if latin else "year", start, end, int(plain[start:end]))
    return _Part("other" if _counted(plain, start) else "day", start, end, int(plain[start:end]))


def _follows_range(plain: str, parts: list[_Part], first: int) -> bool:
    """Whether a day and a word like "to" stand before: 10.–13. November is no single day."""
    index = first - 1
    joined = False
    while index >= 0 and first - index <= RANGE_REACH:
        part = parts[index]
        if part.kind == "day":
            return joined
        joined = joined or plain[part.start : part.end].lower() in RANGES
        index -= 1
    return False
