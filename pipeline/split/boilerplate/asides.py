"""What stands beside the text of a printed web page: a narrow column of links."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.split.decision import Decision

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    found: dict[int, Decision] = {}
    for members in pages.values():
        boxes = [
            box
            for index in members
            if len(document.lines[index].text) >= PROSE_LETTERS and (box := document.lines[index].box)
        ]
        if len(boxes) < PROSE_LINES:
            continue
        left, right = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
        beside = [
            index
            for index in members
            if (box := document.lines[index].box) and (box.x1 <= left or box.x0 >= right)
        ]
        letters = sum(len("".join(document.lines[index].text.split())) for index in beside)
        if sum(document.lines[index].linked for index in beside) > LINKED * letters:
            found |= {index: Decision(line=index, role="navigation", rule="beside-text") for index in beside}
    return found
