"""The graphics state (ISO 32000-1, 8.4), as far as text depends on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from pipeline.extract.pdf.geometry import IDENTITY, Matrix

if TYPE_CHECKING:
    from pipeline.extract.pdf.fonts.font import Font
    from pipeline.model import Box


class State(Struct):
    """What a content stream has set, saved by q and restored by Q."""

    ctm: Matrix = IDENTITY
    font: Font | None = None
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    render: int = 0
    clip: Box | None = None

    @property
    def unseen(self) -> bool:
        """Whether text is neither filled nor stroked (9.3.6)."""
        return self.render == 3
