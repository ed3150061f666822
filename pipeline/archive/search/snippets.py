"""Where the words of a query stand in a text: the text is folded word by word, so that each key knows its place."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from pipeline.archive.entry import passages
from pipeline.archive.search.terms import TOKEN, parse
from pipeline.normalize import fold, fold_joined
from pipeline.normalize.folding import DROPPED
from pipeline.normalize.script import MARK, ZWNJ

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.archive.entry import Passage
    from pipeline.archive.search.terms import Form

BEFORE, AFTER = 60, 140  # letters around the first match: with it about two lines of a terminal
CUT = "…"
# A word with all that folding drops from it; of those that a ZWNJ ties, all.
CHUNK = re.compile(rf"(?:[^\W_]|[{MARK}\u0300-\u036f{DROPPED}{ZWNJ}])+")
Marks = tuple[tuple[int, int], ...]


class Key(NamedTuple):
    """A word as the index has it, and from where to where it stands in the text."""

    token: str
    start: int
    end: int


class Snippet(Struct, frozen=True):
    """A part of a text, with "…" where it was cut, and `marks`: from where to where in it found words stand.

    `block` counts the blocks of the record's body; None if the text stands in a field. `page` is that of the block.
    """

    text: str
    marks: Marks
    lang: str
    dir: str
    block: int | None
    page: int | None


class Marker:
    """Marks what a query finds in a text; false if the query has no words to find."""

    def __init__(self, words: str) -> None:
        self.terms = [term.forms for term in parse(words) if not term.is_excluded]
        self._ends = tuple({form.tokens[-1] for forms in self.terms for form in forms})
        self._is_hopeful = cache(self._could_end_a_match)

    def __bool__(self) -> bool:
        return bool(self.terms)

    def marks(self, text: str) -> Marks:
        """From where to where in the text the words of the query stand, in order, none over another."""
        return _merged(span for spans in self.spans(text) for span in spans)

    def spans(self, text: str) -> list[list[tuple[int, int]]]:
        """The same for each term by itself."""
        if not any(map(self._is_hopeful, CHUNK.findall(text))):  # most passages, at a sixth of the cost
            return [[] for _ in self.terms]
        spaced, joined = keys(text)
        streams = {"spaced": [spaced], "joined": [joined], "either": [spaced, joined]}
        if ZWNJ not in text:
            streams["either"] = [spaced]
        return [
            [span for form in forms for stream in streams[form.column] for span in _spans(form, stream)]
            for forms in self.terms
        ]

    def _could_end_a_match(self, chunk: str) -> bool:
        return any(key.token.startswith(self._ends) for keys in _keys_of(chunk) for key in keys)


def keys(text: str) -> tuple[list[Key], list[Key]]:
    """The words of a text in the two ways of the index: parted at ZWNJ, and not."""
    spaced: list[Key] = []
    joined: list[Key] = []
    for match in CHUNK.finditer(text):
        start, (parts, whole) = match.start(), _keys_of(match[0])
        spaced += [Key(token, start + begin, start + end) for token, begin, end in parts]
        joined += [Key(token, start + begin, start + end) for token, begin, end in whole]
    return spaced, joined


@lru_cache(maxsize=1 << 14)
def _keys_of(chunk: str) -> tuple[tuple[Key, ...], tuple[Key, ...]]:
    """The keys of a chunk, from its beginning. Most words return, so they are kept: eight times as fast."""
    parts: list[Key] = []
    start = 0
    for part in chunk.split(ZWNJ):
        parts += [Key(token, start, start + len(part)) for token in TOKEN.findall(fold(part))]
        start += len(part) + len(ZWNJ)
    return tuple(parts), tuple(Key(token, 0, len(chunk)) for token in TOKEN.findall(fold_joined(chunk)))


def _spans(form: Form, stream: Sequence[Key]) -> Iterator[tuple[int, int]]:
    *first, last = form.tokens
    size = len(form.tokens)
    for index in range(len(stream) - size + 1):
        token = stream[index + size - 1].token
        if (token == last or (form.is_prefix and token.startswith(last))) and all(
            stream[index + place].token == wanted for place, wanted in enumerate(first)
        ):
            yield stream[index].start, stream[index + size - 1].end


def _merged(spans: Iterator[tuple[int, int]]) -> Marks:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def snippets(record: Mapping[str, Any], marker: Marker, limit: int) -> tuple[Snippet, ...]:
    """Up to `limit` passages of a record below its title: those with the most words of the query, in reading order."""
    found: list[tuple[int, int, Passage, Marks]] = []
    complete = 0
    for order, passage in enumerate(passages(record)[1:]):
        spans = marker.spans(passage.text)
        missing = len(spans) - sum(map(bool, spans))
        if any(spans):
            found.append((missing, order, passage, _merged(span for each in spans for span in each)))
            complete += not missing
            if complete == limit:
                break
    best = sorted(sorted(found, key=lambda one: one[:2])[:limit], key=lambda one: one[1])
    return tuple(_cut(passage, marks) for _, _, passage, marks in best)


def _cut(passage: Passage, marks: Marks) -> Snippet:
    """The neighborhood of the first mark, from space to space."""
    text, (first, first_end) = passage.text, marks[0]
    start, end = max(first - BEFORE, 0), min(max(first + AFTER, first_end), len(text))
    if start:
        start = max(text.find(" ", start, first) + 1, start)
    if end < len(text):
        space = text.rfind(" ", first_end, end)
        end = space if space > 0 else end
    before, after = CUT if start else "", CUT if end < len(text) else ""
    shift = len(before) - start
    return Snippet(
        f"{before}{text[start:end]}{after}",
        tuple((begin + shift, min(stop, end) + shift) for begin, stop in marks if start <= begin < end),
        *passage[1:],
    )
