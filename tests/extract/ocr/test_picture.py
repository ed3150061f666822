"""What is done to pictures of pages before they are read. No program runs here."""

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from pipeline.extract.ocr.picture import (
    PagePicture,
    inked_rows,
    is_blank,
    made_ready,
    unread_text,
    without_raised,
)
from pipeline.extract.ocr.words import ReadLine, ReadWord, from_rows

DPI = 200
HEADING = (700, 300, 950, 330)  # a word of these boxes, drawn as stripes


def drawn(box, gray=0, paper=245):
    """A page of 1000 by 1000 pixels with one word: upright strokes in a box."""
    image = Image.new("L", (1000, 1000), paper)
    x0, top, x1, bottom = box
    for x in range(x0, x1, 12):
        ImageDraw.Draw(image).rectangle((x, top, x + 3, bottom - 1), fill=gray)
    return image


def ready(image):
    return made_ready(PagePicture(page=1, image=image, dpi=DPI, scanned=False))


@pytest.mark.parametrize("size", [(64, 40), (3, 3), (1, 5)])
def test_each_pixel_of_a_scan_becomes_the_median_of_those_around_it(size):
    image = Image.effect_noise(size, 20).point(lambda value: value // 2 + 127)
    filtered = made_ready(PagePicture(page=1, image=image, dpi=DPI, scanned=True))
    assert not ImageChops.difference(filtered, image.filter(ImageFilter.MedianFilter(3))).getbbox()


def test_a_drawn_page_is_not_filtered():
    image = Image.effect_noise((20, 20), 20).point(lambda value: value // 2 + 127)
    assert ready(image).tobytes() == image.tobytes()


def test_a_page_in_white_on_black_is_read_as_black_on_white():
    assert ready(drawn(HEADING, gray=255, paper=0)).tobytes() == drawn(HEADING, gray=0, paper=255).tobytes()


def test_dark_edges_of_a_scan_become_paper_and_what_is_dark_within_stays():
    image = drawn(HEADING)
    for edge in ((0, 0, 30, 1000), (0, 960, 1000, 1000)):
        ImageDraw.Draw(image).rectangle(edge, fill=10)
    assert ready(image).tobytes() == drawn(HEADING).tobytes()
    photograph = drawn((0, 200, 1000, 600)).filter(ImageFilter.MinFilter(9))
    assert ready(photograph).tobytes() == photograph.tobytes()


@pytest.mark.parametrize(
    ("image", "blank"),
    [
        (Image.new("L", (1000, 1000), 245), True),
        (Image.effect_noise((1000, 1000), 12).point(lambda value: value + 100), True),
        (drawn((500, 300, 504, 306)), True),  # a speck
        (drawn(HEADING), False),
        (drawn(HEADING, gray=150), False),
    ],
)
def test_a_page_without_ink_as_high_as_a_line_is_blank(image, blank):
    assert is_blank(image, DPI) is blank


def test_words_found_between_rows_of_paper_stand_where_they_are_on_the_page():
    image, rows = inked_rows(drawn(HEADING), 10)
    assert image.size == (1000, 50)
    read = ReadLine(words=(ReadWord("باد", 700, 10, 950, 40, 90),), baseline=38, slope=0.0)
    (line,) = from_rows([read], rows)
    assert line.words[0][1:5] == HEADING
    assert line.baseline == 328


def test_a_page_without_ink_has_no_rows():
    assert inked_rows(Image.new("L", (100, 100), 255), 10)[1] == []


@pytest.mark.parametrize("gray", [0, 150])
def test_a_word_that_nothing_has_read_is_looked_at_again_in_black(gray):
    found = unread_text(drawn(HEADING, gray), [], DPI)
    assert found.getpixel((701, 310)) == 0


@pytest.mark.parametrize(
    ("image", "boxes"),
    [
        (drawn(HEADING), [HEADING]),  # was read
        (drawn((0, 200, 1000, 600)).filter(ImageFilter.MinFilter(9)), []),  # is a picture
        (drawn((500, 300, 504, 320)), []),  # is a mark left over
        (drawn((100, 300, 900, 305)), []),  # is a rule
    ],
)
def test_nothing_else_is_looked_at_again(image, boxes):
    assert unread_text(image, boxes, DPI) is None


def test_the_number_of_a_note_is_taken_out_of_its_line_and_letters_stay():
    image = drawn((100, 40, 600, 70)).crop((0, 0, 1000, 90))
    note, dot = (650, 30, 656, 45), (200, 30, 206, 36)
    for box in (note, dot):
        ImageDraw.Draw(image).rectangle(box, fill=0)
    cleaned = without_raised(image, 36)
    assert cleaned.getpixel(note[:2]) == 255
    assert cleaned.getpixel(dot[:2]) == 0  # stands over a letter
    assert cleaned.getpixel((101, 50)) == 0
    paper = Image.new("L", (50, 20), 245)
    assert without_raised(paper, 36).tobytes() == paper.tobytes()
