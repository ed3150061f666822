"""Text of fonts that do not say what they draw, learned from what their glyphs look like.

A font with a wrong, missing or 8-bit map still draws exact glyphs, and draws them again and again. Each shape gets the
letters that all witnesses together make most likely; then the file is read like any other.

- `pictures`, `clusters`: glyphs drawn one by one, and what looks alike as one `Shape`
- `features`, `library`: what the pictures of known fonts say
- `claims`: what the file itself says, and how far it can be believed
- `words`, `referee`: which letters make words
- `solve`: the witnesses added up
- `decode`: the whole
"""

from __future__ import annotations

from pipeline.extract.pdf.decoding.clusters import has_program
from pipeline.extract.pdf.decoding.decode import decode

__all__ = ["decode", "has_program"]
