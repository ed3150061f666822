"""Every directory of samples/ is a case: its input gives its expected.json and expected.md.

The version of the program and the digest of the configuration change with every release and every edited
setting; they are no part of the expectation. `make samples` rewrites what differs otherwise.
"""

import json
from pathlib import Path

import jsonschema
import pytest

from pipeline import convert, to_json, to_markdown, to_record
from pipeline.model import count_letters
from tests.conftest import ROOT, SAMPLES

CASES = sorted(path.name for path in SAMPLES.iterdir() if path.is_dir())
SCHEMA = json.loads((ROOT / "pipeline/emit/article.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module", params=CASES)
def case(request, sample):
    path = sample(request.param)
    return path, convert(path)


def unstamped(record):
    kept = {key: value for key, value in record["conversion"].items() if key not in ("version", "config")}
    return record | {"conversion": kept}


def compare(expected: Path, actual: str, update: bool, read):
    if update and (not expected.exists() or read(expected.read_text("utf-8")) != read(actual)):
        expected.write_text(actual, encoding="utf-8")
    assert read(actual) == read(expected.read_text("utf-8"))


def test_the_record_is_the_expected_one(case, request):
    path, article = case
    update = request.config.getoption("--update")
    compare(path.parent / "expected.json", to_json(article), update, lambda text: unstamped(json.loads(text)))


def test_the_markdown_is_the_expected_one(case, request):
    path, article = case
    compare(path.parent / "expected.md", to_markdown(article), request.config.getoption("--update"), str)


def test_the_expected_record_fits_the_schema(case):
    record = json.loads((case[0].parent / "expected.json").read_text("utf-8"))
    jsonschema.validate(record, SCHEMA, format_checker=jsonschema.FormatChecker())


def test_every_letter_of_the_source_stands_in_one_place(case):
    assert case[1].accounting.balanced


def test_the_letters_that_the_record_counts_are_the_letters_it_holds(case):
    _, article = case
    record = to_record(article)
    body = sum(
        count_letters(entry["text"] + entry.get("label", "") + "".join(block.markers))
        + sum(count_letters(span.get("note", "")) for span in entry.get("spans", ()))
        for entry, block in zip(record["body"], article.body, strict=True)
    )
    boilerplate = sum(count_letters(entry["text"]) * entry.get("count", 1) for entry in record["boilerplate"])
    assert (body, boilerplate) == (record["accounting"]["body"], record["accounting"]["boilerplate"])


def test_the_record_says_which_file_it_is_of(case):
    path, article = case
    record = to_record(article)
    assert record["source"]["file"] == path.name
    assert record["source"]["bytes"] == path.stat().st_size


def test_the_texts_of_spans_join_to_the_text_of_their_block(case):
    for entry in to_record(case[1])["body"]:
        assert (
            "".join(span["text"] for span in entry.get("spans", [{"text": entry["text"]}])) == entry["text"]
        )


def test_every_sample_has_its_origin_in_the_list_of_sources():
    sources = (SAMPLES / "SOURCES.md").read_text("utf-8")
    assert not [name for name in CASES if f"`{name}`" not in sources]
