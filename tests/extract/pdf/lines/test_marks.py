"""Marks of items at the right edge of right-to-left pages, with Latin text beside them."""

import pytest

from tests.extract.pdf.build import Book, show

WIDTH = 5  # points of a letter of `show`
EDGE = 380
PERSIAN = ("دوش یم هتشون تسرهف نیا", "تفر و دمآ وا زاب هک")


def texts(*lines):
    """Lines given as they are drawn, flush right below two Persian ones."""
    drawn = [
        show(text, x=EDGE - WIDTH * len(text), y=260 - 14 * n) for n, text in enumerate((*PERSIAN, *lines))
    ]
    return [(line.text, line.dir) for line in Book().page("".join(drawn)).read().lines[2:]]


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("Vazirmatn Bold (700) •", "• Vazirmatn Bold (700)"),
        ("Amiri و Scheherazade New :اهنتم یارب •", "• برای متنها: Scheherazade New و Amiri"),
    ],
)
def test_a_bullet_on_the_right_begins_its_line(drawn, read):
    assert texts(drawn) == [(read, "rtl")]


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        (("Vazirmatn .1", "Amiri Quran .2"), ("1. Vazirmatn", "2. Amiri Quran")),
        (("Vazirmatn (a", "Amiri Quran (b"), ("a) Vazirmatn", "b) Amiri Quran")),
        (("Vazirmatn a)", "Amiri Quran b)"), ("a) Vazirmatn", "b) Amiri Quran")),
        (("Vazirmatn -۱", "Amiri Quran -۲"), ("۱- Vazirmatn", "۲- Amiri Quran")),
    ],
)
def test_numbers_below_one_another_on_the_right_begin_their_lines(drawn, read):
    assert texts(*drawn) == [(text, "rtl") for text in read]


def test_one_number_at_the_end_of_a_latin_line_stays_there():
    assert texts("This is described in part (a", "of the first book and in the last") == [
        ("This is described in part (a", "ltr"), ("of the first book and in the last", "ltr"),
    ]  # fmt: skip


def test_the_stop_of_a_latin_paragraph_set_from_the_right_is_read_last():
    found = texts("The same steps work for any font of the kind", ".and for others")
    assert [text for text, _ in found] == ["The same steps work for any font of the kind", "and for others."]


def test_a_line_of_names_that_a_persian_word_begins_on_the_right_runs_from_the_right():
    above = ("Vazirmatn Regular and Bold", "Amiri Quran", "Lateef and Harmattan")
    below = ("Noto Naskh Arabic Bold", "Amiri Slanted", "Homa")
    found = texts(*above, "Scheherazade New and Lateef :یارب", *below, *PERSIAN * 3)
    assert found[3] == ("برای: Scheherazade New and Lateef", "rtl")
