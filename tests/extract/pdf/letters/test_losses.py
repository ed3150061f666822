"""Glyphs without Unicode: which of them are lost letters, and what the record says of them."""

from pikepdf import Array, Dictionary, Name

from tests.extract.pdf.build import show

LOST = "\ue001\ue002\ue003\ue004\ue005"
LINE = "این خط از نوشته است"[::-1]


def page(book, *lines):
    return book.page("".join(show(line, y=280 - 14 * i) for i, line in enumerate(lines)))


def issues(document):
    return [(issue.code, issue.page, issue.count) for issue in document.issues]


def test_text_whose_glyphs_all_have_a_letter_has_no_issue(book):
    assert issues(page(book, LINE, LINE).read()) == []


def test_a_few_letters_without_unicode_are_counted_and_left_out(book):
    document = page(book, *[LINE] * 10, "ابپ\ue001 تث").read()
    assert issues(document) == [("unmapped-glyphs", 1, 1)]
    assert document.issues[0].human
    assert document.lines[-1].text == "ثت پبا"


def test_a_page_that_lacks_much_of_its_letters_is_unreadable(book):
    document = page(book, *[f"اب{LOST}پت"] * 4).read()
    assert issues(document) == [("unreadable-text", 1, 20)]


def test_a_page_that_lacks_several_letters_of_a_font_is_unreadable(book):
    document = page(book, *[LINE] * 10, f"ا{LOST[0]} {LOST[1]}ا {LOST[2]}ب {LOST[3]}").read()
    assert [code for code, *_ in issues(document)] == ["unreadable-text"]


def test_only_the_pages_that_lack_letters_are_named(book):
    page(book, LINE)
    page(book, f"اب{LOST}پت")
    page(book, LINE)
    assert [(code, number) for code, number, _ in issues(book.read())] == [("unreadable-text", 2)]


def test_what_is_lost_in_a_font_of_its_own_leaves_the_words_whole(book):
    fonts = {"F": book.font(), "M": book.font(dict.fromkeys(map(ord, LOST), ""), name="Mathematics")}
    lines = "".join(show(LINE, y=280 - 14 * i) for i in range(4))
    document = book.page(lines + show(LOST * 4, font="M", y=100), fonts).read()
    assert issues(document) == [("silent-font", 1, 20)]


def test_kashidas_without_unicode_ask_for_no_eye(book):
    document = page(book, *["ن\ue001\ue001یا د\ue001نب"] * 5).read()
    assert [(issue.code, issue.human) for issue in document.issues] == [("unmapped-kashidas", False)]
    assert {line.text for line in document.lines} == {"بند این"}


def test_a_glyph_that_also_ends_words_is_no_kashida(book):
    document = page(book, *["ن\ue001یا"] * 5, "\ue001ب").read()
    assert [issue.code for issue in document.issues] != ["unmapped-kashidas"]


def test_a_font_without_any_mapping_is_unreadable(book):
    child = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.A, DW=500)
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.A, Encoding=Name("/Identity-H"),
        DescendantFonts=Array([book.pdf.make_indirect(child)]),
    )  # fmt: skip
    document = book.page(show("abcdefgh"), {"F": font}).read()
    assert "unreadable-text" in [issue.code for issue in document.issues]


def test_letters_of_unreadable_glyphs_are_not_counted_as_read(book):
    document = page(book, f"اب{LOST}پت").read()
    assert document.letters == 4
