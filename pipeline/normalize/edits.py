"""Changes as places in a text, so that the borders of styled spans can follow them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


class Edit(NamedTuple):
    """`text[start:end]` becomes `new`. A rule yields its edits from left to right, never overlapping."""

    start: int
    end: int
    new: str

    def shifted(self, by: int) -> Edit:
        """The same edit in a longer text, `by` characters further on."""
        return Edit(self.start + by, self.end + by, self.new)


def substitute(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Callable[[str], Iterator[Edit]]:
    """What `re.sub(pattern, new, text)` does, told as edits; a match that stays as it is makes none.

    The pattern is compiled when it is first used: most texts need few of the rules.
    """
    write = (lambda _: new) if isinstance(new, str) else new

    def find(text: str) -> Iterator[Edit]:
        for match in re.finditer(pattern, text):
            after = write(match)
            if after != match[0]:
                yield Edit(match.start(), match.end(), after)

    return find


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text after the edits."""
    parts: list[str] = []
    done = 0
    for start, end, new in edits:
        parts += (text[done:start], new)
        done = end
    parts.append(text[done:])
    return "".join(parts)


def move_borders(borders: Sequence[int], edits: Sequence[Edit]) -> list[int]:
    """Where ascending offsets into a text stand after the edits.

    A border inside an edit goes to the edit's end as far as the new text reaches, so that the
    letters before the border stay before it.
    """
    moved: list[int] = []
    shift = index = 0
    for border in borders:
        while index < len(edits) and edits[index].end <= border:
            start, end, new = edits[index]
            shift += len(new) - (end - start)
            index += 1
        inside = index < len(edits) and edits[index].start < border
        if inside:
            start, _, new = edits[index]
            moved.append(start + shift + min(border - start, len(new)))
        else:
            moved.append(border + shift)
    return moved
