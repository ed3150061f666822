"""A letter that a broken font calls by the name of another, by the vote of the whole document.

The known case: the glyph of medial ب is mapped to ې, and every Persian word with it is wrong (نېاشد).
Persian has no ې at all, so the document itself is the witness: the letter that was meant is the one that
never stands in the middle of a word any more, and among such letters the one that makes its words likely.
Pashto, where ې ends five words in six, never comes this far.

The other case is a ئ for some forms of ی: ائن, ئک. Persian has words with ئ, so each word is asked by itself, but only where small
words of the document are wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.normalize.edits import Edit, substitute
from pipeline.normalize.language.cues import PASHTO, WORD_TABLE, skeleton
from pipeline.normalize.language.trigrams import plausibility
from pipeline.normalize.rules.rule import Rule
from pipeline.normalize.script import LETTER, MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MISNAMED = "ې"
# Letters drawn on the same tooth as the medial ې; dots are all that tells them apart.
TOOTHED = "بپتثنی"
JOINING = "بپتثجچحخسشصضطظعغفقکگلمنهیيك"
WORDS = f"[{LETTER}{MARK}]*{MISNAMED}[{LETTER}{MARK}]*"

# Words that are written with ئ gain up to 0.2 by a ی, and wrong ones 0.4 to 1.6.
HAMZA, KINDS, LEAD_OF_YEH = "ئ", 2, 0.4
WITH_HAMZA = f"[{LETTER}{MARK}]*{HAMZA}[{LETTER}{MARK}]*"

MEDIAL = f"(?<=[{JOINING}])[{TOOTHED}ي](?=[{LETTER}])"

# Fewer witnesses are no document; of two letters the better must lead by this in log10 per trigram. In twelve
# damaged articles ب led the other letters that were absent as well by 0.3 to 0.9.
WITNESSES, LEAD = 3, 0.1


def misnamed_letter(texts: Sequence[str], langs: Sequence[str]) -> Rule | None:
    """The rule that undoes the damage in the Persian lines of a document, or None where it is sound or in doubt."""
    persian = " ".join(text for text, lang in zip(texts, langs, strict=True) if lang == "fa")
    words = re.findall(WORDS, persian) if MISNAMED in persian else []
    if len(words) < WITNESSES or any(PASHTO.search(word) for word in words):
        return None
    meant = _meant(" ".join(words), persian)
    if meant is None:
        return None
    return Rule(
        name="misnamed-letter",
        find=substitute(MISNAMED, meant),
        wakes=lambda text: MISNAMED in text,
        source="Unicode 9.2: Persian does not write U+06D0; the document's own words",
        languages=frozenset({"fa"}),
    )


def misnamed_yeh(texts: Sequence[str], langs: Sequence[str]) -> Rule | None:
    """The rule that writes ی for ئ in the Persian lines of a document where small words tell that a font took one for the other."""
    persian = [text for text, lang in zip(texts, langs, strict=True) if lang == "fa" and HAMZA in text]
    small = [
        word for word in re.findall(WITH_HAMZA, " ".join(persian)) if _is_small(word.replace(HAMZA, "ی"))
    ]
    if len(small) < WITNESSES or len(set(small)) < KINDS:
        return None
    return Rule(
        name="misnamed-letter",
        find=_with_yeh,
        wakes=lambda text: HAMZA in text,
        source="the document's own words",
        languages=frozenset({"fa"}),
    )


def _is_small(word: str) -> bool:
    return skeleton(word) in WORD_TABLE["arab"]


def _with_yeh(text: str) -> Iterator[Edit]:
    for found in re.finditer(WITH_HAMZA, text):
        word, meant = found[0], found[0].replace(HAMZA, "ی")
        if _is_small(meant) or plausibility(meant) - plausibility(word) > LEAD_OF_YEH:
            yield Edit(*found.span(), meant)


def _meant(words: str, persian: str) -> str | None:
    """The letter that the damaged words want, if the text has it in no other word's middle and it clearly leads."""
    present = {"ی" if letter == "ي" else letter for letter in re.findall(MEDIAL, persian)}
    absent = [letter for letter in TOOTHED if letter not in present]
    votes = sorted(
        ((plausibility(words.replace(MISNAMED, letter)), letter) for letter in absent), reverse=True
    )
    if not votes or votes[0][0] <= plausibility(words):
        return None
    return votes[0][1] if len(votes) == 1 or votes[0][0] - votes[1][0] >= LEAD else None
