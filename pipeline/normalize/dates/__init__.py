"""Dates in three calendars, found in a text or read from one.

`grammar` reads them, `named` those whose month has a name (`months`) or whose day is written in words (`day_words`).
"""

from pipeline.normalize.dates.grammar import date_issues, find_dates, parse_date

__all__ = ["date_issues", "find_dates", "parse_date"]
