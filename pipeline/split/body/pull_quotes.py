"""Pull quotes: sentences of the text that are printed a second time, larger, to catch the eye.

They stay as quotations, but the paragraph that they interrupt goes on behind them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.normalize import fold
from pipeline.split.body.paragraphs import Piece, bold, italic
from pipeline.split.geometry.marks import ends_sentence
from pipeline.split.matching import letters_only

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.split.geometry.layout import Layout

RULE = "pull-quote"
LEAST_LETTERS = 25
"""Letters that are no repetition by chance: captions repeat short phrases of the text."""
LARGER = 1.08
"""Size against the body's."""


def mark_pull_quotes(layout: Layout, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, those as quotations that stand in the middle of a paragraph and repeat a part of one nearby.

    Headings are repeated too, in lists of contents and where a text announces its parts, but between sentences.
    """
    result = list(pieces)
    for at in range(1, len(pieces) - 1):
        if _stands_out(layout, pieces[at]) and _interrupts(layout, pieces, at):
            own = _letters(layout, pieces[at])
            if len(own) >= LEAST_LETTERS and _is_repeated(layout, own, pieces, at):
                result[at] = pieces[at]._replace(kind="quote", rule=RULE)
    return result


def _interrupts(layout: Layout, pieces: Sequence[Piece], at: int) -> bool:
    """Whether it stands between paragraphs of which the first breaks off in the middle of a sentence."""
    before, after = pieces[at - 1], pieces[at + 1]
    return before.kind == after.kind == "paragraph" and not ends_sentence(
        layout.lines[before.group.lines[-1]].text
    )


def _stands_out(layout: Layout, piece: Piece) -> bool:
    """Whether a printed piece is set in other type than the text."""
    lines = [layout.lines[index] for index in piece.group.lines]
    if piece.kind not in ("paragraph", "heading", "quote") or lines[0].box is None:
        return False
    return lines[0].size > LARGER * layout.body_size or all(map(bold, lines)) or all(map(italic, lines))


def _letters(layout: Layout, piece: Piece) -> str:
    return letters_only(fold(" ".join(layout.lines[index].text for index in piece.group.lines)))


def _is_repeated(layout: Layout, own: str, pieces: Sequence[Piece], at: int) -> bool:
    """Whether the letters stand in a paragraph nearby, or in the two that the piece itself parts."""
    page = layout.lines[pieces[at].group.lines[0]].page or 0
    around = "".join(_letters(layout, piece) for piece in (pieces[at - 1], pieces[at + 1]))
    return own in around or any(
        own in _letters(layout, piece)
        for piece in pieces
        if piece is not pieces[at]
        and piece.kind == "paragraph"
        and abs((layout.lines[piece.group.lines[0]].page or 0) - page) <= 1
    )
