"""Runs the rules over one text and keeps the log."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pipeline.normalize.edits import apply_edits, move_borders

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from pipeline.normalize.rules.rule import Rule


class Change(NamedTuple):
    """One place that a rule changed: `before` stood at this column when the rule ran, and is `after` now.

    Lines count from 1, columns from 0.
    """

    rule: str
    before: str
    after: str
    line: int = 1
    column: int = 0


class Repaired(NamedTuple):
    """A text after the rules; `borders` are the offsets that were given, where they stand now."""

    text: str
    changes: tuple[Change, ...] = ()
    borders: tuple[int, ...] = ()

    @property
    def counts(self) -> Counter[str]:
        return Counter(change.rule for change in self.changes)


# Characters of ordinary Persian, Pashto and English text: signs of no rule.
USUAL = "\\n -~\u0621-\u063a\u0641\u0642\u0644-\u0648\u0660-\u066f\u0671-\u06d5\u06ee-\u06ff،؛؟«»–—“”‘’…\u200c\u200d"
USUAL_RUN = re.compile(f"[{USUAL}]+")


def signs_of(text: str) -> str:
    """The unusual characters of a text, each once."""
    return "".join(set(USUAL_RUN.sub("", text)))


def awake(text: str, rules: Iterable[Rule], signs: str) -> list[Rule]:
    """The rules that may find something in a text or in a part of it, by its unusual characters (see `signs_of`)."""
    return [
        rule for rule in rules if (signs and rule.signs.search(signs) if rule.signs else rule.wakes(text))
    ]


def constant(lang: str) -> Callable[[str], str]:
    """The answer for a text whose language is known."""
    return lambda _: lang


def repair(
    text: str,
    rules: Sequence[Rule],
    language_of: Callable[[str], str],
    borders: Sequence[int] = (),
    asleep: Collection[Rule] = (),
    line: int = 1,
) -> Repaired:
    """Apply the rules in order.

    `language_of` is asked only when a rule that depends on it wakes. Rules that are known to be `asleep` are not
    tried until another has changed something.
    """
    changes: list[Change] = []
    spoken: str | None = None
    for rule in rules:
        if (rule in asleep and not changes) or not rule.wakes(text):
            continue
        if rule.languages:
            spoken = spoken or language_of(text)
            if spoken not in rule.languages:
                continue
        edits = rule.edits(text, borders)
        if edits:
            changes += [Change(rule.name, text[start:end], new, line, start) for start, end, new in edits]
            borders = move_borders(borders, edits) if borders else borders
            text = apply_edits(text, edits)
    return Repaired(text, tuple(changes), tuple(borders))
