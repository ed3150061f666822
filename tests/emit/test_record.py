"""The record: article/1, strict JSON, nothing that is not known."""

import datetime
import json
import math
from pathlib import Path

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.emit.record import to_json, to_record
from pipeline.emit.strict import dumps
from pipeline.model import Boilerplate, Box, Credit, Decoded, Evidence, Issue, Ocr, Site, Span, Text, Word
from tests.emit.articles import article, block

SCHEMA = json.loads((Path(__file__).parents[2] / "pipeline/emit/article.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
DATE = datetime.date(2011, 3, 12)


def full():
    """An article of which everything is known."""
    text = Text(text="متن", lang="fa", dir="rtl")
    box = Box(1.26, 2, 3, 4)
    return article(
        block("heading", "الف", level=2),
        block(
            "paragraph",
            Span(text="ب", bold=True, size=12.0, font="Nazli"),
            Span(text="c", italic=True, lang="en", dir="ltr"),
            Span(text="", note="1"),
            Span(text="2", superscript=True),
            raw="ب c",
            page=1,
            page_end=2,
            box=box,
        ),
        block("list", "یک\nدو", ordered=True, markers=("1.", "2.")),
        block("table", "الف\tب", rows=(("الف", "ب"),)),
        block("image", "", image="1.jpg"),
        block("footnote", "پ", label="1"),
        block(
            "paragraph",
            "سال ۱۲",
            read_by="ocr",
            words=(
                Word(text="سال", page=1, box=box, confidence=0.9),
                Word(text="۱۲", page=1, box=box, confidence=0.5),
            ),
        ),
        other_titles=(text,),
        authors=("کریم",),
        date=DATE,
        section=(text,),
        site=Site(profile="generic", name=(text,), url="a.example", email="a@b.example"),
        credit=Credit(text="منبع", name="منبع", date=DATE, url="https://a.example"),
        lead="چکیده",
        langs=("fa", "en"),
        boilerplate=(
            Boilerplate(place="header", text="ی", raw="ي", rule="repeated:header", page=1, count=2),
        ),
        evidence={"title": Evidence(origin="body", text="عنوان", page=1, box=box)},
        issues=(Issue(code="no-text", message="no text", page=1, count=3),),
        pages=2,
        url="https://a.example",
        charset="utf-8",
        metadata={"Producer": "Word", "Author": ""},
        repairs={"visual-order": 1},
        ocr=Ocr(engine="tesseract 5.3.0", pages={2: ("fas", "eng")}),
        decoded=Decoded(witnesses=("pictures", "words"), fonts={"Nazanin": "1" * 64, "Drawn": ""}),
    )


def test_a_full_record_fits_the_schema_and_uses_every_key_of_it():
    record = to_record(full())
    VALIDATOR.validate(record)
    assert set(record) == set(SCHEMA["properties"]) - {"decisions"}  # laid over a record later, by people
    for part in ("source", "conversion", "site", "credit"):
        assert set(record[part]) == set(SCHEMA["properties"][part]["properties"])
    blocks = set().union(*record["body"])
    assert blocks == set(SCHEMA["$defs"]["block"]["properties"])


def test_what_ocr_read_is_given_word_by_word_with_numbers_flagged():
    record = to_record(full())
    read = record["body"][-1]
    assert read["confidence"] == 0.74  # by letters: (3 * 0.9 + 2 * 0.5) / 5
    assert [(word["text"], word.get("number")) for word in read["words"]] == [("سال", None), ("۱۲", True)]
    assert record["conversion"]["ocr"] == {
        "engine": "tesseract 5.3.0",
        "pages": [{"page": 2, "models": ["fas", "eng"]}],
    }


def test_an_article_of_which_little_is_known_says_nothing_of_the_rest():
    record = to_record(article(block("paragraph", "متن")))
    VALIDATOR.validate(record)
    assert list(record) == [
        "schema",
        "id",
        "status",
        "title",
        "lang",
        "dir",
        "body",
        "source",
        "conversion",
        "accounting",
    ]
    assert record["body"] == [{"kind": "paragraph", "text": "متن", "lang": "fa", "dir": "rtl"}]


def test_spans_join_to_the_text_and_hold_only_what_is_styled():
    record = to_record(full())["body"][1]
    assert "".join(span["text"] for span in record["spans"]) == record["text"]
    assert record["spans"] == [
        {"text": "ب", "bold": True},
        {"text": "c", "italic": True, "lang": "en", "dir": "ltr"},
        {"text": "", "note": "1"},
        {"text": "2"},
    ]


def test_spans_that_differ_only_in_font_and_size_are_not_styled():
    made = block("paragraph", Span(text="a", size=12.0), Span(text="b", size=12.5, lang="fa", dir="rtl"))
    assert "spans" not in to_record(article(made))["body"][0]


def test_a_box_is_given_in_tenths_of_a_point_and_only_if_it_is_one():
    whole, broken = (block("paragraph", "a", box=Box(1.26, 2, 3, edge)) for edge in (4, math.nan))
    first, second = to_record(article(whole, broken))["body"]
    assert first["box"] == [1.3, 2, 3, 4]
    assert "box" not in second


def test_a_raw_text_that_is_the_text_is_left_out():
    assert "raw" not in to_record(article(block("paragraph", "a", raw="a")))["body"][0]


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_makes_strict_json_in_utf8(text):
    made = article(block("paragraph", text), title=text)
    encoded = to_json(made).encode("utf-8")
    read = json.loads(encoded)
    VALIDATOR.validate(read)
    assert read["title"] == "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    assert not {"\x7f", "\x85", "\x9b", "\u2028", "\ufeff", "\uffff"} & set(encoded.decode())


def test_the_same_article_gives_the_same_bytes_whatever_the_order_of_its_repairs():
    one, two = article(repairs={"a": 1, "b": 2}), article(repairs={"b": 2, "a": 1})
    assert to_json(one) == to_json(two)


def test_letters_of_all_scripts_stay_readable():
    assert dumps(["افغانستان", "ښوونځی", "Zürich"]) == '["افغانستان", "ښوونځی", "Zürich"]'
