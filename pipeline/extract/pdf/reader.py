"""A PDF file to a `Document`: opening, pages, metadata, and the errors of all that."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from pipeline.errors import CorruptError, EmptyError, EncryptedError, LimitError
from pipeline.extract.pdf.assemble import Reading
from pipeline.extract.pdf.drawing.interpreter import Interpreter
from pipeline.extract.pdf.fonts.font import FontCache
from pipeline.extract.pdf.geometry import LETTER, page_geometry
from pipeline.extract.pdf.links import read_links
from pipeline.extract.pdf.mending import ended, has_objects, mended
from pipeline.extract.pdf.metadata import read_metadata
from pipeline.extract.pdf.reread import reread
from pipeline.extract.pdf.structure import read_structure
from pipeline.model import Issue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pipeline.config import Config
    from pipeline.extract.pdf.content import PageContent
    from pipeline.extract.pdf.decoding import Decoding, Look
    from pipeline.model import Document, Page, Source

MEDIA_TYPE = "application/pdf"
ENGINE = "glyphs"
_BROKEN = ("damaged", "recover")  # in a warning of qpdf: objects were lost, not only badly written
_DEEPEST_TREE = 50  # nodes over a page; more is a loop
_MOST_PAGES = 100_000  # the longest books and logs have some 10,000
_HEADER_WITHIN = 1024  # bytes: Adobe's readers look no further for %PDF (ISO 32000-1, annex H.3.4.1)
_NO_PAGES = "its list of pages is lost; these are in the order in which they stand in the file"


def recognizes(head: bytes, suffix: str) -> bool:  # noqa: ARG001 - the bytes decide, the name may lie
    """Whether the bytes are a PDF, with or without junk before the header."""
    return b"%PDF-" in head[:_HEADER_WITHIN]


def recognizes_remains(data: bytes) -> bool:
    """Whether a whole file is what is left of a PDF: its header is lost, damaged or far from the beginning."""
    return has_objects(data)


def _crop_box(page: Any) -> tuple[float, float, float, float]:
    try:
        x0, y0, x1, y1 = (float(v) for v in page.cropbox)
    except (TypeError, ValueError, AttributeError, KeyError):
        return LETTER
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _rotation(node: Any) -> int:
    """The turn of a page in degrees, its own or one that it inherits; 0 where that is no number."""
    for _ in range(_DEEPEST_TREE):
        try:
            if "/Rotate" in node:
                return int(node["/Rotate"]) % 360
            node = node.get("/Parent")
        except (TypeError, ValueError, AttributeError):
            return 0
    return 0


def _contents(page: Any) -> list[Any]:
    import pikepdf

    contents = page.obj.get("/Contents")
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def _hidden_layers(pdf: Any) -> frozenset[object]:
    """Optional content that is off by default (8.11.4.3), by object number."""
    try:
        properties = pdf.Root.get("/OCProperties")
        default = properties.get("/D", {}) if properties is not None else {}
        off = {group.objgen for group in default.get("/OFF", ())}
        if str(default.get("/BaseState", "/ON")) == "/OFF":
            off |= {g.objgen for g in properties.get("/OCGs", ())} - {
                g.objgen for g in default.get("/ON", ())
            }
    except (TypeError, ValueError, AttributeError):
        return frozenset()
    return frozenset(off)


def page_contents(
    pdf: Any, file: str, fonts: FontCache | None = None, *, words: bool = True
) -> Iterator[tuple[Page, PageContent]]:
    """Each page of an open document and what it draws; Latin words as one cluster each, unless `words` is false.

    Raises EmptyError, CorruptError and LimitError.
    """
    import pikepdf

    try:
        pages = list(pdf.pages)
    except (pikepdf.PdfError, ValueError, TypeError) as error:
        raise CorruptError(f"{file} has a damaged page tree") from error
    if not pages:
        raise EmptyError(f"{file} has no pages")
    if len(pages) > _MOST_PAGES:
        raise LimitError(f"{file} has more than {_MOST_PAGES:,} pages")
    fonts, hidden = fonts or FontCache(), _hidden_layers(pdf)
    structure = read_structure(pdf)
    for number, page in enumerate(pages, 1):
        geometry, base = page_geometry(number, _crop_box(page), _rotation(page.obj))
        interpreter = Interpreter(base, fonts, hidden, words=words)
        interpreter.content.tags, interpreter.content.base = structure.get(page.obj.objgen), base
        interpreter.content.links = read_links(page.obj, base)
        interpreter.run_page(_contents(page), _resources(page))
        yield geometry, interpreter.content


def _read_pages(pages: Iterable[tuple[Page, PageContent]]) -> Reading:
    reading = Reading()
    for page, content in pages:
        reading.add(page, content)
    return reading


def _resources(page: Any) -> Any:
    """Resources of a page or of the nodes above it; some files have none at all."""
    try:
        return page.resources
    except (AttributeError, KeyError, ValueError):
        return {}


def _damage(warnings: Sequence[str]) -> tuple[Issue, ...]:
    """What qpdf had to mend on the way: such files may have lost text, so a human should look."""
    if not warnings:
        return ()
    told = [warning.rpartition(">")[2].strip(" :,") for warning in warnings]  # without the stream's address
    first = next((words for words in told if words != "file is damaged"), "")
    message = f"the file is damaged and was mended: {first}".rstrip(": ")
    return (Issue(code="damaged-file", message=message, count=len(warnings)),)


def _second_engine(data: bytes, source: Source, cause: str) -> Document:
    """Read with pdfium what qpdf refuses.

    Raises CorruptError where pdfium refuses it too or nothing is left to read.
    """
    from pipeline.extract.pdf import pdfium

    reading = _read_pages(pdfium.read_pages(data, source.file))
    issue = Issue(code="damaged-file", message=f"the first engine could not read the file: {cause}")
    document = reading.document(source, {}, pdfium.ENGINE, (issue,))
    if not document.lines:
        raise CorruptError(f"{source.file} is damaged or cut short: nothing readable is left")
    return document


def extract(
    data: bytes,
    source: Source,
    config: Config | None = None,
    learned: Callable[[Decoding], None] | None = None,
) -> Document:
    """Read a PDF; one that no engine can read as it is is mended. `learned` is told what its glyphs are where they had
    to be learned.

    Raises EmptyError, EncryptedError, CorruptError and LimitError.
    """
    try:
        return _extract(ended(data), source, config, learned)
    except CorruptError as error:
        if (sound := mended(data)) is None:
            raise
        with suppress(CorruptError, EmptyError):
            return _with_damage(_extract(sound, source, config, learned))
        raise error from None


def _with_damage(document: Document) -> Document:
    issue = Issue(code="damaged-file", message=f"the file is damaged and was mended: {_NO_PAGES}")
    return replace(document, issues=(issue, *document.issues))


def _extract(
    data: bytes, source: Source, config: Config | None, learned: Callable[[Decoding], None] | None
) -> Document:
    import pikepdf

    try:
        pdf = pikepdf.open(BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise EncryptedError(f"{source.file} is encrypted; remove the password first") from error
    except (pikepdf.PdfError, ValueError):
        return _second_engine(data, source, "qpdf finds no document in it")
    with pdf:
        fonts = FontCache()
        try:
            metadata, reading = read_metadata(pdf), _read_pages(page_contents(pdf, source.file, fonts))
        except (CorruptError, EmptyError) as error:
            if isinstance(error, EmptyError) and not pdf.get_warnings():
                raise
            return _second_engine(data, source, str(error))
        warnings = [str(warning) for warning in pdf.get_warnings()]
        damage = _damage(warnings)
        broken = any(word in warning for warning in warnings for word in _BROKEN)
        document = reading.document(source, metadata, ENGINE, damage)
        if broken and not document.lines:
            return _second_engine(data, source, damage[0].message)
        contents = partial(page_contents, pdf, source.file, fonts, words=False)
        look = partial(_look, data, config)
        return reread(document, contents, fonts.objects, look, config.fonts if config else (), learned)


def _look(data: bytes, config: Config | None) -> Look | None:
    """What OCR sees on the pages, for those who cannot read them otherwise."""
    from pipeline.config import OcrSettings
    from pipeline.extract.pdf.look import ocr_look

    return ocr_look(data, config.ocr if config else OcrSettings())
