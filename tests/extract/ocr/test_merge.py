"""Two readings of a page as one. No program runs here."""

import pytest

from pipeline.extract.ocr.merge import merge, without_shadows
from pipeline.extract.ocr.words import ReadLine, ReadWord
from pipeline.extract.pdf.decoding.referee import Referee
from tests.extract.ocr.fake import line, texts


def merged(mine, *others):
    return merge([mine], others, Referee())


@pytest.mark.parametrize(
    ("mine", "other", "taken"),
    [
        (("۸۸-۸۵۸", 40), ("AA-AA", 90), True),
        (("۰۵۲82680.0010", 19), ("www.afgazad.com", 45), True),
        (("1-2-1", 35), ("13.11.2021", 96), True),
        (("13۸1د", 34), ("14.04.2013", 96), True),
        (("بواتع", 0), ("brotherly", 96), True),
        (("شود", 29), ("39.8", 58), False),
        (("وايي", 45), ("Gly", 84), False),
        (("مې", 33), ("F", 91), False),
        (("44", 40), ("2002", 69), False),
        (("problem", 95), ("problems", 96), False),
        (("سلام", 50), ("سلامت", 70), True),
        (("سلام", 10), ("—", 95), False),
    ],
)
def test_the_other_reading_counts_only_where_it_is_surer_by_far(mine, other, taken):
    assert texts(merged(line(mine), line(other))) == [[other[0] if taken else mine[0]]]


VERSE = line(("چو", 94), ("کشور", 87), ("نباشد", 67), ("تن", 93))


def test_a_line_that_is_noise_in_one_script_is_taken_whole_from_the_other():
    noise = line(("dhe", 61), ("oy", 49), ("F", 86), ("tS", 45))
    assert texts(merged(noise, VERSE)) == texts([VERSE])


@pytest.mark.parametrize(
    "mine",
    [
        line(("Notes", 96), ("on", 93), ("the", 95), ("price", 92)),  # is read well
        line(
            ("dhe", 61), ("oy", 49), ("F", 86), ("tS", 45), ("not", 96), ("seen", 20)
        ),  # goes on beyond the other
    ],
)
def test_a_line_is_not_taken_whole_without_all_signs_of_another_script(mine):
    assert texts(merged(mine, VERSE)) != texts([VERSE])


def test_what_only_the_other_reading_sees_is_added_where_it_stands():
    here, below = line(("سلام", 90)), line(("Economy", 95), top=200)
    assert texts(merged(here, below)) == [["سلام"], ["Economy"]]
    beside = ReadLine(words=(ReadWord("AA", 100, 50, 190, 80, 95),), baseline=75, slope=0.0)
    assert texts(merged(here, beside)) == [["سلام", "AA"]]
    assert texts(merged(here, line(("noise", 60), top=200))) == [["سلام"]]


@pytest.mark.parametrize(
    ("mine", "other", "taken"),
    [
        (("بپتر", 70), ("بهتر", 66), True),  # the letters make a likelier word
        (("کتاب", 93), ("کتاپ", 90), False),
        (("پرونده", 89), ("پروندۀ", 57), True),  # a hamza that one model overlooks
        (("می‌رود", 53), ("می رود", 90), False),  # the same letters, without the non-joiner
        (("نمیگردد", 78), ("نمی‌گردد", 80), True),
        (("9", 93), ("و", 76), True),
        (("9", 93), ("و", 40), False),
        (("W10۷", 40), ("Windows", 75), True),  # letters and digits of two scripts in one word
        (("n1p-e/dariاttps://github.com", 45), ("https://github.com/dari-nlp", 35), True),
    ],
)
def test_the_likelier_letters_count_between_models_of_one_script(mine, other, taken):
    assert texts(merged(line(mine), line(other))) == [[other[0] if taken else mine[0]]]


def test_a_word_is_as_sure_as_the_surer_of_two_models_that_read_the_same():
    (read,) = merged(line(("عبدالمنان", 33)), line(("عبدالمنان", 86)))
    assert read.words[0].sure == 86


def test_a_surer_reading_that_leaves_out_half_of_the_ink_does_not_count():
    half = ReadLine(words=(ReadWord("نم", 60, 50, 90, 80, 91),), baseline=75, slope=0.0)
    assert texts(merged(line(("نمیگردد", 78)), half)) == [["نمیگردد"]]


def test_a_line_keeps_what_was_taken_when_a_word_is_added_to_it():
    mine = line(("تارج", 48), ("در", 96))
    other = line(("تاریخ", 79), ("در", 96), ("نسخه", 90))
    assert texts(merged(mine, other)) == [["تاریخ", "در", "نسخه"]]


def test_a_line_is_taken_once_where_specks_were_read_as_a_line_of_their_own():
    specks = ReadLine(
        words=tuple(ReadWord(text, 100 * i, 55, 100 * i + 9, 60, 40) for i, text in enumerate("Eo'")),
        baseline=60,
        slope=0.0,
    )
    mine = line(("چو", 90), ("کشور", 80), ("نباشد", 60), ("تن", 90))
    found = merge([specks, mine], [VERSE], Referee())
    assert sum("کشور" in words for words in texts(found)) == 1
    assert without_shadows([specks, mine]) == [mine]
    assert without_shadows([mine]) == [mine]
