"""Tables without rules, and what only looks like one."""

import pytest

from tests.extract.pdf.build import show

XS = (30, 160, 260)
ROWS = (("Year", "Boats", "People"), ("2019", "12", "340"), ("2020", "9", "288"), ("2021", "7", "190"))
PROSE = "The river rose in the night and took the bridge with it, and nobody could say"


def draw(rows, xs=XS, y=220, step=16, rtl=False):
    content = show(PROSE[::-1] if rtl else PROSE, x=10, y=270, size=9)
    for n, row in enumerate(rows):
        for x, text in zip(xs[::-1] if rtl else xs, row, strict=False):
            content += show(text[::-1] if rtl else text, x=x, y=y - step * n) if text else ""
    return content + show(PROSE, x=10, y=60, size=9)


def tables(book, content):
    return [line.rows for line in book.page(content).read().lines if line.kind == "table"]


def test_texts_in_columns_row_after_row_are_a_table(book):
    assert tables(book, draw(ROWS)) == [ROWS]


def test_a_table_of_persian_runs_from_the_right(book):
    rows = (("سال", "بندها", "مردم"), ("۱۳۹۸", "۱۲", "۳۴۰"), ("۱۳۹۹", "۹", "۲۸۸"))
    rows_drawn = [[cell if cell[0].isalpha() else cell[::-1] for cell in row] for row in rows]
    assert tables(book, draw(rows_drawn, rtl=True)) == [rows]


def test_a_cell_may_be_empty(book):
    rows = (*ROWS[:2], ("2020", "", "288"), ROWS[3])
    assert tables(book, draw(rows)) == [rows]


def test_no_letter_is_lost(book):
    document = book.page(draw(ROWS)).read()
    assert document.letters == sum(c.isalnum() for line in document.lines for c in line.text)


@pytest.mark.parametrize(
    ("rows", "xs"),
    [
        ([row[:2] for row in ROWS], XS),  # two columns: a list of contents
        (ROWS[:2], XS),  # two rows
        ([("one", "two", "three"), ("four", "five", "six"), ("seven", "eight", "nine")], XS),  # no numbers
        ([(f"{n} {PROSE[:44]}", "12", "13") for n in range(4)], (10, 290, 360)),  # long cells
    ],
)
def test_less_evidence_makes_no_table(book, rows, xs):
    assert tables(book, draw(rows, xs)) == []


def test_columns_that_overlap_are_none(book):
    content = "".join(
        show(text, x=x + 40 * n, y=220 - 16 * n)
        for n, row in enumerate(ROWS)
        for x, text in zip(XS, row, strict=True)
    )
    assert tables(book, content) == []


def test_rows_far_apart_are_no_table(book):
    assert tables(book, draw(ROWS, step=40)) == []
