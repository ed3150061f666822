"""The head of an article: the lines between the masthead and the body, with what each may be."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from msgspec import Struct

from pipeline.normalize import fold
from pipeline.split.body.paragraphs import bold, group_lines, italic
from pipeline.split.fields.labels import SEPARATORS
from pipeline.split.geometry.links import is_linked
from pipeline.split.geometry.marks import ends_sentence, has_leader
from pipeline.split.geometry.pitch import pitch_between

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from pipeline.config import Profile
    from pipeline.split.body.paragraphs import Group
    from pipeline.split.geometry.layout import Layout

TITLE_SIZE, ABOVE_LETTERS = 1.4, 400
"""Size of a title against the text's that is one wherever it stands, and letters above it."""
TITLE_WORDS = 2
"""In its first line."""
RUBRIC_WORDS = 3
"""Words of the name of a section."""
HEAD_ITEMS = 16
"""How many items below the masthead may belong to the head."""
PROSE_LETTERS = 60
"""Letters from which a text that ends like a sentence is body."""
LONG_LETTERS = 150
"""Letters from which a text of body size is body however it ends."""
STANDFIRST_LETTERS, STANDFIRST_REACH, BODY_REACH = 400, 2, 4
"""Letters of a standfirst that reads like body, how many blocks below it the byline is that tells it, and below that the
body."""
_SCRIPTS = re.compile(
    "[^\u0590-\u08ff\ufb50-\ufefc]*[A-Za-z\u00c0-\u024f][^\u0590-\u08ff\ufb50-\ufefc]*|[^A-Za-z\u00c0-\u024f]+"
)
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
    below_picture: bool = False
    linked: bool = False

    @cached_property
    def key(self) -> str:
        """The folded text."""
        return fold(self.text)

    @property
    def script(self) -> bool:
        """Whether the text is written from right to left."""
        return bool(re.search("[\u0590-\u08ff]", self.text))


def read_head(
    layout: Layout,
    flow: Sequence[int],
    announces: Callable[[str], bool],
    leads: Callable[[str], bool],
    labels: Callable[[str], bool],
) -> list[Item]:
    """The items of the head: `flow` up to the first text that reads like body.

    A standfirst may be sentences: then a byline stands below it and none above, or it says itself what it is. `announces`
    says whether a text names author or date, `leads` whether a label calls it a standfirst («چکیده:»), `labels` whether a word or a date tells that an
    item of a list is part of the byline."""
    items: list[Item] = []
    groups = group_lines(layout, flow)
    title = largest_line(layout, flow)
    while group := next(groups, None):
        for lines in _rows(group):
            item = _item(layout, lines)
            if len(items) >= HEAD_ITEMS:
                return items
            if title > lines[-1] and _is_body(layout, item):
                continue
            if _is_body(layout, item) and (has_leader(item.text) or not leads(item.text)):
                if not _below_title(layout, items, announces):
                    return items
                below = list(islice(groups, STANDFIRST_REACH + BODY_REACH))
                if not _is_standfirst(layout, item, below, announces):
                    return items
                groups = chain(below, groups)
            listed = layout.lines[lines[0]].kind == "list" and bool(items) and labels(item.text)
            if not (item.hint or listed) and layout.lines[lines[0]].kind not in (
                None,
                "paragraph",
                "heading",
            ):
                continue
            if items and _same_title(layout, items[-1], item):
                item = _item(layout, items.pop().lines + lines)
            items.append(item)
    return items


def largest_line(layout: Layout, flow: Sequence[int]) -> int:
    """The first line of the largest type, if it is set as titles are, on the first page, alone in its size (headings are not), and little
    text is above it: an appeal, a word on cookies. Else -1."""
    size = max((layout.lines[index].size for index in flow), default=0.0)
    if not layout.body_size or size < TITLE_SIZE * layout.body_size:
        return -1
    found, *others = (at for at, index in enumerate(flow) if layout.lines[index].size == size)
    above = sum(layout.letters[index] for index in flow[:found])
    alone = others == list(range(found + 1, found + 1 + len(others)))
    line = layout.lines[flow[found]]
    whole = (
        line.read_by is None and len(line.text.split()) >= TITLE_WORDS
    )  # OCR sees large words where there are none
    return flow[found] if alone and whole and line.page == 1 and above <= ABOVE_LETTERS else -1


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
        linked=is_linked(layout, indices),
        below_picture=indices[0] > 0 and layout.lines[indices[0] - 1].kind == "image",
    )


def _is_body(layout: Layout, item: Item) -> bool:
    letters = sum(layout.letters[index] for index in item.lines)
    if item.hint or item.level == 1 or (layout.body_size and item.size > 1.15 * layout.body_size):
        return False
    return (
        letters >= LONG_LETTERS
        or (letters >= PROSE_LETTERS and ends_sentence(item.text))
        or has_leader(item.text)
    )


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


@lru_cache(maxsize=64)
def folded_names(names: tuple[str, ...]) -> frozenset[str]:
    """The names as they are compared."""
    return frozenset(map(fold, names))


def are_rubrics(text: str, known: Collection[str]) -> bool:
    """Whether a short text is what sections are usually called: one name of the folded `known`, or two with a sign or a
    change of script between them of which one is."""
    if fold(text.strip(SEPARATORS)) in known:
        return True
    for parts in (parts_of(text), by_script(text)):
        if len(parts) == 2 and all(len(part.split()) <= RUBRIC_WORDS for part in parts):
            return any(fold(part.strip(SEPARATORS)) in known for part in parts)
    return False


def parts_of(text: str) -> tuple[str, ...]:
    """The text cut at its separators."""
    return tuple(part for part in _APART.split(text.strip()) if part)


def by_script(text: str) -> tuple[str, ...]:
    """The text cut where the script changes: a section's two names on one line."""
    return tuple(part for found in _SCRIPTS.finditer(text) if (part := found[0].strip(SEPARATORS)))


def known_sections(profile: Profile) -> dict[str, str]:
    """The folded names of the profile's sections, with their languages."""
    return {fold(name): lang for names in profile.sections for lang, name in names.items()}
