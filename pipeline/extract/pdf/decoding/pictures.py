"""Pictures of glyphs: each code of a font drawn alone, by pdfium, whatever kind of font it is.

A *specimen* is a file of our own with the fonts of the document and nothing but their glyphs, each in a cell.
So TrueType, CFF, Type 1 and Type 3 are one case, and no font program is parsed here.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.extract.pdf.fonts.type3 import font_matrix

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy import uint8
    from numpy.typing import NDArray

EM = 128  # pixels
# A cell, in em: room before the origin and below the baseline, and in all. Beyond it ink is cut off.
_BEFORE, _BELOW, _WIDTH, _HEIGHT = 0.75, 1.0, 3.25, 2.5
_PER_PAGE = 48  # cells, six in a row: 12 MB of pixels
_IN_ROW = 6
_INK = 64  # darkness of a pixel that belongs to the glyph, of 255


class Ink(NamedTuple):
    """The ink of a glyph: darkness by row from the top; `left` and `top` are pixels from the origin, up is positive."""

    dark: NDArray[uint8]
    left: int
    top: int

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top in em."""
        height, width = self.dark.shape
        return self.left / EM, (self.top - height) / EM, (self.left + width) / EM, self.top / EM


def _cut(dark: NDArray[uint8], left: int, top: int) -> Ink | None:
    """The part of a picture that holds ink; None where there is none."""
    import numpy as np

    rows, columns = (np.flatnonzero((dark > _INK).any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        return None
    part = dark[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return Ink(part.copy(), left + int(columns[0]), top - int(rows[0]))


def compose(parts: Sequence[tuple[Ink, int, int]]) -> Ink:
    """Several inks as one, each moved right and up by pixels."""
    import numpy as np

    if len(parts) == 1:
        return parts[0][0]
    placed = [(ink.dark, ink.left + right, ink.top + up) for ink, right, up in parts]
    left, top = min(x for _, x, _ in placed), max(y for _, _, y in placed)
    right = max(x + dark.shape[1] for dark, x, _ in placed)
    bottom = min(y - dark.shape[0] for dark, _, y in placed)
    whole = np.zeros((top - bottom, right - left), np.uint8)
    for dark, x, y in placed:
        window = whole[top - y : top - y + dark.shape[0], x - left : x - left + dark.shape[1]]
        np.maximum(window, dark, out=window)
    return Ink(whole, left, top)


def _origin(cell: int) -> tuple[int, int]:
    """Origin of a cell on its page, in pixels from the bottom left."""
    row, column = divmod(cell, _IN_ROW)
    return int((column * _WIDTH + _BEFORE) * EM), int((row * _HEIGHT + _BELOW) * EM)


def _add_page(specimen: Any, font: Any, em: float, strings: Sequence[bytes]) -> None:
    import pikepdf

    up = -1 if str(font.get("/Subtype")) == "/Type3" and font_matrix(font)[1] < 0 else 1

    width, height = int(_IN_ROW * _WIDTH * EM), int(-(-len(strings) // _IN_ROW) * _HEIGHT * EM)
    page = specimen.add_blank_page(page_size=(width, height))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    shown = (
        f"1 0 0 {up} {x} {y} Tm <{string.hex()}> Tj"
        for string, (x, y) in ((string, _origin(cell)) for cell, string in enumerate(strings))
    )
    page.Contents = specimen.make_stream(f"BT /F {EM / em:f} Tf {' '.join(shown)} ET".encode("ascii"))


def _cells(page: Any, count: int) -> Iterator[Ink | None]:
    import numpy as np

    dark = 255 - np.asarray(page.render(scale=1, grayscale=True).to_numpy())
    dark = dark.reshape(dark.shape[0], dark.shape[1])
    width, height = int(_WIDTH * EM), int(_HEIGHT * EM)
    for cell in range(count):
        x, y = _origin(cell)
        x, y = x - int(_BEFORE * EM), dark.shape[0] - (y - int(_BELOW * EM)) - height
        yield _cut(dark[y : y + height, x : x + width], -int(_BEFORE * EM), height - int(_BELOW * EM))


class Specimen(NamedTuple):
    """The dictionary of a font in an open file, the strings that show its codes, and its em in text space."""

    font: Any
    strings: Mapping[int, bytes]
    em: float = 1.0


def draw(fonts: Iterable[Specimen]) -> list[dict[int, Ink | None]]:
    """The glyphs of fonts, by code; None is a blank."""
    import pikepdf
    import pypdfium2

    asked = list(fonts)
    drawn: list[dict[int, Ink | None]] = [{} for _ in asked]
    pages: list[tuple[int, list[int]]] = []
    with pikepdf.new() as specimen:
        for number, (font, texts, em) in enumerate(asked):
            own, strings = specimen.copy_foreign(font), list(texts.items())
            for start in range(0, len(strings), _PER_PAGE):
                some = strings[start : start + _PER_PAGE]
                _add_page(specimen, own, em, [string for _, string in some])
                pages.append((number, [code for code, _ in some]))
        if not pages:
            return drawn
        file = BytesIO()
        specimen.save(file)
    with pypdfium2.PdfDocument(file.getvalue()) as document:
        for (number, codes), page in zip(pages, document, strict=True):
            drawn[number].update(zip(codes, _cells(page, len(codes)), strict=True))
    return drawn
