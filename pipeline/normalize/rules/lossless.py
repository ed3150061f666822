"""The lossless rules in the order they run.

None deletes a letter or exchanges one except for another code of the same letter (ﺳ is س, ي is ی in
Persian). Together they are idempotent: what one leaves never wakes another that ran before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.normalize.edits import Edit, apply_edits
from pipeline.normalize.rules.invisible import (
    BIDI_CONTROLS,
    C1_CONTROLS,
    CONTROL_CHARACTERS,
    LINE_ENDS,
    SOFT_HYPHENS,
    ZERO_WIDTH,
)
from pipeline.normalize.rules.letters import (
    CANONICAL_COMPOSITION,
    PASHTO_LETTERS,
    PERSIAN_LETTERS,
    PRESENTATION_FORMS,
    TATWEELS,
)
from pipeline.normalize.rules.misread import FOREIGN_SIGN, looks_misread
from pipeline.normalize.rules.rule import Rule
from pipeline.normalize.rules.spacing import SPACES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.normalize.settings import NormalizeSettings


def _decode(text: str) -> Iterable[Edit]:
    """Edits that decode a text, and what is left of it where it was mixed: numbers too short to be told by how they read."""
    from pipeline.normalize.rules.encoding import decode, decode_pieces

    edits = list(decode(text))
    after = apply_edits(text, edits)
    pieces = list(decode_pieces(after))
    return [Edit(0, len(text), apply_edits(after, pieces))] if edits and pieces else edits or pieces


ENCODING = Rule(
    name="encoding",
    find=_decode,
    wakes=looks_misread,
    signs=FOREIGN_SIGN,
    keeps_letters=False,
    source="RFC 3629; the tables of windows-1252 and windows-1256 at unicode.org; ftfy",
    spares="nothing",
)

# Until a text is decoded nobody can say its language. Controls that no single-byte charset has go before, so
# that they do not hide its traces; C1, which are such traces, after.
DECODING = (LINE_ENDS, CONTROL_CHARACTERS, BIDI_CONTROLS, ENCODING, C1_CONTROLS)
# Letters follow their composition (ي + ٔ is ئ, and no yeh to fold); spaces close, since a dropped ZWNJ may leave two.
SPELLING = (
    PRESENTATION_FORMS,
    CANONICAL_COMPOSITION,
    SOFT_HYPHENS,
    TATWEELS,
    PERSIAN_LETTERS,
    PASHTO_LETTERS,
    ZERO_WIDTH,
    SPACES,
)
LOSSLESS = DECODING + SPELLING


def spelling_rules(settings: NormalizeSettings) -> tuple[Rule, ...]:
    """What runs once a text is readable: the lossless rules, and the typographic profile where it is wanted."""
    rules = switched_on(SPELLING, settings)
    if settings.typography:
        from pipeline.normalize.typography.profile import typography

        rules += typography(settings)
    return rules


def switched_on(rules: Sequence[Rule], settings: NormalizeSettings) -> tuple[Rule, ...]:
    """Those of the rules that the settings name."""
    return tuple(rule for rule in rules if getattr(settings, rule.name.replace("-", "_")))
