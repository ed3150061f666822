"""Watermarks: what is printed over the text of most pages, or much larger than it, in the very same place."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.split.decision import Decision
from pipeline.split.geometry.pitch import usual_size
from pipeline.split.matching import letters_only

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.model import Document, Line

SAME_HEIGHT = 3.0
"""Points by which the height of a running line may differ from page to page (mixed fonts move its box)."""
MARK_LETTERS, MARK_PAGES, MARK_SHARE, MARK_SIZE = 3, 3, 0.6, 1.5
"""Letters of a watermark, pages that must show it and the share of all pages, and its size against the text's."""


def find_watermarks(
    document: Document, keys: Sequence[str], found: Mapping[int, Decision]
) -> dict[int, Decision]:
    """Texts that stand in the very same place of most pages, over other text or much larger than it."""
    if len(document.pages) < MARK_PAGES:
        return {}
    places: dict[tuple[str, int, int], list[int]] = defaultdict(list)
    for index, line in enumerate(document.lines):
        if (
            index not in found
            and line.box
            and line.kind is None
            and len(letters_only(keys[index])) >= MARK_LETTERS
        ):
            places[keys[index], round(line.box.x0 / SAME_HEIGHT), round(line.box.top / SAME_HEIGHT)].append(
                index
            )
    least = max(MARK_PAGES, MARK_SHARE * len(document.pages))
    size = usual_size(document.lines)
    return {
        index: Decision(line=index, role="margin", rule="repeated:margin")
        for members in places.values()
        if len({document.lines[member].page for member in members}) >= least
        for index in members
        if document.lines[index].size > MARK_SIZE * size or _overprints(document.lines, index)
    }


def _overprints(lines: Sequence[Line], index: int) -> bool:
    """Whether another line of the page is printed in the same place."""
    box = lines[index].box
    return box is not None and any(
        min(box.x1, two.x1) > max(box.x0, two.x0)
        and min(box.bottom, two.bottom) - max(box.top, two.top) > 1.0
        for other, line in enumerate(lines)
        if other != index and line.page == lines[index].page and line.kind is None and (two := line.box)
    )
