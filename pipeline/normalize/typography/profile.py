"""The typographic profile: what an editor of Persian would set right. Opt-in, for Persian paragraphs only.

It changes what the author typed, so it is off unless asked for. Sources: the Academy of Persian Language
and Literature, «دستور خط فارسی»; ISIRI 6219 (spaces and non-joiners); ISIRI 9147 (punctuation, digits).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.normalize.edits import substitute
from pipeline.normalize.rules.rule import Rule
from pipeline.normalize.script import LETTER, MARK, ZWNJ
from pipeline.normalize.typography.persian import ADJECTIVES, NO_PLURALS, PAST, verb_forms
from pipeline.normalize.typography.punctuation import AROUND_NUMBERS, DIGITS, PUNCTUATION, QUOTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.normalize.settings import NormalizeSettings

# Letters that do not join the next one: what is tied to them needs no ZWNJ to keep its shape.
NON_JOINING = "اآأدذرزژوؤ"

START = f"(?<![{LETTER}{MARK}{ZWNJ}])"
END = f"(?![{LETTER}{MARK}{ZWNJ}])"
POSSESSIVES = "م|ت|ش|مان|تان|شان"
VERB = re.compile(f"{START}(?:(بر) )?(ن?می)[ {ZWNJ}]?([{LETTER}]{{2,12}}){END}")
PLURALS = f"ها(?:ی(?:{POSSESSIVES}|ی)?)?"
PLURAL = re.compile(
    f"(?<![{LETTER}{MARK}])(?!{PLURALS}{END})([{LETTER}]{{2,20}})(?<!ها)(?<!های)(?<!هایش) ({PLURALS}){END}"
)
GLUED_PLURAL = re.compile(f"{START}([{LETTER}]{{2,20}}?)(های(?:{POSSESSIVES}|ی)|(?<=هه)ا|(?<=هه)ای){END}")
POSSESSIVE = re.compile(f"(?<=[{LETTER}{ZWNJ}]های) (مان|تان|شان){END}")
PARTICIPLE = re.compile(f"(?<=[{LETTER}]{{2}}ه) (ام|ای|ایم|اید|اند){END}")
COMPARATIVE = re.compile(f"{START}([{LETTER}]{{2,20}}) (تر(?:ین|ی)?){END}")
FUTURE = re.compile(f"{START}(?:(بر|در|باز) ?)?(خواه(?:م|ی|د|یم|ید|ند)) ?({'|'.join(PAST)}){END}")
COMPOUNDS = "آلود|آمیز|انگیز|پسند|گذار|ناپذیر|پذیر"
COMPOUND = re.compile(f"{START}(?!(?:{COMPOUNDS}) )([{LETTER}]{{2,20}}) ({COMPOUNDS}){END}")
EZAFE = re.compile(f"(?<=[{LETTER}]{{2}})(?:ه(?: ?ء| ی|{ZWNJ}ی|{ZWNJ}?\u0654)|ۀ){END}(?= [{LETTER}])")


def _tied(word: str, suffix: str) -> str:
    return word + suffix if word[-1] in NON_JOINING else f"{word}{ZWNJ}{suffix}"


def _write_verb(match: re.Match[str]) -> str:
    """می رود and میرود as می‌رود, بر می دارد as برمی‌دارد; میدانی is also a word of its own."""
    preverb, particle, form = match.groups()
    if form not in verb_forms() or match[0] == "میدانی":
        return match[0]
    return f"{preverb or ''}{particle}{ZWNJ}{form}"


def _write_glued_plural(match: re.Match[str]) -> str:
    """کتابهایش as کتاب‌هایش, خانهها as خانه‌ها."""
    if match[0] in NO_PLURALS:
        return match[0]
    split = match[0].rindex("ها")
    return _tied(match[0][:split], match[0][split:])


def _write_comparative(match: re.Match[str]) -> str:
    return _tied(match[1], match[2]) if match[1] in ADJECTIVES else match[0]


def _affix(name: str, pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str]) -> Rule:
    return Rule(
        name=name,
        find=substitute(pattern.pattern, new),
        wakes=pattern.search,
        source="دستور خط فارسی، فاصله‌گذاری; ISIRI 6219",
        languages=frozenset({"fa"}),
        spares="quotations",
        keeps_letters=False,  # the yeh of «خانه ی» becomes a mark
    )


AFFIXES = (
    _affix("future", FUTURE, lambda match: " ".join(filter(None, match.groups()))),
    _affix("compounds", COMPOUND, lambda match: _tied(match[1], match[2])),
    _affix("verb-prefixes", VERB, _write_verb),
    _affix("plurals", PLURAL, lambda match: _tied(match[1], match[2])),
    _affix("plurals", GLUED_PLURAL, _write_glued_plural),
    _affix("possessives", POSSESSIVE, lambda match: ZWNJ + match[1]),
    _affix("participles", PARTICIPLE, lambda match: ZWNJ + match[1]),
    _affix("comparatives", COMPARATIVE, _write_comparative),
)
EZAFES = {
    "hamza": _affix("ezafe", EZAFE, lambda match: match[0] if match[0] == "ۀ" else "ه\u0654"),
    "yeh": _affix("ezafe", EZAFE, f"ه{ZWNJ}ی"),
}


def typography(settings: NormalizeSettings) -> tuple[Rule, ...]:
    """The rules of the profile as the settings want them, in the order they run."""
    # The signs beside a number are set right once its digits are Persian.
    rules: tuple[Rule, ...] = QUOTES + AROUND_NUMBERS
    if settings.digits != "keep":
        rules += DIGITS[settings.digits]
    rules += PUNCTUATION
    if settings.half_spaces:
        rules += AFFIXES
    if settings.ezafe != "keep":
        rules += (EZAFES[settings.ezafe],)
    return rules
