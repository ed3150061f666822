"""Whether a few words that nothing announces are a person's name, and where a name ends.

Place alone does not tell: beside the title and the date stand sections, mottos and dedications too. A given name does, or
what its bearer is called ("Dr."); the words are the profile's labels `given`, `honorific`, `role` and `publisher`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.normalize.folding import fold_letters
from pipeline.normalize.language.cues import WORDS
from pipeline.normalize.script import ZWNJ
from pipeline.split.fields.labels import INITIALS, NAME_LETTERS, SEPARATORS, is_name, is_proper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.config import Profile

MOST_WORDS = 5
"""Words of one name."""
FUNCTION_WORDS = frozenset(
    fold_letters(word) for lang in ("fa", "ps", "ar", "ur", "en", "de") for word in WORDS[lang].split()
) - {"von", "zu", "نور"}
"""Words that stand in phrases, not in names, but for the particles of names."""
_JOINT = re.compile(r"\s*[,،؛;•|]\s*(?:(?:and|und|et|و|او)\s+)?|\s+(?:and|und|et|و|او|&)\s+")
_AND = re.compile(r"\s(?:and|und|et|&)\s")
_COMMA = re.compile(r"\s*[,،]\s*|\s+[–—-]\s+|\s*[|(/]\s*")
DASHES = ("-", "–", "—")
_INITIAL = re.compile(r"[^\W\d_]\.")
_NOTE = re.compile(r"(?<=[^\W_])\s*[*†‡§¹²³⁴⁵⁶⁷⁸⁹]+$|(?<=[^\W\d_])\d$")
"""The mark of a note behind a name."""


class _Given(NamedTuple):
    whole: frozenset[str]
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]


def without_note(text: str) -> str:
    """A name without the mark of the note that tells about its bearer."""
    return _NOTE.sub("", text.strip())


def is_person(text: str, profile: Profile) -> bool:
    """Whether the text is one name whose first word is a given name, or that has a word before it as "Dr."."""
    words = text.split()
    if not 1 < len(words) <= MOST_WORDS or not is_name(text) or not is_proper(text):
        return False
    if not lacks_function_words(" ".join(words[1:])):
        return False
    bare = without_honorifics(words, profile)
    if len(bare) < len(words):
        return bool(bare) and not is_role(" ".join(bare), profile)  # "supervising professor"
    given = _given(profile.labels.get("given", ()))
    if _INITIAL.fullmatch(words[0]) and len(words[-1]) > INITIALS - 2:
        return True
    return is_given_name(words[0], profile) or any(_ends_as_name(word, given) for word in words)


def lacks_function_words(text: str) -> bool:
    """Whether no word of the text is one that phrases have and names have not."""
    return FUNCTION_WORDS.isdisjoint(map(fold_letters, text.split()))


def is_given_name(word: str, profile: Profile) -> bool:
    """Whether a word is a given name of the profile's."""
    return _is_given(word, _given(profile.labels.get("given", ())))


def names_in(text: str, profile: Profile, *, published: bool = False) -> tuple[str, ...]:
    """The names in a text of several («فرید احمدی و مریم کاظمی»), if each of them is known to be one; else the text.

    In what is `published` for programs an "and" between names that are written as such is enough ("Samya Kullab and Wen
    Li"); a printed line may be the name of a firm.
    """
    parts = [part for part in _JOINT.split(text.strip()) if part]
    several = len(parts) > 1 and len(text) <= 3 * NAME_LETTERS
    joined = published and _AND.search(text) is not None and all(map(_is_written_as_name, parts))
    known = several and (joined or all(is_person(part, profile) for part in parts))
    return tuple(parts) if known else (text,)


def may_be_names(text: str, profile: Profile) -> bool:
    """Whether a text may be one or more names, or is a list of persons however long."""
    return is_name(text) or len(names_in(text, profile)) > 1


def without_place(text: str, profile: Profile) -> str:
    """A name without the town behind it in which its bearer signed: «کریم رسا، کابل»."""
    first, sign, last = text.rpartition("،" if "،" in text else ",")
    return first.strip() if sign and is_place(last, profile) and is_person(first.strip(), profile) else text


def _is_written_as_name(text: str) -> bool:
    """Whether a text is some words that all begin with a capital."""
    words = text.split()
    return 1 < len(words) <= MOST_WORDS and all(word[0].isupper() for word in words)


def is_role(text: str, profile: Profile) -> bool:
    """Whether the text tells what somebody is: "researcher at the university"."""
    return _begins(text, profile.labels.get("role", ())) and is_brief(text)


def is_publisher(text: str, profile: Profile) -> bool:
    """Whether the text begins as names of papers and societies do."""
    return _begins(text, profile.labels.get("publisher", ()))


def is_place(text: str, profile: Profile) -> bool:
    """Whether the text is the name of a town or country in which texts are written."""
    return fold_letters(text.strip(SEPARATORS)) in _folded(profile.labels.get("place", ()))


def is_brief(text: str) -> bool:
    """Whether a text is no sentence but what stands beside a name."""
    ends = text.rstrip()[-1:] in ".!?؟:؛"
    return len(text) <= 2 * NAME_LETTERS and not ends and not any(sign in text for sign in "؛;!?؟")


def without_role(text: str, profile: Profile) -> str:
    """A name without what its bearer is behind it («نادر صدیق، پژوهشگر»), or where («نادر صدیق – کابل»)."""
    found = _COMMA.search(text)
    if found is None or not found.start():
        return text
    name, rest = text[: found.start()], text[found.end() :].strip(SEPARATORS)
    place = rest.replace(ZWNJ, "").isalpha() and found[0].strip() in DASHES and is_person(name, profile)
    return name if place or is_role(rest, profile) else text


def without_honorifics(words: Sequence[str], profile: Profile) -> Sequence[str]:
    """The words behind those by which the bearer of a name is called."""
    known = _folded(profile.labels.get("honorific", ()))
    at = 0
    while at < len(words) and fold_letters(words[at]) in known:
        at += 1
    return words[at:]


def _begins(text: str, labels: tuple[str, ...]) -> bool:
    key, known = fold_letters(text.strip(SEPARATORS)), _folded(labels)
    return key.startswith(tuple(known)) and any(
        key.startswith(label) and not key[len(label) : len(label) + 1].isalpha() for label in known
    )


def _is_given(word: str, given: _Given) -> bool:
    """Whether a word is a given name, or is made of two: «احمدفرید», «گل‌رحمن»."""
    parts = [fold_letters(part) for part in re.split(rf"[{ZWNJ}-]", word) if part]
    if any(part in given.whole for part in parts):
        return True
    key = "".join(parts)
    if key.startswith(given.beginnings) or key.endswith(given.endings):
        return True
    cuts = range(3, len(key) - 2)
    return not key.isascii() and any(key[:at] in given.whole and key[at:] in given.whole for at in cuts)


def _ends_as_name(word: str, given: _Given) -> bool:
    key = fold_letters(word.replace(ZWNJ, ""))
    return any(key.endswith(end) and len(key) > len(end) + 1 for end in given.endings)


@lru_cache(maxsize=64)
def _given(labels: tuple[str, ...]) -> _Given:
    folded = [fold_letters(label.replace(ZWNJ, "")) for label in labels]
    return _Given(
        frozenset(label for label in folded if "-" not in label),
        tuple(label[:-1] for label in folded if label.endswith("-")),
        tuple(label[1:] for label in folded if label.startswith("-")),
    )


@lru_cache(maxsize=64)
def _folded(labels: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold_letters, labels))
