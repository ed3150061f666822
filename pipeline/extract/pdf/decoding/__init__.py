"""Text of fonts that do not say what they draw, learned from what their glyphs look like.

A font with a wrong, missing or 8-bit map still draws exact glyphs, and draws them again and again. Each shape gets the
letters that all witnesses together make most likely; then the file is read like any other.

- `sound`: the fonts that need none of this
- `pictures`, `clusters`: glyphs drawn one by one, and what looks alike as one `Shape`
- `pieces`, `features`, `library`: what the pictures of known fonts say
- `shared`, `export`, `sheet`: what maps of fonts know that somebody reviewed, and how such a map is made
- `claims`: what the file itself says, and how far it can be believed
- `words`, `align`, `channel`: what OCR reads in the same places, and how it errs
- `lexicon`, `referee`: which letters make words
- `solve`, `yehs`: the witnesses added up, and what came of it as its language is spelled
- `vocabulary`, `guesses`, `search`: the readings that make the best words of a document
- `decode`, `gate`, `learned`, `stretch`: the whole, whether it can be believed, what came of it, and kashidas drawn as rules
"""

from __future__ import annotations

from pipeline.extract.pdf.decoding.align import Seen
from pipeline.extract.pdf.decoding.clusters import has_program, program_digest
from pipeline.extract.pdf.decoding.decode import Look, decode
from pipeline.extract.pdf.decoding.learned import Decoding
from pipeline.extract.pdf.decoding.sound import complete_fonts, sound_fonts, truthful_fonts

__all__ = [
    "Decoding",
    "Look",
    "Seen",
    "complete_fonts",
    "decode",
    "has_program",
    "program_digest",
    "sound_fonts",
    "truthful_fonts",
]
