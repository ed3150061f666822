"""Dates in three calendars, read by a grammar of our own and converted by libraries.

General parsers guess: asked for «۲۲ بلابلا ۱۴۰۰» (no such month) dateparser answers with a day. Here
a date has a day, a month and a year of four digits, is valid in its calendar, and can be read in one
way only; anything else is an issue and no date. Conversion is jdatetime's (Solar Hijri) and
hijridate's (lunar, Umm al-Qura).
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.model import Issue
from pipeline.normalize.dates.months import MONTHS
from pipeline.normalize.dates.named import named_dates
from pipeline.normalize.script import DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.normalize.dates.months import Calendar


class DateReading(NamedTuple):
    """A date and where it was read: `text` is `source[start:end]`, as printed."""

    date: datetime.date
    calendar: Calendar
    text: str
    start: int
    end: int


class _Candidate(NamedTuple):
    """A place that looks like a date; `year`, `month`, `day` as its calendar counts them."""

    calendar: Calendar
    year: int
    month: int
    day: int
    start: int
    end: int
    problem: str | None = None


# Years that a newspaper can mean. Solar and lunar Hijri years look alike: a month's name or «قمری» tells.
YEARS: dict[Calendar, range] = {
    "gregorian": range(1700, 2101),
    "solar-hijri": range(1200, 1501),
    "lunar-hijri": range(1200, 1501),
}

# dd.mm.yyyy, yyyy/mm/dd and their like; no part of a longer number (addresses, versions, book numbers).
NUMERIC = re.compile(
    r"(?<!\w)(?<!\d[.,:/\-])(?P<first>\d{1,4})\s?(?P<mark>[./\-])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?(?P<last>\d{1,4})"
    r"(?![.,:/\-]?\d)(?:(?=T\d\d:)|(?![^\W\d_]))"
)
FOUR_DIGITS = re.compile(r"\d{4}")
LUNAR_MARK = re.compile(r"[\s\u200c)]*(?:هجری[\s\u200c]*)?(?:قمری|ه[ـ\u200d]?[.\s]?ق(?!\w)|هـ(?![.\s]*ش))")
SHORT_YEAR = re.compile(
    r"\s*[\u0620-\u06d3\u200c ]*(?:شنبه|جمعه|آدینه)[،,\s]+"
    r"(?P<date>(?P<day>\d{1,2})\s+(?P<month>[^\W\d_]+)(?:\s+ماه)?\s+(?P<year>\d\d))\s*"
)
LONGEST_SHORT = 40
LATEST_SHORT = 20
"""Short years up to here are of the century that began in 2021."""
FOLDS = DIGITS | str.maketrans("يىكۀ", "ییکه")


def parse_date(text: str) -> DateReading | None:
    """The one day that the text names, in as many calendars as it likes; None if there is none or doubt.

    Where a lunar date stands beside another, the other is given: lunar months begin by sighting.
    """
    readings, problems = _examine(text)
    if problems or not readings:
        return None
    return min(readings, key=lambda reading: reading.calendar == "lunar-hijri")


def find_dates(text: str) -> tuple[DateReading, ...]:
    """All dates of the text that can be read in one way only, from left to right."""
    return _examine(text)[0]


def date_issues(text: str) -> tuple[Issue, ...]:
    """Why a text that looks like a date gives none: `date-invalid`, `date-ambiguous`, `dates-disagree`."""
    return _examine(text)[1]


def _examine(text: str) -> tuple[tuple[DateReading, ...], tuple[Issue, ...]]:
    if FOUR_DIGITS.search(text):
        return _read_dates(text)
    return (_short_year(text), ()) if len(text) <= LONGEST_SHORT else ((), ())


def _short_year(text: str) -> tuple[DateReading, ...]:
    """A date whose solar year has two digits, as blogs print it: all of a text, and behind the day of the week."""
    match = SHORT_YEAR.fullmatch(text)
    if match is None:
        return ()
    month = MONTHS.get(match["month"].translate(FOLDS))
    if month is None or month[0] != "solar-hijri":
        return ()
    year = int(match["year"])
    year += 1300 if year > LATEST_SHORT else 1400
    date = _convert(_Candidate("solar-hijri", year, month[1], int(match["day"]), *match.span("date")))
    return (DateReading(date, "solar-hijri", match["date"], *match.span("date")),) if date else ()


@lru_cache(maxsize=1024)
def _read_dates(text: str) -> tuple[tuple[DateReading, ...], tuple[Issue, ...]]:
    """Kept, since every profile and every field asks the few lines that have a year."""
    plain = text.translate(FOLDS)
    readings: list[DateReading] = []
    issues: list[Issue] = []
    for found in _candidates(plain, text):
        printed = text[found.start : found.end]
        date = None if found.problem else _convert(found)
        if date:
            readings.append(DateReading(date, found.calendar, printed, found.start, found.end))
        else:
            code = found.problem or "date-invalid"
            issues.append(Issue(code=code, message=f"“{printed}” {MEANING[code]}."))
    if len(readings) > 1 and not _agree(readings):
        said = ", ".join(f"“{reading.text}” ({reading.date})" for reading in readings)
        issues.append(Issue(code="dates-disagree", message=f"The dates {said} are different days."))
    return tuple(readings), tuple(issues)


MEANING = {
    "date-invalid": "is no day of its calendar",
    "date-ambiguous": "can be read as more than one day",
}


def _candidates(plain: str, text: str) -> list[_Candidate]:
    """Places that look like dates, the longer one where two overlap."""
    found = [*_spelled(plain), *_numeric(plain, text)]
    found.sort(key=lambda candidate: candidate.start)
    kept: list[_Candidate] = []
    for candidate in found:
        if kept and candidate.start < kept[-1].end:
            kept.append(max(kept.pop(), candidate, key=lambda other: other.end - other.start))
        else:
            kept.append(candidate)
    return kept


def _spelled(plain: str) -> Iterator[_Candidate]:
    for found in named_dates(plain):
        if found.year in YEARS[found.calendar]:
            problem = "date-ambiguous" if found.is_range else None
            yield _Candidate(
                found.calendar, found.year, found.month, found.day, found.start, found.end, problem
            )


def _numeric(plain: str, text: str) -> Iterator[_Candidate]:
    for match in NUMERIC.finditer(plain):
        first, month, last = match["first"], int(match["month"]), match["last"]
        if len(first) == 4 and len(last) <= 2:
            year, day = int(first), int(last)
        elif len(last) == 4 and len(first) <= 2:
            year, day = int(last), int(first)
        else:
            continue
        calendar = _calendar(year, plain, match.end())
        if calendar is None:
            continue
        problem = None
        if (
            len(last) == 4
            and match["mark"] == "/"
            and calendar == "gregorian"
            and text[match.start()].isascii()
        ):
            # 11/13/2021 is American; 05/06/2021 may be either. Persian digits are never written so.
            problem = "date-ambiguous" if day != month and max(day, month) <= 12 else None
            if month > 12:
                month, day = day, month
        yield _Candidate(calendar, year, month, day, *match.span(), problem)


def _calendar(year: int, plain: str, end: int) -> Calendar | None:
    if year in YEARS["gregorian"]:
        return "gregorian"
    if year in YEARS["solar-hijri"]:
        return "lunar-hijri" if LUNAR_MARK.match(plain, end) else "solar-hijri"
    return None


def _convert(found: _Candidate) -> datetime.date | None:
    """The Gregorian day; None if the calendar has no such day."""
    try:
        if found.calendar == "solar-hijri":
            import jdatetime

            day: datetime.date = jdatetime.date(found.year, found.month, found.day).togregorian()
            return day
        if found.calendar == "lunar-hijri":
            import hijridate

            return datetime.date(
                *hijridate.Hijri(found.year, found.month, found.day).to_gregorian().datetuple()
            )
        return datetime.date(found.year, found.month, found.day)
    except (ValueError, OverflowError):
        return None


def _agree(readings: list[DateReading]) -> bool:
    """One day, give or take one where a lunar date is compared."""
    for reading in readings[1:]:
        lunar = "lunar-hijri" in {reading.calendar, readings[0].calendar}
        if abs((reading.date - readings[0].date).days) > lunar:
            return False
    return True
