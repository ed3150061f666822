"""Which lines begin the items of a list, where no space parts them: marks that count on, each below the last.

A number or a dash may stand at the start of any line ("12. November", "5) of the law"). What no line begins with by
chance is the mark that is next in turn, set as far in as the one before: it begins an item. So does the first
of such a sequence, and where the marks hang out of their items no more is asked. Else the lines above
must leave room or end sentences: a full line that breaks off goes on in the next, whatever that begins with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from pipeline.split.geometry.layout import Items, Layout
from pipeline.split.geometry.marks import ends_clause, is_bullet, item_marker, readings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

REACH, DASH_REACH = 60, 12
"""Lines within which the next item of a sequence stands; of dashes, which do not count."""
ALIGNED = 0.75
"""Ems by which the starts of two items may differ: numbers of one and two digits end alike."""
HANGS, DEEPEST = 0.5, 6.0
"""Ems by which the second line of an item is set in from its mark."""
NEXT_LINE = 1.17
"""Steps of the usual length up to which a line is the next of the same text."""
ROOM = 1.4
"""Room for this many times the next word, as estimated, is certain to be room for it."""
FEWEST = 3
"""Items of a sequence that does not begin with its first mark: two numbers of verses may follow one another by chance."""
SPOKEN = ("—", "―")
"""Dashes that begin what somebody says, rather than an item."""


class _Candidate(NamedTuple):
    """A line with a mark: its place in the order of reading, and what the mark may count."""

    at: int
    line: int
    series: Mapping[str, int]


def with_items(layout: Layout) -> Layout:
    """The layout, told which of its lines begin items as a sequence of marks says; bullets need none."""
    return replace(layout, items=_find_items(layout))


def _find_items(layout: Layout) -> Items:
    order = [index for index in layout.reading_order(layout.flow) if layout.lines[index].box is not None]
    found = [
        _Candidate(at, index, series) for at, index in enumerate(order) if (series := _series(layout, index))
    ]
    begins: set[int] = set()
    spoken: set[int] = set()
    hanging: set[int] = set()
    for chain in _chains(layout, found):
        if len(chain) < FEWEST and _first_value(chain) > 1:
            continue
        hangs = _hangs(layout, order, chain)
        items = {item.line for item in chain} if hangs else _free(layout, order, chain)
        begins |= items
        if hangs:
            hanging |= items
        elif _is_dialogue(layout, order, chain):
            spoken |= items
    return Items(frozenset(begins), frozenset(spoken), frozenset(hanging))


def _series(layout: Layout, index: int) -> Mapping[str, int]:
    mark = item_marker(layout.lines[index].text)
    return readings(mark) if mark and not is_bullet(mark) else {}


def _chains(layout: Layout, found: Sequence[_Candidate]) -> list[list[_Candidate]]:
    """The sequences, each of two items at least; a mark goes on from the nearest above, in each way that it may count."""
    chains: list[tuple[str, list[_Candidate]]] = []
    near: list[tuple[str, list[_Candidate]]] = []
    for candidate in found:
        near = [(name, chain) for name, chain in near if candidate.at - chain[-1].at <= REACH]
        fitting = [way for way in near if _is_next(layout, *way, candidate)]
        nearest = max((chain[-1].at for _, chain in fitting), default=-1)
        gone_on = {name for name, chain in fitting if chain[-1].at == nearest}
        for _, chain in fitting:
            if chain[-1].at == nearest:
                chain.append(candidate)
        begun = [
            name
            for name, value in candidate.series.items()
            if name not in gone_on and (not gone_on or value == 1)
        ]
        new = [(name, [candidate]) for name in begun]
        chains += new
        near += new
    return [chain for _, chain in chains if len(chain) > 1]


def _is_next(layout: Layout, name: str, chain: Sequence[_Candidate], candidate: _Candidate) -> bool:
    """Whether the candidate's mark is the next of a sequence, and stands as far in."""
    last, value = chain[-1], candidate.series.get(name)
    if value is None or (value and value != last.series[name] + 1):
        return False
    if not value and candidate.at - last.at > DASH_REACH:
        return False
    shift = layout.inset(candidate.line)[0] - layout.inset(last.line)[0]
    return layout.flush_end or abs(shift) < ALIGNED * layout.em(last.line)


def _free(layout: Layout, order: Sequence[int], chain: Sequence[_Candidate]) -> set[int]:
    """The items of a sequence whose marks do not hang: all, if most begin where a text may; of dashes those that do."""
    free = {candidate.line for candidate in chain if not _goes_on(layout, order, candidate.at)}
    if _is_dashed(chain):
        return free if len(free) > 1 else set()
    return {candidate.line for candidate in chain} if 2 * len(free) > len(chain) else set()


def _first_value(chain: Sequence[_Candidate]) -> int:
    """What the first mark counts in a series that all the marks are of."""
    names = set.intersection(*(set(candidate.series) for candidate in chain))
    return min(chain[0].series[name] for name in names)


def _is_dashed(chain: Sequence[_Candidate]) -> bool:
    return not any(chain[0].series.values())


def _is_dialogue(layout: Layout, order: Sequence[int], chain: Sequence[_Candidate]) -> bool:
    """Whether dashes that do not hang begin what is said: long ones, or some of it is asked or exclaimed."""
    if not _is_dashed(chain):
        return False
    if chain[0].series.keys() & set(SPOKEN):
        return True
    said = (layout.lines[index].text.rstrip() for index in order[chain[0].at : chain[-1].at + 1])
    return any(text[-1:] in ("?", "؟", "!") for text in said)


def _hangs(layout: Layout, order: Sequence[int], chain: Sequence[_Candidate]) -> bool:
    """Whether the second lines of the items are set in from their marks."""
    shifts = []
    begins = {candidate.at for candidate in chain}
    for candidate in chain:
        at = candidate.at + 1
        if at < len(order) and at not in begins and _is_below(layout, order, at):
            shift = layout.inset(order[at], layout.dirs[candidate.line])[0] - layout.inset(candidate.line)[0]
            shifts.append(HANGS < shift / layout.em(candidate.line) < DEEPEST)
    return 2 * sum(shifts) > len(shifts)


def _is_below(layout: Layout, order: Sequence[int], at: int) -> bool:
    """Whether the line stands right below the one before it in the order of reading."""
    above, index = order[at - 1], order[at]
    same = layout.lines[above].page == layout.lines[index].page
    return same and layout.column(above) == layout.column(index) and 0 < layout.step(above, index) < NEXT_LINE


def _goes_on(layout: Layout, order: Sequence[int], at: int) -> bool:
    """Whether the line above is full and breaks off, so that its sentence may go on here."""
    if at == 0 or not _is_below(layout, order, at):
        return False
    above, index = order[at - 1], order[at]
    return not ends_clause(layout.lines[above].text) and layout.room(above) < ROOM * layout.first_word(index)
