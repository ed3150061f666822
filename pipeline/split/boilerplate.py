"""What was cut from the body, as entries of the record: lines that differ only by the page number are one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from pipeline.model import Boilerplate, count_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Line
    from pipeline.split.decision import Decision

_DIGITS = re.compile(r"\d+")
Key: TypeAlias = tuple[str, str, str, int]


def boilerplate(lines: Sequence[Line], decisions: Sequence[Decision]) -> tuple[Boilerplate, ...]:
    """One entry for each text, with the page where it stood first and how often it stood in the file."""
    entries: dict[Key, Boilerplate] = {}
    for decision in decisions:
        line = lines[decision.line]
        if decision.place is None or not (line.text.strip() or line.raw):
            continue
        key = (decision.role, decision.rule, _paged(line), count_letters(line.text))
        known = entries.get(key)
        entries[key] = Boilerplate(
            place=decision.place,
            text=known.text if known else line.text.strip(),
            raw=known.raw if known else line.raw,
            rule=decision.rule,
            page=known.page if known else line.page,
            count=known.count + 1 if known else 1,
        )
    return tuple(entries.values())


def _paged(line: Line) -> str:
    """The text with each number that counts the pages taken out: as far from the page's number as on page 1."""
    page = line.page
    if page is None:
        return line.text
    return _DIGITS.sub(
        lambda found: f"{{{int(found[0]) - page}}}" if int(found[0]) < 10_000 else found[0], line.text
    )
