"""What is read how often: pages with unsure words are read a second time, in a smaller picture. A program that counts its runs stands in."""

import pytest
from msgspec.structs import replace

from pipeline import load_config
from pipeline.extract.ocr.page import read_page
from pipeline.extract.ocr.picture import PagePicture
from pipeline.extract.ocr.tesseract import installed
from pipeline.extract.ocr.words import ReadLine, ReadWord, scaled
from tests.extract.ocr.fake import page, prints, program

SURE = [("سلام", 90)] * 8


@pytest.fixture
def read(tmp_path, inked):
    """Reads a page of 1000 by 1000 pixels; gives the reading, and the number of runs that took."""

    def run(model, words):
        path = program(tmp_path, f"echo run >> {tmp_path}/runs\n{prints(page(*words))}")
        settings = replace(load_config().ocr, program=path, models=(model,) if model else ())
        picture = PagePicture(page=1, image=inked, dpi=200, scanned=False)
        reading = read_page(picture, installed(path), settings)
        return reading, len((tmp_path / "runs").read_text().split())

    return run


def test_a_page_whose_words_are_sure_is_read_once(read):
    assert read("fas", SURE)[1] == 1


def test_a_page_with_an_unsure_word_is_read_again(read):
    assert read("fas", [*SURE, ("سلاو", 40)])[1] == 2


def test_the_reading_that_told_the_models_of_a_page_is_the_second_opinion_on_it(read):
    assert read(None, [*SURE, ("سلاو", 70)])[1] == 2


def test_latin_script_is_not_read_again(read):
    assert read("eng", [*[("peace", 90)] * 8, ("peaec", 40)])[1] == 1


def test_words_of_a_smaller_picture_stand_where_they_are_on_the_page():
    small = ReadLine(words=(ReadWord("سلام", 30, 60, 90, 75, 80.0),), baseline=72, slope=0.1)
    (line,) = scaled([small], 2)
    assert line == ReadLine(words=(ReadWord("سلام", 60, 120, 180, 150, 80.0),), baseline=144, slope=0.1)


def test_a_line_that_is_hardly_more_than_noise_is_read_by_itself(read):
    _, runs = read("eng", [*[("peace", 30)] * 4])
    assert runs == 2


def test_a_line_of_numbers_is_not_read_by_itself(read):
    _, runs = read("eng", [*[("1873", 30)] * 4])
    assert runs == 1
