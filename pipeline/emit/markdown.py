"""Markdown for readers: CommonMark with GFM's tables and footnotes, YAML front matter.

Right-to-left text is marked by `<div dir lang markdown="1">` between blank lines: of the forms in use it is the
one that keeps direction and still has its content parsed in 8 of 9 renderers (markdown-it, mistune,
Python-Markdown, pandoc's four...). No direction marks are added to the text itself.
"""

from __future__ import annotations

import html
import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from pipeline.emit.inline import escape, guard, inline, picture_address
from pipeline.emit.lists import list_items
from pipeline.emit.notes import Notes
from pipeline.emit.spans import visible
from pipeline.emit.strict import dumps, without_surrogates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.model import Article, Block, Span


class _Piece(NamedTuple):
    """A finished block with the direction and language that it stands in."""

    dir: str
    lang: str
    text: str


def to_markdown(article: Article) -> str:
    """The article as a Markdown text that ends in a newline."""
    pieces = list(_pieces(article))
    plain = all(piece.dir == "ltr" for piece in pieces)
    runs = ["\n\n".join(piece.text for piece in pieces)] if plain else list(_divs(pieces))
    return "\n\n".join([_front_matter(article), *filter(None, runs)]) + "\n"


def _front_matter(article: Article) -> str:
    """Keys that pandoc, Hugo and Jekyll know; strings always quoted, dates and keywords bare."""
    lines = [f"title: {dumps(article.title)}"]
    if article.authors:
        lines.append(f"author: {dumps(list(article.authors))}")
    if article.date:
        lines.append(f"date: {article.date.isoformat()}")
    lines += [f"lang: {dumps(article.lang)}", f"dir: {article.dir}"]
    if article.other_titles:
        lines.append(f"other_titles: {dumps([title.text for title in article.other_titles])}")
    if article.section:
        lines.append(f"section: {dumps([section.text for section in article.section])}")
    if article.lead:
        lines.append(f"description: {dumps(article.lead)}")
    if article.credit:
        lines.append(f"credit: {dumps(article.credit.text)}")
    lines += [
        f"source: {dumps(article.source.file)}",
        f"id: {dumps('sha256:' + article.source.sha256)}",
        f"status: {article.status}",
    ]
    return "\n".join(["---", *lines, "---"])


def _divs(pieces: Iterable[_Piece]) -> Iterator[str]:
    for (direction, lang), run in groupby(pieces, key=lambda piece: piece[:2]):
        text = "\n\n".join(piece.text for piece in run)
        yield f'<div dir="{direction}" lang="{html.escape(lang)}" markdown="1">\n\n{text}\n\n</div>'


def _pieces(article: Article) -> Iterator[_Piece]:
    """Title, blocks and, between them, comments where the page changes."""
    if article.title:
        title = _heading(escape(article.title), 1)
        yield _Piece(article.dir, article.lang, title)
    notes = Notes(article.body)
    page = 1
    before: Block | None = None
    for index, block in enumerate(article.body):
        content = [_page_break(page, block.page), _block(block, index, notes, before)]
        page = max(page, block.page or page)
        content.append(_page_break(page, block.page_end))
        page = max(page, block.page_end or page)
        for text in filter(None, content):
            yield _Piece(block.dir, block.lang, text)
        before = block


def _page_break(before: int, page: int | None) -> str:
    return f"<!-- page {page} -->" if page is not None and page > before else ""


def _block(block: Block, index: int, notes: Notes, before: Block | None) -> str:
    """One block; "" if there is nothing to show (a picture that was not kept)."""

    def line(spans: Iterable[Span]) -> str:
        return inline(spans, lambda label: notes.call(label, index))

    spans = visible(block)
    match block.kind:
        case "heading":
            return _heading(line(spans), max(2, min(block.level or 2, 6)))
        case "quote":
            return "\n>\n".join(f"> {guard(line(row))}" for row in lines(spans) if line(row).strip())
        case "list":
            return list_items([line(row) for row in lines(spans)], block, before)
        case "table" if block.rows:
            return _table(block.rows)
        case "image" if block.image:
            return f"![{escape(' '.join(block.text.split()))}]({picture_address(block.image)})"
        case "image" | "caption":
            return _paragraph(line(row) for row in lines(replace(span, italic=True) for span in spans))
        case "footnote":
            return notes.definition(index, _paragraph(line(row) for row in lines(spans)))
        case _:
            return _paragraph(line(row) for row in lines(spans))


def _heading(text: str, level: int) -> str:
    """A closing run of # would be taken for decoration."""
    text = re.sub(r"(^|\s)(#+)$", r"\1\\\2", " ".join(text.split()))
    return f"{'#' * level} {text}" if text else ""


def lines(spans: Iterable[Span]) -> Iterator[tuple[Span, ...]]:
    """Spans cut at their newlines: verses, items, the paragraphs of a quotation."""
    row: list[Span] = []
    for span in spans:
        first, *others = span.text.split("\n")
        row.append(replace(span, text=first))
        for other in others:
            yield tuple(row)
            row = [replace(span, text=other, note=None)]
    yield tuple(row)


def _paragraph(rows: Iterable[str]) -> str:
    """Rows end in a backslash, which no editor trims as it trims two blanks; an empty row parts stanzas."""
    guarded = (guard(row) for row in rows)
    stanzas = (list(group) for filled, group in groupby(guarded, key=bool) if filled)
    return "\n\n".join("\\\n".join(stanza) for stanza in stanzas)


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    """A pipe table where that is all it takes, else HTML: rows of unequal length, cells of several lines."""
    if len({len(row) for row in rows}) > 1 or any("\n" in cell for row in rows for cell in row):
        return _html_table(rows)
    head, *body = [f"| {' | '.join(escape(cell).strip() for cell in row)} |" for row in rows]
    return "\n".join([head, f"| {' | '.join('---' for _ in rows[0])} |", *body])


def _html_table(rows: tuple[tuple[str, ...], ...]) -> str:
    """Entities for what pandoc would read as Markdown inside a cell; no blank line, which would end it."""

    def cell(text: str) -> str:
        safe = html.escape(without_surrogates(text), quote=False)
        text = re.sub(r"[\\`*_\[\]{}~|^$]", lambda match: f"&#{ord(match[0])};", safe)
        return "<td>" + "<br>".join(part.strip() for part in text.split("\n")) + "</td>"

    return "\n".join(["<table>", *(f"<tr>{''.join(map(cell, row))}</tr>" for row in rows), "</table>"])
