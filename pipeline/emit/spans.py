"""The spans of a block as an output needs them: only what a reader sees, equal neighbors joined."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.model import Block, Span


def visible(block: Block) -> tuple[Span, ...]:
    """Spans without font and size, and without what only repeats the block.

    A heading set in bold from end to end is not emphasized, it is a heading."""
    spans = [
        replace(
            span,
            size=None,
            font=None,
            lang=span.lang if span.lang != block.lang else None,
            dir=span.dir if span.dir != block.dir else None,
        )
        for span in block.spans
    ]
    if block.kind == "heading":
        inked = [span for span in spans if span.text.strip()]
        bold, italic = all(span.bold for span in inked), all(span.italic for span in inked)
        spans = [
            replace(span, bold=span.bold and not bold, italic=span.italic and not italic) for span in spans
        ]
    return join(spans)


def join(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Neighbors of one style become one span; empty ones go, but for the calls of footnotes."""
    kept = (span for span in spans if span.text or span.note is not None)
    runs = (tuple(run) for _, run in groupby(kept, key=lambda span: replace(span, text="")))
    return tuple(
        span
        for run in runs
        for span in (
            run if run[0].note is not None else [replace(run[0], text="".join(one.text for one in run))]
        )
    )
