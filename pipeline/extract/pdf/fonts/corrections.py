"""What a font's own program says against ToUnicode of right-to-left letters."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.normalize.script import ZWNJ

if TYPE_CHECKING:
    from collections.abc import Mapping

VOWEL_SIGNS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
_MIRRORED = str.maketrans("()[]{}«»‹›", ")(][}{»«›‹")
# Letters that fonts draw with the same glyphs, in some positions or in all.
_SHARED_GLYPHS = str.maketrans("يىكہھە", "ییکههه")
_LONGEST_LIGATURE = 2  # letters of one glyph; longer ones are words (ﷲ), spelled in more than one way
# Letters whose two descriptions must agree before the program is heard, and their share of those that
# do not. Fonts with glyphs renumbered against their `cmap` agree by chance in up to 1 of 12 letters,
# damaged ToUnicode of 12 real files in 1 of 3 or more.
_FEWEST_AGREED, _SHARE_AGREED = 5, 0.25
_FEWEST_BESIDE_DIGITS = 3  # by chance one digit in ten agrees


@lru_cache(maxsize=4096)
def _letters(text: str) -> str:
    """Right-to-left letters and tatweels of a text, those that share their glyphs taken as one."""
    plain = unicodedata.normalize("NFKD", text).translate(_SHARED_GLYPHS)
    return "".join(c for c in plain if unicodedata.bidirectional(c) in ("R", "AL"))


@lru_cache(maxsize=4096)
def _drawn_letter(drawn: str) -> str:
    """The letter or tatweel a glyph is drawn for, "" where it is none or a word in one glyph."""
    char = next((c for c in drawn if unicodedata.bidirectional(c) in ("R", "AL")), "")
    text = unicodedata.normalize("NFKC", char)
    return text if 0 < len(_letters(text)) <= _LONGEST_LIGATURE else ""


def corrections(table: dict[int, str], drawn: dict[int, str]) -> dict[int, str]:
    """What the font's own program says against ToUnicode of right-to-left letters, by code.

    Word at times maps a glyph to a letter beside it in the text: the kashida to the letter it
    stretches (افززایش), lam-alef to its lam, a whole font to letters shifted by one. The program
    knows what it draws. A program that agrees with few of the letters was renumbered and is not heard;
    a code without a target is part of the cluster of another (fpdf2 maps the madda of آ to the whole).
    """
    letters = {
        code: letter
        for code, text in table.items()
        if text and code in drawn and (letter := _drawn_letter(drawn[code]))
    }
    told = {code: _letters(table[code]) for code in letters}
    disagreed = {code: letter for code, letter in letters.items() if _letters(letter) != told[code]}
    corrections = {code: letter for code, letter in disagreed.items() if len(told[code]) <= _LONGEST_LIGATURE}
    agreed = len(letters) - len(disagreed)
    if not corrections or agreed < max(_FEWEST_AGREED, _SHARE_AGREED * len(corrections)):
        return {}
    signs = {
        code: drawn[code][0].translate(_MIRRORED)  # ToUnicode has the sign that was typed
        for code, text in table.items()
        if _is_wrong_sign(text, drawn.get(code, ""))
    }
    marks = {
        code: mark for code, text in table.items() if _letters(text) and (mark := _mark(drawn.get(code, "")))
    }
    return corrections | signs | marks


def _value(text: str) -> int | None:
    return int(text) if len(text) == 1 and text.isdecimal() else None


def digit_corrections(table: Mapping[int, str], drawn: Mapping[int, str]) -> dict[int, str]:
    """What the program says against ToUnicode of digits, by code, in the set of digits that ToUnicode has.

    Word maps a digit to another that stands beside it in a number. Heard where at least as many codes agree.
    """
    agreed, wrong = 0, {}
    for code, told in table.items():
        chars, value = drawn.get(code, ""), _value(told)
        values = {_value(char) for char in chars} - {None} if value is not None else set()
        if value is None or not values:
            agreed += bool(told) and (
                told in chars or (bool(_letters(told)) and _letters(told) in _letters(chars))
            )
        elif value in values:
            agreed += 1
        else:
            wrong[code] = chr(ord(told) - value + min(v for v in values if v is not None))
    return wrong if agreed >= max(_FEWEST_BESIDE_DIGITS, len(wrong)) else {}


def _mark(drawn: str) -> str:
    """The vowel signs that a glyph is drawn for, "" where it is a letter or a sign."""
    text = unicodedata.normalize("NFKC", drawn[:1]).strip()
    return text if text and all(char in VOWEL_SIGNS for char in text) else ""


def without_drawn_marks(table: dict[int, str]) -> dict[int, str]:
    """The texts of a font that is wrong elsewhere without the vowel signs that have glyphs of their own.

    Word at times maps a glyph to all that was typed where it was first used: the medial ب to بِ, the ligature of ب
    and م to بِ as well. The sign is drawn beside it all the same.
    """
    alone = {text for text in table.values() if text and all(char in VOWEL_SIGNS for char in text)}
    drawn = str.maketrans("", "", "".join(alone))
    return (
        {code: text if text in alone else text.translate(drawn) for code, text in table.items()}
        if alone
        else table
    )


def _is_wrong_sign(text: str, drawn: str) -> bool:
    """Whether a glyph of a font that is wrong elsewhere is a sign and reads as a letter or nothing seen.

    A blank may read as the non-joiner that was drawn with it; which of them it is, its room tells.
    """
    if text == ZWNJ:
        return drawn[:1] == " "
    visible = drawn[:1] > " " and unicodedata.category(drawn[0])[0] in "PSN"
    return visible and bool(text.isspace() or _letters(text))
