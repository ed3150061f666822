"""The second engine: pdfium's characters as clusters, where qpdf refuses a file.

pdfium mends damage in other ways than qpdf and never hangs on it. It gives characters with their
origins, so lines, order and repairs are the same as for the first engine; what it cannot give are
character codes, marked content and non-joiners.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

from pipeline.errors import CorruptError, EncryptedError
from pipeline.extract.pdf.content import Glyph, PageContent, Run
from pipeline.extract.pdf.fonts.font import Font, style_by_name
from pipeline.extract.pdf.geometry import baseline, multiply, page_geometry
from pipeline.extract.pdf.lines.order import bidi_class

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.extract.pdf.geometry import Axes, Matrix
    from pipeline.model import Page

ENGINE = "pdfium"
_NAME_LENGTH = 256


class _TextPage:
    """Reads one text page; the buffers are reused, as each character takes five calls."""

    def __init__(self, raw: Any, text: Any, base: Matrix, fonts: dict[str, Font]) -> None:
        self._raw, self._text, self._base, self._fonts = raw, text, base, fonts
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

    def _baseline(self, i: int) -> tuple[float, float, Axes]:
        """Where a character's origin is on the page as shown."""
        self._raw.FPDFText_GetCharOrigin(self._text, i, self._x, self._y)
        self._raw.FPDFText_GetMatrix(self._text, i, self._matrix)
        m = self._matrix
        return baseline(multiply((m.a, m.b, m.c, m.d, self._x.value, self._y.value), self._base))

    def _end(self, i: int, start: float) -> float:
        """Where a character that starts there ends along its baseline: the far edge of its box."""
        self._raw.FPDFText_GetLooseCharBox(self._text, i, self._box)
        m, box = self._matrix, self._box
        corners = ((x, y) for x in (box.left, box.right) for y in (box.bottom, box.top))
        return max(
            start, *(baseline(multiply((m.a, m.b, m.c, m.d, x, y), self._base))[0] for x, y in corners)
        )

    def _add(self, glyphs: list[Glyph], i: int) -> None:
        char = chr(self._raw.FPDFText_GetUnicode(self._text, i))
        u, v, axes = self._baseline(i)
        before = glyphs[-1] if glyphs else None
        if before is not None and (before.u0, before.run.v) == (u, v) and bidi_class(char) == "R":
            before.text = char + before.text  # one glyph of two letters, which pdfium turned round
            return
        font, end = self._font(i), self._end(i, u)
        size = self._raw.FPDFText_GetFontSize(self._text, i) * axes.down
        code = self._codes.setdefault(
            (font.name, char, round((end - u) / (size or 1) * 100)), len(self._codes)
        )
        run = Run(font, size, v, axes.angle, font.bold, font.italic or axes.slanted)
        glyphs.append(Glyph(char, u, end, code, run))


def read_pages(data: bytes, file: str) -> Iterator[tuple[Page, PageContent]]:
    """Pages and their clusters. Raises CorruptError and EncryptedError."""
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedError(f"{file} is encrypted; remove the password first") from error
        if "security" in str(error).lower():
            raise EncryptedError(f"{file} is encrypted in a way that only another program knows") from error
        raise CorruptError(f"{file} cannot be read as a PDF: it is damaged or cut short") from error
    fonts: dict[str, Font] = {}
    try:
        for number in range(1, len(pdf) + 1):
            page = pdf[number - 1]
            geometry, base = page_geometry(number, page.get_cropbox(), page.get_rotation())
            yield geometry, _TextPage(raw, page.get_textpage(), base, fonts).content()
            page.close()
    except pypdfium2.PdfiumError as error:
        raise CorruptError(f"{file} has a page that cannot be read") from error
    finally:
        pdf.close()
