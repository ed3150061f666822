"""From what the program prints to words, and from two readings to one. No program runs here."""

import pytest

from pipeline.extract.ocr.corrections import corrected
from pipeline.extract.ocr.languages import models_for
from pipeline.extract.ocr.merge import merge
from pipeline.extract.ocr.size import em
from pipeline.extract.ocr.stops import is_comma
from pipeline.extract.ocr.words import ReadLine, ReadWord, parse
from tests.extract.ocr.fake import page

ALL = ("Arabic", "fas", "pus", "ara", "eng", "deu")


def line(*words, top=50):
    """A line of words that stand side by side, each (text, confidence)."""
    return ReadLine(
        words=tuple(
            ReadWord(text, 100 * i, top, 100 * i + 90, top + 30, sure) for i, (text, sure) in enumerate(words)
        ),
        baseline=top + 25,
        slope=0.0,
    )


def texts(lines):
    return [[word.text for word in line.words] for line in lines]


def test_words_come_with_their_boxes_and_confidence_and_without_marks_of_direction():
    (read,) = parse(page(("www.example.org\u200f", 72), ("سلام", 91)))
    assert read.words[0] == ReadWord("www.example.org", 100, 50, 190, 80, 72)
    assert read.words[1].text == "سلام"
    assert read.baseline == 75


def test_a_box_that_reaches_over_its_neighbor_is_cut():
    hocr = page(("خشک", 92), ("به", 92), ("دست", 93))
    for was, is_ in ((100, "700 50 790"), (200, "600 50 690"), (300, "400 50 750")):
        hocr = hocr.replace(f"bbox {was} 50 {was + 90}", f"bbox {is_}")
    (read,) = parse(hocr)
    assert [word.x1 for word in read.words] == [790, 690, 600]


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
        (("سلام", 65), ("سلامت", 70), False),
        (("سلام", 10), ("—", 95), False),
    ],
)
def test_the_other_reading_counts_only_where_it_is_surer_by_far(mine, other, taken):
    assert texts(merge([line(mine)], [line(other)])) == [[other[0] if taken else mine[0]]]


VERSE = line(("چو", 94), ("کشور", 87), ("نباشد", 67), ("تن", 93))


def test_a_line_that_is_noise_in_one_script_is_taken_whole_from_the_other():
    noise = line(("dhe", 61), ("oy", 49), ("F", 86), ("tS", 45))
    assert texts(merge([noise], [VERSE])) == texts([VERSE])


@pytest.mark.parametrize(
    "mine",
    [
        line(("Notes", 96), ("on", 93), ("the", 95), ("price", 92)),  # is read well
        line(("چو", 40), ("کثور", 50), ("نباشل", 62), ("تی", 40)),  # is of the same script
        line(
            ("dhe", 61), ("oy", 49), ("F", 86), ("tS", 45), ("not", 96), ("seen", 20)
        ),  # goes on beyond the other
    ],
)
def test_a_line_is_not_taken_whole_without_all_signs_of_another_script(mine):
    assert texts(merge([mine], [VERSE])) != texts([VERSE])


def test_what_only_the_other_reading_sees_is_added_where_it_stands():
    here, below = line(("سلام", 90)), line(("Economy", 95), top=200)
    assert texts(merge([here], [below])) == [["سلام"], ["Economy"]]
    beside = ReadLine(words=(ReadWord("AA", 100, 50, 190, 80, 95),), baseline=75, slope=0.0)
    assert texts(merge([here], [beside])) == [["سلام", "AA"]]
    assert texts(merge([here], [line(("noise", 60), top=200)])) == [["سلام"]]


@pytest.mark.parametrize(
    ("text", "models"),
    [
        ("این کتاب را به زبان فارسی نوشته‌اند و چاپ کرده‌اند", ("fas", "eng")),
        ("دا ښوونځی په کلي کې دی او زموږ ماشومان پکې لولي", ("pus", "Arabic", "eng")),
        ("The number of kites in the sky was larger than that of birds", ("eng", "Arabic")),
        ("Die Mühle am Fluss wurde nicht wieder aufgebaut und verfiel", ("deu", "Arabic")),
        ("", ("Arabic", "eng")),
    ],
)
def test_the_letters_of_a_page_choose_its_models(text, models):
    assert models_for(text, ALL) == models


def test_a_page_in_two_scripts_begins_with_the_model_that_knows_both():
    text = "این کتاب را به زبان فارسی نوشته‌اند\nand this is the English half of the page"
    assert models_for(text, ALL) == ("Arabic", "fas", "eng")


def test_models_that_are_not_installed_are_not_asked():
    assert models_for("دا ښوونځی په کلي کې دی او زموږ ماشومان پکې لولي", ("eng", "ara")) == ("eng",)
    assert models_for("این کتاب را به زبان فارسی نوشته‌اند", ("pus",)) == ("pus",)


@pytest.mark.parametrize(
    ("read", "printed", "rule"),
    [
        ("خزان,", "خزان،", "ocr-signs"),
        ("چرا?»", "چرا؟»", "ocr-signs"),
        ("گفتة", "گفتهٔ", "ocr-heh-hamza"),
        ("حوزهُ", "حوزهٔ", "ocr-heh-hamza"),
        ("۱٩۷۳", "۱۹۷۳", "ocr-digits"),
        ("Herat,", "Herat,", None),
        ("بُعد", "بُعد", None),
        ("دایرةالمعارف", "دایرةالمعارف", None),
        ("٤٥", "٤٥", None),
    ],
)
def test_only_what_can_be_nothing_else_is_corrected_and_counted(read, printed, rule):
    lines, counts = corrected([line((read, 90))], ("fas", "eng"))
    assert texts(lines) == [[printed]]
    assert dict(counts) == ({rule: 1} if rule else {})


def test_arabic_keeps_its_teh_marbuta_and_its_digits():
    assert texts(corrected([line(("مدرسة", 90), ("٣", 90))], ("ara", "eng"))[0]) == [["مدرسة", "٣"]]


def test_the_size_of_type_comes_from_the_width_of_words():
    word = ReadWord("کتابخانه", 0, 0, 100, 30, 90)
    twice = word._replace(x1=200)
    assert em([twice]) == pytest.approx(2 * em([word]))
    assert em([]) == 0.0


@pytest.mark.parametrize(
    ("boxes", "comma"),
    [
        ([(100, 60, 104, 70)], True),
        ([(100, 66, 104, 70)], False),  # as wide as high: a full stop
        ([(100, 60, 104, 70), (106, 60, 110, 70)], False),  # two strokes: a quotation mark
        ([(100, 60, 104, 70), (100, 72, 104, 75)], False),  # one over the other
        ([(100, 30, 104, 70)], False),  # an alef
        ([], False),
    ],
)
def test_a_comma_is_one_slim_piece_of_ink(blank, boxes, comma):
    from PIL import ImageDraw

    image = blank.copy()
    for x0, top, x1, bottom in boxes:
        ImageDraw.Draw(image).rectangle((x0, top, x1 - 1, bottom - 1), fill=0)
    assert is_comma(image, ReadWord("خزان.", 100, 40, 180, 75, 90), 70, 40) is comma


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        (["در", "مدل»", "که"], ["در", "مدل،", "که"]),
        (["«در", "مدل»", "که"], ["«در", "مدل»", "که"]),
        (["«در", "مدل»", "است»", "که"], ["«در", "مدل»", "است،", "که"]),
        (["و", "«ک»»", "که"], ["و", "«ک»،", "که"]),
        (["از", "tokenizer«", "و"], ["از", "tokenizer،", "و"]),
        (["از", "«", "و"], ["از", "«", "و"]),
        (["«در", *["و"] * 60, "مدل»"], ["«در", *["و"] * 60, "مدل،"]),  # too long for a quotation
    ],
)
def test_a_quotation_mark_that_closes_or_opens_nothing_is_a_comma(read, printed):
    middle = len(read) // 2
    lines = [line(*((text, 90) for text in part)) for part in (read[:middle], read[middle:])]
    assert [text for texts_of in texts(corrected(lines, ("fas", "eng"))[0]) for text in texts_of] == printed
