"""Printed lines to lines of a document: direction, reading order, columns."""

import pytest

from tests.extract.pdf.build import Book, show

LEFT, RIGHT = 20, 220  # where columns begin, points


def texts(*pieces):
    return Book().page("".join(pieces)).texts()


def lines(*pieces):
    return Book().page("".join(pieces)).read().lines


def column(name, x, *, rows=8, top=260, rtl=False, width=34):
    """Full lines of a column, numbered: "a0 text text"."""
    drawn = []
    for row in range(rows):
        text = f"{name}{row} ".ljust(width, name)
        drawn.append(show(text[::-1] if rtl else text, x=x, y=top - 12 * row))
    return "".join(drawn)


def firsts(found):
    """The first words of texts."""
    return [text.split()[0] for text in found]


def numbered(name, rows=8):
    return [f"{name}{row}" for row in range(rows)]


# direction


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("plain words", "ltr"),
        ("هداس نتم", "rtl"),
        ("12.5 %", "ltr"),
        ("۱۴۰۰", "ltr"),
        ("رهش Berlin تسا هب", "rtl"),
    ],
)
def test_the_letters_of_a_line_give_its_direction(text, direction):
    assert lines(show(text))[0].dir == direction


def test_a_persian_line_with_a_long_latin_name_takes_the_direction_of_its_neighbors():
    name = "International Herald Tribune هب"
    found = lines(
        show("دوش یم هتشون نتم نیا", x=200, y=250),
        show(name, x=150, y=236),
        show("تفر و دمآ وا زاب", x=200, y=222),
    )
    assert [line.dir for line in found] == ["rtl", "rtl", "rtl"]
    assert found[1].text == "به International Herald Tribune"


def test_a_latin_line_with_a_persian_name_takes_the_direction_of_its_neighbors():
    found = lines(
        show("the paper that was called so is", y=250),
        show("دازآ ناتسناغفا or so", y=236),
        show("and it was printed every week", y=222),
    )
    assert [line.dir for line in found] == ["ltr", "ltr", "ltr"]
    assert found[1].text == "افغانستان آزاد or so"


# one column


def test_lines_are_read_from_top_to_bottom():
    assert texts(show("b", y=100), show("a", y=200), show("c", y=50)) == ["a", "b", "c"]


def test_texts_on_one_baseline_are_read_in_the_direction_of_the_page():
    latin = [show("the page is written in Latin", y=100), show("left", x=20), show("right", x=300)]
    persian = [show("تسا هدش هتشون یسراف هب هحفص نیا", y=100), show("left", x=20), show("right", x=300)]
    assert texts(*latin)[:2] == ["left", "right"]
    assert texts(*persian)[:2] == ["right", "left"]


def test_words_that_happen_to_stand_apart_are_no_columns():
    rows = [show("label", y=250 - 20 * i) + show(f"value {i}", x=200, y=250 - 20 * i) for i in range(3)]
    assert texts(*rows) == ["label", "value 0", "label", "value 1", "label", "value 2"]


# columns


def test_two_columns_are_read_one_after_the_other():
    assert firsts(texts(column("a", LEFT), column("b", RIGHT))) == numbered("a") + numbered("b")


def test_columns_are_the_same_whatever_was_drawn_first():
    assert texts(column("b", RIGHT), column("a", LEFT)) == texts(column("a", LEFT), column("b", RIGHT))


def test_columns_of_right_to_left_text_are_read_from_the_right():
    found = texts(column("ب", LEFT, rtl=True), column("ا", RIGHT, rtl=True))
    assert [text[0] for text in found] == ["ا"] * 8 + ["ب"] * 8


def test_a_narrow_gutter_is_a_gutter():
    left = column("a", LEFT, width=36)  # ends at 200
    assert firsts(texts(left, column("b", 212, width=34))) == numbered("a") + numbered("b")


def test_a_title_over_both_columns_comes_first():
    title = show("A title that runs over both of the columns of this page", x=60, y=285)
    assert firsts(texts(title, column("a", LEFT), column("b", RIGHT))) == [
        "A",
        *numbered("a"),
        *numbered("b"),
    ]


def test_a_line_over_both_columns_cuts_them_in_bands():
    middle = show("A heading that runs over both of the columns of this page", x=60, y=150)
    found = texts(
        column("a", LEFT, rows=6), column("b", RIGHT, rows=6), middle,
        column("c", LEFT, rows=6, top=130), column("d", RIGHT, rows=6, top=130),
    )  # fmt: skip
    assert firsts(found) == [*numbered("a", 6), *numbered("b", 6), "A", *numbered("c", 6), *numbered("d", 6)]


def test_three_columns_are_read_one_after_the_other():
    found = texts(column("a", 20, width=21), column("b", 145, width=21), column("c", 270, width=21))
    assert firsts(found) == numbered("a") + numbered("b") + numbered("c")


def test_a_running_header_stays_where_it_stands():
    header = "/Artifact <</Subtype /Header>> BDC " + show("header", x=180, y=290) + " EMC "
    found = texts(header, column("a", LEFT), column("b", RIGHT))
    assert found[0] == "header"
    assert firsts(found[1:]) == numbered("a") + numbered("b")


def test_no_line_is_lost_to_columns():
    found = Book().page(column("a", LEFT) + column("b", RIGHT) + show("tail", x=20, y=20)).read()
    assert sum(char.isalnum() for line in found.lines for char in line.text) == found.letters
