"""The switches of normalization; one field is one key of the `[normalize]` table in `config/default.toml`."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Ezafe = Literal["keep", "hamza", "yeh"]
Digits = Literal["keep", "persian", "ascii"]


class NormalizeSettings(Struct, frozen=True, kw_only=True):
    """Which repairs run. A rule `persian-letters` is switched by the field `persian_letters`.

    All but the last four lose nothing and are on. `typography` turns the editorial profile on, for
    Persian paragraphs only; `ezafe` says how «خانه ی ما» is then written («خانهٔ» or «خانه‌ی»),
    `digits` to which script the numbers of Persian prose go, `half_spaces` whether affixes are tied
    with ZWNJ.
    """

    line_ends: bool = True
    control_characters: bool = True
    encoding: bool = True
    c1_controls: bool = True
    visual_order: bool = True
    bidi_controls: bool = True
    presentation_forms: bool = True
    canonical_composition: bool = True
    soft_hyphens: bool = True
    tatweel: bool = True
    persian_letters: bool = True
    pashto_letters: bool = True
    misnamed_letter: bool = True
    zero_width: bool = True
    spaces: bool = True
    typography: bool = False
    half_spaces: bool = True
    ezafe: Ezafe = "hamza"
    digits: Digits = "persian"
