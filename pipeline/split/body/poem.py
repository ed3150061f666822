"""Poems without markup: a printed text of short lines only, and short lines that a web page breaks with <br>.

Such lines are all that their page has of a column, so nothing can be told from the room that they leave in it.
"""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from pipeline.normalize.language.cues import WORDS
from pipeline.split.body.paragraphs import Group, Piece
from pipeline.split.geometry.marks import ends_sentence, list_marker
from pipeline.split.geometry.pitch import pitch_between

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.split.geometry.layout import Layout

LEAST_PRINTED, LEAST_BROKEN = 4, 4
"""Lines that make a poem of a whole text, and of a part of a web page."""
_NO_VERSE = re.compile(r"[@:=(){}<>$#_\\+*/]|;$|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""What stands in addresses and programs; and letters of East Asia, where prose is broken for the eye."""
COUPLET_LETTERS, COUPLET_EVEN = 18, 0.7
"""Characters of the shorter of two lines that are a couplet, and its length against the longer."""
_FUNCTION_WORDS = frozenset(word for lang in ("fa", "ps", "ar", "ur") for word in WORDS[lang].split())
LEAST_WORDS = 2
"""Words of most lines of a poem; words alone are a list."""
LONGEST_LINE = 60
"""Characters of a line of verse."""
WIDEST = 20.0
"""Ems; a column of prose on the page of a document is wider."""
FULL, MOST_FULL = 0.95, 0.5
"""Share of the widest line from which a line fills its column, and share of such lines in prose."""
STANZA = 1.4
"""The step between stanzas against that between lines."""


def printed_poem(layout: Layout, groups: Sequence[Group]) -> list[Piece] | None:
    """The stanzas of a text that is a poem and nothing else; None if it is none."""
    flow = [index for group in groups for index in group.lines]
    if len(flow) < LEAST_PRINTED or not all(_is_line(layout, index) for index in flow):
        return None
    boxes = [box for index in flow if (box := layout.lines[index].box)]
    widths = [box.x1 - box.x0 for box in boxes]
    full = sum(width >= FULL * max(widths) for width in widths)
    if len(boxes) < len(flow) or full >= MOST_FULL * len(flow) or not _breaks_sentences(layout, flow):
        return None
    if max(width / layout.em(index) for index, width in zip(flow, widths, strict=True)) > WIDEST:
        return None
    return [_stanza(lines) for lines in _stanzas(layout, flow)]


def join_broken_lines(layout: Layout, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a web page, with short lines of one element put together as verse: those that run from right to left,
    for lists, addresses and offers in Latin script are broken as often."""
    result: list[Piece] = []
    for group, members in groupby(pieces, key=lambda piece: _broken_in(layout, piece)):
        run = list(members)
        flow = [index for piece in run for index in piece.group.lines]
        verse = group is not None and len(run) >= LEAST_BROKEN and _breaks_sentences(layout, flow)
        verse = verse or (group is not None and _is_couplet(layout, flow))
        if verse and all(_is_line(layout, index) and not _is_linked(layout, index) for index in flow):
            result.append(_stanza(flow))
        else:
            result += run
    return result


def _is_couplet(layout: Layout, flow: Sequence[int]) -> bool:
    """Whether two lines are as long as each other and as a line of verse, with the words of sentences but no end of one."""
    texts = [layout.lines[index].text.strip() for index in flow]
    if len(texts) != 2 or not COUPLET_LETTERS <= min(map(len, texts)) >= COUPLET_EVEN * max(map(len, texts)):
        return False
    plain = not any(ends_sentence(text) or any(map(str.isdigit, text)) for text in texts)
    return plain and all(not _FUNCTION_WORDS.isdisjoint(text.split()) for text in texts)


def _broken_in(layout: Layout, piece: Piece) -> int | None:
    """The number of the element of which a line of a web page is one of several."""
    line = layout.lines[piece.group.lines[0]]
    broken = line.box is None and line.kind is None and piece.kind == "paragraph"
    return line.group if broken and layout.dirs[piece.group.lines[0]] == "rtl" else None


def _is_line(layout: Layout, index: int) -> bool:
    line = layout.lines[index]
    return (
        any(map(str.isalpha, line.text))
        and _NO_VERSE.search(line.text) is None
        and line.kind in (None, "paragraph")
        and len(line.text) <= LONGEST_LINE
        and list_marker(line.text) is None
    )


def _is_linked(layout: Layout, index: int) -> bool:
    return any(span.href for span in layout.lines[index].spans)


def _breaks_sentences(layout: Layout, flow: Sequence[int]) -> bool:
    """Whether most lines have words that end no sentence, and hardly any has a number: no remarks, addresses, lists."""
    texts = [layout.lines[index].text for index in flow]
    numbers = sum(any(map(str.isdigit, text)) for text in texts)
    lists = sum(len(text.split()) < LEAST_WORDS for text in texts)
    return max(2 * sum(map(ends_sentence, texts)), 4 * numbers, 2 * lists) <= len(texts)


def _stanzas(layout: Layout, flow: Sequence[int]) -> Iterator[list[int]]:
    """The lines, cut where more than the usual space stands between two, or a page ends."""
    steps = [pitch_between(layout.lines[one], layout.lines[two]) for one, two in pairwise(flow)]
    usual = sorted(step for step in steps if step > 0)
    usual_step = usual[(len(usual) - 1) // 2] if usual else 0.0
    stanza = [flow[0]]
    for index, step in zip(flow[1:], steps, strict=True):
        other_page = layout.lines[index].page != layout.lines[stanza[-1]].page
        if other_page or not 0 < step <= STANZA * usual_step:
            yield stanza
            stanza = []
        stanza.append(index)
    yield stanza


def _stanza(lines: Sequence[int]) -> Piece:
    rules = ("poem", *("verse-line" for _ in lines[1:]))
    return Piece(Group(tuple(lines), rules), "verse", "poem")
