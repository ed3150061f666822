"""Pages to a `Document`: what is gathered page by page, and the votes taken over all of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from pipeline.extract.pdf.columns import GUTTER, IN_LAYER, split_at_gutters
from pipeline.extract.pdf.drawing.actual_text import settle_actual_text
from pipeline.extract.pdf.layout import place_all, reading_order, set_directions, to_line
from pipeline.extract.pdf.letters.gaps import close_gaps
from pipeline.extract.pdf.letters.losses import loss_issues
from pipeline.extract.pdf.letters.missing import name_missing
from pipeline.extract.pdf.letters.non_joiners import restore_non_joiners
from pipeline.extract.pdf.letters.repairs import mirror_brackets, settle_marks, unify_digits
from pipeline.extract.pdf.letters.unmapped import name_unmapped
from pipeline.extract.pdf.lines.drawn import DrawingOrder
from pipeline.extract.pdf.lines.drop_caps import join_drop_caps
from pipeline.extract.pdf.lines.visual import visual_lines
from pipeline.extract.pdf.links import linked_letters, split_at_links
from pipeline.extract.pdf.metadata import claims
from pipeline.extract.pdf.scans import is_drawn, is_scan, marked, scan_issues, show_unseen_text
from pipeline.extract.pdf.tables.ruled import take_tables
from pipeline.extract.pdf.tables.tagged import take_tagged_tables
from pipeline.extract.pdf.tables.unruled import take_unruled_tables
from pipeline.extract.pdf.tagging import believed, in_one_row, tagged
from pipeline.model import Box, Document, Issue, Line, Span, count_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pipeline.extract.pdf.content import Glyph, PageContent, Picture
    from pipeline.extract.pdf.fonts.font import Font
    from pipeline.extract.pdf.lines.visual import VisualLine
    from pipeline.extract.pdf.structure import PageTags
    from pipeline.extract.pdf.tables.ruled import Table
    from pipeline.model import Page, Source

    Row = tuple[VisualLine, list[Glyph]]  # a printed line and its clusters in logical order

# Points, and a share of the page: smaller pictures are rules and bullets, larger ones backgrounds.
_SMALLEST_PICTURE, _BACKGROUND = 20.0, 0.9
_SIDEWAYS = (90, 180, 270)  # directions of text, in degrees, for which a page is turned to be read


class _PageReading(Struct, eq=False):
    """One page until the document's votes are in."""

    page: Page
    rows: list[Row]
    tables: list[tuple[Table, dict[tuple[int, int], list[Row]]]]
    pictures: list[Line]
    angle: int
    damaged: int
    tags: PageTags | None
    links: tuple[Box, ...]
    scan: bool
    ocr_layer: bool

    def all_rows(self) -> Iterator[Row]:
        yield from self.rows
        for _, cells in self.tables:
            for rows in cells.values():
                yield from rows


def _rows(lines: Sequence[VisualLine], order: DrawingOrder, *, rtl: bool = False) -> list[Row]:
    set_directions(lines, rtl=rtl)
    return list(zip(lines, place_all(lines, order), strict=True))


def pictures(content: PageContent, page: Page) -> Iterator[tuple[Picture, Box]]:
    """Images that belong to the text: no hairlines, no full-page backgrounds under it."""
    area = page.width * page.height or 1.0
    for picture in content.pictures:
        width, height = picture.x1 - picture.x0, picture.bottom - picture.top
        background = width * height > _BACKGROUND * area and content.glyphs
        if min(width, height) >= _SMALLEST_PICTURE and not background:
            yield picture, Box(*(round(v, 1) for v in picture[1:5]))


def _picture_lines(content: PageContent, page: Page) -> list[Line]:
    tags = content.tags
    return [
        Line(
            spans=(Span(text=tags.alt(picture.mcid, picture.middle, content.base) if tags else ""),),
            page=page.number,
            box=box,
            kind="image",
        )
        for picture, box in pictures(content, page)
    ]


def _main_angle(rows: Sequence[Row]) -> int:
    """The writing direction of most of the page, in degrees."""
    weights = Counter[int]()
    for line, _ in rows:
        weights[line.angle] += len(line.glyphs)
    return weights.most_common(1)[0][0] if weights else 0


def _cell_text(rows: Sequence[Row]) -> str:
    texts = ("".join(glyph.text for glyph in row).strip() for _, row in rows)
    return " ".join(text for text in texts if text)


def _table_line(table: Table, cells: dict[tuple[int, int], list[Row]], page: Page) -> Line:
    columns = range(table.columns - 1, -1, -1) if table.rtl else range(table.columns)
    rows = tuple(tuple(_cell_text(cells.get((r, c), ())) for c in columns) for r in range(table.rows))
    text = "\n".join("\t".join(row) for row in rows)
    box = Box(*(round(v, 1) for v in table.box))
    return Line(
        spans=(Span(text=text),),
        page=page.number,
        box=box,
        kind="table",
        rows=rows,
        dir="rtl" if table.rtl else "ltr",
    )


class Reading:
    """Gathers pages; `document` takes the votes and builds the result."""

    def __init__(self) -> None:
        self.pages: list[_PageReading] = []
        self._overprinted = self._misread = 0
        self._order: DrawingOrder | None = None
        self._confirmed: set[tuple[Font, int | str]] = set()
        self._gutters: list[float] = []

    def add(self, page: Page, content: PageContent) -> None:
        if content.contradicted:
            self._misread += settle_actual_text(content.glyphs, self._confirmed)
        scan = is_scan(content, page)
        ocr_layer = show_unseen_text(content) and scan
        if ocr_layer:
            from pipeline.extract.pdf.ocr_layers import settle_sizes

            settle_sizes(content)
        images = _picture_lines(content, page)
        self._order = order = DrawingOrder(content.glyphs, self._order)
        found = [*take_tagged_tables(content), *take_tables(content)]
        lines, doubled = visual_lines(content.glyphs)
        self._overprinted += doubled
        order.lines = lines
        unruled, lines = take_unruled_tables(lines)
        tables = [
            (table, {cell: _rows(inside, order, rtl=table.rtl) for cell, inside in table.cells.items()})
            for table in (*found, *unruled)
        ]
        lines = split_at_gutters(lines, self._gutters, IN_LAYER if ocr_layer else GUTTER)
        rows = _rows(split_at_links(lines, content.links, content.tags), order)
        angle = _main_angle(rows)
        page = replace(page, angle=angle) if angle in _SIDEWAYS else page
        damaged, tags, links = content.damaged, content.tags, content.links
        scan = scan or is_drawn(content)
        self.pages.append(
            _PageReading(page, rows, tables, images, angle, damaged, tags, links, scan, ocr_layer)
        )

    def document(
        self, source: Source, metadata: dict[str, str], engine: str, issues: tuple[Issue, ...] = ()
    ) -> Document:
        rows = [row for page in self.pages for _, row in page.all_rows()]
        closed = close_gaps(rows)
        marks = settle_marks(rows)
        named = name_unmapped(rows)
        missing = name_missing(rows)
        letters = sum(count_letters("".join([glyph.text for glyph in row])) for row in rows)
        letters += sum(count_letters(picture.text) for page in self.pages for picture in page.pictures)
        repairs = {
            "actual-text": self._misread,
            "brackets": mirror_brackets(rows),
            "closed-gaps": closed,
            "cluster-marks": marks,
            "digits": unify_digits(rows),
            "font-program": sum([glyph.code in glyph.run.font.corrected for row in rows for glyph in row]),
            "missing-letters": missing,
            "overprint": self._overprinted,
            "unmapped-letters": named,
            "visual-order": sum(any(glyph.turned for glyph in row) for row in rows),
            "zwnj-from-form": restore_non_joiners(rows),
        }
        pages = [_page_lines(page) for page in self.pages]
        lines = [line for page in pages for line in page]
        if any(page.tags for page in self.pages):
            lines = believed(lines)
        if any(page.page.angle for page in self.pages):
            sides = {page.page.number: page.page for page in self.pages}
            lines = [_boxed(line, sides[line.page or 0].shown) for line in lines]
        return Document(
            source=source,
            lines=tuple(lines),
            letters=letters,
            engine=engine,
            pages=tuple(page.page for page in self.pages),
            metadata=metadata,
            claims=claims(metadata),
            repairs={name: count for name, count in repairs.items() if count},
            issues=(*issues, *_told(missing), *self._issues(pages)),
        )

    def _issues(self, pages: Sequence[Sequence[Line]]) -> tuple[Issue, ...]:
        issues = tuple(loss_issues([(p.page.number, [row for _, row in p.all_rows()]) for p in self.pages]))
        read = zip(self.pages, pages, strict=True)
        issues += tuple(issue for page, lines in read for issue in _issues(page, lines))
        if not any(page.rows or page.tables for page in self.pages) and not any(
            i.code == "no-text" for i in issues
        ):
            issues += (Issue(code="no-text", message="the file draws no text"),)
        return issues


def _boxed(line: Line, turn: Callable[[Box], Box]) -> Line:
    return replace(line, box=turn(line.box)) if line.box else line


def _page_lines(page: _PageReading) -> list[Line]:
    """The lines of a page in reading order, with their boxes on the page turned upright."""
    made = [to_line(line, row, page.page, page.angle) for line, row in page.rows]
    if page.links:
        pairs = zip(made, page.rows, strict=True)
        made = [line and replace(line, linked=linked_letters(row, page.links)) for line, (_, row) in pairs]
    if page.page.angle:
        made = [line and _boxed(line, page.page.upright) for line in made]
    if page.tags:
        pairs = zip(made, page.rows, strict=True)
        made = [line and tagged(line, row, page.page.turned(), page.tags) for line, (_, row) in pairs]
    lines = [line for line in made if line is not None]
    if page.tags:
        lines = in_one_row(lines)
    lines = join_drop_caps(lines)
    others = [_table_line(table, cells, page.page) for table, cells in page.tables] + page.pictures
    ordered = reading_order(lines + [_boxed(line, page.page.upright) for line in others])
    return marked(ordered) if page.ocr_layer else ordered


def _told(missing: int) -> Iterator[Issue]:
    """No glyph bears such letters out, so a human should see them."""
    if missing:
        message = "letters that the font lacks were told by the words they stand in"
        yield Issue(code="letters-told", message=message, count=missing)


def _issues(page: _PageReading, lines: Sequence[Line]) -> Iterator[Issue]:
    number = page.page.number
    if page.damaged:
        yield Issue(
            code="damaged-stream",
            message="a part of the page could not be decoded",
            page=number,
            count=page.damaged,
        )
    yield from scan_issues(lines, number, scan=page.scan)
