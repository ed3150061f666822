"""Links of a page: rows of them are cut into their pieces, prose with a link in it is not."""

from pikepdf import Array, Dictionary, Name, String

from tests.extract.pdf.build import marked, show

FULL = "Nobody on board had slept and the night had been loud with pumps and men"


def link(x0, x1, y=250, uri="https://example.org/a"):
    action = Dictionary(S=Name.URI, URI=String(uri)) if uri else Dictionary(S=Name.GoTo, D=String("a"))
    return Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([x0, y - 3, x1, y + 8]), A=action)


def read(book, content, *links):
    return book.page(content, keys={"Annots": Array(links)}).read().lines


def test_a_row_of_an_author_a_date_and_a_button_is_three_lines(book):
    row = show("Amina Rahimi 5 July 2021 Print") + show(FULL, y=200)
    lines = read(book, row, link(20, 80), link(145, 170))
    assert [(line.text, line.linked) for line in lines[:3]] == [
        ("Amina Rahimi", 11), ("5 July 2021", 0), ("Print", 5)
    ]  # fmt: skip


def test_authors_with_a_sign_between_them_stay_in_one_line(book):
    row = show("Amina Rahimi | Farid Nazari") + show(FULL, y=200)
    lines = read(book, row, link(20, 80), link(95, 155))
    assert [line.text for line in lines] == ["Amina Rahimi | Farid Nazari", FULL]


def test_a_word_that_announces_a_link_stays_with_it(book):
    lines = read(book, show("Tags: bread, goats") + show(FULL, y=200), link(50, 110))
    assert [line.text for line in lines] == ["Tags: bread, goats", FULL]


def test_the_last_line_of_a_paragraph_is_not_cut_at_its_link(book):
    content = show(FULL, y=264) + show("but for Amina and the goat.", y=250)
    lines = read(book, content, link(60, 85))
    assert [line.text for line in lines] == [FULL, "but for Amina and the goat."]


def test_links_inside_the_file_are_none(book):
    lines = read(book, show("1 Of goats 12"), link(20, 70, uri=None))
    assert [(line.text, line.linked) for line in lines] == [("1 Of goats 12", 0)]


def test_a_damaged_list_of_links_costs_nothing(book):
    assert [line.text for line in read(book, show("The ferry"), String("none"))] == ["The ferry"]


def test_what_a_tagged_page_has_below_its_article_is_navigation(book):
    texts = ("The flood", FULL, FULL, "More of Amina Rahimi", "Amina Rahimi writes of rivers.")
    book.page("".join(marked(n, show(text, y=280 - 20 * n)) for n, text in enumerate(texts)))
    read_ = book.tree(("Art", [("H1", 0), ("P", 1), ("P", 2)]), ("H2", 3), ("P", 4)).read().lines
    assert [line.place for line in read_] == [None, None, None, "navigation", "navigation"]


def test_an_article_of_a_tagged_page_without_the_title_says_nothing_of_the_rest(book):
    texts = ("The flood", FULL, FULL, "And what came after")
    book.page("".join(marked(n, show(text, y=280 - 20 * n)) for n, text in enumerate(texts)))
    read_ = book.tree(("H1", 0), ("Art", [("P", 1), ("P", 2)]), ("P", 3)).read().lines
    assert [line.place for line in read_] == [None] * 4
