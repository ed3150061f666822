"""Which letters make words."""

import pytest

from pipeline.extract.pdf.decoding.referee import frequency, logical, score


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("می‌گویند", "می‌گویتد"),
        ("کیږي", "کیزی"),
        ("the", "tbe"),
        ("افغانستان", "افغاتستان"),
        ("۱۲۵٬۰۰۰", "۱۲۵٫۰۰۰"),
        ("۱۶٫۸", "۱۶٬۸"),
        ("است.", "است۰"),
        ("بود،", "بود‘"),
        ("۱۴۰۰", "۱۴ه۰"),
        ("Ivory", "lvory"),
    ],
)
def test_what_is_written_is_likelier_than_what_looks_like_it(word, other):
    assert score(word) > score(other)


def test_a_right_to_left_word_is_turned_but_not_its_number():
    assert logical(["۱", "۴", "ا", "ب"]) == "با۱۴"
    assert logical(["a", "b", "1"]) == "ab1"


def test_letters_of_other_languages_are_rare():
    assert frequency("ی") > frequency("ہ") > frequency("ŋ")
    assert frequency("e") > frequency("E")
