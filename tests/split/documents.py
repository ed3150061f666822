"""Documents made for tests: text set in a type of one width, so that what fits on a line is known."""

from dataclasses import dataclass

from msgspec.structs import replace

from pipeline.model import Box, Document, Line, Page, Source, Span, count_letters
from pipeline.normalize import normalize

SOURCE = Source(file="test.pdf", media_type="application/pdf", sha256="0" * 64, size=1)
WIDTH, HEIGHT, MARGIN = 420.0, 595.0, 60.0
LETTER = 0.5  # ems


def document(lines, pages=(), claims=(), metadata=None):
    lines = tuple(lines)
    found = Document(
        source=SOURCE,
        lines=lines,
        letters=sum(count_letters(line.text) for line in lines),
        engine="test",
        pages=pages,
        claims=tuple(claims),
        metadata=metadata or {},
    )
    return normalize(found)


def plain(*texts, page=1):
    """Printed lines without geometry, as the examples of a profile give them."""
    return document(Line(spans=(Span(text=text),), page=page) for text in texts)


def markup(*lines, **more):
    """Lines of a web page: (text, hints)."""
    made = (Line(spans=(Span(text=text),), **hints) for text, hints in lines)
    return document(made, **more)


@dataclass(frozen=True)
class Style:
    """How a text is set. Lengths in points; `align` is "start", "justify", "center" or "end". `inset` is from both
    edges, or from that at the start alone."""

    size: float = 12.0
    pitch: float = 1.5
    before: float = 0.0
    indent: float = 0.0
    inset: float = 0.0
    start_only: bool = False
    align: str = "start"
    bold: bool = False
    italic: bool = False

    @property
    def end_inset(self):
        return 0.0 if self.start_only else self.inset


BODY = Style(before=8.0)
TITLE = Style(size=18.0, before=12.0, align="center", bold=True)
HEADING = Style(size=14.0, before=14.0, bold=True)
SMALL = Style(size=9.0, before=4.0)


class Press:
    """Sets texts below one another, with a new page where one is full; `document()` is what came out."""

    def __init__(self, side="ltr", header=None, footer=None, height=HEIGHT, columns=1):
        self.dir, self.header, self.footer, self.height = side, header, footer, height
        self.lines, self.page, self.top = [], 0, height
        self.columns, self.column, self.first_top = columns, columns - 1, MARGIN

    @property
    def extent(self):
        gutter = 20.0
        width = (WIDTH - 2 * MARGIN - gutter * (self.columns - 1)) / self.columns
        at = self.column if self.dir == "ltr" else self.columns - 1 - self.column
        x0 = MARGIN + at * (width + gutter)
        return x0, x0 + width

    def begin_columns(self, columns):
        """Set what follows in columns that start here on this page."""
        self.columns, self.column, self.first_top = columns, 0, self.top + 10.0
        self.top = self.first_top

    def new_page(self):
        if self.page and self.footer:
            self._footer()
        self.page, self.column, self.top, self.first_top = (
            self.page + 1,
            0,
            MARGIN,
            MARGIN if self.page else self.first_top,
        )
        if self.header and (text := self._of_page(self.header)):
            self._place(text, MARGIN, 20.0, Style(size=9.0))

    def _footer(self):
        self._place(self._of_page(self.footer), MARGIN, self.height - 30.0, Style(size=9.0))

    def _of_page(self, text):
        return text(self.page) if callable(text) else text.replace("{page}", str(self.page))

    def put(self, text, style=BODY):
        """Set a text; lines are broken only where the next word does not fit."""
        x0, x1 = self.extent
        first = True
        rest = text.split()
        while rest:
            room = x1 - x0 - style.inset - style.end_inset - (style.indent if first else 0.0)
            line = [rest.pop(0)]
            while rest and (len(" ".join(line)) + 1 + len(rest[0])) * LETTER * style.size <= room:
                line.append(rest.pop(0))
            self._line(" ".join(line), style, first, last=not rest)
            first = False
        return self

    def _line(self, text, style, first, last):
        advance = style.pitch * style.size
        if self.top + advance > self.height - MARGIN or not self.page:
            if self.page and self.column + 1 < self.columns:
                self.column, self.top = self.column + 1, self.first_top
            else:
                self.new_page()
            top = self.top
        else:
            top = self.top + (style.before if first else 0.0)
        x0, x1 = self.extent
        width = len(text) * LETTER * style.size
        start = style.inset + (style.indent if first else 0.0)
        if style.align == "center":
            start = (x1 - x0 - width) / 2
        elif style.align == "end":
            start = x1 - x0 - width
        elif style.align == "justify" and not last:
            width = x1 - x0 - start - style.end_inset
        left = x0 + start if self.dir == "ltr" else x1 - start - width
        self._place(text, left, top, style, width)
        self.top = top + advance

    def _place(self, text, left, top, style, width=None):
        width = len(text) * LETTER * style.size if width is None else width
        span = Span(text=text, bold=style.bold, italic=style.italic, size=style.size)
        box = Box(left, top, left + width, top + style.size)
        self.lines.append(Line(spans=(span,), page=self.page, box=box, dir=self.dir))

    def image(self, height=120.0):
        if not self.page or self.top + height > self.height - MARGIN:
            self.new_page()
        x0, x1 = self.extent
        box = Box(x0 + 40, self.top + 8, x1 - 40, self.top + height)
        self.lines.append(Line(spans=(), page=self.page, box=box, kind="image"))
        self.top += height
        return self

    def mark(self, text, **style):
        """Give the last line's piece `text` a style of its own."""
        line = self.lines[-1]
        before, after = line.text.split(text)
        span = line.spans[0]
        parts = (before, span), (text, replace(span, **style)), (after, span)
        spans = tuple(replace(base, text=piece) for piece, base in parts if piece)
        self.lines[-1] = replace(line, spans=spans)
        return self

    def document(self, **more):
        if self.footer:
            self._footer()
        pages = tuple(Page(number=n + 1, width=WIDTH, height=self.height) for n in range(self.page))
        order = sorted(range(len(self.lines)), key=lambda at: (self.lines[at].page, at))
        return document((self.lines[at] for at in order), pages=pages, **more)
