"""Footnotes: which call belongs to which text.

Printed marks begin anew on each page (1, 2... or *, †), Markdown's must be unique in the file. A text that
nothing calls would not be shown at all by GFM, and a call without text is shown as `[^1]`: both become
a plain superscript instead.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.emit.inline import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Block


class Notes:
    """The footnotes of one article, by the position of their blocks."""

    def __init__(self, body: Sequence[Block]) -> None:
        self._body = body
        self._names: dict[int, str] = {}
        for index, block in enumerate(body):
            if block.kind == "footnote" and block.label:
                self._names[index] = self._unique(block.label)
        self._called = {
            self._find(span.note, index)
            for index, block in enumerate(body)
            for span in block.spans
            if span.note is not None
        }

    def call(self, label: str, index: int) -> str:
        """The mark `label` in the block at `index`."""
        found = self._find(label, index)
        return f"<sup>{escape(label)}</sup>" if found is None else f"[^{self._names[found]}]"

    def definition(self, index: int, text: str) -> str:
        """The text of the footnote at `index`; lines after the first are indented to stay in it."""
        label = self._body[index].label
        if index in self._called:
            return f"[^{self._names[index]}]: " + text.replace("\n", "\n    ")
        return f"<sup>{escape(label)}</sup> {text}" if label else text

    def _find(self, label: str, index: int) -> int | None:
        """The footnote of that mark on the same page, else the next one below, else the last above."""
        found = [at for at in self._names if self._body[at].label == label]
        page = self._body[index].page
        same = [at for at in found if page is not None and self._body[at].page == page]
        return next(iter(same or [at for at in found if at > index] or found[-1:]), None)

    def _unique(self, label: str) -> str:
        """Letters and digits as they are; other marks (*, †) by their number in the article."""
        name = re.sub(r"\W+", "", label) or f"n{len(self._names) + 1}"
        taken = set(self._names.values())
        return next(
            candidate
            for candidate in (name, *(f"{name}-{count}" for count in range(2, len(taken) + 3)))
            if candidate not in taken
        )
