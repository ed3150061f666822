"""Character classes of the Arabic script, as the insides of a regular expression's brackets.

Source: the Unicode character database, blocks Arabic (0600), Arabic Supplement (0750), Arabic
Extended-B and -A (0870, 08A0) and Arabic Presentation Forms-A and -B (FB50, FE70); The Unicode
Standard, chapter 9.2.
"""

from __future__ import annotations

import re

# U+0640 tatweel is left out: it is a letter by category (Lm), but only stretches its neighbors.
LETTER = "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff\u0750-\u077f\u0870-\u0887\u08a0-\u08c8"
MARK = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08ca-\u08e1\u08e3-\u08ff"
TATWEEL = "\u0640"
ZWNJ = "\u200c"

# Spaces that keep their neighbors together and look like any other: no-break, figure and narrow no-break space.
HARD_SPACE = "\u00a0\u2007\u202f"

LETTERS = re.compile(f"[{LETTER}]")
ARABIC_WORDS = re.compile(f"[{LETTER}{MARK}{TATWEEL}]+")

DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
