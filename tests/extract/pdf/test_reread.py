"""Files whose text layer is no text: read from the shapes of their glyphs, and told so."""

from io import BytesIO

import pikepdf
import pytest
from rapidfuzz.distance import Levenshtein

from pipeline.extract.pdf import extract
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
    return extract(data, source("some.pdf"))


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
