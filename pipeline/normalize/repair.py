"""Runs the rules over one text and keeps the log."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pipeline.normalize.edits import Edit, apply_edits, move_borders
from pipeline.normalize.rules import LOSSLESS, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.normalize.settings import NormalizeSettings


class Change(NamedTuple):
    """One place that a rule changed, with the word around it; `line` counts from 1."""

    rule: str
    before: str
    after: str
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


def rules_of(settings: NormalizeSettings) -> tuple[Rule, ...]:
    """The rules that are switched on, in their order."""
    return tuple(rule for rule in LOSSLESS if getattr(settings, rule.name.replace("-", "_")))


def repair(
    text: str,
    rules: Sequence[Rule],
    language: Callable[[], str],
    borders: Sequence[int] = (),
) -> Repaired:
    """Apply the rules in order. `language` is asked only when a rule that depends on it wakes."""
    changes: list[Change] = []
    spoken: str | None = None
    for rule in rules:
        if not rule.wakes(text):
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
    """The edit with up to eight characters on either side, enough to find the place."""
    start, end = max(0, edit.start - 8), edit.end + 8
    before, after = text[start : edit.start], text[edit.end : end]
    return Change(rule, before + text[edit.start : edit.end] + after, before + edit.new + after)
