"""Normalization of a plain text, for those who want just this."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.normalize import language
from pipeline.normalize.edits import apply_edits, substitute
from pipeline.normalize.repair import Change, awake, constant, repair, signs_of
from pipeline.normalize.rules.invisible import LINE_ENDS
from pipeline.normalize.rules.lossless import DECODING, spelling_rules, switched_on
from pipeline.normalize.rules.spacing import SPACES
from pipeline.normalize.rules.visual import VISUAL_ORDER, may_be_reversed, reversed_lines, to_logical
from pipeline.normalize.settings import NormalizeSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pipeline.normalize.rules.rule import Rule


class NormalizedText(NamedTuple):
    """A text and what was done to it."""

    text: str
    changes: tuple[Change, ...] = ()

    @property
    def repairs(self) -> Mapping[str, int]:
        """Name of a rule -> number of places it changed."""
        return Counter(change.rule for change in self.changes)


# Empty lines at the ends go, and one is kept between paragraphs.
EMPTY_LINES = substitute(
    r"\A\n+|\n{3,}|\n+\Z",
    lambda match: "\n\n" if 0 < match.start() < match.end() < len(match.string) else "",
)

DEFAULTS = NormalizeSettings()
# Up to so many characters are faster looked for one by one than by reading the line.
FEW_SIGNS = 32


def normalize_text(
    text: str, lang: str | None = None, settings: NormalizeSettings = DEFAULTS
) -> NormalizedText:
    """Repair a text, each line a paragraph of its own language.

    `lang` (fa, ps, ar, ur, ckb, en, de, fr, ru) spares the identification and is taken for all lines.
    """
    decoding, spelling = _phases(settings)
    log: list[Change] = []
    signs = signs_of(text)
    text = _repair_lines(text, decoding, signs, str, log)
    if settings.visual_order and may_be_reversed(text):
        text = _reorder(text, log)

    @cache
    def prior() -> str:
        return language.identify(text)

    def spoken(line: str) -> str:
        known = lang or language.identify(line, prior())
        return language.spelling(line, known, prior())

    text = _repair_lines(text, spelling, signs_of(text) if log else signs, spoken, log)
    if settings.spaces and ("\n\n\n" in text or text[:1] == "\n" or text[-1:] == "\n"):
        edges = list(EMPTY_LINES(text))
        log += [Change(SPACES.name, text[start:end], new) for start, end, new in edges]
        text = apply_edits(text, edges)
    return NormalizedText(text, tuple(log))


@cache
def _phases(settings: NormalizeSettings) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    return switched_on(DECODING, settings), spelling_rules(settings)


def _reorder(text: str, log: list[Change]) -> str:
    """Lines in visual order put right."""
    lines = text.split("\n")
    for index in sorted(reversed_lines(lines)):
        before, lines[index] = lines[index], to_logical(lines[index])
        log.append(Change(VISUAL_ORDER, before, lines[index], line=index + 1))
    return "\n".join(lines)


def _awake_in(line: str, rules: Sequence[Rule], signs: str) -> Sequence[Rule]:
    """Those of the rules that wake in a line of a text with these unusual characters."""
    if len(signs) <= FEW_SIGNS:
        own = "".join([sign for sign in signs if sign in line])
        rules = [rule for rule in rules if not rule.signs or (own and rule.signs.search(own))]
    return [rule for rule in rules if rule.wakes(line)] if rules else rules


def _repair_lines(
    text: str, rules: Sequence[Rule], signs: str, language_of: Callable[[str], str], log: list[Change]
) -> str:
    """Apply the rules to each line. What wakes no rule in the whole text wakes none in a line."""
    awoken = awake(text.strip("\n"), rules, signs)
    if LINE_ENDS in awoken:
        head = repair(text, [LINE_ENDS], str)
        log += head.changes
        text = head.text
    if not awoken:
        return text
    asleep = set(rules).difference(awoken)
    lines = text.split("\n")
    for index, line in enumerate(lines):
        woken = _awake_in(line, awoken, signs)
        if not woken:
            continue
        spoken = language_of
        if all(rule.languages for rule in woken):
            known = language_of(line)
            if not any(known in rule.languages for rule in woken):
                continue
            spoken = constant(known)
        repaired = repair(line, rules, spoken, asleep=asleep, line=index + 1)
        lines[index] = repaired.text
        log += repaired.changes
    return "\n".join(lines)
