"""Links: where a page has them, how much of a line they are, and lines that are nothing but links and what stands between.

A browser prints a menu, a byline or a row of buttons as one line of text; its links still tell where the pieces end.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from pipeline.extract.pdf.geometry import shown
from pipeline.extract.pdf.lines.visual import VisualLine
from pipeline.model import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.pdf.content import Glyph
    from pipeline.extract.pdf.geometry import Matrix
    from pipeline.extract.pdf.structure import PageTags

_MOST = 5_000  # annotations of a page; more is a map, or an attack
# A row of pieces: its characters, the words of what stands between its links, and its width against the widest line.
_LONGEST_ROW, _WORDS_BETWEEN, _FULL = 120, 10, 0.9
_JOINING = (
    ":",
    ",",
    "،",
    "•",
    "·",
    "|",
    "/",
    ">",
    "›",
    "»",
    "-",
    "–",
    "&",
)  # at the end of a text, they lead on to the link behind it
_LONGEST_MARK = 4
_SAME_PARAGRAPH = (
    1.8  # em from baseline to baseline within which a full line above makes the row the end of a paragraph
)


def read_links(page: Any, base: Matrix) -> tuple[Box, ...]:
    """The places of a page's links to elsewhere, as shown, from the top left corner in points; none where they are damaged.

    Links inside the file are the marks of notes and tables of contents."""
    try:
        annotations = list(page.get("/Annots") or ())[:_MOST]
        return tuple(
            _place([float(value) for value in annotation["/Rect"]], base)
            for annotation in annotations
            if annotation.get("/Subtype") == "/Link"
            and annotation.get("/A", {}).get("/S") == "/URI"
            and len(annotation.get("/Rect", ())) == 4
        )
    except (TypeError, ValueError, AttributeError, KeyError):
        return ()


def _place(rect: Sequence[float], base: Matrix) -> Box:
    (x0, y0), (x1, y1) = shown(base, rect[0], rect[1]), shown(base, rect[2], rect[3])
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def linked_letters(row: Sequence[Glyph], links: Sequence[Box]) -> int:
    """Characters other than blanks of a printed line that stand in links."""
    near = _beside(row, links)
    return sum(len(glyph.text.strip()) for glyph in row if _link_of(glyph, near)) if near else 0


def _beside(row: Sequence[Glyph], links: Sequence[Box]) -> list[Box]:
    """The links in which the baseline of a level line runs."""
    if not links or row[0].run.angle:
        return []
    v = row[0].run.v
    return [box for box in links if box.top < v <= box.bottom + 0.1 * row[0].run.size]


def _link_of(glyph: Glyph, near: Sequence[Box]) -> Box | None:
    """The link in which the middle of a cluster stands."""
    middle = (glyph.u0 + glyph.u1) / 2
    return next((box for box in near if box.x0 <= middle <= box.x1), None)


def split_at_links(
    lines: Sequence[VisualLine], links: Sequence[Box], tags: PageTags | None
) -> list[VisualLine]:
    """The lines, rows of links and short texts beside them cut into their pieces; prose with a link in it stays whole."""
    if not links:
        return list(lines)
    rtl = sum(line.count("R") - line.count("L") for line in lines) > 0
    widest = max((line.u1 - line.u0 for line in lines), default=0.0)
    result: list[VisualLine] = []
    for line in lines:
        near = _beside(line.glyphs, links)
        whole = not near or _is_prose(line, result[-1] if result else None, widest, tags)
        result += [line] if whole else _pieces(line, near, rtl)
    return result


def _is_prose(line: VisualLine, above: VisualLine | None, widest: float, tags: PageTags | None) -> bool:
    """Whether a line is of a paragraph: the tree says so, it fills its measure, or a full line stands close above."""
    if tags and any((tag := tags.tags.get(glyph.run.mcid)) and tag.element for glyph in line.glyphs):
        return True
    if line.u1 - line.u0 >= _FULL * widest or sum(len(glyph.text) for glyph in line.glyphs) > _LONGEST_ROW:
        return True
    close = above is not None and 0 < line.v - above.v <= _SAME_PARAGRAPH * line.size
    return close and above is not None and above.u1 - above.u0 >= _FULL * widest


def _pieces(line: VisualLine, near: Sequence[Box], rtl: bool) -> list[VisualLine]:
    """A row cut at the ends of its links, where nothing else parts them.

    Signs do, as between several authors; a word before a link announces it ("Tags:", "by").
    """
    step = -1 if rtl and line.count("R") else 1
    parts: list[list[Glyph]] = []
    joined = marked = False
    for link, run in groupby(line.glyphs[::step], key=lambda glyph: _link_of(glyph, near)):
        part = list(run)
        text = "".join([glyph.text for glyph in part])
        if link is None and len(text.split()) > _WORDS_BETWEEN:
            return [line]
        text = text.strip()
        of_note = link is not None or len(text) <= _LONGEST_MARK
        mark = of_note and not any(map(str.isalpha, text))
        if parts and (_parts_from(text) or (joined and (link is not None or marked)) or mark):
            parts[-1] += part
        else:
            parts.append(part)
        marked = mark
        joined = mark or (link is None and (text[-1:].isalpha() or text[-1:] in _JOINING))
    pieces = [_trimmed(part)[::step] for part in parts]
    return [VisualLine.of(piece, line.angle) for piece in pieces] if len(pieces) > 1 else [line]


def _parts_from(text: str) -> bool:
    """Whether a text begins with a sign that parts it from what stands before."""
    return not text[:1].isalnum() and text[:1] not in ("(", "[", "«", "“", '"')


def _trimmed(part: list[Glyph]) -> list[Glyph]:
    """A piece without blanks at its ends."""
    while len(part) > 1 and part[-1].text == " ":
        part = part[:-1]
    while len(part) > 1 and part[0].text == " ":
        part = part[1:]
    return part
