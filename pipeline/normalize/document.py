"""The rules applied to a document: styled spans, table cells and metadata keep their shape."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipeline.model import count_letters
from pipeline.normalize import language
from pipeline.normalize.damage import damage_issues
from pipeline.normalize.health import unreadable_pages
from pipeline.normalize.language.neighbors import identify_lines, main_languages
from pipeline.normalize.lines import mark_spans, reorder_line, repair_line
from pipeline.normalize.repair import awake, repair, signs_of
from pipeline.normalize.rules.lossless import DECODING, ENCODING, spelling_rules, switched_on
from pipeline.normalize.rules.misnamed import misnamed_letter, misnamed_yeh
from pipeline.normalize.rules.visual import VISUAL_ORDER, reversed_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.model import Document, Line
    from pipeline.normalize.repair import Change
    from pipeline.normalize.rules.rule import Rule
    from pipeline.normalize.settings import NormalizeSettings


def normalize_document(document: Document, settings: NormalizeSettings) -> Document:
    """The document with repaired lines, their languages, and the log in `repairs`.

    Claims and metadata are repaired like the lines, but not counted: they are no text of the page.
    """
    decoded, changes = _repair_all(document.lines, switched_on(DECODING, settings))
    turned = reversed_lines([line.text for line in decoded]) if settings.visual_order else frozenset()
    lines = [reorder_line(line) if index in turned else line for index, line in enumerate(decoded)]

    hints = [line.lang and line.lang.split("-")[0].lower() for line in lines]
    texts = [line.text for line in lines]
    langs = identify_lines(texts, hints)
    common = main_languages(texts, langs)
    spelling = spelling_rules(settings)
    if settings.misnamed_letter:
        found = (misnamed_letter(texts, langs), misnamed_yeh(texts, langs))
        spelling = (*(rule for rule in found if rule), *spelling)
    spelled, more = _repair_all(
        lines,
        spelling,
        [language.spelling(text, lang, common.get("arab")) for text, lang in zip(texts, langs, strict=True)],
    )
    repairs = Counter(document.repairs) + Counter(change.rule for change in (*changes, *more))
    if turned:
        repairs[VISUAL_ORDER] += len(turned)
    rules = switched_on(DECODING, settings) + spelling
    main = common.get("arab", language.UNDETERMINED)
    return replace(
        document,
        lines=tuple(mark_spans(line, lang) for line, lang in zip(spelled, langs, strict=True)),
        claims=tuple(replace(claim, value=_plain(claim.value, rules, main)) for claim in document.claims),
        metadata={key: _plain(value, rules, main) for key, value in document.metadata.items()},
        letters=document.letters + _letters_gained((*changes, *more), rules),
        repaired=document.repaired
        + sum(count_letters(change.after) for change in changes if change.rule == ENCODING.name),
        repairs=dict(sorted(repairs.items())),
        issues=(
            *document.issues,
            *unreadable_pages(spelled, document.issues),
            *damage_issues([line.text for line in spelled]),
        ),
    )


def _repair_all(
    lines: Sequence[Line], rules: Sequence[Rule], langs: Sequence[str] = ()
) -> tuple[list[Line], list[Change]]:
    """The lines after the rules; `langs` are their languages, for rules that ask."""
    whole = "\n".join(line.text for line in lines)
    awakened = awake(whole, rules, signs_of(whole))
    asleep = set(rules).difference(awakened)
    repaired: list[Line] = []
    changes: list[Change] = []
    for index, line in enumerate(lines):
        if not line.rows and not any(rule.wakes(line.text) for rule in awakened):
            repaired.append(line)
            continue
        after, found = repair_line(line, rules, langs[index] if langs else language.UNDETERMINED, asleep)
        repaired.append(after)
        changes += found
    return repaired, changes


def _letters_gained(changes: Iterable[Change], rules: Iterable[Rule]) -> int:
    """What the rules that do not keep the number of letters add to those of the source."""
    uneven = {rule.name for rule in rules if not rule.keeps_letters}
    return sum(
        count_letters(change.after) - count_letters(change.before)
        for change in changes
        if change.rule in uneven
    )


def _plain(text: str, rules: Sequence[Rule], prior: str) -> str:
    return repair(text, rules, lambda now: language.spelling(now, language.identify(now, prior), prior)).text
