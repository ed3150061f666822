"""The text of a glyph by its name: the Adobe Glyph List, and the names of TeX's fonts, which are older than it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

# What the list lacks of the fonts of TeX and of the American Mathematical Society (Computer Modern, msam, msbm).
_TEX = """
angbracketleft ⟨ angbracketright ⟩ arrowbothv ↕ arrowbt ↓ arrowdblbothv ⇕ arrowdblbt ⇓ arrowdbltp ⇑ arrowdblvertex ‖
arrowhookleft ↪ arrowhookright ↩ arrowleftbothalf ↽ arrowlefttophalf ↼ arrownortheast ↗ arrownorthwest ↖ arrowrightbothalf ⇁
arrowrighttophalf ⇀ arrowsoutheast ↘ arrowsouthwest ↙ arrowtp ↑ bardbl ∥ bracehtipdownleft ⏞ bracehtipdownright ⏞
bracehtipupleft ⏟ bracehtipupright ⏟ ceilingleft ⌈ ceilingright ⌉ check ✓ circlecopyrt ◯ circledivide ⊘ circledot ⊙
circleminus ⊖ contintegral ∮ coproduct ∐ defines ≜ diamondmath ⋄ diamondsolid ◆ epsilon1 ϵ equivasymptotic ≍ flat ♭ floorleft ⌊
floorright ⌋ follows ≻ followsequal ⪰ geomequivalent ≎ greatermuch ≫ greaternotequal ≩ greaterorequalslant ⩾
greaterorsimilar ≳ hatwide ˆ hatwider ˆ hatwidest ˆ intersectionsq ⊓ latticetop ⊤ lessmuch ≪ lessnotequal ≨
lessorequalslant ⩽ lessorsimilar ≲ logicalanddisplay ⋀ logicaland ∧ logicalor ∨ lozengesolid ⧫ lscript ℓ maltesecross ✠
mapsto ↦ minusplus ∓ multimap ⊸ multiplymath × natural ♮ negationslash \u0338 openbullet ◦ owner ∋ pi1 ϖ
planckover2pi ℏ planckover2pi1 ℏ precedes ≺ precedesequal ⪯ prime ′ radicalbt √ radicaltp ⌜ radicalvertex ⎸ rho1 ϱ
satisfies ⊨ sharp ♯ similarequal ≃ slurabove ⌢ slurbelow ⌣ square □ squaredot ⊡ squareimage ⊏ squareminus ⊟
squaremultiply ⊠ squareoriginal ⊐ squareplus ⊞ squaresolid ■ star ⋆ starsolid ★ subsetsqequal ⊑ supersetsqequal ⊒ tie ⁀
tildewide ˜ tildewider ˜ tildewidest ˜ triangle △ triangledownsld ▼ triangleinv ▽ triangleleft ◁ triangleleftsld ◀
triangleright ▷ trianglerightsld ▶ trianglesolid ▲ turnstileleft ⊢ turnstileright ⊣ unionmulti ⊎ unionsq ⊔ vector \u20d7
vextenddouble ‖ vextendsingle | visiblespace ␣ wreathproduct ≀ yen ¥
"""
# A sign in several sizes has a name for each: parenleftBig, summationdisplay.
_SIZE = re.compile(r"(?:[bB]igg?|display|text)$")
# Where the list has codes for private use: pieces of large brackets, and what is on its own code in Latin 1 but small or old.
_PIECES = {0xF8E5: "‾", 0xF8E6: "|", 0xF8E7: "—", 0xF8E8: "®", 0xF8E9: "©", 0xF8EA: "™", 0xF6BE: "ȷ"}
_PIECES |= dict(zip(range(0xF8EB, 0xF8FF), "⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪⎮⎞⎟⎠⎤⎥⎦⎫⎬⎭", strict=True))
_PIECES |= {0xF700 + code: chr(code) for code in range(0x21, 0x100)}


@cache
def _tex() -> dict[str, str]:
    words = _TEX.split()
    return dict(zip(words[::2], words[1::2], strict=True))


def _by_list(name: str) -> str:
    from pdfminer.encodingdb import name2unicode

    try:
        return str(name2unicode(name)).translate(_PIECES)
    except (KeyError, ValueError):
        return ""


@lru_cache(maxsize=4096)
def glyph_text(name: str) -> str:
    """Text of a glyph by its name; empty where the name means nothing."""
    plain = _SIZE.sub("", name)
    return (
        _by_list(name) or _tex().get(name) or _tex().get(plain) or (plain != name and _by_list(plain)) or ""
    )
