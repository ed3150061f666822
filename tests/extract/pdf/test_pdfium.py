"""The second engine reads what the first refuses, and gives the same clusters as far as it can."""

import pikepdf
import pytest
from pikepdf import Array

from pipeline.errors import CorruptError, EncryptedError
from pipeline.extract.pdf import extract, pdfium
from tests.extract.pdf.build import HEIGHT, WIDTH, codes, show, source


@pytest.fixture
def refused(monkeypatch):
    """What is read of a book that qpdf refuses."""

    def refuse(*_args, **_options):
        raise pikepdf.PdfError("unable to find trailer dictionary")

    def read(book):
        data = book.bytes()
        with monkeypatch.context() as patch:
            patch.setattr(pikepdf, "open", refuse)
            return extract(data, source("some.pdf"))

    return read


def glyphs(book):
    """Clusters of each page by the second engine."""
    return [content.glyphs for _, content in pdfium.read_pages(book.bytes(), "some.pdf")]


def test_a_file_that_the_first_engine_refuses_is_read_by_the_second_with_an_issue(book, refused):
    document = refused(book.page(show("hello world")).page(show("second page")))
    assert [(line.page, line.text) for line in document.lines] == [(1, "hello world"), (2, "second page")]
    assert document.engine == "pdfium"
    assert [issue.code for issue in document.issues] == ["damaged-file"]
    assert "some.pdf" not in document.issues[0].message


def test_both_engines_read_the_same_text(book, refused):
    book.page(
        show("text of a page, with 12.5 %", y=250)
        + show("دازآ ناتسناغفا"[::1], y=200)
        + show("(ب) ۱۴۰۰", y=150)
    )
    first, second = book.read(), refused(book)
    assert [line.text for line in second.lines] == [line.text for line in first.lines]
    assert [line.dir for line in second.lines] == [line.dir for line in first.lines]
    assert second.letters == first.letters


def test_clusters_stand_where_the_first_engine_has_them(book):
    book.page(show("abc", x=100, y=200, size=12))
    (found,) = glyphs(book)
    assert [(g.text, round(g.u0, 2), round(g.run.v, 2)) for g in found] == [
        ("a", 100, HEIGHT - 200), ("b", 106, HEIGHT - 200), ("c", 112, HEIGHT - 200),
    ]  # fmt: skip
    assert {round(g.run.size, 2) for g in found} == {12}


def test_sizes_come_from_the_matrix_as_well(book):
    (found,) = glyphs(book.page(f"2 0 0 2 10 20 cm BT /F 5 Tf 1.5 0 0 3 4 6 Tm {codes('a')} Tj ET"))
    assert found[0].run.size == pytest.approx(30, abs=0.5)


def test_a_cluster_of_two_letters_is_one_glyph_in_logical_order(book):
    fonts = {"F": book.font({0xE000: "لا"})}
    (found,) = glyphs(book.page(show("م\ue000ع"), fonts))
    assert [g.text for g in sorted(found, key=lambda g: g.u0)] == ["م", "لا", "ع"]


def test_style_comes_from_the_name_of_the_font(book):
    fonts = {"F": book.font(name="ABCDEF+Book-BoldItalic")}
    (found,) = glyphs(book.page(show("a"), fonts))
    assert (found[0].run.font.name, found[0].run.bold, found[0].run.italic) == ("Book-BoldItalic", True, True)


def test_places_are_counted_from_the_corner_of_the_crop_box(book, refused):
    book.page(show("abc", x=120, y=150), keys={"CropBox": Array([100, 50, 300, 200])})
    first, second = book.read().lines[0].box, refused(book).lines[0].box
    assert second == pytest.approx(first, abs=1)


@pytest.mark.parametrize(("rotate", "matrix"), [(90, "0 1 -1 0"), (180, "-1 0 0 -1"), (270, "0 -1 1 0")])
def test_text_that_is_upright_on_a_turned_page_is_read_as_upright(book, refused, rotate, matrix):
    book.page(f"BT /F 10 Tf {matrix} 200 150 Tm {codes('ab cd')} Tj ET", keys={"Rotate": rotate})
    first, second = book.read(), refused(book)
    assert [line.text for line in second.lines] == [line.text for line in first.lines] == ["ab cd"]
    assert second.lines[0].box == pytest.approx(first.lines[0].box, abs=1)


def test_a_turned_text_is_in_the_margin_for_both(book, refused):
    turned = f"BT /F 10 Tf 0 1 -1 0 12 100 Tm {codes('margin')} Tj ET"
    book.page(show("body of the page", y=130) + turned)
    assert {line.text: line.place for line in refused(book).lines} == {
        "body of the page": None,
        "margin": "margin",
    }


def test_pages_have_their_size(book, refused):
    book.page(show("a")).page(show("b"), keys={"Rotate": 90})
    assert [(page.width, page.height) for page in refused(book).pages] == [(WIDTH, HEIGHT), (HEIGHT, WIDTH)]


def test_a_file_that_both_refuse_is_corrupt():
    with pytest.raises(CorruptError, match=r"^some\.pdf "):
        extract(b"%PDF-1.7\nnothing", source("some.pdf"))


def test_a_file_in_which_nothing_is_left_is_corrupt(book, refused):
    with pytest.raises(CorruptError, match="nothing readable is left"):
        refused(book.page(""))


def test_an_encrypted_file_is_encrypted_for_both(book):
    data = book.page(show("a")).bytes(encryption=pikepdf.Encryption(user="user", owner="owner"))
    with pytest.raises(EncryptedError, match="password"):
        list(pdfium.read_pages(data, "some.pdf"))
