"""What is asked of an archive."""

from __future__ import annotations

import re
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import force_setattr

from pipeline.errors import BayganError
from pipeline.normalize import fold

Sort = Literal["relevance", "newest", "oldest"]
SORTS: tuple[Sort, ...] = get_args(Sort)
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class QueryError(BayganError):
    """A query that cannot be answered; the message says what to change."""

    exit_code = 2


class Query(Struct, frozen=True, kw_only=True):
    """Which documents, in which order.

    All `words` must be found, see `terms.parse` for their syntax; without words every document is. A filter with
    several values takes any of them, and all filters must agree. `since` and `until` are YYYY, YYYY-MM or YYYY-MM-DD,
    both included; a document without a date is then left out. `limit` of None means all.
    Raises QueryError where a value has no meaning.
    """

    words: str = ""
    lang: tuple[str, ...] = ()
    site: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    status: tuple[str, ...] = ()
    issue: tuple[str, ...] = ()
    sort: Sort = "relevance"
    limit: int | None = 20
    offset: int = 0

    def __post_init__(self) -> None:
        for name in ("since", "until"):
            date = fold(getattr(self, name))
            if date and not DATE.fullmatch(date):
                raise QueryError(f"{date}: not a date; write YYYY, YYYY-MM or YYYY-MM-DD")
            force_setattr(self, name, date)
        if self.sort not in SORTS:
            raise QueryError(f"{self.sort}: not an order; there are {', '.join(SORTS)}")
        if self.offset < 0 or (self.limit is not None and self.limit < 0):
            raise QueryError("limit and offset are not negative")
