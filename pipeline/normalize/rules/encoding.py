"""Text that was decoded with the wrong charset (rule `encoding`).

Two routes of our own, then ftfy. Ours are needed because ftfy knows no windows-1256, the charset of
Persian and Arabic pages for twenty years: it repairs none of them, and rewrites most in part so that
nobody can repair them later. Therefore ours run first, ftfy runs without the steps that guess, and
what either proposes is taken whole or not at all: a strict decoding whose result reads like a
language, or a text in which ftfy finds nothing bad any more.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from pipeline.normalize.edits import Edit
from pipeline.normalize.language.trigrams import plausibility
from pipeline.normalize.rules.misread import LATIN_AS_CP1256, looks_misread
from pipeline.normalize.script import LETTER, LETTERS, MARK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Decoding = Callable[[str], str | None]

WORD = re.compile("[^ \t\n]+")

ROUTES = (("cp1252", "utf-8"), ("cp1252", "cp1256"), ("cp1256", "utf-8"))

# What a result of our own routes must have: signs outside ASCII, most of them of one script, and a tone of language.
# Measured by benchmarks/normalize.py: damaged Persian and Pashto lines are repaired, no clean line is touched.
LEAST_SIGNS = 3
LEAST_SHARE = 0.6
LEAST_PLAUSIBLE = -4.3
NEVER = -9.0
# Bytes that were lost on the way stay marked as lost and say nothing against the rest.
SIGNS = re.compile("[\x80-\xff\ufffd]+")
# Bytes of UTF-8 read one by one: a letter of Arabic script begins with D8 to DB.
PIECE = re.compile("(?:[ØÙÚÛ][^\x00-\x7fØÙÚÛ])+")
ARABIC_SIGN = re.compile("[\u0600-\u06ff\u200c«»]")
ARABIC_WORD = re.compile(f"[{LETTER}]{{3}}")
OTHER_SCRIPTS = ("ARABIC", "CYRILLIC", "GREEK", "HEBREW", "CJK", "HANGUL", "HIRAGANA", "THAI", "DEVANAGARI")
GLUED = re.compile(f"[A-Za-z][{LETTER}{MARK}]|[{LETTER}{MARK}][A-Za-z]")  # gemنك, which was gemäß
LATIN_SIGN = re.compile("[\xa0-\u024f\u2010-\u2044\u20ac]")


def decode(text: str) -> Iterator[Edit]:
    """Edits that undo a wrong decoding, word by word if that gives the same as the whole text at once."""
    decoding = _own(text) or _foreign(text)
    whole = decoding and decoding(text)
    if decoding is None or whole is None:
        return
    edits = [Edit(*word.span(), decoding(word[0]) or word[0]) for word in WORD.finditer(text)]
    spaces = WORD.split(text)
    if (
        "".join(
            part for pair in zip(spaces, [*(edit.new for edit in edits), ""], strict=True) for part in pair
        )
        == whole
    ):
        yield from (edit for edit in edits if edit.new != text[edit.start : edit.end])
    else:
        yield Edit(0, len(text), whole)


def decode_pieces(text: str) -> Iterator[Edit]:
    """Edits of the runs that are letters or digits of Arabic script in UTF-8, within a text that is sound but for them: too few to be proven by how they read."""
    if not LETTERS.search(text):
        return
    for run in PIECE.finditer(text):
        result = _recode(run[0], "cp1252", "utf-8")
        if result and all(map(ARABIC_SIGN.match, result)):
            yield Edit(*run.span(), result)


def _own(text: str) -> Decoding | None:
    """The route whose result is Arabic script and reads best as a language, or that gives Latin for windows-1256."""
    scores = {}
    for read_as, meant in ROUTES:
        result = _recode(text, read_as, meant)
        if result and result != text:
            scores[read_as, meant] = _score_utf8(text, result) if meant == "utf-8" else _score(result)
    best = max(scores, key=scores.__getitem__, default=None)
    if best is None or scores[best] < LEAST_PLAUSIBLE:
        return None
    return partial(_recode, read_as=best[0], meant=best[1])


def _score_utf8(text: str, result: str) -> float:
    """Strict UTF-8 proves itself, even where there are no Arabic words to read; Latin read as Latin is ftfy's."""
    signs = [char for char in result if char > "\x7f"]
    if all(map(LATIN_SIGN.match, signs)):
        return 0.0 if re.search(LATIN_AS_CP1256, text) and not looks_misread(result) else NEVER
    if len(signs) < LEAST_SIGNS or len(ARABIC_SIGN.findall(result)) < LEAST_SHARE * len(signs):
        return NEVER
    return max(plausibility(result), LEAST_PLAUSIBLE)


def _score(result: str) -> float:
    """Every byte is a letter in windows-1256: the result must be words of one script that read like a language."""
    letters = [char for char in result if char > "\x7f" and char.isalpha()]
    arabic = len(LETTERS.findall(result))
    enough = ARABIC_WORD.search(result) and arabic > LEAST_SHARE * len(letters) and not GLUED.search(result)
    return plausibility(result) if enough else NEVER


def _recode(text: str, read_as: str, meant: str) -> str | None:
    """The text's bytes decoded anew; None if it has no bytes in the one charset or no text in the other."""
    try:
        return text.translate(_bytes_of(read_as)).encode("latin-1").decode(meant)
    except UnicodeError:
        return None


@cache
def _bytes_of(charset: str) -> dict[int, str | None]:
    """Character -> its byte as a Latin-1 character, for `str.translate`.

    80-9F of windows-1252 are often read as the C1 controls of Latin-1, even in one text: both count.
    """
    latin1 = {code: chr(code) for code in range(256)} if charset == "cp1252" else {}
    decoded = {code: bytes([code]).decode(charset, "ignore") for code in range(256)}
    # A Latin-1 character that is none in this charset must not pass for its byte.
    others = {code: "\u0100" for code in range(128, 256) if charset != "cp1252"}
    return {**others, **latin1, **{ord(char): chr(code) for code, char in decoded.items() if char}}


def _foreign(text: str) -> Decoding | None:
    """What ftfy proposes, if it leaves nothing bad: first without its guesses, then with them."""
    import ftfy
    from ftfy.badness import is_bad

    for guessing in (False, True):
        result, plan = ftfy.fix_encoding_and_explain(text, _ftfy_config(guessing))
        if (
            plan
            and result != text
            and not is_bad(SIGNS.sub(_without_lost, result))
            and _of_one_script(result)
        ):
            return partial(_applied, plan=plan)
    return None


def _of_one_script(text: str) -> bool:
    """Whether one script stands beside Latin: bytes that were no text give a mixture."""
    names = {
        unicodedata.name(char, "").removeprefix("EXTENDED ")
        for char in text
        if char > "\x7f" and char.isalnum()
    }
    return sum(any(name.startswith(script) for name in names) for script in OTHER_SCRIPTS) <= 1


def _without_lost(signs: re.Match[str]) -> str:
    return " " if "\ufffd" in signs[0] else signs[0]


def _applied(text: str, plan: Any) -> str | None:
    import ftfy

    try:
        return ftfy.apply_plan(text, plan)
    except UnicodeError:
        return None


@cache
def _ftfy_config(guessing: bool) -> Any:
    """Settings of ftfy. `guessing` decodes what is UTF-8 in a text of both kinds, and what lost a byte."""
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        decode_inconsistent_utf8=guessing,
        replace_lossy_sequences=guessing,
        fix_c1_controls=guessing,
        restore_byte_a0=guessing,
        unescape_html=False,
    )
