"""Normalization of a plain text, for those who want just this."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from pipeline.normalize import language
from pipeline.normalize.repair import Change, repair, rules_of
from pipeline.normalize.rules import CONTROL_CHARACTERS, SPACES_RULE
from pipeline.normalize.settings import NormalizeSettings

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """A text and what was done to it."""

    text: str
    changes: tuple[Change, ...] = ()

    @property
    def repairs(self) -> Mapping[str, int]:
        """Name of a rule -> number of places it changed."""
        return Counter(change.rule for change in self.changes)


DEFAULTS = NormalizeSettings()


def normalize_text(
    text: str, lang: str | None = None, settings: NormalizeSettings = DEFAULTS
) -> NormalizedText:
    """Repair a text, each line a paragraph of its own language.

    `lang` (fa, ps, ar, ur, ckb, en, de, fr, ru) spares the identification and is taken for all lines.
    """
    rules = rules_of(settings)
    changes: list[Change] = []
    head = repair(text, [rule for rule in rules if rule is CONTROL_CHARACTERS], str)
    lines = head.text.split("\n")

    @cache
    def prior() -> str:
        return language.identify(head.text)

    def of(line: str) -> str:
        return lang or language.identify(line, prior())

    for number, line in enumerate(lines):
        repaired = repair(line, rules, partial(of, line))
        lines[number] = repaired.text
        changes += (change._replace(line=number + 1) for change in repaired.changes)
    tail = repair("\n".join(lines), [rule for rule in rules if rule is SPACES_RULE], str)
    return NormalizedText(tail.text, (*head.changes, *changes, *tail.changes))
