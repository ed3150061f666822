"""Lists as Markdown, with the numbers that were printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.emit.inline import escape, guard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Block

_NUMBER = re.compile(r"\(?(\d{1,9})\s*([.)\-–:]?)")


def list_items(items: Sequence[str], block: Block, before: Block | None) -> str:
    """One line an item; `before` is the block above, whose list must not swallow this one.

    Markdown takes only the first number from the text and counts on by itself. Where the printed marks are
    no such sequence (letters, gaps), each stays in front of its item.
    """
    again = before is not None and before.kind == "list" and bool(before.ordered) == bool(block.ordered)
    marks = [f"{'*' if again else '-'} "] * len(items)
    if block.ordered:
        start = _first_number(block.markers, len(items))
        if start is None:
            marks = [f"{mark}{escape(marker)} " for mark, marker in zip(marks, block.markers, strict=False)]
            marks += ["- "] * (len(items) - len(marks))
        else:
            marks = [f"{number}{')' if again else '.'} " for number in range(start, start + len(items))]
    return "\n".join(mark + guard(item) for mark, item in zip(marks, items, strict=True))


def _first_number(markers: Sequence[str], count: int) -> int | None:
    """Where the printed numbers begin, if they count on by ones; 1 where none are known."""
    if not markers:
        return 1
    matches = [_NUMBER.fullmatch(marker.strip()) for marker in markers]
    numbers = [int(match[1]) for match in matches if match]
    consecutive = numbers == list(range(numbers[0], numbers[0] + count)) if numbers else False
    return numbers[0] if consecutive else None
