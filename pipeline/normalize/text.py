"""Normalization of a plain text, for those who want just this."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from pipeline.normalize import language
from pipeline.normalize.repair import Change, repair, rules_of
from pipeline.normalize.rules import LINE_ENDS, SPACES_RULE
from pipeline.normalize.settings import NormalizeSettings
from pipeline.normalize.visual import VISUAL_ORDER, reversed_lines, to_logical

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.normalize.rules import Rule


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
    head = repair(text, [rule for rule in rules if rule is LINE_ENDS], str)
    lines = head.text.split("\n")
    changes = [*head.changes, *_reorder(lines, settings)]
    changes += _repair_lines(lines, lang, rules)
    tail = repair("\n".join(lines), [rule for rule in rules if rule is SPACES_RULE], str)
    return NormalizedText(tail.text, (*changes, *tail.changes))


def _reorder(lines: list[str], settings: NormalizeSettings) -> Iterator[Change]:
    """Put lines in visual order right, in place."""
    for index in sorted(reversed_lines(lines)) if settings.visual_order else ():
        before, lines[index] = lines[index], to_logical(lines[index])
        yield Change(VISUAL_ORDER, before, lines[index], line=index + 1)


def _repair_lines(lines: list[str], lang: str | None, rules: Sequence[Rule]) -> Iterator[Change]:
    """Apply the rules to each line, in place. What wakes no rule in the whole text wakes none in a line."""
    whole = "\n".join(lines)
    awake = [rule for rule in rules if rule.wakes(whole)]
    asleep = set(rules).difference(awake)

    @cache
    def prior() -> str:
        return language.identify(whole)

    def of(line: str) -> str:
        return lang or language.identify(line, prior())

    for index, line in enumerate(lines if awake else ()):
        repaired = repair(line, rules, partial(of, line), asleep=asleep)
        if repaired.changes:
            lines[index] = repaired.text
            yield from (change._replace(line=index + 1) for change in repaired.changes)
