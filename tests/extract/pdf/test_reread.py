"""Files whose text layer is no text: read from the shapes of their glyphs, and told so."""

from io import BytesIO

import pikepdf
import pytest
from rapidfuzz.distance import Levenshtein

from pipeline.config import Config, OcrSettings
from pipeline.extract.pdf import extract
from pipeline.extract.pdf.look import ocr_look
from tests.conftest import SAMPLES
from tests.extract.pdf.build import source


def broken(name, breaking):
    """A sample with something done to each of its fonts."""
    with pikepdf.open(SAMPLES / name / "input.pdf") as pdf:
        for obj in pdf.objects:
            if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == pikepdf.Name.Font:
                breaking(pdf, obj)
        file = BytesIO()
        pdf.save(file)
    return file.getvalue()


def without_map(_, font):
    if "/ToUnicode" in font:
        del font["/ToUnicode"]


def read(data):
    return extract(data, source("some.pdf"), Config(ocr=OcrSettings(mode="never")))


def text(document):
    return "\n".join(line.text for line in document.lines)


@pytest.mark.parametrize("name", ["libreoffice-fa-library", "libreoffice-en-bridge"])
def test_a_file_whose_fonts_have_lost_their_maps_reads_as_before(name):
    sound = read((SAMPLES / name / "input.pdf").read_bytes())
    document = read(broken(name, without_map))
    before, after = text(sound), text(document)
    assert Levenshtein.distance(before, after) < 0.02 * len(before)
    assert "decoded-text" in [issue.code for issue in document.issues]
    assert {line.read_by for line in document.lines if line.text and not line.rows} == {"glyphs"}


def test_text_that_is_language_is_not_touched():
    document = read((SAMPLES / "libreoffice-fa-library" / "input.pdf").read_bytes())
    assert not [issue.code for issue in document.issues]
    assert {line.read_by for line in document.lines} == {None}
    assert "decoded-glyphs" not in document.repairs


def without_letters(pdf, font):
    if "/ToUnicode" in font and "Bold" in str(font.BaseFont):
        font.ToUnicode = pdf.make_stream(b"1 begincodespacerange <00> <FF> endcodespacerange")


def test_where_only_some_glyphs_are_silent_no_other_font_is_doubted():
    document = read(broken("libreoffice-en-bridge", without_letters))
    decoded = {
        span.font for line in document.lines if line.read_by for span in line.spans if span.text.strip()
    }
    silent = {span.font for line in document.lines for span in line.spans if "Bold" in (span.font or "")}
    assert decoded == silent != set()


def test_the_record_says_what_told_the_letters_and_of_which_fonts():
    decoded = read(broken("libreoffice-en-bridge", without_map)).decoded
    assert decoded.witnesses == ("pictures", "words")
    assert decoded.fonts
    assert all(len(digest) == 64 for digest in decoded.fonts.values())


def test_each_letter_in_doubt_is_told_with_its_place_and_what_else_it_may_be():
    document = read(broken("libreoffice-fa-library", without_map))
    doubts = [issue for issue in document.issues if issue.code == "doubtful-letter"]
    assert all(issue.human and issue.page and issue.box and issue.count for issue in doubts)
    for issue in doubts:
        letter, word, other = issue.message.split("“")[1:]
        assert letter[0] in word
        assert other[0] != letter[0]


def test_the_same_bytes_are_decoded_to_the_same_document():
    data = broken("libreoffice-en-bridge", without_map)
    assert read(data) == read(data)


def test_ocr_is_asked_for_at_most_three_pages_and_agrees_with_what_is_drawn():
    data = broken("libreoffice-fa-library", without_map)
    look = ocr_look(data, OcrSettings())
    seen = look.read([0])
    assert look.program.startswith("tesseract ")
    assert len(seen[0]) > 20
    assert ocr_look(data, OcrSettings(mode="never")) is None
    assert ocr_look(data, OcrSettings(program="no-such-program")) is None
