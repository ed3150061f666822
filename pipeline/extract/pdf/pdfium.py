"""The second engine: pdfium's characters as clusters, where qpdf refuses a file.

pdfium mends damage in other ways than qpdf and never hangs on it. It gives characters with their
origins, so lines, order and repairs are the same as for the first engine; what it cannot give are
character codes, marked content and non-joiners.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

from pipeline.errors import CorruptError, EncryptedError
from pipeline.extract.pdf.fonts import Font, style_by_name
from pipeline.extract.pdf.glyphs import Glyph, PageContent, Run
from pipeline.extract.pdf.order import bidi_class
from pipeline.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

ENGINE = "pdfium"
_NAME_LENGTH = 256


class _TextPage:
    """Reads one text page; the buffers are reused, as each character takes five calls."""

    def __init__(self, raw: Any, text: Any, page: Page, fonts: dict[str, Font]) -> None:
        self._raw, self._text, self._page, self._fonts = raw, text, page, fonts
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box, self._matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self._name, self._flags = ctypes.create_string_buffer(_NAME_LENGTH), ctypes.c_int()
        self._codes: dict[tuple[str, str, int], int] = {}

    def content(self) -> PageContent:
        content = PageContent()
        for i in range(self._raw.FPDFText_CountChars(self._text)):
            if self._raw.FPDFText_IsGenerated(self._text, i) != 1:
                self._add(content.glyphs, i)
        return content

    def _font(self, i: int) -> Font:
        self._raw.FPDFText_GetFontInfo(self._text, i, self._name, _NAME_LENGTH, self._flags)
        name = self._name.value.decode("utf-8", "replace").rpartition("+")[2]
        if name not in self._fonts:
            bold, italic = style_by_name(name)
            self._fonts[name] = Font(
                name=name, decode=list, unicode={}, widths={}, default_width=0.0, bold=bold, italic=italic
            )
        return self._fonts[name]

    def _add(self, glyphs: list[Glyph], i: int) -> None:
        raw, text = self._raw, self._text
        char = chr(raw.FPDFText_GetUnicode(text, i))
        raw.FPDFText_GetCharOrigin(text, i, self._x, self._y)
        raw.FPDFText_GetLooseCharBox(text, i, self._box)
        raw.FPDFText_GetMatrix(text, i, self._matrix)
        matrix, u0, v = self._matrix, self._x.value, self._page.height - self._y.value
        before = glyphs[-1] if glyphs else None
        if before is not None and before.u0 == u0 and before.run.v == v and bidi_class(char) == "R":
            before.text = char + before.text  # one glyph of two letters, which pdfium turned round
            return
        font = self._font(i)
        size = raw.FPDFText_GetFontSize(text, i) * abs(matrix.d or 1)
        key = (font.name, char, round((self._box.right - u0) / (size or 1) * 100))
        code = self._codes.setdefault(key, len(self._codes))
        run = Run(font, size, v, 0, font.bold, font.italic or abs(matrix.c) > 0.1 * abs(matrix.d or 1))
        glyphs.append(Glyph(char, u0, max(u0, self._box.right), code, run))


def read_pages(data: bytes, file: str) -> Iterator[tuple[Page, PageContent]]:
    """Pages and their clusters. Raises CorruptError and EncryptedError."""
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedError(f"{file} is encrypted; remove the password first") from error
        raise CorruptError(f"{file} cannot be read as a PDF: it is damaged or cut short") from error
    fonts: dict[str, Font] = {}
    try:
        for number in range(1, len(pdf) + 1):
            page = pdf[number - 1]
            geometry = Page(number=number, width=page.get_width(), height=page.get_height())
            yield geometry, _TextPage(raw, page.get_textpage(), geometry, fonts).content()
            page.close()
    except pypdfium2.PdfiumError as error:
        raise CorruptError(f"{file} has a page that cannot be read") from error
    finally:
        pdf.close()
