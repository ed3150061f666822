"""Normalization of a plain text, for those who want just this."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from pipeline.normalize import language
from pipeline.normalize.edits import apply_edits, substitute
from pipeline.normalize.invisible import LINE_ENDS
from pipeline.normalize.repair import UNUSUAL, Change, awake, repair, signs_of
from pipeline.normalize.rules import DECODING, spelling_rules, switched_on
from pipeline.normalize.settings import NormalizeSettings
from pipeline.normalize.spacing import SPACES
from pipeline.normalize.visual import VISUAL_ORDER, reversed_lines, to_logical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pipeline.normalize.edits import Edit
    from pipeline.normalize.rule import Rule


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """A text and what was done to it."""

    text: str
    changes: tuple[Change, ...] = ()

    @property
    def repairs(self) -> Mapping[str, int]:
        """Name of a rule -> number of places it changed."""
        return Counter(change.rule for change in self.changes)


EMPTY_LINES = substitute(
    re.compile(r"\A\n+|\n{3,}|\n+\Z"),
    lambda match: "\n\n" if 0 < match.start() < match.end() < len(match.string) else "",
)

DEFAULTS = NormalizeSettings()


def normalize_text(
    text: str, lang: str | None = None, settings: NormalizeSettings = DEFAULTS
) -> NormalizedText:
    """Repair a text, each line a paragraph of its own language.

    `lang` (fa, ps, ar, ur, ckb, en, de, fr, ru) spares the identification and is taken for all lines.
    """
    signs = signs_of(text)
    head = repair(text, awake(text, switched_on([LINE_ENDS], settings), signs), str)
    lines = head.text.split("\n")
    changes = [*head.changes, *_repair_lines(lines, switched_on(DECODING, settings), signs, str)]
    changes += _reorder(lines) if settings.visual_order else ()

    @cache
    def prior() -> str:
        return language.identify("\n".join(lines))

    def spelling(line: str) -> str:
        known = lang or language.identify(line, prior())
        return language.spelling(line, known, prior())

    signs = signs_of("\n".join(lines)) if changes else signs
    changes += _repair_lines(lines, spelling_rules(settings), signs, spelling)
    text = "\n".join(lines)
    edges = list(_empty_lines(text)) if settings.spaces else []
    changes += [Change(SPACES.name, text[start:end], new) for start, end, new in edges]
    return NormalizedText(apply_edits(text, edges), tuple(changes))


def _empty_lines(text: str) -> Iterable[Edit]:
    """Empty lines at the ends go, and one is kept between paragraphs."""
    loose = "\n\n\n" in text or text[:1] == "\n" or text[-1:] == "\n"
    return EMPTY_LINES(text) if loose else ()


def _reorder(lines: list[str]) -> Iterator[Change]:
    """Put lines in visual order right, in place."""
    for index in sorted(reversed_lines(lines)):
        before, lines[index] = lines[index], to_logical(lines[index])
        yield Change(VISUAL_ORDER, before, lines[index], line=index + 1)


def _repair_lines(
    lines: list[str], rules: Sequence[Rule], signs: str, language_of: Callable[[str], str]
) -> Iterator[Change]:
    """Apply the rules to each line, in place. What wakes no rule in the whole text wakes none in a line."""
    whole = "\n".join(lines).strip("\n")
    awoken = awake(whole, rules, signs)
    asleep = set(rules).difference(awoken)
    tests = [rule.wakes for rule in awoken]
    unsigned = any(rule.signs is None for rule in awoken)
    for index, line in enumerate(lines if awoken else ()):
        if not ((unsigned or UNUSUAL.search(line)) and any(wakes(line) for wakes in tests)):
            continue
        repaired = repair(line, rules, partial(language_of, line), asleep=asleep, line=index + 1)
        if repaired.changes:
            lines[index] = repaired.text
            yield from repaired.changes
