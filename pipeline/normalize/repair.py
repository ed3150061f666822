"""Runs the rules over one text and keeps the log."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pipeline.normalize.edits import Edit, apply_edits, move_borders

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from pipeline.normalize.rule import Rule


# Characters around a change that the log keeps, enough to find the place.
CONTEXT = 8


class Change(NamedTuple):
    """One place that a rule changed: `before` became `after` between `left` and `right`; `line` counts from 1."""

    rule: str
    before: str
    after: str
    left: str = ""
    right: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text after the rules; `borders` are the offsets that were given, where they stand now."""

    text: str
    changes: tuple[Change, ...] = ()
    borders: tuple[int, ...] = ()

    @property
    def counts(self) -> Counter[str]:
        return Counter(change.rule for change in self.changes)


def repair(
    text: str,
    rules: Sequence[Rule],
    language: Callable[[], str],
    borders: Sequence[int] = (),
    asleep: Collection[Rule] = (),
) -> Repaired:
    """Apply the rules in order.

    `language` is asked only when a rule that depends on it wakes. Rules that are known to be `asleep` are not
    tried until another has changed something.
    """
    changes: list[Change] = []
    spoken: str | None = None
    for rule in rules:
        if (rule in asleep and not changes) or not rule.wakes(text):
            continue
        if rule.languages:
            spoken = spoken or language()
            if spoken not in rule.languages:
                continue
        edits = rule.edits(text)
        if edits:
            changes += (_change(rule.name, text, edit) for edit in edits)
            borders = move_borders(borders, edits)
            text = apply_edits(text, edits)
    return Repaired(text, tuple(changes), tuple(borders))


def _change(rule: str, text: str, edit: Edit) -> Change:
    start, end, new = edit
    return Change(
        rule, text[start:end], new, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    )
