import pytest
from PIL import Image, ImageDraw

from pipeline.config import Config, OcrSettings
from pipeline.extract import extract
from pipeline.extract.ocr import tesseract
from tests.extract.ocr.fake import program
from tests.extract.ocr.scans import encoded


@pytest.fixture(scope="session")
def blank():
    """A small picture without anything on it."""
    return Image.new("L", (1000, 1000), 255)


@pytest.fixture(scope="session")
def inked(blank):
    """A small picture with ink where `fake.page` has its first word."""
    image = blank.copy()
    ImageDraw.Draw(image).rectangle((105, 55, 185, 75), fill=0)
    return image


@pytest.fixture
def read_with(tmp_path, inked, monkeypatch):
    """The document of a one-page picture file that a program read which does `does`."""

    def read(does, data=None, clock=600, **settings):
        monkeypatch.setattr(tesseract, "_CLOCK", clock)
        ocr = OcrSettings(program=program(tmp_path, does), **settings)
        return extract(data or encoded(inked), "scan.png", Config(ocr=ocr))

    return read
