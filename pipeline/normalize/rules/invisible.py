"""Rules for characters that show nothing: line ends, controls, bidi marks, soft hyphens, non-joiners."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.normalize.edits import Edit, substitute
from pipeline.normalize.rules.rule import Rule
from pipeline.normalize.script import LETTER, ZWNJ

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LINE_END = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")

LINE_ENDS = Rule(
    name="line-ends",
    find=substitute(LINE_END.pattern, "\n"),
    wakes=LINE_END.search,
    signs=LINE_END,
    source="Unicode 5.8, newline functions",
    spares="nothing",
)

# C0, DEL, a byte order mark and a zero width space show nothing and break words for a search.
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff\u200b]+")
CONTROL_CHARACTERS = Rule(
    name="control-characters",
    find=substitute(CONTROL.pattern, ""),
    wakes=CONTROL.search,
    signs=CONTROL,
    source="Unicode 23.1, control codes, and 23.8, U+FEFF; RFC 3629, 6",
    spares="nothing",
)


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


BIDI_CONTROLS = Rule(
    name="bidi-controls",
    find=_unbalanced,
    wakes=BIDI_CONTROL.search,
    signs=BIDI_CONTROL,
    source="UAX #9, X1-X9",
    spares="nothing",
)

# C1 beside Latin-1 letters may be the only trace of a wrong decoding that could not be undone: there it stays.
C1 = re.compile("[\x80-\x9f]+")
LATIN1 = "[\u00a1-\u00ff]"


def _c1(text: str) -> Iterable[Edit]:
    return () if re.search(LATIN1, text) else _drop_c1(text)


_drop_c1 = substitute(C1.pattern, lambda match: "\n" if "\u0085" in match[0] else "")


C1_CONTROLS = Rule(
    name="c1-controls",
    find=_c1,
    wakes=C1.search,
    signs=C1,
    source="Unicode 5.8 (NEL ends a line) and 23.1",
    spares="nothing",
)

SOFT_HYPHEN = re.compile("[\u00ad\u00ac]")

SOFT_HYPHENS = Rule(
    name="soft-hyphens",
    find=substitute(f"(?<=[{LETTER}])[\u00ad\u00ac](?=[{LETTER}])", ZWNJ),
    wakes=SOFT_HYPHEN.search,
    signs=SOFT_HYPHEN,
    source="practice of keyboards before U+200C: Persian words do not hyphenate",
    languages=frozenset({"fa", "ps"}),
)

STRAY = re.compile(rf"{ZWNJ}(?:(?<=\s.)|(?<!..)|(?=[\s{ZWNJ}])|\Z)", re.DOTALL)


def _write_zero_width(match: re.Match[str]) -> str:
    """One of a run inside a word, none beside a space or an end."""
    start, end = match.span()
    before, after = match.string[start - 1 : start], match.string[end : end + 1]
    return ZWNJ if before and after and not before.isspace() and not after.isspace() else ""


ZERO_WIDTH = Rule(
    name="zero-width",
    find=substitute(
        rf"(?:(?<=\s)|\A){ZWNJ}+|{ZWNJ}+(?=\s|\Z)|{ZWNJ}{{2,}}",
        _write_zero_width,
    ),
    wakes=STRAY.search,
    source="Unicode 23.2; ISIRI 6219: a ZWNJ stands inside a word, once",
)
