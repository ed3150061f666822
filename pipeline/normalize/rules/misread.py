"""Whether a text looks as if it was decoded with the wrong charset; what to do then is in `encoding`.

Apart from it because every text is asked and hardly any needs the answer.
"""

from __future__ import annotations

import re

# Patterns that few texts need are strings here: `re` compiles them when they are first used.
# Arabic in UTF-8 has a lead byte D8-DB before each letter; windows-1256 shows it as one of these four.
ARABIC_AS_CP1256 = "[طظعغ][^\x00-\x7f][طظعغ][^\x00-\x7f][طظعغ][^\x00-\x7f]"
# Latin letters with accents have C3-C5, which it shows as one of these three, before a sign that is no letter.
LATIN_AS_CP1256 = "[أؤإ][\xa0-\xbf\u0152-\u0192\u2013-\u2122](?:(?<=[A-Za-z]..)|(?=[A-Za-z]))"
# Signs outside ASCII and outside Arabic that stand together ...
FOREIGN_SIGNS = "\x80-\u05ff\u2010-\u2bff\uf8ff\ufb00-\ufb06\ufffd"
# Those that are not the quotes and dashes of any prose. (No lookahead: a bare class is searched ten times as fast.)
FOREIGN_SIGN = re.compile(
    "[\x80-\xaa\xac-\xba\xbc-\u05ff\u2010-\u2012\u2015-\u2017\u201a\u201b\u201e-\u2025\u2027-\u2bff\uf8ff\ufb00-\ufb06\ufffd]"
)
FOREIGN = f"[{FOREIGN_SIGNS}]{{2,}}"
LOST_A0 = "Ã "  # à, whose second byte is a no-break space
# ... and how prose has them: Cyrillic words; letters with accents, a capital only in front; quotes and dashes around.
PROSE = "[А-яЁё]+|[“”‘’„‚«»‹›–—…•·°§\xa0]*(?:[À-Þ]?[ß-ÿ]+[“”‘’„‚«»‹›–—…•·°§\xa0]*|[À-Þ])?"


def looks_misread(text: str) -> bool:
    """Whether signs stand together that no prose has together."""
    if not FOREIGN_SIGN.search(text):
        return False
    if re.search(ARABIC_AS_CP1256, text) or re.search(LATIN_AS_CP1256, text) or LOST_A0 in text:
        return True
    return not all(re.fullmatch(PROSE, signs) for signs in re.findall(FOREIGN, text))
