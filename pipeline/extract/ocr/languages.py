"""Which of Tesseract's models read a page, by the letters that a first reading finds.

The mean confidence does not tell: with a wrong second model it rises while letters get worse. One language alone
is best (letter errors on Persian pages: fas 0.6 to 1.5 %, fas+eng 5.4 to 8.1 %), and `ara` loses every non-joiner.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipeline.normalize.language import PASHTO, UNDETERMINED, identify

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from pipeline.extract.ocr.words import ReadLine

ANY = "Arabic"  # the model of the script: Arabic letters of all languages, and Latin ones
_LATIN = "eng"
USED = {
    ANY: "pages of which nothing is known, Pashto",
    "fas": "Persian and Dari",
    "pus": "Pashto",
    "ara": "Arabic",
    "eng": "Latin words, English",
    "deu": "German",
    "osd": "pages that stand on their side or head",
}
"""The models that are used, and for what."""
# What reads a page of a language: the first model gives lines and words, the others words where they are likelier. On Pashto the
# script's model knows ږ and ۍ where pus reads ز and ی.
_MODELS = {
    "fa": ("fas", ANY, _LATIN),
    "ps": ("pus", ANY, "pus", _LATIN),
    "ar": ("ara", _LATIN),
    "de": ("deu", ANY),
    "en": ("eng", ANY),
}
# What is asked beside the script's model and that of Latin script, by the language in Arabic script on a mixed page.
_ON_MIXED = {"fa": ("fas", "pus"), "ps": ("pus",), "ar": ("ara",)}
# Letters in the lesser script, as a share, from which on a page is mixed: a masthead of the other script has up to 0.1.
_MIXED = 0.2
_OTHER = {"arab": (ANY, _LATIN), "latn": ("eng", ANY)}
_ARABIC_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3]")
_LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f]")


def first_models(available: Collection[str], wanted: Sequence[str]) -> tuple[str, ...]:
    """The models for a page of which nothing is known; empty where none is installed that could help."""
    if wanted:
        return tuple(wanted)
    return next(((name,) for name in (ANY, "fas", "eng", "ara", "pus", "deu") if name in available), ())


def of_arabic_script(model: str) -> bool:
    """Whether a model reads Arabic script first of all."""
    return model in (ANY, "fas", "pus", "ara")


def second_opinions(models: Sequence[str]) -> Sequence[str]:
    """The models that are asked after the first of these: where no other knows its script, and that is Arabic, itself."""
    first, *others = models
    alone = of_arabic_script(first) and not any(map(of_arabic_script, others))
    return (first, *others) if alone else others


def without_foreign(lines: Iterable[ReadLine], models: Sequence[str]) -> list[ReadLine]:
    """Lines without the words that cannot be of the language of a page: those with letters of Pashto in Persian."""
    if "fas" not in models:
        return list(lines)
    kept = [replace(line, words=tuple(w for w in line.words if not PASHTO.search(w.text))) for line in lines]
    return [line for line in kept if line.words]


def models_for(text: str, available: Collection[str]) -> tuple[str, ...]:
    """The models for a page with this text, those of them that are installed."""
    arabic, latin = len(_ARABIC_LETTER.findall(text)), len(_LATIN_LETTER.findall(text))
    lang = _language(text, arab=arabic >= latin)
    wanted = _MODELS.get(lang) or _OTHER["arab" if arabic >= latin else "latn"]
    if min(arabic, latin) > _MIXED * (arabic + latin):
        arab, latn = (_language(text, arab=arab) for arab in (True, False))
        wanted = (ANY, *_MODELS.get(latn, (_LATIN,))[:1], *_ON_MIXED.get(arab, ()))
    found = tuple(name for name in wanted if name in available)
    return found or first_models(available, ())


def _language(text: str, *, arab: bool) -> str:
    """The language of the lines in Arabic or in Latin script."""
    lines = [line for line in text.splitlines() if _is_of(line, arab=arab)]
    return identify(" ".join(lines)) if lines else UNDETERMINED


def _is_of(line: str, *, arab: bool) -> bool:
    arabic, latin = len(_ARABIC_LETTER.findall(line)), len(_LATIN_LETTER.findall(line))
    return arabic > latin if arab else latin > arabic
