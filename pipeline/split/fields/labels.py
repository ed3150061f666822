"""Words that announce a field ("By", «تاریخ:»), and what is left of a line without them.

They are the profile's labels. A byline asks for hundreds of them, so what they are compared by is made once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from pipeline.normalize.dates import find_dates
from pipeline.normalize.folding import fold_letters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.config import LabelName, Profile

LABELS_IN_LINE = 8
"""At most of the words that announce something in one byline: "Published on Monday … at … by"."""
INITIALS = 5
"""Letters, with the full stop, of what may be short for a name or a degree: "R.", "Prof."."""
NAME_WORDS = 9
NAME_LETTERS = 60
SEPARATORS = " \t\n|–—-•·/،,:;؛()"
SPACES = " \t\n"
_BEFORE_COLON = re.compile(r"\s+(?=[:：])")
"""What typists set before a colon: «نویسنده : …»."""
_SLASHED = re.compile(r"^([^\W\d_][^\d:：/|]{1,22}?)\s*[/|]\s*(?=[^\W\d_])")
"""What some set for the colon: «بقلم / …», «الكاتب/ …»."""
_SEVERAL = re.compile(
    r"((?:[^\W\d_]|\u200c){2,14}(?:\s(?:و|او|and|und|et|&)\s(?:[^\W\d_]|\u200c){2,14}){1,2})\s?[:：]\s?(.+)"
)
"""Two or three words before a colon, joined: «پژوهش و نگارش: …», "Text und Fotos: …"."""
_AND = re.compile(r"\s(?:و|او|and|und|et|&)\s")
_SIGNS_BEFORE = " –—-*•·~"
_NAME = "{name}"
"""Stands in a label for the name between its words: «د {name} لیکنه»."""
_UNKNOWN_LABEL = re.compile(r"^[^\d:]{2,24}:$")
_BY = "By"
_GLUED = 3
"""Letters from which a label may stand before a name without a blank: "von", not "Di" of "Diana"."""
_COUNTED = re.compile(r"[^\w.]+|(?<=\d)(?=[^\W\d])")
"""Between the words of a count, and between a number and its word ("4min")."""
_NUMBER = re.compile(r"\d[\d,.٬٫]*")
_ZONE = r"\s*\(?\b(?:UTC|GMT|MSK|[A-Z]{1,4}T)\b(?:\s?[+-]\d{1,2}(?::?\d\d)?)?\)?"
"""A zone of time, which stands behind the time or behind the date."""
_AFTER_DATE = re.compile(_ZONE)
_TIME = re.compile(
    r"(?:[AaPp][Mm]\s)?\d{1,2}:\d\d(?::\d\d)?(?:\s?(?:[AaPp]\.?[Mm]\b\.?|[قبغ]\s?\.\s?[ظموړ]\s?\.?|صباحاً?|مساءً?|[صم](?!\w)))?"
    rf"(?:{_ZONE})?"
)
"""A time of day."""
BESIDE = re.compile(r"\s*[|•·]\s*|\s[–—/*~-]\s")
"""Between the pieces of a line: the name of a paper, the date, the number of the news, the author, what is counted."""
_BYLINE_LABELS: tuple[LabelName, ...] = ("author", "date", "weekday", "updated")


class _Labels(NamedTuple):
    """Labels with what they are compared by: before a text, the longest first; around it; behind it; and as all of it."""

    before: Mapping[str, str]
    beginnings: tuple[str, ...]
    around: tuple[tuple[str, str], ...]
    behind: Mapping[str, str]
    endings: tuple[str, ...]
    alone: frozenset[str]


@lru_cache(maxsize=64)
def _compiled(*groups: tuple[str, ...]) -> _Labels:
    several = [label for group in groups for label in group]
    labels = [label for label in several if _NAME not in label]
    around = tuple(_halves(label) for label in several if _NAME in label)
    before = {label: fold_letters(label) for label in sorted(labels, key=len, reverse=True)}
    words = [label.rstrip(":") for label in labels]
    behind = {word: fold_letters(f" {word}") for word in words}
    alone = frozenset(fold_letters(label.strip(SEPARATORS)) for label in labels)
    return _Labels(before, tuple(before.values()), around, behind, tuple(behind.values()), alone)


def _halves(label: str) -> tuple[str, str]:
    before, _, after = label.partition(_NAME)
    return fold_letters(before), fold_letters(after)


def without_label(text: str, labels: tuple[str, ...]) -> str | None:
    """The text after one of the labels that announce a field; None if it has none."""
    return _without_beginning(text, _compiled(labels))


def _without_beginning(text: str, labels: _Labels) -> str | None:
    text = _BEFORE_COLON.sub("", text.lstrip(_SIGNS_BEFORE))
    bare = _behind_label(text, labels)
    if bare is None and (slashed := _SLASHED.match(text)):
        bare = _behind_label(f"{slashed[1]}: {text[slashed.end() :]}", labels)
    return _between_words(text.strip(), labels) if bare is None else bare


def _between_words(text: str, labels: _Labels) -> str | None:
    """The name that the words of a label enclose: «د مریم ساپۍ لیکنه»."""
    key = fold_letters(text)
    return next(
        (
            text[len(before) : len(text) - len(after)].strip(SEPARATORS)
            for before, after in labels.around
            if key.startswith(before) and key.endswith(after) and len(key) > len(before + after)
        ),
        None,
    )


def _behind_label(text: str, labels: _Labels) -> str | None:
    rest = _behind_one(text, labels)
    if rest is None and (several := _SEVERAL.match(text)):
        words = _AND.split(several[1])
        if any(_behind_one(f"{word}: ", labels) == "" for word in words):
            return several[2].strip(SEPARATORS)
    return rest


def _behind_one(text: str, labels: _Labels) -> str | None:
    folded = fold_letters(text)
    if not folded.startswith(labels.beginnings):
        return None
    for label, key in labels.before.items():
        if folded.startswith(key) and fold_letters(text[: len(label)]) == key:
            rest = text[len(label) :]
            if (
                rest[:1].isspace()
                or rest[:1] in (",", "،", ":")
                or not label[-1].isalpha()
                or _is_glued(label, rest)
            ):
                return rest.strip(SEPARATORS)
    return None


def _is_glued(label: str, rest: str) -> bool:
    """Whether a name follows a label without the blank that a style sheet sets between them: "vonChris Jung"."""
    return (
        (len(label) >= _GLUED or label == _BY)
        and label[-1].islower()
        and rest[:1].isupper()
        and rest[1:2].islower()
    )


def without_dates(text: str, strip: str = SEPARATORS) -> str:
    """The text with all dates taken out, and the times of day beside them."""
    rest = text
    for reading in reversed(find_dates(text)):
        behind = rest[reading.end :]
        zone = _AFTER_DATE.match(behind)
        rest = rest[: reading.start] + " " + (behind[zone.end() :] if zone else behind)
    return _TIME.sub(" ", rest).strip(strip)


def byline_name(text: str, profile: Profile) -> str:
    """What is left of a byline without its dates and the words that announce author and date.

    The words may stand behind the name too: a line of both directions is printed in either order."""
    rest = _UNKNOWN_LABEL.sub("", without_dates(without_counts(text, profile), SPACES))
    labels = _compiled(*(profile.labels.get(name, ()) for name in _BYLINE_LABELS))
    for _ in range(LABELS_IN_LINE):
        before = rest = rest.strip(SEPARATORS)
        if fold_letters(rest) in labels.alone:
            return ""
        bare = _without_beginning(f"{rest} ", labels)
        rest = _without_end(rest, labels) if bare is None else bare
        if rest == before:
            break
    return rest.strip(SEPARATORS)


def without_counts(text: str, profile: Profile) -> str:
    """A byline without what counts something: "6 min read", «۱۲ بازدید», in pieces of their own or not."""
    pieces = BESIDE.split(text)
    kept = [piece for piece in pieces if not is_count(piece, profile)]
    text = text if len(kept) == len(pieces) else " | ".join(kept)
    return _without_numbers(text, _counts(profile.labels.get("count", ()))) if find_dates(text) else text


def _without_numbers(text: str, words: tuple[str, ...]) -> str:
    """A text without its numbers that one of the folded `words` follows."""
    tokens, kept, at = text.split(), [], 0
    while at < len(tokens):
        length = 0
        if _NUMBER.fullmatch(tokens[at]):
            length = next((n for n in (3, 2, 1) if _counted(tokens[at : at + 1 + n], n, words)), 0)
        kept += [] if length else [tokens[at]]
        at += 1 + length
    return " ".join(kept) if len(kept) < len(tokens) else text


def _counted(tokens: list[str], words: int, known: tuple[str, ...]) -> bool:
    """Whether tokens are a number and that many words that say what it counts."""
    if len(tokens) != words + 1 or not _NUMBER.fullmatch(tokens[0]):
        return False
    return " ".join(_COUNTED.split(fold_letters(" ".join(tokens[1:])).strip(" .,،"))) in known


def is_count(text: str, profile: Profile) -> bool:
    """Whether a short text is a number beside the word for what it counts."""
    words = _counts(profile.labels.get("count", ()))
    if len(text) > NAME_LETTERS or not any(map(str.isdigit, text)) or find_dates(text):
        return False
    key = f" {' '.join(_COUNTED.split(fold_letters(text)))} "
    return any(f" {word} " in key for word in words)


@lru_cache(maxsize=64)
def _counts(labels: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(_COUNTED.split(fold_letters(label).strip(":"))) for label in labels)


def _without_end(text: str, labels: _Labels) -> str:
    key = fold_letters(f" {text}")
    if not key.endswith(labels.endings):
        return text
    longest = max((word for word, end in labels.behind.items() if key.endswith(end)), key=len)
    return text[: len(text) - len(longest)].strip(SEPARATORS)


def signs(text: str, profile: Profile) -> bool:
    """Whether a line with a date names its author: by a label, or by more than one word written as names are."""
    name = byline_name(text, profile)
    labeled = len(name) < len(byline_name(text, replace(profile, labels={})))
    return labeled or (len(name.split()) > 1 and is_proper(name))


def labels_author(text: str, profile: Profile) -> bool:
    """Whether a piece of a line, or what stands beside its date, begins with a word that announces the author."""
    others = replace(profile, labels={**profile.labels, "author": ()})
    pieces = (piece for part in around_dates(text) for piece in BESIDE.split(part))
    names = profile.labels.get("author", ())
    return any(without_label(byline_name(piece, others), names) for piece in pieces)


def around_dates(text: str) -> list[str]:
    """The parts of a text before, between and behind its dates."""
    parts, at = [], 0
    for reading in find_dates(text):
        parts.append(text[at : reading.start])
        zone = _AFTER_DATE.match(text, reading.end)
        at = zone.end() if zone else reading.end
    return [*parts, text[at:]]


def is_name(text: str) -> bool:
    """Whether the text may be one or more names: a few words without digits or the signs of a sentence."""
    words = text.split()
    return (
        0 < len(words) <= NAME_WORDS
        and len(text) <= NAME_LETTERS
        and not any(char.isdigit() or char in "?!؟؛;:@" for char in text)
        and sum(map(str.isalpha, text)) >= 3
        and not any(word.endswith(".") and len(word) > INITIALS for word in words)
    )


def is_proper(text: str) -> bool:
    """Whether the words are written as names are, where the script has capitals."""
    words = [word for word in text.split() if word[:1].isalpha() and word[:1].lower() != word[:1].upper()]
    return not words or (words[0][0].isupper() and 2 * sum(word[0].isupper() for word in words) > len(words))
