"""Drafts to lines: the spans of what is article, the bare text of what is not."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from pipeline.extract.html.lines.draft import collapse, weigh
from pipeline.extract.html.lines.style import Style, safe_link
from pipeline.model import Line, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.extract.html.lines.draft import Draft, Run
    from pipeline.model import Direction, Place

_T = TypeVar("_T")


def make_line(draft: Draft, place: Place | None, rule: str | None, base: str | None) -> Line:
    """`base` is the address that relative links start from."""
    block = draft.block
    lang, direction = _shared(draft.runs)
    return Line(
        spans=_spans(draft, place, lang, direction, base),
        kind=draft.kind,
        level=block.level,
        ordered=block.ordered,
        group=block.group,
        label=draft.label,
        rows=draft.rows,
        image=_address(draft.image),
        lang=lang,
        dir=direction,
        field=draft.field,
        linked=draft.linked,
        place=place,
        rule=rule,
    )


def _address(image: str | None) -> str | None:
    """The address of a picture; that of one that the page holds itself is lost."""
    return f"https:{image}" if image and image.startswith("//") else image or None


def _spans(
    draft: Draft, place: Place | None, lang: str | None, direction: Direction | None, base: str | None
) -> tuple[Span, ...]:
    if place is not None or draft.rows or draft.image is not None or draft.kind == "image":
        return (Span(text=draft.text),) if draft.text else ()
    if len(draft.runs) == 1:
        return (_span(draft.text, draft.runs[0].style, lang, direction, base),)
    spans = []
    for style, part in groupby(_collapsed(draft.runs), key=lambda piece: _visible(piece[1])):
        spans.append(_span("".join(text for text, _ in part), style, lang, direction, base))
    return tuple(spans)


def _visible(style: Style) -> Style:
    return style if style.owner is None else style._replace(field=None, owner=None)


def _span(text: str, style: Style, lang: str | None, direction: Direction | None, base: str | None) -> Span:
    return Span(
        text=text,
        bold=style.bold,
        italic=style.italic,
        superscript=style.superscript,
        href=safe_link(style.target, base) if style.target else None,
        size=style.size,
        lang=style.lang if style.lang != lang else None,
        dir=style.dir if style.dir != direction else None,
    )


def _shared(runs: Sequence[Run]) -> tuple[str | None, Direction | None]:
    """The language and the direction of most of the text."""
    if len(runs) == 1:
        return runs[0].style.lang, runs[0].style.dir
    if len(said := {(run.style.lang, run.style.dir) for run in runs}) == 1:
        return said.pop()
    langs: Counter[str | None] = Counter()
    directions: Counter[Direction | None] = Counter()
    for run in runs:
        weight = weigh(run.text)
        langs[run.style.lang] += weight
        directions[run.style.dir] += weight
    return _most(langs), _most(directions)


def _most(weights: Counter[_T]) -> _T | None:
    return max(weights, key=weights.__getitem__, default=None)


def _collapsed(runs: Sequence[Run]) -> Iterator[tuple[str, Style]]:
    """Text with one blank between words and none at the ends, in pieces of one style."""
    spaced = True
    last = max((index for index, run in enumerate(runs) if not run.text.isspace()), default=-1)
    for index, run in enumerate(runs[: last + 1]):
        text = collapse(run.text)
        if spaced:
            text = text.removeprefix(" ")
        if index == last:
            text = text.removesuffix(" ")
        if text:
            spaced = text.endswith(" ")
            yield text, run.style
