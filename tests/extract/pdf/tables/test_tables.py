import pytest

from tests.extract.pdf.build import Book, grid, show

XS, YS = (40, 140, 240, 340), (250, 230, 210, 190)  # a grid of three by three, points from the bottom left


def cells(*rows, pad=4):
    """Draw the texts of a grid's cells, given as they are drawn from left to right."""
    return "".join(
        show(text, x=XS[column] + pad, y=YS[row] - 14)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )


def read(*contents):
    book = Book()
    for content in contents:
        book.page(content)
    return book.read()


def tables(document):
    return [line for line in document.lines if line.kind == "table"]


def test_a_ruled_grid_is_a_table_of_its_cells():
    document = read(
        grid(XS, YS) + cells(("Year", "Area", "Price"), ("2019", "7,557", "90"), ("2020", "8,430", "98"))
    )
    (table,) = tables(document)
    assert table.rows == (("Year", "Area", "Price"), ("2019", "7,557", "90"), ("2020", "8,430", "98"))
    assert table.dir == "ltr"
    assert table.text == "Year\tArea\tPrice\n2019\t7,557\t90\n2020\t8,430\t98"
    assert table.box == (40, 50, 340, 110)


def test_columns_of_a_right_to_left_table_run_from_the_right():
    document = read(grid(XS, YS) + cells(("اهب", "حطس", "لاس"), ("۹۰", "۷۵", "۱۳۹۸"), ("۹۸", "۸۴", "۱۳۹۹")))
    (table,) = tables(document)
    assert table.rows == (("سال", "سطح", "بها"), ("۱۳۹۸", "۷۵", "۹۰"), ("۱۳۹۹", "۸۴", "۹۸"))
    assert table.dir == "rtl"


def test_a_table_of_persian_numbers_alone_runs_from_the_right():
    document = read(grid(XS, YS) + cells(("۹۰", "۷۵", "۱۳۹۸"), ("۹۸", "۸۴", "۱۳۹۹"), ("۹۹", "۸۰", "۱۴۰۰")))
    (table,) = tables(document)
    assert table.rows == (("۱۳۹۸", "۷۵", "۹۰"), ("۱۳۹۹", "۸۴", "۹۸"), ("۱۴۰۰", "۸۰", "۹۹"))
    assert table.dir == "rtl"


def test_text_around_a_table_stays_outside_and_in_its_place():
    document = read(
        show("before", y=270) + grid(XS, YS) + cells(("a", "b", "c"), ("d", "e", "f")) + show("after", y=100)
    )
    assert [line.kind or line.text for line in document.lines] == ["before", "table", "after"]


def test_lines_within_a_cell_are_one_text():
    ys = (250, 210, 170)
    content = grid(XS, ys) + show("first", x=44, y=238) + show("second", x=44, y=224)
    content += (
        show("b", x=144, y=236) + show("c", x=244, y=236) + show("d", x=44, y=190) + show("e", x=144, y=190)
    )
    (table,) = tables(read(content))
    assert table.rows == (("first second", "b", "c"), ("d", "e", ""))


def test_an_empty_cell_is_empty():
    (table,) = tables(read(grid(XS, YS) + cells(("a", "", "c"), ("d", "e", "f"), ("", "h", "i"))))
    assert table.rows == (("a", "", "c"), ("d", "e", "f"), ("", "h", "i"))


def test_cells_may_be_drawn_as_boxes():
    boxes = "".join(f"{x} {y} 100 -20 re S " for x in XS[:-1] for y in YS[:-1])
    (table,) = tables(read(boxes + cells(("a", "b", "c"), ("d", "e", "f"), ("g", "h", "i"))))
    assert table.rows == (("a", "b", "c"), ("d", "e", "f"), ("g", "h", "i"))


def test_rules_may_be_drawn_as_thin_filled_boxes():
    rules = "".join(f"40 {y} 300 0.5 re f " for y in YS) + "".join(f"{x} 190 0.5 60 re f " for x in XS)
    (table,) = tables(read(rules + cells(("a", "b", "c"), ("d", "e", "f"), ("g", "h", "i"))))
    assert table.rows == (("a", "b", "c"), ("d", "e", "f"), ("g", "h", "i"))


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("an underline", "40 230 m 140 230 l S"),
        ("lines between paragraphs", "".join(f"40 {y} m 340 {y} l S " for y in YS)),
        ("a box around a text", "40 190 300 60 re S"),
        ("a frame of two boxes", "40 190 300 60 re S 38 188 304 64 re S"),
        ("hatching", "".join(f"{x} 190 m {x} 195 l S {x} 190 m {x + 5} 190 l S " for x in range(40, 340, 5))),
    ],
)
def test_other_rules_make_no_table(name, rules):
    document = read(rules + show("a text of some words", x=60, y=200) + show("and another line", x=60, y=214))
    assert tables(document) == [], name
    assert len(document.lines) == 2


def test_a_grid_without_text_is_no_table():
    assert tables(read(grid(XS, YS) + show("below", y=100))) == []


def test_a_page_laid_out_in_a_grid_is_no_table():
    ys = (290, 150, 10)
    lines = "".join(show("a long line of prose", x=44, y=280 - 5 * i, size=4) for i in range(40))
    document = read(grid((40, 200, 390), ys) + lines)
    assert tables(document) == []


def test_no_letter_is_lost_to_a_table():
    document = read(show("before", y=270) + grid(XS, YS) + cells(("a", "bc", "d"), ("۱۲", "لاس", "f")))
    assert document.letters == len("beforeabcd۱۲سالf")
    assert sum(char.isalnum() for line in document.lines for char in line.text) == document.letters


def test_two_tables_of_a_page_stay_apart():
    second = show("x", x=44, y=116) + show("y", x=144, y=116) + show("z", x=44, y=96) + show("w", x=144, y=96)
    content = (
        grid(XS, YS) + cells(("a", "b", "c"), ("d", "e", "f")) + grid((40, 140, 240), (130, 110, 90)) + second
    )
    assert [table.rows for table in tables(read(content))] == [
        (("a", "b", "c"), ("d", "e", "f"), ("", "", "")),
        (("x", "y"), ("z", "w")),
    ]


def ground(x0, y0, x1, y1):
    """Fill a rectangle."""
    return f"{x0} {y0} {x1 - x0} {y1 - y0} re f\n"


WORDS = (("Year", "Area", "Price"), ("2019", "7,557", "90"), ("2020", "8,430", "98"))


def test_grounds_behind_the_lines_of_ruled_cells_are_no_cells():
    # Word fills the ground of each line of a cell, and rules with thin rectangles
    grounds = [ground(x + 3, y - 18, x + 97, y - 4) for x in XS[:-1] for y in YS[:-1]]
    rules = [ground(XS[0], y, XS[-1], y + 0.5) for y in YS] + [ground(x, YS[-1], x + 0.5, YS[0]) for x in XS]
    (table,) = tables(read("".join(grounds + rules) + "0 g " + cells(*WORDS)))
    assert table.rows == WORDS


def test_cells_that_are_grounds_alone_are_a_table():
    grounds = [ground(x, y - 20, x + 99, y - 1) for x in XS[:-1] for y in YS[:-1]]
    (table,) = tables(read("".join(grounds) + cells(*WORDS)))
    assert table.rows == WORDS


def test_a_row_whose_cells_are_not_ruled_off_is_spread_over_the_columns():
    inner = [f"{x} {YS[1]} m {x} {YS[-1]} l S\n" for x in XS[1:-1]]
    outer = [f"{x} {YS[0]} m {x} {YS[-1]} l S\n" for x in (XS[0], XS[-1])]
    across = [f"{XS[0]} {y} m {XS[-1]} {y} l S\n" for y in YS]
    (table,) = tables(read("".join(inner + outer + across) + cells(*WORDS)))
    assert table.rows == WORDS


def test_a_title_across_all_columns_stays_in_the_first():
    inner = [f"{x} {YS[1]} m {x} {YS[-1]} l S\n" for x in XS[1:-1]]
    outer = [f"{x} {YS[0]} m {x} {YS[-1]} l S\n" for x in (XS[0], XS[-1])]
    across = [f"{XS[0]} {y} m {XS[-1]} {y} l S\n" for y in YS]
    title = show("Prices by year", x=160, y=YS[0] - 14)
    (table,) = tables(read("".join(inner + outer + across) + title + cells((), *WORDS[1:])))
    assert table.rows == (("Prices by year", "", ""), *WORDS[1:])
