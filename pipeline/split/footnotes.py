"""Footnotes at the foot of a page or the end of the text, and the marks that call them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.split.decision import Decision
from pipeline.split.marks import note_label

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pipeline.model import Line, Span
    from pipeline.split.layout import Layout

SMALLER = 0.94
"""Size of a footnote's text against the body's."""


def find_footnotes(layout: Layout, flow: Sequence[int]) -> dict[int, Decision]:
    """Decisions for the lines of footnotes, block numbers counting from 0.

    A footnote begins with a label that is raised, or that a raised mark in the text calls, and stands in
    smaller type below the last line of the body on its page; lines of the same type below it belong to it.
    """
    called = _called(layout, flow)
    found: dict[int, Decision] = {}
    block = -1
    for page in _pages(layout, flow):
        for index in _foot(layout, page):
            if _label_rule(layout.lines[index], called):
                block += 1
                found[index] = Decision(line=index, role="footnote", rule="label", block=block)
            elif index - 1 in found:
                found[index] = Decision(line=index, role="footnote", rule="continues", block=block)
    marked = [index for index in flow if layout.lines[index].kind == "footnote" and index not in found]
    return found | {
        index: Decision(line=index, role="footnote", rule="markup", block=block + at)
        for at, index in enumerate(marked, start=1)
    }


def _pages(layout: Layout, flow: Sequence[int]) -> list[list[int]]:
    pages: dict[int | None, list[int]] = {}
    for index in flow:
        pages.setdefault(layout.lines[index].page, []).append(index)
    return list(pages.values())


def _foot(layout: Layout, page: Sequence[int]) -> Sequence[int]:
    """The lines in small type below the last line of other type."""
    start = len(page)
    while start and _small(layout, page[start - 1]):
        start -= 1
    return page[start:]


def _small(layout: Layout, index: int) -> bool:
    line = layout.lines[index]
    if line.box is None or line.kind or layout.centered(index):
        return False
    return 0 < line.size < SMALLER * layout.body_size


def _label_rule(line: Line, called: Collection[str]) -> bool:
    label = note_label(line.text)
    if label is None:
        return False
    first = next((span for span in line.spans if span.text.strip()), None)
    return label.text in called or (first is not None and first.superscript)


def _called(layout: Layout, flow: Sequence[int]) -> set[str]:
    """Texts of the raised marks that stand behind other text."""
    return {
        span.text.strip()
        for index in flow
        for at, span in enumerate(layout.lines[index].spans)
        if span.superscript and at and span.text.strip()
    }


def mark_calls(spans: Sequence[Span], labels: Collection[str]) -> tuple[Span, ...]:
    """The spans with raised marks of known footnotes turned into calls; other raised digits stay text."""
    result: list[Span] = []
    for span in spans:
        label = span.text.strip()
        if span.superscript and label in labels:
            before, after = span.text.split(label)
            plain = replace(span, superscript=False)
            parts = (
                replace(plain, text=before),
                replace(plain, text="", note=label),
                replace(plain, text=after),
            )
            result += [part for part in parts if part.text or part.note]
        else:
            result.append(span)
    return tuple(result)
