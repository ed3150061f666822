"""Documents over the years as bars; their places are shares of the width, so that labels keep their size."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

HEIGHT = 60  # pixels of the highest bar
LEAST = 2  # of the lowest: one document is seen beside thousands
MOST_BARS = 120
FEW = 30  # bars fill the width from so many on; wider ones look like slabs
GAP = 0.15  # of a bar's width
LABELS = 12  # at most, or they run into each other
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
SOLAR = 621  # a Solar Hijri year begins in March of the Gregorian year that is so much higher


class Bar(NamedTuple):
    """From the year `since` to `until`, both included; `x` and `width` are percent. `label` stands below some."""

    since: int
    until: int
    documents: int
    x: float
    width: float
    height: float
    label: str
    is_chosen: bool

    @property
    def title(self) -> str:
        years = f"{self.since}" if self.since == self.until else f"{self.since}–{self.until}"
        return f"{years} ({self.since - SOLAR - 1}–{self.until - SOLAR} SH): {self.documents}"


def bars(years: Mapping[int, int], since: str = "", until: str = "") -> list[Bar]:
    """Bars from the first year to the last, each of as many years as keep their number readable.

    `since` and `until` are the dates that are chosen, as texts that begin with the year.
    """
    if not years:
        return []
    first, last = min(years), max(years)
    size = _step(last - first + 1, MOST_BARS)
    first -= first % size
    starts = range(first, last + 1, size)
    counts = [sum(years.get(year, 0) for year in range(start, start + size)) for start in starts]
    every = _step(max(len(counts), FEW), LABELS)
    width = 100 / max(len(counts), FEW)
    return [
        Bar(
            since=start,
            until=start + size - 1,
            documents=count,
            x=(index + GAP / 2) * width,
            width=width * (1 - GAP),
            height=max(LEAST, HEIGHT * count / max(counts)) if count else 0,
            label=str(start) if (start // size) % every == 0 else "",
            is_chosen=bool(since or until)
            and (not since or start + size > int(since[:4]))
            and (not until or start <= int(until[:4])),
        )
        for index, (start, count) in enumerate(zip(starts, counts, strict=True))
    ]


def _step(length: int, most: int) -> int:
    """The least round number that parts a length into at most so many."""
    return next((step for step in STEPS if length <= step * most), STEPS[-1])
