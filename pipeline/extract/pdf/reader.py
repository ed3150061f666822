"""A PDF file to a `Document`: opening, pages, metadata, and the errors of all that."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pipeline.errors import CorruptError, EmptyError, EncryptedError
from pipeline.extract.pdf.glyphs import FontCache, Interpreter, Matrix, PageContent
from pipeline.extract.pdf.layout import place, reading_order, set_directions, to_line
from pipeline.extract.pdf.lines import visual_lines
from pipeline.extract.pdf.repairs import mirror_brackets, restore_non_joiners
from pipeline.model import Box, Claim, Document, Issue, Line, Page, Span, count_letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.config import Config
    from pipeline.model import Source

MEDIA_TYPE = "application/pdf"
_HEADER_WITHIN = 1024  # bytes: Adobe's readers look no further for %PDF (ISO 32000-1, annex H.3.4.1)


def recognizes(head: bytes, suffix: str) -> bool:  # noqa: ARG001 - the bytes decide, the name may lie
    """Whether the bytes are a PDF, with or without junk before the header."""
    return b"%PDF-" in head[:_HEADER_WITHIN]


def _open(data: bytes, file: str) -> Any:
    import pikepdf

    try:
        return pikepdf.open(BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise EncryptedError(f"{file} is encrypted; remove the password first") from error
    except pikepdf.PdfError as error:
        raise CorruptError(f"{file} cannot be read as a PDF: it is damaged or cut short") from error


def _rectangle(obj: Any) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(v) for v in obj)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _page_geometry(page: Any, number: int) -> tuple[Page, Matrix]:
    """Size of a page as shown and the matrix from its user space to there, y up and the top at 0."""
    x0, y0, x1, y1 = _rectangle(page.cropbox)
    width, height = x1 - x0, y1 - y0
    rotate = int(page.obj.get("/Rotate", 0)) % 360 if "/Rotate" in page.obj else _inherited_rotation(page.obj)
    if rotate == 90:
        return Page(number=number, width=height, height=width), (0.0, -1.0, 1.0, 0.0, -y0, x0)
    if rotate == 180:
        return Page(number=number, width=width, height=height), (-1.0, 0.0, 0.0, -1.0, x1, y0)
    if rotate == 270:
        return Page(number=number, width=height, height=width), (0.0, 1.0, -1.0, 0.0, y1, -x1)
    return Page(number=number, width=width, height=height), (1.0, 0.0, 0.0, 1.0, -x0, -y1)


def _inherited_rotation(node: Any) -> int:
    for _ in range(50):  # a page tree deeper than this is damage
        node = node.get("/Parent")
        if node is None:
            return 0
        if "/Rotate" in node:
            return int(node["/Rotate"]) % 360
    return 0


def _content(page: Any) -> bytes:
    import pikepdf

    contents = page.obj.get("/Contents")
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    parts = []
    for stream in streams:
        if isinstance(stream, pikepdf.Stream):
            try:
                parts.append(bytes(stream.read_bytes()))
            except pikepdf.PdfError:
                parts.append(bytes(stream.read_raw_bytes()))
    return b"\n".join(parts)


def _hidden_layers(pdf: Any) -> frozenset[object]:
    """Optional content that is off by default (8.11.4.3), by object number."""
    properties = pdf.Root.get("/OCProperties")
    if properties is None:
        return frozenset()
    default = properties.get("/D", {})
    off = {group.objgen for group in default.get("/OFF", ())}
    if str(default.get("/BaseState", "/ON")) == "/OFF":
        off |= {g.objgen for g in properties.get("/OCGs", ())} - {g.objgen for g in default.get("/ON", ())}
    return frozenset(off)


def _metadata(pdf: Any) -> dict[str, str]:
    """The Info dictionary as text; /Lang of the catalog as "Language"."""
    found: dict[str, str] = {}
    try:
        info = pdf.docinfo
        for key in info:
            value = str(info[key]).strip()
            if value:
                found[str(key)[1:]] = value
        language = str(pdf.Root.get("/Lang", "")).strip()
    except (TypeError, ValueError, AttributeError):
        return found
    return found | ({"Language": language} if language else {})


_CLAIMED = {"Title": "title", "Author": "author", "Language": "lang"}


def _claims(metadata: dict[str, str]) -> tuple[Claim, ...]:
    return tuple(
        Claim(field=field, value=metadata[key], origin="metadata", rule=f"pdf:{key}")
        for key, field in _CLAIMED.items()
        if key in metadata
    )


def _show_invisible_if_it_is_the_text(content: PageContent) -> None:
    """A page whose only text is invisible is a scan with an OCR layer: that is its text."""
    letters = Counter[bool]()
    for glyph in content.glyphs:
        letters[glyph.run.rule == "invisible-text"] += len(glyph.text)
    if letters[True] > letters[False]:
        for glyph in content.glyphs:
            if glyph.run.rule == "invisible-text":
                glyph.run.place = glyph.run.rule = None


def _pictures(content: PageContent, page: Page) -> Iterator[Line]:
    """Images that are part of the page: no hairlines, no full-page backgrounds under text."""
    area = page.width * page.height or 1.0
    for picture in content.pictures:
        width, height = picture.x1 - picture.x0, picture.bottom - picture.top
        if min(width, height) < 20 or (width * height > 0.9 * area and content.glyphs):
            continue
        box = Box(*(round(v, 1) for v in picture[1:]))
        yield Line(spans=(Span(text=""),), page=page.number, box=box, kind="image")


def extract(data: bytes, source: Source, config: Config | None = None) -> Document:  # noqa: ARG001 - the format protocol
    """Read a PDF.

    Raises EmptyError, EncryptedError, CorruptError.
    """
    import pikepdf

    with _open(data, source.file) as pdf:
        try:
            pages = list(pdf.pages)
        except pikepdf.PdfError as error:
            raise CorruptError(f"{source.file} has a damaged page tree") from error
        if not pages:
            raise EmptyError(f"{source.file} has no pages")
        metadata = _metadata(pdf)
        read = _read_pages(pdf, pages)
    return read.document(source, metadata)


class _Reading:
    """What is gathered page by page until the document's votes can be taken."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.rows: list[tuple[int, Any, list[Any]]] = []
        self.pictures: list[list[Line]] = []
        self.angles: list[int] = []
        self.letters = 0
        self.unmapped: Counter[int] = Counter()
        self.repairs: Counter[str] = Counter()

    def add(self, page: Page, content: PageContent) -> None:
        index = len(self.pages)
        self.pages.append(page)
        _show_invisible_if_it_is_the_text(content)
        lines, doubled = visual_lines(content.glyphs)
        set_directions(lines)
        placed = [place(line) for line in lines]
        self.rows.extend((index, line, row) for line, row in zip(lines, placed, strict=True))
        self.pictures.append(list(_pictures(content, page)))
        weights = Counter[int]()
        for line in lines:
            weights[line.angle] += len(line.glyphs)
        self.angles.append(weights.most_common(1)[0][0] if weights else 0)
        self.letters += sum(count_letters(g.text) for line in lines for g in line.glyphs)
        self.unmapped[page.number] = content.unmapped
        self.repairs["overprint"] += doubled
        self.repairs["visual-order"] += sum(any(p.turned for p in row) for row in placed)

    def document(self, source: Source, metadata: dict[str, str]) -> Document:
        self.repairs["brackets"] += mirror_brackets(row for _, _, row in self.rows)
        self.repairs["zwnj-from-form"] += restore_non_joiners(row for _, _, row in self.rows)
        by_page: list[list[Line]] = [list(pictures) for pictures in self.pictures]
        for index, line, row in self.rows:
            made = to_line(line, row, self.pages[index], self.angles[index])
            if made is not None:
                by_page[index].append(made)
        lines = tuple(line for page in by_page for line in reading_order(page))
        return Document(
            source=source, lines=lines, letters=self.letters, engine="baygan-glyphs", pages=tuple(self.pages),
            metadata=metadata, claims=_claims(metadata), repairs={k: n for k, n in sorted(self.repairs.items()) if n},
            issues=self._issues(),
        )  # fmt: skip

    def _issues(self) -> tuple[Issue, ...]:
        issues = [
            Issue(code="no-text", message="the page has pictures but no text layer", page=page.number)
            for index, page in enumerate(self.pages)
            if self.pictures[index] and not any(i == index for i, _, _ in self.rows)
        ]
        return tuple(issues)


def _read_pages(pdf: Any, pages: list[Any]) -> _Reading:
    fonts, hidden, reading = FontCache(), _hidden_layers(pdf), _Reading()
    for number, page in enumerate(pages, 1):
        geometry, base = _page_geometry(page, number)
        interpreter = Interpreter(base, fonts, hidden)
        interpreter.run(
            _content(page),
            page.resources if "/Resources" in page.obj or page.obj.get("/Parent") is not None else {},
        )
        reading.add(geometry, interpreter.content)
    return reading
