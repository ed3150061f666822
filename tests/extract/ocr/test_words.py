"""From what the program prints to words, and from two readings to one. No program runs here."""

import pytest

from pipeline.extract.ocr.corrections import corrected
from pipeline.extract.ocr.languages import models_for
from pipeline.extract.ocr.size import em, settled_sizes
from pipeline.extract.ocr.stops import is_comma
from pipeline.extract.ocr.words import ReadLine, ReadWord, parse
from tests.extract.ocr.fake import line, page, texts

ALL = ("Arabic", "fas", "pus", "ara", "eng", "deu")


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
    ("text", "models"),
    [
        ("این کتاب را به زبان فارسی نوشته‌اند و چاپ کرده‌اند", ("fas", "Arabic", "eng")),
        ("دا ښوونځی په کلي کې دی او زموږ ماشومان پکې لولي", ("pus", "Arabic", "pus", "eng")),
        ("The number of kites in the sky was larger than that of birds", ("eng", "Arabic")),
        ("Die Mühle am Fluss wurde nicht wieder aufgebaut und verfiel", ("deu", "Arabic")),
        ("", ("Arabic", "eng")),
    ],
)
def test_the_letters_of_a_page_choose_its_models(text, models):
    assert models_for(text, ALL) == models


def test_a_page_in_two_scripts_begins_with_the_model_that_knows_both():
    text = "این کتاب را به زبان فارسی نوشته‌اند\nand this is the English half of the page"
    assert models_for(text, ALL) == ("Arabic", "eng", "fas", "pus")


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
        ("سایۀۂ", "سایهٔ", "ocr-heh-hamza"),
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


def test_a_word_of_which_few_letters_were_read_makes_no_line_larger():
    word = ReadWord("کتابخانه", 0, 0, 100, 30, 90)
    assert em([word] * 4 + [ReadWord("۲", 0, 0, 200, 30, 90)]) == em([word])


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


def spaced(right, left, gap):
    """A line of two words with a gap between them, in pixels; the type is 40 pixels high."""
    words = (ReadWord(right, 500, 50, 560, 80, 80), ReadWord(left, 400, 50, 500 - gap, 80, 90))
    return ReadLine(words=words, baseline=75, slope=0.0)


@pytest.mark.parametrize(
    ("right", "left", "gap", "printed"),
    [
        ("نمی", "فهمد؟", 2, ["نمی‌فهمد؟"]),
        ("نمی", "فهمد؟", 20, ["نمی", "فهمد؟"]),
        ("فاصله", "ها،", 2, ["فاصله‌ها،"]),
        ("فاصله", "های", 20, ["فاصله", "های"]),
        ("آب", "روان", 2, ["آب", "روان"]),
        ("می", "2016", 2, ["می", "2016"]),
    ],
)
def test_a_prefix_close_to_its_word_is_joined_to_it(right, left, gap, printed):
    lines, counts = corrected([spaced(right, left, gap)], ("fas", "eng"))
    assert texts(lines) == [printed]
    assert dict(counts) == ({"ocr-non-joiner": 1} if len(printed) == 1 else {})


def test_a_joined_word_has_the_box_of_both():
    ((word,),) = (line.words for line in corrected([spaced("نمی", "فهمد", 2)], ("fas",))[0])
    assert (word.x0, word.x1) == (400, 560)


def test_lines_of_nearly_one_size_have_the_same():
    def lines(*widths):
        words = [[ReadWord("کتابخانه", 0, 0, width, 30, 90)] * count for width, count in widths]
        return [ReadLine(words=tuple(line), baseline=0, slope=0.0) for line in words]

    body, title, rest, heading = settled_sizes(lines((100, 30), (150, 8), (138, 2), (125, 6)))
    assert rest == title  # of two words
    assert body < heading < title
