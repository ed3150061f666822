"""Printed lines to lines of a document: direction, reading order, columns."""

import pytest

from tests.extract.pdf.build import Book, codes, show

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


def paragraph(last, *, right=300, left=None, persian="دوش یم هتشون هک یدنلب نتم نیا"):
    """A full line of Persian and a last one below it, at its right edge or beginning at `left`; glyphs are 5 points wide."""
    x = right - 5 * len(last) if left is None else left
    return lines(show(persian, x=right - 5 * len(persian), y=250), show(last, x=x, y=236))


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        (".(USD", "USD)."),
        (".Times", "Times."),
        (".(۴۸-۴۵", "۴۵-۴۸)."),
        ("(Ltd", "Ltd)"),
    ],
)
def test_the_last_line_of_a_persian_paragraph_has_its_direction(drawn, read):
    last = paragraph(drawn)[1]
    assert (last.dir, last.text) == ("rtl", read)


@pytest.mark.parametrize("latin", ["Times.", "(Times)", "a plain line of words.", "- Times"])
def test_a_latin_line_below_a_persian_paragraph_stays_one(latin):
    assert paragraph(latin)[1].text == latin
    assert paragraph(".Times", left=20)[1].dir == "ltr"


@pytest.mark.parametrize(("drawn", "read"), [("۲٪-", "-۲٪"), ("-۲٪", "-۲٪"), ("5-", "-5"), ("-5", "-5")])
def test_the_sign_of_a_number_in_persian_text_stands_before_it(drawn, read):
    found = lines(show("دوش یم هتشون نتم", x=200, y=250), show(drawn, x=20, y=150))
    assert found[1].text == read
    assert lines(show("these are words", y=250), show(drawn, x=20, y=150))[1].text == drawn


def test_a_bracket_that_a_latin_run_opened_on_the_line_above_is_closed_behind_it():
    found = lines(
        show("Persian (with نابز", x=230, y=250),
        show("دینک باختنا ار keypad)", x=210, y=236),
    )
    assert [line.text for line in found] == ["زبان Persian (with", "keypad) را انتخاب کنید"]


def test_a_persian_line_of_mostly_latin_words_is_persian_on_a_persian_page():
    found = lines(
        show("دوش یم هتشون هک یدنلب نتم نیا", x=150, y=270),
        show("ماهگنآ و دوش یم هتشون هک یدنلب نتم نیا", x=100, y=256),
        show("Error Not Found there یاطخ رگا", x=140, y=150),
        show("Unable to locate package دیدید ار", x=130, y=136),
    )
    assert [line.dir for line in found] == ["rtl"] * 4
    assert found[2].text == "اگر خطای Error Not Found there"


def test_a_byline_in_both_scripts_at_the_left_of_a_persian_page_begins_on_the_left():
    found = lines(
        show("دوش یم هتشون هک یدنلب نتم نیا", x=150, y=270),
        show("ماهگنآ و دوش یم هتشون هک یدنلب نتم نیا", x=100, y=256),
        show("Science and Technology", x=20, y=150),
        show("Laila Karimi – یمیرک الیل", x=20, y=136),
    )
    assert found[3].text == "Laila Karimi – لیلا کریمی"


def test_a_bracket_before_a_latin_word_opens_where_nothing_is_open():
    found = lines(
        show("تسا نابز نیا هک", x=230, y=250),
        show("تسا بوخ و Persian)", x=210, y=236),
    )
    assert found[1].text.endswith("Persian و خوب است")


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


def test_a_last_page_has_the_gutter_of_the_pages_before_though_few_of_its_lines_show_it():
    full = column("a", LEFT, width=36) + column("b", 212)
    last = column("c", LEFT, rows=3, width=36) + column("d", 212, rows=3)
    book = Book().page(full).page(last)
    assert sorted(firsts(book.texts())[16:]) == numbered("c", 3) + numbered("d", 3)
    assert len(Book().page(last).texts()) == 3


def test_a_line_stretched_over_its_column_word_by_word_is_a_line_of_the_column():
    spread = "".join(
        show(word, x=x, y=260 - 12 * 8) for word, x in (("The", 220), ("news", 295), ("is", 380))
    )
    short = "".join(show("b end", x=RIGHT, y=260 - 12 * row) for row in range(9, 15))
    found = texts(column("a", LEFT, rows=15), column("b", RIGHT, rows=8), spread, short)
    assert firsts(found) == [*numbered("a", 15), *numbered("b"), "The", "news", "is", *["b"] * 6]


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


def test_the_marks_of_a_list_are_no_column_beside_its_items():
    found = texts(
        *[
            show(f"{n}.", x=20, y=300 - 14 * n)
            + show("an item of the list that is long", x=50, y=300 - 14 * n)
            for n in range(1, 9)
        ]
    )
    assert found == [f"{n}. an item of the list that is long" for n in range(1, 9)]


@pytest.mark.parametrize(
    ("matrix", "step", "angle"),
    [("0 1 -1 0", (14, 0), 90), ("0 -1 1 0", (-14, 0), 270), ("-1 0 0 -1", (0, 14), 180)],
)
def test_a_page_shown_sideways_is_read_from_its_own_top(matrix, step, angle):
    drawn = "".join(
        f"BT /F 10 Tf {matrix} {200 + step[0] * n} {200 + step[1] * n} Tm {codes(text)} Tj ET\n"
        for n, text in enumerate(("first line", "second one", "third"))
    )
    document = Book().page(drawn).read()
    assert [line.text for line in document.lines] == ["first line", "second one", "third"]
    assert document.pages[0].angle == angle
    first, second = (line.box for line in document.lines[:2])
    moved = (second.x0 - first.x0, first.bottom - second.bottom)
    assert [round(part) for part in moved][angle == 180] == (step[0] or step[1])
