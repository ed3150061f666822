"""The head of an article: the lines between the masthead and the body, with what each may be."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from pipeline.normalize import fold
from pipeline.normalize.dates import find_dates
from pipeline.normalize.folding import fold_letters
from pipeline.split.marks import ends_sentence
from pipeline.split.paragraphs import bold, group_lines, italic
from pipeline.split.pitch import pitch_between

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from pipeline.config import LabelName, Profile
    from pipeline.split.layout import Layout
    from pipeline.split.paragraphs import Group

HEAD_ITEMS = 16
"""How many items below the masthead may belong to the head."""
PROSE_LETTERS = 60
"""Letters from which a text that ends like a sentence is body."""
LONG_LETTERS = 150
"""Letters from which a text of body size is body however it ends."""
STANDFIRST_LETTERS, STANDFIRST_REACH, BODY_REACH = 400, 2, 4
"""Letters of a standfirst that reads like body, how many blocks below it the byline is that tells it, and below that the
body."""
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
_UNKNOWN_LABEL = re.compile(r"^[^\d:]{2,24}:$")
_GLUED = 3
"""Letters from which a label may stand before a name without a blank: "von", not "Di" of "Diana"."""
_SCRIPTS = re.compile(
    "[^\u0590-\u08ff\ufb50-\ufefc]*[A-Za-z\u00c0-\u024f][^\u0590-\u08ff\ufb50-\ufefc]*|[^A-Za-z\u00c0-\u024f]+"
)
_COUNTED = re.compile(r"[^\w.]+|(?<=\d)(?=[^\W\d])")
"""Between the words of a count, and between a number and its word ("4min")."""
BESIDE = re.compile(r"\s*[|•·]\s*|\s[–—/-]\s")
"""Between the pieces of a line: the name of a paper, the date, the number of the news, the author, what is counted."""
_APART = re.compile(r"\s*(?:[|/•·\n\t]|\s[–—-]\s)\s*")


class Item(Struct, frozen=True, dict=True):
    """Some lines of the head that belong together, and the style that they share."""

    lines: tuple[int, ...]
    text: str
    size: float
    bold: bool
    italic: bool
    centered: bool
    hint: str | None
    level: int | None
    page: int | None

    @cached_property
    def key(self) -> str:
        """The folded text."""
        return fold(self.text)

    @property
    def script(self) -> bool:
        """Whether the text is written from right to left."""
        return bool(re.search("[\u0590-\u08ff]", self.text))


def read_head(layout: Layout, flow: Sequence[int], announces: Callable[[str], bool]) -> list[Item]:
    """The items of the head: `flow` up to the first text that reads like body.

    A standfirst may be sentences: then a byline stands below it and none above. `announces` says whether a text
    names author or date."""
    items: list[Item] = []
    groups = group_lines(layout, flow)
    while group := next(groups, None):
        for lines in _rows(group):
            item = _item(layout, lines)
            if len(items) >= HEAD_ITEMS:
                return items
            if _is_body(layout, item):
                if not _below_title(layout, items, announces):
                    return items
                below = list(islice(groups, STANDFIRST_REACH + BODY_REACH))
                if not _is_standfirst(layout, item, below, announces):
                    return items
                groups = chain(below, groups)
            if not item.hint and layout.lines[lines[0]].kind not in (None, "paragraph", "heading"):
                continue
            if items and _same_title(layout, items[-1], item):
                item = _item(layout, items.pop().lines + lines)
            items.append(item)
    return items


def _below_title(layout: Layout, items: Sequence[Item], announces: Callable[[str], bool]) -> bool:
    """Whether the last of the items is set as a title is, so that a standfirst may follow."""
    last = items[-1] if items else None
    if last is None or announces(last.text):
        return False
    return last.level is not None or last.hint == "title" or last.size > 1.15 * layout.body_size > 0


def _is_standfirst(
    layout: Layout, item: Item, below: Sequence[Group], announces: Callable[[str], bool]
) -> bool:
    """Whether a text that reads like body stands between the title and a byline with the body below."""
    if sum(layout.letters[index] for index in item.lines) > STANDFIRST_LETTERS:
        return False
    others = [_item(layout, group.lines) for group in below]
    for at, other in enumerate(others[:STANDFIRST_REACH]):
        if announces(other.text):
            return any(_is_body(layout, last) for last in others[at + 1 :])
        if _is_body(layout, other):
            return False
    return False


def _rows(group: Group) -> Iterable[tuple[int, ...]]:
    """A group of lines, cut where two stand side by side: the section's two names, author and date."""
    if any(rule == "same-row" for rule in group.rules):
        return [(index,) for index in group.lines]
    return [group.lines]


def _item(layout: Layout, indices: tuple[int, ...]) -> Item:
    lines = [layout.lines[index] for index in indices]
    return Item(
        lines=indices,
        text=" ".join(line.text.strip() for line in lines),
        size=max(layout.lines[index].size for index in indices),
        bold=all(map(bold, lines)),
        italic=all(map(italic, lines)),
        centered=all(layout.centered(index) for index in indices),
        page=lines[0].page,
        hint=lines[0].field,
        level=lines[0].level if lines[0].kind == "heading" else None,
    )


def _is_body(layout: Layout, item: Item) -> bool:
    letters = sum(layout.letters[index] for index in item.lines)
    if item.hint or item.level == 1 or (layout.body_size and item.size > 1.15 * layout.body_size):
        return False
    return letters >= LONG_LETTERS or (letters >= PROSE_LETTERS and ends_sentence(item.text))


def _same_title(layout: Layout, first: Item, second: Item) -> bool:
    """Whether two items are lines of one title: one style that is not the body's, and close together."""
    same = (first.size, first.bold, first.italic, first.script) == (
        second.size,
        second.bold,
        second.italic,
        second.script,
    )
    styled = first.size > 1.15 * layout.body_size or (first.bold and first.centered and second.centered)
    near = 0 < pitch_between(layout.lines[first.lines[-1]], layout.lines[second.lines[0]]) < 2.2
    return same and styled and near and layout.body_size > 0


def without_label(text: str, labels: tuple[str, ...]) -> str | None:
    """The text after one of the labels that announce a field; None if it has none."""
    text = _BEFORE_COLON.sub("", text)
    longest_first = _longest_first(labels)
    if not fold_letters(text).startswith(tuple(longest_first.values())):
        return None
    for label, key in longest_first.items():
        if fold_letters(text[: len(label)]) == key:
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
    return len(label) >= _GLUED and label[-1].islower() and rest[:1].isupper() and rest[1:2].islower()


@lru_cache(maxsize=64)
def _longest_first(labels: tuple[str, ...]) -> dict[str, str]:
    """The labels of a profile, each with what it is compared by."""
    return {label: fold_letters(label) for label in sorted(labels, key=len, reverse=True)}


def without_dates(text: str, strip: str = SEPARATORS) -> str:
    """The text with all dates taken out, and the times of day beside them."""
    rest = text
    for reading in reversed(find_dates(text)):
        rest = rest[: reading.start] + " " + rest[reading.end :]
    return re.sub(r"\d{1,2}:\d\d(?::\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?", " ", rest).strip(strip)


def byline_name(text: str, profile: Profile) -> str:
    """What is left of a byline without its dates and the words that announce author and date.

    The words may stand behind the name too: a line of both directions is printed in either order."""
    rest = _UNKNOWN_LABEL.sub("", without_dates(without_counts(text, profile), SPACES))
    names: tuple[LabelName, ...] = ("author", "date", "weekday", "updated")
    labels = tuple(label for name in names for label in profile.labels.get(name, ()))
    for _ in range(LABELS_IN_LINE):
        before = rest = rest.strip(SEPARATORS)
        if fold_letters(rest) in _alone(labels):
            return ""
        bare = without_label(f"{rest} ", labels)
        rest = _without_end(rest, labels) if bare is None else bare
        if rest == before:
            break
    return rest.strip(SEPARATORS)


def without_counts(text: str, profile: Profile) -> str:
    """A byline without the pieces that count something: "6 min read", «۱۲ بازدید»."""
    pieces = BESIDE.split(text)
    kept = [piece for piece in pieces if not is_count(piece, profile)]
    return text if len(kept) == len(pieces) else " | ".join(kept)


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
        at = reading.end
    return [*parts, text[at:]]


def _without_end(text: str, labels: tuple[str, ...]) -> str:
    key, ends = fold_letters(f" {text}"), _ends(labels)
    if not key.endswith(tuple(ends.values())):
        return text
    longest = max((word for word, end in ends.items() if key.endswith(end)), key=len)
    return text[: len(text) - len(longest)].strip(SEPARATORS)


@lru_cache(maxsize=64)
def _alone(labels: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold_letters(label.strip(SEPARATORS)) for label in labels)


@lru_cache(maxsize=64)
def _ends(labels: tuple[str, ...]) -> dict[str, str]:
    """The labels as they stand behind a name, each with what it is compared by."""
    words = [label.rstrip(":") for label in labels]
    return {word: fold_letters(f" {word}") for word in words}


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


def section_names(text: str, known: Collection[str]) -> tuple[str, ...]:
    """The parts of the text if each is one of the folded names `known`; else nothing."""
    if not known:
        return ()
    if fold(text) in known:
        return (text.strip(),)
    for parts in (parts_of(text), by_script(text)):
        if parts and all(fold(part) in known for part in parts):
            return parts
    return ()


def parts_of(text: str) -> tuple[str, ...]:
    """The text cut at its separators."""
    return tuple(part for part in _APART.split(text.strip()) if part)


def by_script(text: str) -> tuple[str, ...]:
    """The text cut where the script changes: a section's two names on one line."""
    return tuple(part for found in _SCRIPTS.finditer(text) if (part := found[0].strip(SEPARATORS)))


def known_sections(profile: Profile) -> dict[str, str]:
    """The folded names of the profile's sections, with their languages."""
    return {fold(name): lang for names in profile.sections for lang, name in names.items()}
