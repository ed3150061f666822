"""Footnotes at the foot of a page or the end of the text, and the marks that call them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipeline.normalize.dates import find_dates
from pipeline.split.body.paragraphs import group_lines
from pipeline.split.decision import Decision
from pipeline.split.geometry.marks import has_leader, note_label, number_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from pipeline.model import Line, Span
    from pipeline.split.body.paragraphs import Group
    from pipeline.split.geometry.layout import Layout

LONGEST_DATE = 24
"""Characters within which a line begins with a date, whose day is no label."""
LINES_BELOW = 2
"""Blocks that may stand below the notes at the end of a text."""
APART = ("gap", "size", "weight", "markup", "other-element")
"""Rules by which a text at the foot is none of the footnote above."""
SMALLER = 0.94
"""Size of a footnote's text against the body's."""


def find_footnotes(layout: Layout, flow: Sequence[int]) -> dict[int, Decision]:
    """Decisions for the lines of footnotes, block numbers counting from 0.

    A footnote begins with a label that is raised, or that a raised mark in the text calls, and stands in
    smaller type below the last line of the body on its page; lines of the same type below it belong to it, if no
    space or style parts them. OCR mostly loses the raised marks: there the number next in turn is a label.
    """
    called = _raised([layout.lines[index] for index in flow])
    called |= unraised_calls([layout.lines[index] for index in flow], _labels(layout, flow) - called)
    found: dict[int, Decision] = {}
    block = -1
    for page in _pages(layout, flow):
        for index, parted in _foot_lines(layout, page):
            if _label_rule(layout.lines[index], called, block + 2):
                block += 1
                found[index] = Decision(line=index, role="footnote", rule="label", block=block)
            elif index - 1 in found and not parted:
                found[index] = Decision(line=index, role="footnote", rule="continues", block=block)
    for note in _end_notes(layout, flow, found):
        block += 1
        rules = ("label", *("continues" for _ in note.lines[1:]))
        found |= {
            index: Decision(line=index, role="footnote", rule=rule, block=block)
            for index, rule in zip(note.lines, rules, strict=True)
        }
    element = None
    for index in flow:
        line = layout.lines[index]
        if line.kind == "footnote" and index not in found:
            block += line.element is None or line.element != element
            element = line.element
            found[index] = Decision(line=index, role="footnote", rule="markup", block=block)
    return found


def _end_notes(layout: Layout, flow: Sequence[int], found: Collection[int]) -> list[Group]:
    """The notes at the end of a text that are set as the text is: blocks whose labels count from 1, each called above once.

    A line or two without a label may stand below them (a date, a signature)."""
    groups = [group for group in group_lines(layout, flow) if group.lines[0] not in found]
    texts = [layout.lines[group.lines[0]].text for group in groups]
    if not any(note_label(text) for text in texts[-1 - LINES_BELOW :]):
        return []
    labels = [None if find_dates(text[:LONGEST_DATE]) else note_label(text) for text in texts]
    last = next((at for at in range(len(groups) - 1, -1, -1) if labels[at]), -1)
    if last < len(groups) - 1 - LINES_BELOW:
        return []
    first = last
    while first > 0 and labels[first - 1]:
        first -= 1
    notes = [(group, label) for group, label in zip(groups, labels, strict=True) if label][first - last - 1 :]
    counted = [number_of(label) for _, label in notes] == [*range(1, len(notes) + 1)]
    above = [layout.lines[index] for group in groups[:first] for index in group.lines]
    named = {label.text for _, label in notes}
    called = unraised_calls(above, named) | (_raised(above) & named)
    plain = all(layout.lines[group.lines[0]].kind in (None, "paragraph") for group, _ in notes)
    return [group for group, _ in notes] if counted and plain and named <= called else []


def _raised(lines: Sequence[Line]) -> set[str]:
    """Texts of the raised marks that stand behind other text."""
    return {
        span.text.strip()
        for line in lines
        for at, span in enumerate(line.spans)
        if span.superscript and at and span.text.strip()
    }


def _labels(layout: Layout, flow: Sequence[int]) -> set[str]:
    """What stands where the label of a footnote would."""
    feet = (index for page in _pages(layout, flow) for index in _foot(layout, page))
    return {label.text for index in feet if (label := note_label(layout.lines[index].text))}


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


def _foot_lines(layout: Layout, page: Sequence[int]) -> Iterator[tuple[int, bool]]:
    """The lines at the foot, and of each whether space or style part it from the line above."""
    for group in group_lines(layout, _foot(layout, page)):
        yield group.lines[0], group.rules[0] in APART
        yield from ((index, False) for index in group.lines[1:])


def _small(layout: Layout, index: int) -> bool:
    line = layout.lines[index]
    if line.box is None or line.kind not in (None, "footnote") or layout.centered(index):
        return False
    return 0 < line.size < SMALLER * layout.body_size


def _label_rule(line: Line, called: Collection[str], number: int) -> bool:
    label = note_label(line.text)
    if label is None or has_leader(line.text):
        return False
    first = next((span for span in line.spans if span.text.strip()), None)
    raised = first is not None and first.superscript
    return label.text in called or raised or (line.read_by == "ocr" and number_of(label) in (1, number))


def unraised_calls(lines: Sequence[Line], labels: Collection[str]) -> set[str]:
    """Labels of footnotes that no raised mark calls, but a digit behind the end of a sentence or a clause, or "[1]".

    Some producers print the mark like the text. It must be the only such place in the document.
    """
    raised = _raised(lines)
    text = "\n".join(line.text for line in lines)
    return {
        label
        for label in labels
        if (label.isdigit() or label.startswith(("[", "(")))
        and label not in raised
        and len(_call(label).findall(text)) == 1
    }


@lru_cache(maxsize=256)
def _call(label: str) -> re.Pattern[str]:
    if label.startswith(("[", "(")):
        return re.compile(rf"(?:(?<=\S)|(?<=\S )){re.escape(label)}")
    return re.compile(rf"(?<=[^\W\d_][.,;:!?؟،؛۔»”\"'’)]){label}(?=\s|$)", re.MULTILINE)


def mark_calls(spans: Sequence[Span], labels: Collection[str], unraised: Collection[str]) -> tuple[Span, ...]:
    """The spans with the marks of known footnotes turned into calls; other raised digits stay text."""
    result: list[Span] = []
    for span in spans:
        label = span.text.strip()
        if span.superscript and label in labels:
            result += _cut_out(replace(span, superscript=False), label, span.text.index(label))
        else:
            result += _cut_calls(span, unraised)
    return tuple(result)


def _cut_calls(span: Span, unraised: Collection[str]) -> list[Span]:
    """The span cut at its calls, which are all looked for before it is cut: what stands before one tells that it is one."""
    found = ((label, _call(label).search(span.text)) for label in unraised)
    pieces, rest, done = [], span, 0
    for start, label in sorted((call.start(), label) for label, call in found if call):
        if start >= done:
            *cut, rest = _cut_out(rest, label, start - done)
            pieces += cut
            done = start + len(label)
    return [*pieces, rest]


def _cut_out(span: Span, label: str, start: int) -> tuple[Span, Span, Span]:
    before, after = span.text[:start], span.text[start + len(label) :]
    return replace(span, text=before), replace(span, text="", note=label), replace(span, text=after)
