"""Witnesses added up, and the words that decide what is left open."""

import pytest

from pipeline.extract.pdf.decoding.channel import log_likelihood
from pipeline.extract.pdf.decoding.solve import add_frequency, add_reads, by_picture, solve
from tests.extract.pdf.decoding.build import shapes, word


def test_the_nearest_picture_wins_and_its_lead_is_the_margin():
    scores = by_picture({"ب": 0.05, "پ": 0.11})
    assert max(scores, key=scores.get) == "ب"
    assert scores["ب"] - scores["پ"] == pytest.approx(3.0)


def test_ocr_overrules_a_picture_that_is_little_better():
    pictures = by_picture({"۲": 0.10, "۳": 0.12})
    read = add_reads(pictures, {"۳": 5.0})
    assert max(pictures, key=pictures.get) == "۲"
    assert max(read, key=read.get) == "۳"


def test_a_reading_below_one_moves_little():
    read = add_reads(by_picture({"۲": 0.06, "۳": 0.13}), {"۳": 0.3})
    assert max(read, key=read.get) == "۲"


def test_what_ocr_reads_for_the_arabic_comma_is_known_to_be_one():
    read = add_reads(by_picture({"،": 0.1, ".": 0.1}), {"»": 6.0})
    assert max(read, key=read.get) == "،"


def test_ocr_turns_brackets_round_so_only_pictures_tell_them():
    assert log_likelihood("«", "»") == log_likelihood("»", "»")
    read = add_reads(by_picture({"»": 0.1}), {"«": 6.0})
    assert max(read, key=read.get) == "»"


def test_the_words_decide_between_two_letters_that_look_alike():
    texts = ("کتاب", "باران", "آب", "خواب", "جواب", "بهار", "کباب")
    known = shapes("".join(texts))
    scores = {shape: add_frequency({name: 0.0}) for name, shape in known.items()}
    scores[known["ب"]] = add_frequency({"ب": 0.0, "ڼ": 1.0})
    answers = solve(scores, [word(text[::-1], known) for text in texts])
    assert answers[known["ب"]].text == "ب"
    assert answers[known["ب"]].second == "ڼ"
    assert answers[known["ب"]].is_doubtful


def test_a_digit_of_another_set_is_no_doubt():
    known = shapes("6")
    answers = solve({known["6"]: {"۶": 0.0, "٦": -0.5, "۹": -9.0}}, [word("6", known)])
    assert (answers[known["6"]].second, answers[known["6"]].is_doubtful) == ("۹", False)


def test_no_text_comes_of_nothing():
    assert by_picture({}) == {}
    assert add_reads({}, {}) == {}


def test_a_letter_that_the_document_spells_alike_is_no_doubt():
    known = shapes("ه")
    (answer,) = solve({known["ه"]: {"ه": 0.0, "ہ": 1.0, "م": -9.0}}, [word("ه", known)]).values()
    assert (answer.text, answer.second, answer.is_doubtful) == ("ه", "م", False)


def test_a_font_has_one_shape_for_each_digit():
    known = shapes("۲۳")
    scores = {known["۲"]: {"۳": 0.0, "۲": -2.0}, known["۳"]: {"۳": 0.0, "۲": -9.0}}
    answers = solve(scores, [word("۲۳", known)])
    assert (answers[known["۲"]].text, answers[known["۳"]].text) == ("۲", "۳")
    assert answers[known["۲"]].is_doubtful


def test_two_shapes_of_different_fonts_may_be_one_digit():
    one, other = shapes("۲")["۲"], shapes("۳")["۳"]
    answers = solve({one: {"۳": 0.0, "۲": -2.0}, other: {"۳": 0.0, "۲": -9.0}}, [word("۲", {"۲": one})])
    assert answers[one].text == "۳"


def test_a_letter_with_a_hamza_is_no_sign_that_ocr_was_never_seen_to_read():
    assert log_likelihood("ه", "هٔ") > log_likelihood("ه", "€")
