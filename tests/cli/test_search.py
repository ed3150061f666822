"""`baygan search`: the articles of an archive that have the words."""

import json

import pytest

from tests.archive.archives import make_archive, record

RECORDS = [
    record(
        "The ferry leaves at dawn.\nIt is late.", "Tea", lang="en", date="2019-05-01", authors=["Ann Lee"]
    ),
    record("Coffee at the ferry \x1b[31m.", "Coffee", lang="en", date="2020-01-31", status="check"),
    record("زعفران هرات گران است.", "زعفران", date="2021-11-13"),
]


@pytest.fixture
def archive(tmp_path):
    return make_archive(tmp_path / "archive", RECORDS)


def test_articles_are_shown_with_what_was_found(baygan, archive):
    code, out, err = baygan("search", archive, "ferry", "dawn")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "1. Tea",
        "   articles/a0.json · 2019-05-01 · Ann Lee",
        "   The [ferry] leaves at [dawn]. It is late.",
        "1 article",
    ]


def test_a_word_with_a_dash_is_left_out_and_no_option(baygan, archive):
    assert baygan("search", archive, "ferry", "-hello", "-coffee", "--count").out == "1\n"
    result = baygan("search", archive, "--lagn", "fa")
    assert result.code == 2
    assert "--lagn" in result.err


def test_phrases_need_no_quotes_of_the_shell(baygan, archive):
    assert baygan("search", archive, "«هرات", "گران»", "--count").out == "1\n"
    assert baygan("search", archive, "«زعفران", "گران»", "--count").out == "0\n"


def test_filters_order_and_pages(baygan, archive):
    def found(*options):
        return [hit["name"] for hit in json.loads(baygan("search", archive, "--json", *options).out)["hits"]]

    assert found("--lang", "en", "--sort", "oldest") == ["a0", "a1"]
    assert found("--lang", "en", "--lang", "fa", "--limit", "1") == ["a2"]
    assert found("--from", "2020", "--to", "2020-01") == ["a1"]
    assert found("--status", "check") == ["a1"]
    assert found("--author", "lee") == ["a0"]
    assert found("--site", "none") == found("--section", "none") == found("--issue", "none") == []
    out = baygan("search", archive, "--limit", "1", "--offset", "1").out
    assert out.startswith("2. Coffee\n")
    assert out.endswith("3 articles, 2 to 2 of them here\n")


def test_nothing_of_a_text_steers_the_terminal(baygan, archive):
    assert "\x1b" not in baygan("search", archive, "coffee").out


def test_the_answer_as_json_has_the_places(baygan, archive):
    answer = json.loads(baygan("search", archive, "گران", "--json").out)
    assert (answer["total"], answer["offset"]) == (1, 0)
    (snippet,) = answer["hits"][0]["snippets"]
    ((start, end),) = snippet["marks"]
    assert snippet["text"][start:end] == "گران"


@pytest.mark.parametrize("options", [("--from", "heute"), ("a " * 60,), ("--sort", "best")])
def test_what_makes_no_sense_is_wrong_usage(baygan, archive, options):
    result = baygan("search", archive, *options)
    assert (result.code, result.out) == (2, "")


def test_a_place_without_archive_is_an_error(baygan, tmp_path):
    assert baygan("search", tmp_path, "tea").code == 4
