"""Scans of Persian and English pages as Tesseract reads them: the whole way to the record."""

import json
from functools import cache

import jsonschema
import pytest
from PIL import Image
from rapidfuzz.distance import Levenshtein

from pipeline import convert, load_config, to_record
from tests.conftest import ROOT
from tests.extract.ocr.scans import encoded, picture, scanned_pdf

SAFFRON, BRIDGE = "word-fa-saffron", "libreoffice-en-bridge"
GARBAGE = "\n".join(["xqzt wrkp bdfg nmvz kkqj tttv pxzb wqrt mmnb vczx"] * 12)
LAYER = "\n".join(["The municipal gymnasium in the border town smells of diesel heaters and wool."] * 6)


@pytest.fixture(scope="module")
def persian():
    return convert(scanned_pdf(picture(SAFFRON)), file="scan.pdf")


@pytest.fixture(scope="module")
def english():
    return convert(encoded(picture(BRIDGE)), file="scan.png")


def letters(text):
    return "".join(char for char in text if char.isalpha())


@cache
def expected(name):
    """The record that the sample's own text gives."""
    return json.loads((ROOT / "samples" / name / "expected.json").read_text("utf-8"))


def errors_of_first_page(article, name):
    """Letters wrong, for each letter of the paragraphs that stand wholly on the first page."""
    blocks = [
        letters(block["text"])
        for block in expected(name)["body"]
        if block["page"] == 1 and "page_end" not in block and block["kind"] == "paragraph"
    ]
    read = {letters(block.text) for block in article.body}
    wrong = sum(min(Levenshtein.distance(block, other) for other in read) for block in blocks)
    return wrong / sum(map(len, blocks))


@pytest.mark.parametrize(("kind", "name", "most"), [("persian", SAFFRON, 0.03), ("english", BRIDGE, 0.01)])
def test_letters_are_read(request, kind, name, most):
    assert errors_of_first_page(request.getfixturevalue(kind), name) <= most


@pytest.mark.parametrize(("kind", "name"), [("persian", SAFFRON), ("english", BRIDGE)])
def test_masthead_author_and_date_are_found_as_in_text(request, kind, name):
    record = to_record(request.getfixturevalue(kind))
    for field in ("authors", "date", "section"):
        assert record[field] == expected(name)[field]


@pytest.mark.parametrize("kind", ["persian", "english"])
def test_what_ocr_read_is_marked_counted_and_fits_the_schema(request, kind):
    article = request.getfixturevalue(kind)
    record = to_record(article)
    jsonschema.validate(record, json.loads((ROOT / "pipeline/emit/article.schema.json").read_text("utf-8")))
    assert article.accounting.balanced
    assert {block["read_by"] for block in record["body"]} == {"ocr"}
    assert all(0.5 < block["confidence"] <= 1 for block in record["body"])
    assert record["evidence"]["date"]["read_by"] == "ocr"
    assert record["status"] == "check"


@pytest.mark.parametrize("kind", ["persian", "english"])
def test_every_number_is_flagged(request, kind):
    article = request.getfixturevalue(kind)
    for block in to_record(article)["body"]:
        flagged = "".join(word["text"] for word in block["words"] if word.get("number"))
        assert not [char for char in block["text"] if char.isdigit() and char not in flagged]
    issue = next(issue for issue in article.issues if issue.code == "ocr-numbers")
    assert issue.count >= sum(word.is_number for block in article.body for word in block.words)


def test_a_page_on_its_side_is_turned():
    article = convert(encoded(picture(BRIDGE, angle=90), "TIFF"), file="scan.tif")
    assert "page-turned" in {issue.code for issue in article.issues}
    assert errors_of_first_page(article, BRIDGE) <= 0.02


def test_a_blank_page_between_others_is_told_and_needs_nobody():
    blank = Image.new("L", (1650, 2340), 250)
    article = convert(scanned_pdf(blank, picture(BRIDGE)), file="scan.pdf")
    assert [issue.page for issue in article.issues if issue.code == "blank-page"] == [1]
    assert not {"no-text", "ocr-failed"} & {issue.code for issue in article.issues}


def test_a_photograph_has_no_words():
    blots = Image.effect_noise((40, 55), 120).resize((1600, 2200), Image.Resampling.BICUBIC)
    article = convert(encoded(blots, "JPEG"), file="photo.jpg")
    assert not any(block.text for block in article.body)
    assert "no-text" in {issue.code for issue in article.issues}


def test_a_good_ocr_layer_is_kept_and_said_to_be_one():
    article = convert(scanned_pdf(picture(BRIDGE), invisible=LAYER), file="scan.pdf")
    assert article.ocr is None
    assert {block.read_by for block in article.body} == {"ocr"}
    assert "ocr-layer" in {issue.code for issue in article.issues}


def test_a_bad_ocr_layer_is_read_anew_and_kept_apart():
    article = convert(scanned_pdf(picture(BRIDGE), invisible=GARBAGE), file="scan.pdf")
    assert errors_of_first_page(article, BRIDGE) <= 0.01
    hidden = {entry.rule: entry.count for entry in article.boilerplate if entry.place == "hidden"}
    assert hidden == {"unreadable-text": 12}
    assert "ocr-layer" not in {issue.code for issue in article.issues}
    assert article.accounting.balanced


def test_good_text_is_never_read_by_ocr_unless_asked_for(sample):
    path = sample(BRIDGE)
    config = load_config()
    assert convert(path, config=config).ocr is None
    asked = convert(path, config=config.with_ocr("always", 2))
    assert sorted(asked.ocr.pages) == [1, 2]
    assert errors_of_first_page(asked, BRIDGE) <= 0.01
    assert {entry.rule for entry in asked.boilerplate if entry.place == "hidden"} >= {"text-layer"}


def test_without_ocr_a_scan_stays_a_picture():
    article = convert(encoded(picture(BRIDGE)), file="scan.png", config=load_config().with_ocr("never", 1))
    assert article.ocr is None
    assert "no-text" in {issue.code for issue in article.issues}
