"""Days and spans of time in the two calendars of the archive's readers, side by side."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from pipeline.normalize import fold

FIRST_GREGORIAN = 1700  # a lower year is one of the Solar Hijri calendar, whose 1700 is 2321
TYPED = re.compile(r"(\d{3,4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?")


class Both(NamedTuple):
    """One day in both calendars, YYYY-MM-DD; `solar` is empty where that calendar has no such day."""

    gregorian: str
    solar: str


def of_record(date: str | None) -> Both | None:
    """A date of a record in both calendars, None where there is none."""
    try:
        return both(datetime.date.fromisoformat(date or ""))
    except ValueError:
        return None


def both(day: datetime.date) -> Both:
    import jdatetime

    try:
        return Both(day.isoformat(), jdatetime.date.fromgregorian(date=day).isoformat())
    except ValueError:  # before the year 1 of that calendar
        return Both(day.isoformat(), "")


def bound(typed: str, *, last: bool) -> datetime.date | None:
    """The first or last day of what was typed: a year, month or day of either calendar, in any digits.

    None where nothing was typed. Raises ValueError with a sentence.
    """
    text = fold(typed).strip()
    if not text:
        return None
    match = TYPED.fullmatch(text)
    if not match:
        raise ValueError(f"{typed}: not a date; write 2011, 2011-05, 1390 or 1390-02-15")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        return (
            _solar(year, month, day, last) if year < FIRST_GREGORIAN else _gregorian(year, month, day, last)
        )
    except ValueError:
        raise ValueError(f"{typed}: there is no such day") from None


def _gregorian(year: int, month: int | None, day: int | None, last: bool) -> datetime.date:
    if day is not None and month is not None:
        return datetime.date(year, month, day)
    if not last:
        return datetime.date(year, month or 1, 1)
    following = (
        datetime.date(year + 1, 1, 1) if month in (None, 12) else datetime.date(year, (month or 0) + 1, 1)
    )
    return following - datetime.timedelta(days=1)


def _solar(year: int, month: int | None, day: int | None, last: bool) -> datetime.date:
    import jdatetime

    if day is not None and month is not None:
        found = jdatetime.date(year, month, day)
    elif not last:
        found = jdatetime.date(year, month or 1, 1)
    else:
        following = (
            jdatetime.date(year + 1, 1, 1)
            if month in (None, 12)
            else jdatetime.date(year, (month or 0) + 1, 1)
        )
        found = following - jdatetime.timedelta(days=1)
    day_found: datetime.date = found.togregorian()
    return day_found


def of_typed(typed: str) -> str:
    """A day that was typed in either calendar as YYYY-MM-DD; what is none, a month say, as it was typed."""
    match = TYPED.fullmatch(fold(typed).strip())
    day = bound(typed, last=False) if match and match[3] else None
    return day.isoformat() if day else typed
