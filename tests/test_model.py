import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import count_letters


@given(st.text())
def test_letters_and_digits_of_any_text_are_counted_over_nfkc(text):
    assert count_letters(text) == sum(map(str.isalnum, unicodedata.normalize("NFKC", text)))


@given(st.text(st.characters(max_codepoint=127)))
def test_letters_of_ascii_are_counted_without_punctuation(text):
    assert count_letters(text) == sum(map(str.isalnum, text))


def test_every_character_weighs_what_its_compatibility_form_weighs():
    text = "".join(map(chr, range(0x3000))) + "\ufdfa\ufefb½①"
    assert count_letters(text) == sum(map(str.isalnum, unicodedata.normalize("NFKC", text)))


def test_letters_that_a_letter_of_ascii_parts_are_not_joined():
    assert count_letters("\u1100\u1161") == 1
    assert count_letters("\u1100a\u1161") == 3
