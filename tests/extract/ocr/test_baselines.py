"""Where lines stand, by their ink: a stroke drawn where the letters of a line join."""

import pytest
from PIL import ImageDraw

from pipeline.extract.ocr.baselines import with_baselines
from pipeline.extract.ocr.words import ReadLine, ReadWord

JOINED = 66


def line(*words, baseline):
    read = tuple(ReadWord(text, 100 * i, 50, 100 * i + 90, 80, 90.0) for i, text in enumerate(words))
    return ReadLine(words=read, baseline=baseline, slope=0.0)


@pytest.fixture
def joined(blank):
    """A picture of a line whose letters join at one height, and reach high above and below it."""
    image = blank.copy()
    draw = ImageDraw.Draw(image)
    draw.line((0, JOINED, 290, JOINED), fill=0)
    for x in (20, 150, 240):
        draw.line((x, 50, x + 5, 80), fill=0, width=3)
    return image


@pytest.mark.parametrize("told", [60, 66, 75])
def test_a_line_in_arabic_script_stands_where_its_letters_join(joined, told):
    (settled,) = with_baselines(joined, [line("پیمان", "هلمند", "امضا", baseline=told)])
    assert settled.baseline == JOINED


def test_a_line_that_slopes_is_followed_along_the_page(blank):
    image = blank.copy()
    ImageDraw.Draw(image).line((0, 50, 890, 80), fill=0, width=2)
    words = tuple(ReadWord("پیمان", 100 * i, 45, 100 * i + 90, 85, 90.0) for i in range(9))
    (settled,) = with_baselines(image, [ReadLine(words=words, baseline=72, slope=30 / 890)])
    assert settled.baseline == pytest.approx(65, abs=2)


def test_a_line_in_latin_script_stands_where_the_program_says(joined):
    (settled,) = with_baselines(joined, [line("bridge", "over", "water", baseline=75)])
    assert settled.baseline == 75


def test_a_line_at_the_edge_of_the_picture_has_the_ink_that_is_there(blank):
    image = blank.copy()
    ImageDraw.Draw(image).line((0, 4, 290, 4), fill=0)
    (settled,) = with_baselines(image, [line("پیمان", "هلمند", "امضا", baseline=2)])
    assert settled.baseline == 4
