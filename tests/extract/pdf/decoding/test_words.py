"""Words that are known, and what becomes of words that are none."""

import pytest

from pipeline.extract.pdf.decoding.guesses import guesses
from pipeline.extract.pdf.decoding.lexicon import is_listed, log_share, words_of_length
from pipeline.extract.pdf.decoding.referee import Referee
from pipeline.extract.pdf.decoding.solve import solve
from tests.extract.pdf.decoding.build import shapes, word


def parts(text, known):
    return tuple(known[letter] for letter in reversed(text))


def test_common_words_are_listed_by_language():
    assert is_listed("کتاب")
    assert not is_listed("کجاب")
    assert log_share("کتاب", "fa") > log_share("کتاب", "ps-words") > log_share("کجاب", "fa") == -float("inf")
    assert "کتاب" in words_of_length(4).split("\n")


def test_a_known_word_is_likelier_than_one_of_as_likely_letters():
    judge = Referee()
    assert judge.score("بخش") > judge.score("گخش") + 5


@pytest.mark.parametrize("wrong", ["ـگاه", "؛بخش", "لوی;دو", ",زار", "^مکن"])
def test_no_word_has_such_signs_in_it_or_before_it(wrong):
    judge = Referee()
    assert (
        judge.score(wrong)
        < judge.score(wrong.replace(next(c for c in wrong if not c.isalpha() or c == "ـ"), "ب")) + 2
    )


def test_a_hamza_over_a_word_costs_less_than_another_word():
    judge = Referee()
    assert judge.score("روزنامهٔ") > judge.score("روزنامعه") + 3
    assert judge.score("روزنامه،") > judge.score("روزنامهٕ") + 3


def test_a_word_with_two_open_shapes_is_found_in_the_lexicon():
    known = shapes("بیمارستان")
    texts = {shape: letter for letter, shape in known.items()} | {known["ب"]: "؟", known["ی"]: "ج"}
    readings = {known["ب"]: ["؟", "ث"], known["ی"]: ["ج", "ت"]}
    assert {known["ب"]: "ب", known["ی"]: "ی"} in list(guesses(parts("بیمارستان", known), texts, readings))


def test_a_word_that_is_listed_is_left_alone():
    known = shapes("کتاب")
    texts = {shape: letter for letter, shape in known.items()}
    assert list(guesses(parts("کتاب", known), texts, {known["ت"]: ["ت", "ن"]})) == []


def test_signs_around_a_word_are_no_part_of_a_guess():
    known = shapes("«کتاب»،")
    texts = {shape: letter for letter, shape in known.items()} | {known["ت"]: "ڑ"}
    assert {known["ت"]: "ت"} in list(guesses(parts("«کتاب»،", known), texts, {known["ت"]: ["ڑ", "ټ"]}))


def test_one_shape_is_not_two_letters_of_a_guess():
    known = shapes("بابا")
    texts = {known["ب"]: "ڑ", known["ا"]: "ا"}
    found = [guess[known["ب"]] for guess in guesses(parts("بابا", known), texts, {known["ب"]: ["ڑ", "ټ"]})]
    assert "ب" in found
    assert all(is_listed(letter + "ا" + letter + "ا") for letter in found)


def test_a_letter_that_no_witness_thought_of_is_read_from_a_word_but_in_doubt():
    known = shapes("بیمارستان")
    scores = {shape: {letter: 0.0} for letter, shape in known.items()}
    scores[known["ب"]] = {"؟": 0.0, "ث": -1.0}
    scores[known["ی"]] = {"ج": 0.0, "گ": -0.5}
    answers = solve(scores, [word("بیمارستان"[::-1], known)])
    assert (answers[known["ب"]].text, answers[known["ی"]].text) == ("ب", "ی")
    assert answers[known["ب"]].is_doubtful
