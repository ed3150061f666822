"""Make the blocks of the body from their lines: joined text, merged styles, markers, language, place."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from pipeline.model import Block, Box, Span
from pipeline.normalize.language import UNDETERMINED, direction, identify
from pipeline.normalize.language.cues import SCRIPTS, script
from pipeline.split.body.footnotes import mark_calls
from pipeline.split.body.linebreaks import is_unbroken
from pipeline.split.body.lists import ITEM
from pipeline.split.body.paragraphs import goes_on
from pipeline.split.geometry.marks import item_marker, list_marker, note_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.model import Direction, Kind, Line
    from pipeline.split.body.linebreaks import Hyphens


class Draft(NamedTuple):
    """The lines of one block, each with the rule that put it there."""

    kind: Kind
    lines: tuple[Line, ...]
    rules: tuple[str, ...]
    level: int | None = None


class Notes(NamedTuple):
    """Labels of the document's footnotes; `unraised` are those whose marks are printed like the text."""

    labels: frozenset[str]
    unraised: frozenset[str]


def build(draft: Draft, notes: Notes, prior: str, hyphens: Hyphens) -> tuple[Block, int]:
    """The block of a draft, and how many line-end hyphens were undone in it.

    `prior` is the document's language, `hyphens` what it shows of its hyphens.
    """
    first = draft.lines[0]
    items, markers, label = _unmarked(draft)
    joined = [_join(item, hyphens) for item in items]
    spans = tuple(span for at, (item, _) in enumerate(joined) for span in (_newline(item) if at else item))
    text = "".join(span.text for span in spans)
    lang = _lang(draft.lines, text, prior)
    pages = [line.page for line in draft.lines if line.page]
    block = Block(
        kind=draft.kind,
        spans=merge(mark_calls(spans, notes.labels, notes.unraised)),
        lang=lang,
        dir=_direction(draft.lines, text, lang),
        level=draft.level,
        raw=_raw(draft.lines),
        rows=first.rows,
        ordered=_ordered(first, markers) if draft.kind == "list" else None,
        markers=markers,
        label=label,
        image=first.image,
        page=min(pages, default=None),
        page_end=max(pages) if pages and max(pages) > min(pages) else None,
        box=_box(draft.lines),
        read_by=next((line.read_by for line in draft.lines if line.read_by), None),
        words=tuple(word for line in draft.lines for word in line.words),
    )
    return block, sum(hyphens for _, hyphens in joined)


def _unmarked(draft: Draft) -> tuple[list[list[tuple[Span, ...]]], tuple[str, ...], str | None]:
    """The lines' spans by item, their printed markers, and the label of a footnote; both taken off the text."""
    by_line = draft.kind == "verse"
    items: list[list[tuple[Span, ...]]] = []
    begun: list[str] = []
    for line, rule in zip(draft.lines, draft.rules, strict=True):
        if not items or by_line or (draft.kind == "list" and not goes_on(rule)):
            items.append([])
            begun.append(rule)
        items[-1].append(line.spans)
    if draft.kind == "footnote":
        label = note_label(draft.lines[0].text, draft.lines[0].label)
        if label is None:
            return items, (), draft.lines[0].label
        items[0][0] = cut(items[0][0], label.length)
        return items, (), label.text
    if draft.kind != "list":
        return items, (), None
    markers = []
    for item, rule in zip(items, begun, strict=True):
        text = "".join(span.text for span in item[0])
        mark = item_marker(text) if rule == ITEM else list_marker(text)
        if mark:
            item[0] = cut(item[0], mark.length)
            markers.append(mark.text)
    return items, tuple(markers), None


def cut(spans: Sequence[Span], length: int) -> tuple[Span, ...]:
    """The spans without the first `length` characters."""
    kept = []
    for span in spans:
        taken = min(length, len(span.text))
        length -= taken
        if taken < len(span.text) or not taken:
            kept.append(replace(span, text=span.text[taken:]))
    return tuple(kept)


def _join(lines: Sequence[Sequence[Span]], hyphens: Hyphens) -> tuple[tuple[Span, ...], int]:
    """The spans of an item's lines with a blank between lines, or nothing where a hyphen broke a word."""
    result: list[Span] = []
    undone = 0
    before = ""
    for line in lines:
        spans = _stripped(line)
        after = "".join([span.text for span in spans])
        if result and spans:
            if hyphens.is_broken(before, after):
                result[-1] = replace(result[-1], text=result[-1].text[:-1])
                undone += 1
            elif is_unbroken(before, after):
                after = before.rsplit(None, 1)[-1] + after  # an address may be broken again
            else:
                result.append(_blank(result[-1], spans[0]))
        result += spans
        before = after or before
    return tuple(result), undone


def _blank(before: Span, after: Span) -> Span:
    """A blank in the style that both sides share."""
    return Span(
        text=" ",
        bold=before.bold and after.bold,
        italic=before.italic and after.italic,
        href=before.href if before.href == after.href else None,
    )


def _newline(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return (Span(text="\n"), *spans)


def _stripped(spans: Sequence[Span]) -> list[Span]:
    """Spans without blanks at the ends of the line."""
    kept = [span for span in spans if span.text or span.note is not None]
    while kept and not kept[0].text.strip() and kept[0].note is None:
        kept = kept[1:]
    while kept and not kept[-1].text.strip() and kept[-1].note is None:
        kept = kept[:-1]
    if kept:
        if kept[0].text[:1].isspace():
            kept[0] = replace(kept[0], text=kept[0].text.lstrip())
        if kept[-1].text[-1:].isspace():
            kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return kept


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Neighbors of one style as one span. Font and size end here: they have done their work."""
    kept = [span for span in spans if span.text or span.note is not None]
    return tuple(
        replace(run[0], text="".join([span.text for span in run]), font=None, size=None)
        for style, group in groupby(kept, key=_style)
        for run in ([list(group)] if style[-1] is None else [[span] for span in group])
    )


def _style(span: Span) -> tuple[object, ...]:
    """All of a span but its text, font and size."""
    return span.bold, span.italic, span.superscript, span.href, span.lang, span.dir, span.note


def _lang(lines: Sequence[Line], text: str, prior: str) -> str:
    """The language of the text; where it does not show, that of most of its lines.

    Lines only tell for themselves and their neighbors, and the markup of old pages says "fa" of all."""
    shares: Counter[str] = Counter()
    for line in lines:
        if line.lang:
            shares[line.lang] += len(line.text)
    most = max(shares, key=shares.__getitem__, default=None)
    if most and most.split("-")[0] not in SCRIPTS and script(text) != "arab":
        return most  # none of ours: the words of its neighbors would be taken for those of one of ours
    found = identify(text, most or prior) if text else prior
    return most or found if found == UNDETERMINED else found


def _direction(lines: Sequence[Line], text: str, lang: str) -> Direction:
    script = SCRIPTS.get(lang.split("-")[0])
    if script:
        return "rtl" if script == "arab" else "ltr"
    return next((line.dir for line in lines if line.dir), None) or direction(text) or "ltr"


def _raw(lines: Sequence[Line]) -> str | None:
    """The lines as extracted, if normalization changed one of them."""
    if not any(line.raw for line in lines):
        return None
    return "\n".join(line.text if line.raw is None else line.raw for line in lines)


def _ordered(line: Line, markers: Sequence[str]) -> bool:
    if line.ordered is not None:
        return line.ordered
    return bool(markers) and any(map(str.isalnum, markers[0]))


def _box(lines: Sequence[Line]) -> Box | None:
    """The block's rectangle on its first page."""
    boxes = [line.box for line in lines if line.box and line.page == lines[0].page]
    if not boxes:
        return None
    return Box(
        min(box.x0 for box in boxes), min(box.top for box in boxes),
        max(box.x1 for box in boxes), max(box.bottom for box in boxes),
    )  # fmt: skip
