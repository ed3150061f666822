"""Latin words and numbers are one cluster each, and what a page may draw has bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from pipeline.errors import LimitError
from tests.extract.pdf.build import Book, codes, drawn, show, text
from tests.extract.pdf.patience import patience


def simple_font():
    """A font of one-byte codes, half an em wide."""
    return Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.A, Encoding=Name.WinAnsiEncoding, FirstChar=32,
        Widths=Array([500] * 90),
    )  # fmt: skip


def test_the_letters_of_a_latin_word_are_one_cluster(book):
    content = book.run(show("two words", x=100), words=True)
    assert drawn(content) == [("two", 100), (" ", 115), ("words", 120)]
    assert [glyph.u1 for glyph in content.glyphs] == [115, 120, 145]


def test_a_word_may_be_drawn_letter_by_letter(book):
    content = book.run(
        f"BT /F 10 Tf {codes('a')} Tj 5 0 Td {codes('b')} Tj 5.5 0 Td {codes('c')} Tj ET", words=True
    )
    assert drawn(content) == [("abc", 0)]


@pytest.mark.parametrize(
    "between",
    [
        "8 0 Td",
        "5 1 Td",
        "/F 11 Tf 5 0 Td",
        "5 0 Td 2 Tr",
        "5 0 Td 3 Tr",
        "1 0 .3 1 5 0 Tm",
        "/P <</MCID 1>> BDC 5 0 Td",
    ],
)
def test_a_word_ends_where_room_or_style_changes(book, between):
    content = book.run(f"BT /F 10 Tf {codes('a')} Tj {between} {codes('b')} Tj ET", words=True)
    assert text(content) == "ab"
    assert len(content.glyphs) == 2


@pytest.mark.parametrize("state", ["2 Tc", "-100 Tz"])
def test_letters_that_stand_apart_or_run_backwards_are_no_word(book, state):
    assert len(book.run(f"BT /F 10 Tf {state} {codes('ab')} Tj ET", words=True).glyphs) == 2


def test_an_adjustment_as_wide_as_a_blank_ends_a_word(book):
    content = book.run(f"BT /F 10 Tf [{codes('ab')} -50 {codes('c')} -200 {codes('d')}] TJ ET", words=True)
    assert drawn(content) == [("abc", 0), ("d", 17.5)]


def test_what_actual_text_stands_for_is_no_part_of_a_word(book):
    marked = "/Span <</ActualText (x)>> BDC " + codes("b") + " Tj EMC"
    content = book.run(f"BT /F 10 Tf {codes('a')} Tj {marked} {codes('c')} Tj ET", words=True)
    assert drawn(content) == [("a", 0), ("x", 5), ("c", 10)]


@given(st.text("ab1 -.(ش", max_size=30), st.sampled_from(["", "0.5 Tc", "3 Tc", "3 Tw", "80 Tz"]))
def test_words_stand_where_their_letters_do(content, state):
    book = Book()
    stream = f"BT /F 10 Tf {state} {codes(content)} Tj ET"
    letters, words = book.run(stream), book.run(stream, words=True)
    assert text(words) == text(letters)
    places = {glyph.u0 for glyph in letters.glyphs} | {glyph.u1 for glyph in letters.glyphs}
    assert all(glyph.u0 in places and glyph.u1 in places for glyph in words.glyphs)


def test_a_page_that_saves_its_state_without_end_is_taken_for_a_bomb(book):
    with patience(10.0), pytest.raises(LimitError, match="states"):
        book.run(b"q " * 2_000_000)


@pytest.mark.parametrize("string", ["(" + "a" * 600_000 + ") Tj", "(abcdefghij) Tj " * 60_000])
def test_a_word_without_end_costs_by_its_letters(book, string):
    latin = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    with patience(10.0):
        content = book.run(f"BT /F 1 Tf {string} ET", {"F": latin}, words=True)
    assert len(text(content)) == 600_000


def test_text_of_no_size_is_hidden(book):
    (glyph,) = book.run(show("a", size=0)).glyphs
    assert glyph.run.place == "hidden"


BEYOND = "9" * 400  # no float holds it


@pytest.mark.parametrize(
    "state", [f"/F {BEYOND} Tf", f"{BEYOND} Tc", f"1 0 0 1 {BEYOND} 0 Tm", f"{BEYOND} 0 0 1 0 0 cm"]
)
def test_text_beyond_all_bounds_is_left_out_and_told(book, state):
    content = book.run(f"{show('a')} BT /F 10 Tf {state} {codes('bc')} Tj ET q Q {show('d')}")
    assert text(content) in {"ad", "a"}  # cm holds on
    assert content.damaged
