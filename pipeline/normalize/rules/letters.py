"""Rules for letters: one code for one letter, as its language writes it; no letter is taken out."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from pipeline.normalize.edits import Edit, substitute
from pipeline.normalize.rules.presentation import FORM_RUNS, FORMS, table
from pipeline.normalize.rules.rule import Rule
from pipeline.normalize.script import LETTER, MARK, TATWEEL

if TYPE_CHECKING:
    from collections.abc import Iterable

PRESENTATION_FORMS = Rule(
    name="presentation-forms",
    find=substitute(FORM_RUNS, lambda match: match[0].translate(table())),
    wakes=FORMS.search,
    signs=FORMS,
    context_free=True,
    source="Unicode 9.2, Arabic Presentation Forms-A and -B",
    spares="nothing",
)

# Outside these ranges stands every character that Normalization Form C can change: combining marks,
# singletons, composition exclusions (Unicode character database, NFC_Quick_Check).
STABLE = (
    "\x00-\u02ff\u0400-\u0482\u048a-\u058f\u0606-\u060f\u061b-\u061f\u0620-\u064a\u0660-\u066f\u0671-\u06d5\u06e5\u06e6\u06ee-\u06ff"
    "\u2002-\u20bf\ufb50-\ufdff\ufe70-\ufeff"
)
MAYBE_NOT_NFC = re.compile(f"[^{STABLE}]")
# Marks are by far the most frequent of them, and nothing to do as long as they come one by one on Arabic letters
# they do not compose with: هٔ is two characters in Form C as well.
MARKS = f"{MARK}\u0300-\u033f\u0345-\u036f"
NO_MARK = f"[^{STABLE}{MARKS}]"
LOOSE_MARK = f"[{MARKS}](?:(?<=[^{LETTER}].)|(?<=[اوي\u06c1\u06d2\u06d5][\u0653-\u0655])|(?=[{MARKS}]))"


def _maybe_not_composed(text: str) -> bool:
    return re.search(LOOSE_MARK, text) is not None or re.search(NO_MARK, text) is not None


_compose = substitute("[^ \n]+", lambda match: unicodedata.normalize("NFC", match[0]))


def _composed(text: str) -> Iterable[Edit]:
    """Word by word, since no character composes across a space."""
    return () if unicodedata.is_normalized("NFC", text) else _compose(text)


CANONICAL_COMPOSITION = Rule(
    name="canonical-composition",
    find=_composed,
    wakes=_maybe_not_composed,
    signs=MAYBE_NOT_NFC,
    source="UAX #15, NFC",
    spares="nothing",
)

TATWEELS = Rule(
    name="tatweel",
    find=substitute(f"(?<=[{LETTER}]){TATWEEL}+(?=[{LETTER}])", ""),
    wakes=lambda text: TATWEEL in text,
    signs=re.compile(TATWEEL),
    keeps_letters=False,  # it is a letter by category (Lm)
    source="Unicode 9.2, U+0640 stretches a word and is not part of it",
    spares="quotations",
)

KAF_YEH = {"ك": "ک", "ي": "ی", "ى": "ی"}
ARABIC_LETTERS = re.compile("[كيى]")
# A letter alone in quotes or brackets is talked about: «ی» و «ي». (Told after the letter, so that the letter is
# what is searched for: a pattern that begins with a condition takes five times as long.)
MENTIONED = "(?<=[«“”\"'‘(].)[»“”\"'’)]"
SPARED = f"(?!(?<=ى)\u0670|{MENTIONED})"
PERSIAN = f"[كيى]{SPARED}"
PASHTO = f"[كيى]{SPARED}(?:(?<!ي)|(?=[{MARK}]*[{LETTER}]))"
PASHTO_KEEPING_YEH = f"[كى]{SPARED}"
INNER_YEH = f"[يیى](?=[{MARK}]*[{LETTER}])"


def pashto_letters(text: str) -> Iterable[Edit]:
    """Kaf and yeh of Pashto; a yeh inside a word only where it is the exception.

    Half of Pashto writes ي inside words and half ی: either is right as long as it is used throughout.
    """
    inner = re.findall(INNER_YEH, text) if "ی" in text or "ى" in text else ()
    strays = 2 * inner.count("ي") < len(inner)
    if not strays and "ك" not in text and "ى" not in text:
        return ()
    return substitute(PASHTO if strays else PASHTO_KEEPING_YEH, lambda match: KAF_YEH[match[0]])(text)


PERSIAN_LETTERS = Rule(
    name="persian-letters",
    find=substitute(PERSIAN, lambda match: KAF_YEH[match[0]]),
    wakes=ARABIC_LETTERS.search,
    signs=ARABIC_LETTERS,
    source="ISIRI 6219; Unicode 9.2, Arabic letter yeh and its relatives",
    languages=frozenset({"fa"}),
    spares="quotations",
)
PASHTO_LETTERS = Rule(
    name="pashto-letters",
    find=pashto_letters,
    wakes=lambda text: ARABIC_LETTERS.search(text) and next(iter(pashto_letters(text)), None),
    signs=ARABIC_LETTERS,
    source="Pashto alphabet of five yehs: final ي (plural) and ی (singular) are two letters; Unicode 9.2",
    languages=frozenset({"ps"}),
    spares="quotations",
)
