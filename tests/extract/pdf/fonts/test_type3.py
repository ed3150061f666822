"""Type 3 fonts whose units are the pixels of a printer, as dvips makes them."""

import pytest
from pikepdf import Array, Dictionary, Name

from pipeline.extract.pdf.decoding.pictures import EM, Specimen, draw
from pipeline.extract.pdf.fonts.font import load_font
from tests.extract.pdf.fonts.test_font import simple


def bitmap_font(book, boxes, matrix, advance=50):
    """A font whose glyphs are black boxes (left, bottom, right, top)."""
    glyphs = {
        f"/a{code}": book.stream(f"{advance} 0 {x0} {y0} {x1} {y1} d1 {x0} {y0} {x1 - x0} {y1 - y0} re f")
        for code, (x0, y0, x1, y1) in enumerate(boxes, 65)
    }
    return book.pdf.make_indirect(
        simple(
            Subtype=Name.Type3,
            FontMatrix=Array(matrix),
            FontBBox=Array([0, 0, 1000, 1000]),
            FirstChar=65,
            Widths=Array([advance] * len(boxes)),
            Encoding=Dictionary(Differences=Array([65, *map(Name, glyphs)])),
            CharProcs=Dictionary(glyphs),
            Resources=Dictionary(),
        )
    )


LETTERS = [(4, 0, 40, 45)] * 6 + [(4, -20, 40, 45)] * 3 + [(4, 0, 40, 70)] * 3
ABOVE = [(0, 10, 40, 60)]


def test_the_em_is_as_high_as_the_glyphs_where_the_units_are_pixels(book):
    font = load_font(bitmap_font(book, LETTERS, [1, 0, 0, -1, 0, 0]))
    assert font.em == 90
    assert font.widths[65] == 50


def test_the_em_of_a_few_glyphs_is_told_by_their_advance(book):
    assert load_font(bitmap_font(book, [(6, 0, 14, 8)], [1, 0, 0, 1, 0, 0], advance=21)).em == 42


def test_a_font_in_units_of_its_text_space_has_the_em_of_others(book):
    assert load_font(bitmap_font(book, LETTERS, [0.01, 0, 0, 0.01, 0, 0])).em == 1


def test_a_glyph_is_as_large_on_the_page_as_its_em_says(book):
    font = bitmap_font(book, LETTERS, [1, 0, 0, -1, 0, 0])
    content = book.run("BT /T 1 Tf 0.1 0 0 -0.1 20 100 Tm (ABC) Tj ET", {"T": font}).glyphs
    assert {round(glyph.run.size, 6) for glyph in content} == {9}
    assert [round(glyph.u0, 3) for glyph in content] == [20, 25, 30]


@pytest.mark.parametrize("up", [1, -1])
def test_a_glyph_is_drawn_upright_and_in_its_size(book, up):
    bottom, top = sorted((10 * up, 60 * up))
    font = bitmap_font(book, [(0, bottom, 40, top)], [1, 0, 0, up, 0, 0])
    # Where the matrix turns the glyphs over, the text matrix of the page turns them back.
    font.CharProcs["/a65"] = book.stream("50 0 0 10 40 60 d1 0 10 40 50 re f")
    (drawn,) = draw([Specimen(font, {65: b"A"}, 100.0)])
    assert drawn[65].box == pytest.approx((0, 0.1, 0.4, 0.6), abs=2 / EM)


def test_no_font_is_no_picture():
    assert draw([]) == []
