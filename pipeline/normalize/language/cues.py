"""Cheap evidence for a language: letters that only it writes, and the small words no sentence does without.

Words stand in the form that `skeleton` gives: without marks, with Persian yeh and kaf, so that the
evidence does not change when the repairs run or when a font wrote the wrong yeh. A word of several
languages counts for each by a share. Sources of the letters: Unicode 9.2 and the alphabets of the
languages; words chosen by frequency in the Universal Declaration of Human Rights and by grammar.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.normalize.rules.presentation import to_letters
from pipeline.normalize.script import LETTER, MARK, TATWEEL, ZWNJ

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS = {
    "fa": "و در به از که را این آن است بود شد می نمی با برای تا بر یا هم نیز های هایی ها یک هر هیچ ما شما آنها آنان ایشان او "
    "خود دیگر باید شده کرد کند کرده کنند کنیم شود دارد دارند داشت داشته هستند هست نیست باشد باشند بودند اند ای اگر اما ولی چون "
    "چه چرا چگونه کدام بین میان پس پیش روی زیر همه همین همان چنین بسیار نه جز بدون درباره توسط سوی گفت گفته گوید اش شان وی من تو",
    "ps": "د په چې او ته دي ده دی وي کې له سره يې هم به مو دا دغه هغه هر نه یو یوه خپل خپله خپلو خپلې لري لپاره باندې پورې څخه کړي "
    "کړی کړل شي شو شوی شوي شوې شوه کړه کړې وه وو ول زه ته موږ تاسو دوی دې ځکه چا څه چېرې کله که يا يا ترڅو پر پرته تر مه لکه بیا "
    "نو نور نورو ډېر ټول کوي کول کیږي کېږي وکړي وکړه وشي راغی ولري لاندې وروسته مخکې هېڅ هیڅ هېواد کال خلک خلکو ستا زما زموږ ستاسو",
    "ar": "في من على إلى أن إن هذا هذه التي الذي الذين كان كانت كما لا ما لم لن قد أو ثم كل عن مع بين أي هو هي هم بعد قبل عند حتى "
    "ذلك تلك غير وفي ومن وقد لها له لكل منها فيه فيها عليه عليها إليه به بها ولا وأن لأن بأن كانوا يكون تكون أية دون حيث إذا وعلى وإلى والتي "
    "أيضا قال يوم نحن أنا أنت هناك",
    "ur": "کے کی ہے میں سے کا کو اور نے پر ہیں یہ وہ کہ اس ان بھی کر جو ہو تو تھا تھی تھے ایک نہیں کیا گیا گئی ہوئے ہوا لیے لئے ہر کسی "
    "یا اپنے اپنی اپنا ساتھ جائے گا گی گے ہوگا رہا رہے رہی دیا تک بعد بہت کوئی سب ہم",
    "ckb": "و لە بە کە بۆ ئەم ئەو هەر یان بێ هەموو لەگەڵ نییە هەیە دەبێت دەکات دەکرێت خۆی کراوە وەک بەڵام ئێمە ئەوەی تر سەر نێوان "
    "هەمووان مرۆڤ کەس کەسێک هیچ پێی بن دا",
    "en": "the of and to in is are was were that for with as on by it this be at from or an have has not which but their they his her he she "
    "we you our will would been its also can all there who what had into than one no if more about after when said so do",
    "de": "der die das und ist in den von zu mit sich des auf für nicht ein eine einer eines einem einen im dem dass als auch es an werden wird "
    "aus er hat sie nach bei um am sind noch wie über so zum zur haben war wurde oder aber vor durch kann mehr nur seine seiner ihre man wir ich",
    "fr": "le la les de des du et est un une en que qui dans pour au aux par sur pas plus ne se ce cette ces il elle ils elles nous vous son sa ses "
    "leur leurs avec sont ou où être été avoir ont comme mais tout tous toute sans à l d qu n s c",
    "ru": "и в не на что с по как к из за от это для его но он она они мы вы у так же то а или все был была было были быть при о до во со "
    "который которые также если когда уже только",
}

# Letters that one of our languages writes and the others of its script do not.
OWN_LETTERS = {
    "ps": "ټډړږښڼځڅګۍ",
    "ur": "ٹڈڑںےھہ",
    "ckb": "ەێۆڵڕ",
    "ar": "ةإ",
    "fa": "پچژگ",
    "de": "äöüßÄÖÜ",
    "fr": "éèêàçùûîôœÉÈÀÇ",
    "ru": "ыэёъщ",
}
# ې counts at the end of a word only: there Pashto has it in 5 of 6 cases, and a Persian text whose ب a broken font
# turned into ې never has.
FINAL_E = re.compile(f"ې(?![{LETTER}])")
PASHTO = re.compile(f"[{OWN_LETTERS['ps']}]|{FINAL_E.pattern}")
# The Arabic article, perhaps after a particle. (The literal comes first: so it is searched fast.)
ARTICLE = re.compile(f"ال(?=[{LETTER}]{{3}})(?:(?<![{LETTER}]ال)|(?<![{LETTER}][وفبک]ال)(?<=[وفبک]ال))")
WEIGHTS = {"ps": 2.0, "ur": 2.0, "ckb": 2.0, "ar": 1.0, "fa": 1.0, "de": 1.0, "fr": 0.7, "ru": 1.0}
SCRIPTS = {
    "fa": "arab",
    "ps": "arab",
    "ar": "arab",
    "ur": "arab",
    "ckb": "arab",
    "en": "latn",
    "de": "latn",
    "fr": "latn",
    "ru": "cyrl",
}

# Characters that show nothing and that a rule may remove.
INVISIBLE = "\u00ad\u200b\u200d-\u200f\u202a-\u202e\u2066-\u2069\ufeff"
FOLDS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", ZWNJ: " "})
# Typed where a non-joiner was not to be had, and read as one.
SOFT_HYPHEN = re.compile(f"(?<=[{LETTER}])\u00ad(?=[{LETTER}])")
FADES = re.compile(f"[{MARK}{TATWEEL}{INVISIBLE}]+")
NEEDS_FOLD = re.compile(f"[يىك{ZWNJ}{TATWEEL}{INVISIBLE}\ufb50-\ufefc{MARK}]").search
TOKENS = re.compile(r"[^\W\d_]+")
SCRIPT_LETTERS = (
    ("arab", 2, re.compile(f"[{LETTER}]+")),
    ("latn", 1, re.compile("[A-Za-z\u00c0-\u024f]+")),
    ("cyrl", 1, re.compile("[\u0400-\u04ff]+")),
)
# Greek, Armenian, Hebrew, the scripts of India and beyond, Chinese, Japanese, Korean.
OTHER_LETTERS = re.compile(
    "[\u0370-\u03ff\u0531-\u05ea\u0700-\u074f\u0780-\u085f\u0900-\u1cff\u1f00-\u1fff\u2e80-\u2fff\u3005-\ud7ff\uf900-\ufaff]+"
)


def skeleton(text: str) -> str:
    """The text as no repair changes it any more: presentation forms, yeh, kaf, marks and what is invisible folded away."""
    if text.isascii() or not NEEDS_FOLD(text):
        return text
    letters = SOFT_HYPHEN.sub(ZWNJ, unicodedata.normalize("NFC", to_letters(text)))
    return FADES.sub("", letters).translate(FOLDS)


def script(text: str) -> str | None:
    """The script ("arab", "latn", "cyrl") with most letters; None without letters of these, or with more of others.

    A letter of Arabic script counts twice: short vowels are not written, and the names, sources and terms that a
    Persian line quotes in Latin are longer than its own words.
    """
    counts = {}
    for name, weight, pattern in SCRIPT_LETTERS:
        counts[name] = weight * sum(map(len, pattern.findall(text)))
        if counts[name] > len(text):
            return name
    best = max(counts, key=counts.__getitem__)
    other = 0 if text.isascii() else sum(map(len, OTHER_LETTERS.findall(text)))
    return best if counts[best] > other else None


def _word_table() -> dict[str, dict[str, tuple[tuple[str, float], ...]]]:
    """Script -> word -> its languages with their shares."""
    owners: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for language, words in WORDS.items():
        for word in words.split():
            owners[SCRIPTS[language], skeleton(word)].add(language)
    table: defaultdict[str, dict[str, tuple[tuple[str, float], ...]]] = defaultdict(dict)
    for (name, word), languages in owners.items():
        table[name][word] = tuple((language, 1 / len(languages)) for language in sorted(languages))
    return dict(table)


WORD_TABLE = _word_table()
LETTER_TABLE = {
    name: {
        letter: language
        for language, letters in OWN_LETTERS.items()
        if SCRIPTS[language] == name
        for letter in letters
    }
    for name in dict.fromkeys(SCRIPTS.values())
}
LETTERS_OF = {name: re.compile(f"[{''.join(table)}]") for name, table in LETTER_TABLE.items()}


def scores(text: str, name: str) -> Mapping[str, float]:
    """Evidence for each language of a script in a skeleton: a point for each small word, more for a letter of its own.

    The words are added in one order, since the order of a set, and with it a tie, differs from process to process.
    """
    found: defaultdict[str, float] = defaultdict(float)
    table = WORD_TABLE[name]
    for word in sorted(table.keys() & set(TOKENS.findall(text if name == "arab" else text.lower()))):
        for language, share in table[word]:
            found[language] += share
    letters = LETTER_TABLE[name]
    for letter in LETTERS_OF[name].findall(text):
        language = letters[letter]
        found[language] += WEIGHTS[language]
    if name == "arab":
        for language, pattern in (("ps", FINAL_E), ("ar", ARTICLE)):
            if count := len(pattern.findall(text)):
                found[language] += WEIGHTS[language] * count
    return found
