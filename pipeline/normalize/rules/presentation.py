"""Arabic presentation forms to the letters they show (rule `presentation-forms`).

Old fonts and several PDF producers write ﺳﻼﻡ, one code for each shape of a letter, where the text is
سلام. Unicode keeps these codes for compatibility only (The Unicode Standard, chapter 9.2, "Arabic
Presentation Forms-A/B"). The table is derived from the compatibility decompositions of the Unicode
character database, but it is not NFKC: NFKC puts a space before a mark that stands alone and spells
out signs that are written as signs (ﷺ, ﷽, ﷼), and it would take ½ and ² with it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Letters, ligatures of letters and marks. Left out: the ornate parentheses ﴾﴿ (FD3E, FD3F), the
# stand-alone dots (FBB2-FBC2), the honorifics and currency (FDF0-FDFF, except ﷲ, see below).
RANGES = ((0xFB50, 0xFBB1), (0xFBD3, 0xFD3D), (0xFD50, 0xFDC7), (0xFE70, 0xFEFC))
FORMS = re.compile("[\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7\ufe70-\ufefc]+")
FORM_RUNS = f"{FORMS.pattern}(?: {FORMS.pattern})*"


@cache
def table() -> dict[int, str]:
    """Code of a presentation form -> its letters. ﷲ (FDF2) is a sign that readers search as typed: it stays."""
    forms: dict[int, str] = {}
    for first, last in RANGES:
        for code in range(first, last + 1):
            letters = unicodedata.normalize("NFKC", chr(code)).lstrip(" ")
            if letters and letters != chr(code):
                forms[code] = letters
    return forms


def to_letters(text: str) -> str:
    """Every presentation form replaced by its letters; the order of the text is not touched."""
    return text.translate(table()) if FORMS.search(text) else text
