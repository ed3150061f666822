"""What was cut from the body, as entries of the record; lines that differ only by what counts pages are one."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from pipeline.model import Boilerplate, count_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Line, Place
    from pipeline.split.decision import Decision

_DIGITS = re.compile(r"\d+")
Key: TypeAlias = "tuple[Place, str, str, int]"


def boilerplate(lines: Sequence[Line], decisions: Sequence[Decision]) -> tuple[Boilerplate, ...]:
    """One entry for each text, with the page where it stood first and how often it stood in the file."""
    groups: dict[Key, list[Line]] = defaultdict(list)
    for decision in decisions:
        line = lines[decision.line]
        if decision.place is not None and line.text.strip():
            same = _DIGITS.sub("#", line.text), count_letters(line.text)
            groups[(decision.place, decision.rule, *same)].append(line)
    return tuple(
        Boilerplate(
            place=place,
            text=run[0].text.strip(),
            raw=run[0].raw,
            rule=rule,
            page=run[0].page,
            count=len(run),
            read_by=run[0].read_by,
        )
        for (place, rule, _, _), group in groups.items()
        for run in ([group] if _counts_pages(group) else _equal(group))
    )


def _counts_pages(group: Sequence[Line]) -> bool:
    """Whether the numbers of the lines are the same in all or count with the pages."""
    numbers = [[int(found) for found in _DIGITS.findall(line.text)] for line in group]
    pages = [line.page for line in group]
    return all(
        len(set(column)) == 1
        or (
            None not in pages
            and len({number - (page or 0) for number, page in zip(column, pages, strict=True)}) == 1
        )
        for column in zip(*numbers, strict=True)
    )


def _equal(group: Sequence[Line]) -> list[list[Line]]:
    texts: dict[str, list[Line]] = {}
    for line in group:
        texts.setdefault(line.text, []).append(line)
    return list(texts.values())
