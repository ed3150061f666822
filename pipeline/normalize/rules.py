"""The lossless rules, in the order they run.

Each is a function `str -> str` with a name, a condition and a source; none deletes or exchanges a
letter of the text except a spelling of the same letter (ﺳ for س, ي for ی in Persian). Together they
are idempotent: what one rule leaves never wakes another that ran before it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.normalize.edits import Edit, apply_edits, substitute
from pipeline.normalize.encoding import looks_misread, misread
from pipeline.normalize.presentation import FORMS, to_letters
from pipeline.normalize.protect import addresses, outside, quoted_arabic
from pipeline.normalize.script import LETTER, MARK, TATWEEL, ZWNJ

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Protection = Literal["nothing", "addresses", "quotations"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """One named repair.

    `wakes` says in a hundredth of the rule's time whether the text may need it. `languages` is the
    condition; empty means all. A rule keeps out of what it `spares`: addresses, or addresses and
    quoted Arabic.
    """

    name: str
    find: Callable[[str], Iterable[Edit]]
    wakes: Callable[[str], object]
    source: str
    languages: frozenset[str] = frozenset()
    spares: Protection = "addresses"

    def edits(self, text: str) -> list[Edit]:
        """What the rule changes in this text."""
        edits = list(self.find(text))
        if not edits or self.spares == "nothing":
            return edits
        places = list(addresses(text))
        if self.spares == "quotations":
            places += quoted_arabic(text)
        return outside(edits, places)

    def __call__(self, text: str) -> str:
        return apply_edits(text, self.edits(text)) if self.wakes(text) else text


LINE_END = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")

# C0, DEL, a byte order mark and a zero width space show nothing and break words for a search.
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff\u200b]+")
# C1 beside Latin-1 letters may be the only trace of a wrong decoding that could not be undone: there it stays.
C1 = re.compile("[\x80-\x9f]+")
LATIN1 = re.compile("[\u00a1-\u00ff]")


def _c1(text: str) -> Iterable[Edit]:
    return () if LATIN1.search(text) else _drop_c1(text)


_drop_c1 = substitute(C1, lambda match: "\n" if "\u0085" in match[0] else "")


BIDI_CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069]")
EMBEDDINGS = "\u202a\u202b\u202d\u202e"
PDF, PDI = "\u202c", "\u2069"


def _unbalanced(text: str) -> Iterator[Edit]:
    """Controls that lack their other half in their paragraph (UAX #9, X1-X8: an end closes what it ends, a PDI also what is open inside)."""
    for paragraph in re.finditer("[^\n]+", text):
        controls = list(BIDI_CONTROL.finditer(text, *paragraph.span()))
        paired = _paired(controls)
        yield from (Edit(*match.span(), "") for match in controls if match.start() not in paired)


def _paired(controls: list[re.Match[str]]) -> set[int]:
    opened: list[re.Match[str]] = []
    isolates = 0
    paired: set[int] = set()
    for match in controls:
        if match[0] == PDF:
            if opened and opened[-1][0] in EMBEDDINGS:
                paired |= {opened.pop().start(), match.start()}
        elif match[0] == PDI:
            if isolates:
                while opened[-1][0] in EMBEDDINGS:
                    opened.pop()
                isolates -= 1
                paired |= {opened.pop().start(), match.start()}
        else:
            opened.append(match)
            isolates += match[0] not in EMBEDDINGS
    return paired


# Outside these ranges stands every character that Normalization Form C can change: combining marks,
# singletons, composition exclusions (Unicode character database, NFC_Quick_Check).
MAYBE_NOT_NFC = re.compile(
    "[^\x00-\u02ff\u0400-\u0482\u048a-\u058f\u0620-\u064a\u0660-\u066f\u0671-\u06d5\u06e5\u06e6\u06ee-\u06ff"
    "\u2002-\u20bf\ufb50-\ufdff\ufe70-\ufeff]"
)


_compose = substitute(re.compile("[^ \n]+"), lambda match: unicodedata.normalize("NFC", match[0]))


def _composed(text: str) -> Iterable[Edit]:
    """Word by word, since no character composes across a space."""
    return () if unicodedata.is_normalized("NFC", text) else _compose(text)


KAF_YEH = {"ك": "ک", "ي": "ی", "ى": "ی"}
PERSIAN = re.compile("[كي]|ى(?!\u0670)")
PASHTO = re.compile(f"ك|ى(?!\u0670)|ي(?=[{MARK}]*[{LETTER}])")
STRAY = (f"{ZWNJ}{ZWNJ}", f" {ZWNJ}", f"{ZWNJ} ", f"\n{ZWNJ}", f"{ZWNJ}\n", f"\t{ZWNJ}", f"{ZWNJ}\t")


def _stray(text: str) -> bool:
    if ZWNJ not in text:
        return False
    at_end = text[0] == ZWNJ or text[-1] == ZWNJ
    return at_end or any(run in text for run in STRAY) or bool(HARD_SPACES.search(text))


def _write_zero_width(match: re.Match[str]) -> str:
    """One of a run inside a word, none beside a space or an end."""
    start, end = match.span()
    before, after = match.string[start - 1 : start], match.string[end : end + 1]
    return ZWNJ if before and after and not before.isspace() and not after.isspace() else ""


HARD_SPACE = "\u00a0\u2007\u202f"
SPACES = re.compile(rf"[ \t\n{HARD_SPACE}]{{2,}}|[{HARD_SPACE}]|\A[ \n]|[ \n]\Z")
HARD_SPACES = re.compile(f"[{HARD_SPACE}]")


def _loose(text: str) -> bool:
    return (
        "  " in text
        or text[:1] in {" ", "\n"}
        or text[-1:] in {" ", "\n"}
        or HARD_SPACES.search(text) is not None
        or (("\n" in text or "\t" in text) and LOOSE_BREAK.search(text) is not None)
    )


LOOSE_BREAK = re.compile(" [\n\t]|[\n\t] |\n\n\n")


def _write_space(match: re.Match[str]) -> str:
    """One space; or the tabs and at most two line ends of the run; nothing but tabs at either end of the text."""
    breaks = re.sub(f"[ {HARD_SPACE}]+", "", match[0])
    if match.start() == 0 or match.end() == len(match.string):
        return breaks.strip("\n")
    return re.sub("\n{3,}", "\n\n", breaks) or " "


LINE_ENDS = Rule(
    name="line-ends",
    find=substitute(LINE_END, "\n"),
    wakes=re.compile("[\r\x0b\x0c\u2028\u2029]").search,
    source="Unicode 5.8, newline functions",
    spares="nothing",
)
CONTROL_CHARACTERS = Rule(
    name="control-characters",
    find=substitute(CONTROL, ""),
    wakes=CONTROL.search,
    source="Unicode 23.1, control codes, and 23.8, U+FEFF; RFC 3629, 6",
    spares="nothing",
)
ENCODING = Rule(
    name="encoding",
    find=misread,
    wakes=looks_misread,
    source="RFC 3629; the tables of windows-1252 and windows-1256 at unicode.org; ftfy",
    spares="nothing",
)
C1_CONTROLS = Rule(
    name="c1-controls",
    find=_c1,
    wakes=C1.search,
    source="Unicode 5.8 (NEL ends a line) and 23.1",
    spares="nothing",
)
BIDI_CONTROLS = Rule(
    name="bidi-controls",
    find=_unbalanced,
    wakes=BIDI_CONTROL.search,
    source="UAX #9, X1-X9",
    spares="nothing",
)
PRESENTATION_FORMS = Rule(
    name="presentation-forms",
    find=substitute(FORMS, lambda match: to_letters(match[0])),
    wakes=FORMS.search,
    source="Unicode 9.2, Arabic Presentation Forms-A and -B",
    spares="nothing",
)
CANONICAL_COMPOSITION = Rule(
    name="canonical-composition",
    find=_composed,
    wakes=MAYBE_NOT_NFC.search,
    source="UAX #15, NFC",
    spares="nothing",
)
SOFT_HYPHENS = Rule(
    name="soft-hyphens",
    find=substitute(re.compile(f"(?<=[{LETTER}])[\u00ad\u00ac](?=[{LETTER}])"), ZWNJ),
    wakes=re.compile("[\u00ad\u00ac]").search,
    source="practice of keyboards before U+200C: Persian words do not hyphenate",
    languages=frozenset({"fa", "ps"}),
)
TATWEELS = Rule(
    name="tatweel",
    find=substitute(re.compile(f"(?<=[{LETTER}]){TATWEEL}+(?=[{LETTER}])"), ""),
    wakes=lambda text: TATWEEL in text,
    source="Unicode 9.2, U+0640 stretches a word and is not part of it",
    spares="quotations",
)
PERSIAN_LETTERS = Rule(
    name="persian-letters",
    find=substitute(PERSIAN, lambda match: KAF_YEH[match[0]]),
    wakes=PERSIAN.search,
    source="ISIRI 6219; Unicode 9.2, Arabic letter yeh and its relatives",
    languages=frozenset({"fa"}),
    spares="quotations",
)
PASHTO_LETTERS = Rule(
    name="pashto-letters",
    find=substitute(PASHTO, lambda match: KAF_YEH[match[0]]),
    wakes=PASHTO.search,
    source="Pashto alphabet of five yehs: final ي (plural) and ی (singular) are two letters; Unicode 9.2",
    languages=frozenset({"ps"}),
    spares="quotations",
)
ZERO_WIDTH = Rule(
    name="zero-width",
    find=substitute(
        re.compile(rf"(?:(?<=\s)|\A){ZWNJ}+|{ZWNJ}+(?=\s|\Z)|{ZWNJ}{{2,}}"),
        _write_zero_width,
    ),
    wakes=_stray,
    source="Unicode 23.2; ISIRI 6219: a ZWNJ stands inside a word, once",
)
SPACES_RULE = Rule(
    name="spaces",
    find=substitute(SPACES, _write_space),
    wakes=_loose,
    source="UAX #14, Zs; one space between words, tabs and line ends kept",
)

# A wrong decoding is undone while its traces are whole. Invisible characters go next, so that what they kept apart can compose; letters follow their
# composition (ي + ٔ is ئ, and no yeh to fold); spaces close, since a dropped ZWNJ may leave two.
LOSSLESS = (
    LINE_ENDS,
    CONTROL_CHARACTERS,
    BIDI_CONTROLS,
    ENCODING,
    C1_CONTROLS,
    PRESENTATION_FORMS,
    CANONICAL_COMPOSITION,
    SOFT_HYPHENS,
    TATWEELS,
    PERSIAN_LETTERS,
    PASHTO_LETTERS,
    ZERO_WIDTH,
    SPACES_RULE,
)
