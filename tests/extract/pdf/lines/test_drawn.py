"""The order of drawing as a witness of what was typed. Glyphs are five points wide."""

import pytest

from tests.extract.pdf.build import Book, show

# زبان C++ است as Word draws it: its runs from the right, each from the left. No letters are left of the C of the short one.
TYPED = [("نابز", 140), (" ", 135), ("C++", 120), (" ", 115), ("تسا", 100)]
AT_THE_END = [("نابز", 140), (" ", 135), ("C++", 120)]


def drawn(pieces, y=250):
    return "".join(show(text, x=x, y=y) for text, x in pieces)


def test_runs_that_are_drawn_from_the_right_are_read_as_they_were_typed():
    assert Book().page(drawn(TYPED)).texts() == ["زبان C++ است"]


@pytest.mark.parametrize("pieces", [TYPED[::-1], [("تسا C++ نابز", 100)]])
def test_runs_that_are_drawn_from_the_left_are_read_as_the_standard_draws_them(pieces):
    assert Book().page(drawn(pieces)).texts() == ["زبان ++C است"]


def test_a_line_with_letters_on_one_side_is_read_like_those_with_letters_on_both():
    assert Book().page(drawn(TYPED) + drawn(AT_THE_END, y=200)).texts() == ["زبان C++ است", "زبان C++"]
    visual = drawn(TYPED[::-1]) + drawn(AT_THE_END, y=200)
    assert Book().page(visual).texts() == ["زبان ++C است", "زبان ++C"]


def test_a_page_that_tells_nothing_is_read_like_the_one_before():
    book = Book().page(drawn(TYPED))
    assert book.page(drawn(AT_THE_END)).texts() == ["زبان C++ است", "زبان C++"]


def test_a_number_that_is_drawn_before_its_line_tells_nothing():
    """WeasyPrint draws the number of a note first, from the left, and then its line."""
    assert Book().page(show(".1", x=200) + show("صن", x=185)).texts() == ["1. نص"]


def test_a_blank_that_is_drawn_with_a_latin_name_is_typed_on_its_side():
    pieces = [("دننام", 135), (" ", 115), ("Foo", 120), ("و", 110)]
    assert Book().page(drawn(TYPED) + drawn(pieces, y=200)).texts()[1] == "مانند Fooو"


def test_a_blank_that_shows_on_both_sides_of_a_name_stays_on_both():
    before = [("دننام", 140), (" ", 135), (" ", 115), ("Foo", 120), ("و", 110)]
    after = [("دننام", 140), ("Foo", 120), (" ", 135), (" ", 115), ("و", 110)]
    texts = Book().page(drawn(TYPED) + drawn(before, y=200) + drawn(after, y=150)).texts()
    assert texts[1:] == ["مانند Foo و"] * 2


def test_the_sign_behind_the_number_of_a_list_stays_behind_it():
    """Word draws the sign first."""
    pieces = [("-", 160), ("2", 165), (" ", 155), ("ةمدخ", 135)]
    assert Book().page(drawn(TYPED) + drawn(pieces, y=200)).texts()[1] == "2- خدمة"
