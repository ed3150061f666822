"""Which letters make words."""

import pytest

from pipeline.extract.pdf.decoding.referee import Referee, frequency, logical


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("می‌گویند", "می‌گویتد"),
        ("کیږي", "کیزی"),
        ("the", "tbe"),
        ("افغانستان", "افغاتستان"),
        ("۱۲۵٬۰۰۰", "۱۲۵٫۰۰۰"),
        ("۱۶٫۸", "۱۶٬۸"),
        ("۱٬۷۶۰", "۱‘۷۶۰"),
        ("۱۴۰۰", "۱€۰۰"),
        ("خندل،", "خندل€"),
        ("۱۳۹۴–۱۳۹۵", "۱۳۹۴−۱۳۹۵"),
        ("–", "−"),
        ("۴٬۸۵۰", "۴·۸۵۰"),
        ("است.", "است۰"),
        ("بود،", "بود‘"),
        ("کرد.", "کردـ"),
        ("۱۴۰۰", "۱۴ه۰"),
        ("Ivory", "lvory"),
        ("لومړیو", "لوم،یو"),
        ("نمایش", "ن؟ایش"),
        ("لومړیو", "لوم/یو"),
        ("بڼ", "؟ڼ"),
        ("بهتر", "=کتر"),
    ],
)
def test_what_is_written_is_likelier_than_what_looks_like_it(word, other):
    referee = Referee()
    assert referee.score(word) > referee.score(other)


def test_a_document_in_one_language_makes_letters_of_the_others_unlikely():
    lead = {}
    for name, words in (
        ("ps", ("سره", "کې", "ښوونځی", "لري", "پوهېږي")),
        ("ur", ("ہے", "میں", "نہیں", "کہ", "ہوئے")),
    ):
        referee = Referee.of(dict.fromkeys(words, 20))
        lead[name] = referee.score("سهار") - referee.score("سہار")
    assert lead["ps"] > lead["ur"] + 1


def test_a_right_to_left_word_is_turned_but_not_its_number():
    assert logical(["۱", "۴", "ا", "ب"]) == "با۱۴"
    assert logical(["a", "b", "1"]) == "ab1"


def test_letters_of_other_languages_are_rare():
    assert frequency("ی") > frequency("ہ") > frequency("ŋ")
    assert frequency("e") > frequency("E")


def test_letters_of_urdu_are_read_as_their_likes_where_no_urdu_is():
    pashto = Referee.of(dict.fromkeys(("سره", "کې", "ښوونځی", "لري", "پوهېږي"), 20))
    urdu = Referee.of(dict.fromkeys(("ہے", "میں", "نہیں", "کہ", "ہوئے"), 20))
    assert "سہار".translate(pashto.spelling) == "سهار"
    assert "ہے".translate(urdu.spelling) == "ہے"


def test_a_comma_in_a_persian_number_weighs_more_than_other_wrong_signs():
    referee = Referee()
    assert referee.score("۱۶٫۸") - referee.score("۱۶,۸") > 12


def test_a_referee_of_the_same_languages_is_the_same():
    words = {"کتاب": 20, "است": 30, "برای": 10}
    assert Referee.of(words).languages == Referee.of({**words, "سال": 1}).languages
    assert Referee.of(words).languages != Referee.of({"ښوونځی": 20, "چې": 30, "کېږي": 10}).languages


def test_in_pashto_no_word_tells_one_yeh_within_it_from_the_other():
    pashto = Referee.of(dict.fromkeys(("سره", "کې", "ښوونځی", "لري", "پوهېږي", "څخه"), 20))
    assert pashto.score("تېر") >= pashto.score("تیر")
    assert Referee().score("شېر") < Referee().score("شیر")
