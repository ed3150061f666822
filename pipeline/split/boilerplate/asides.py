"""What stands beside the text of a printed web page: a narrow column of links."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.split.decision import Decision

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.model import Document

PROSE_LETTERS, PROSE_LINES = 60, 5
"""Characters from which a line is text, and how many such lines tell where the text stands on its page."""
LINKED = 0.5
"""Share of the characters beside the text that are links."""


def find_asides(document: Document, taken: Mapping[int, Decision]) -> dict[int, Decision]:
    """Decisions for the short lines of a page that stand wholly to the left or the right of all its text, if most are links."""
    pages: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(document.lines):
        if line.page and line.box and index not in taken and line.text.strip():
            pages[line.page].append(index)
    return {
        index: Decision(line=index, role="navigation", rule="beside-text")
        for members in pages.values()
        for index in _column_of_links(document, members)
    }


def _column_of_links(document: Document, members: Sequence[int]) -> list[int]:
    """The lines of a page, of which these are the `members`, beside all its text, if most of their characters are links."""
    boxes = {index: box for index in members if (box := document.lines[index].box)}
    text = [box for index, box in boxes.items() if len(document.lines[index].text) >= PROSE_LETTERS]
    if len(text) < PROSE_LINES:
        return []
    left, right = min(box.x0 for box in text), max(box.x1 for box in text)
    beside = [index for index, box in boxes.items() if box.x1 <= left or box.x0 >= right]
    letters = sum(len("".join(document.lines[index].text.split())) for index in beside)
    return beside if sum(document.lines[index].linked for index in beside) > LINKED * letters else []
