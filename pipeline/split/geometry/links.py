"""Which lines are nothing but a link: what a site offers, not what its article says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.split.geometry.layout import Layout

LINKED = 0.7
"""Share of the letters from which lines are a link."""
LONGEST_LABEL = 24
"""Characters of what announces a link ("Read more:")."""
_ADDRESS = re.compile(r"://|www\.|@")


def is_linked(layout: Layout, lines: Sequence[int]) -> bool:
    """Whether next to all of some lines is a link, and no address that stands there to be read; a word may announce it."""
    linked = sum(layout.lines[index].linked for index in lines)
    if not linked:
        return False
    text = " ".join(layout.lines[index].text for index in lines)
    letters = sum(layout.letters[index] for index in lines)
    announced = len(text.partition(":")[0]) if ":" in text[:LONGEST_LABEL] else 0
    return linked >= LINKED * (letters - announced) and not _ADDRESS.search(text)
