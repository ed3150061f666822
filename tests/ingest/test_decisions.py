"""What people decided: laid over the record, kept beside it, there after every new conversion."""

import json
import re

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.archive.catalogue import Catalogue
from pipeline.archive.deciding import decide
from pipeline.archive.decisions import (
    FIELDS,
    QUIET,
    VERDICTS,
    Decision,
    DecisionError,
    applied,
    correction,
    decided,
    parse,
    render,
    verdict,
)
from pipeline.archive.export import export
from pipeline.archive.local import Archive
from pipeline.archive.paths import names
from pipeline.archive.reader import Reader
from pipeline.archive.reindex import reindex
from pipeline.archive.search import Query
from pipeline.ingest.session import Selection
from tests.conftest import ROOT

BY = {"by": "nasrin", "at": "2024-01-01T00:00:00+00:00"}
RECORD = json.loads((ROOT / "samples/word-fa-saffron/expected.json").read_text("utf-8"))
DOUBTFUL = RECORD | {
    "status": "check",
    "issues": [
        {"code": "date-ambiguous", "message": "Two days."},
        {"code": "words-broken", "message": "Many.", "page": 1},
        {"code": "no-author", "message": "None."},
    ],
}
SCHEMA = json.loads((ROOT / "pipeline/emit/article.schema.json").read_text("utf-8"))


def corrected(record, field, typed):
    return applied(record, [correction(record, field, typed, **BY)])


def test_a_corrected_date_replaces_the_date_and_settles_what_was_doubtful_of_it():
    made = corrected(DOUBTFUL, "date", "2021-11-14")
    assert made["date"] == "2021-11-14"
    assert made["evidence"]["date"] == {"from": "person"}
    assert [issue["code"] for issue in made["issues"]] == ["words-broken", "no-author"]
    assert made["status"] == "check"
    assert made["decisions"][0]["before"] == "2021-11-13"
    jsonschema.validate(made, SCHEMA)


def test_an_accepted_article_is_ok_until_a_new_conversion_finds_another_doubt():
    accepted = [verdict(DOUBTFUL, "accept", **BY)]
    assert applied(DOUBTFUL, accepted)["status"] == "ok"
    again = DOUBTFUL | {"issues": [*DOUBTFUL["issues"], {"code": "no-text", "message": "A picture."}]}
    made = applied(again, accepted)
    assert (made["status"], [issue["code"] for issue in made["issues"]]) == ("check", ["no-text"])


def test_a_rejected_article_is_doubtful_with_the_reason_until_it_is_opened_again():
    rejected = [verdict(RECORD, "reject", note="two articles in one", **BY)]
    made = applied(RECORD, rejected)
    assert made["status"] == "check"
    assert made["issues"][-1]["message"] == "nasrin marked the conversion as wrong: two articles in one"
    reopened = applied(RECORD, [*rejected, verdict(made, "reopen", **BY)])
    assert reopened["status"] == RECORD["status"]
    assert "issues" not in reopened


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("title", "  A   title ", "A title"),
        ("authors", "الف; ب\nج", ["الف", "ب", "ج"]),
        ("lang", "ps", "ps"),
        ("section", "اقتصادی\nSport", [{"text": "اقتصادی", "lang": "fa", "dir": "rtl"}, {"text": "Sport", "lang": "und", "dir": "ltr"}]),
    ],
)  # fmt: skip
def test_each_field_takes_what_was_typed_in_its_own_shape(field, typed, value):
    made = corrected(RECORD, field, typed)
    assert made[field] == value
    jsonschema.validate(made, SCHEMA)


@pytest.mark.parametrize("field", ["authors", "date", "section"])
def test_nothing_typed_means_that_there_is_none(field):
    made = corrected(RECORD, field, " ")
    assert field not in made
    jsonschema.validate(made, SCHEMA)


def test_another_language_brings_its_direction():
    made = corrected(RECORD, "lang", "en")
    assert (made["dir"], made["langs"][0]) == ("ltr", "en")


@pytest.mark.parametrize(
    ("field", "typed"),
    [("date", "13.11.2021"), ("date", "2021-02-30"), ("lang", "xx"), ("lang", ""), ("date", "2021-11-13")],
)
def test_what_makes_no_sense_is_refused(field, typed):
    with pytest.raises(DecisionError):
        correction(RECORD, field, typed, **BY)


@given(
    st.lists(
        st.builds(
            Decision,
            by=st.text(min_size=1),
            at=st.just(BY["at"]),
            what=st.sampled_from(VERDICTS),
            before=st.none() | st.lists(st.sampled_from(["words-broken", "no-date"]), min_size=1),
            note=st.text(),
        )
        | st.builds(Decision, by=st.just("a"), at=st.just(BY["at"]), what=st.just("title"), after=st.none() | st.text(min_size=1)),
        max_size=6,
    )
)  # fmt: skip
def test_decisions_are_read_as_they_were_written_and_change_nothing_but_fields_issues_and_status(decisions):
    assert list(parse(render(RECORD["id"], decisions))) == decisions
    made = applied(DOUBTFUL, decisions)
    changed = {*FIELDS, "evidence", "dir", "langs", "issues", "status", "decisions"}
    assert {key: made[key] for key in set(made) - changed} == {
        key: DOUBTFUL[key] for key in set(DOUBTFUL) - changed
    }
    assert applied(RECORD, ()) == RECORD


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b'{"schema": "decisions/2"}',
        b'{"schema": "decisions/1", "decisions": [{"by": "a"}]}',
    ],
)
def test_a_file_that_cannot_be_read_is_told_as_an_issue(data):
    made = decided(RECORD, data)
    assert (made["title"], made["status"]) == (RECORD["title"], "check")
    assert made["issues"][-1]["code"] == "decisions-unreadable"


def test_the_issues_that_ask_for_no_eye_are_those_of_the_documentation():
    table = (ROOT / "docs/record.md").read_text("utf-8")
    documented = dict(re.findall(r"^\| `([a-z-]+)` \| (•?) *\|", table, re.MULTILINE))
    assert {code for code, dot in documented.items() if not dot} == QUIET


def test_a_source_called_like_decisions_gets_a_record_of_another_name():
    assert all(not name.lower().endswith(".decisions") for name in names("a.Decisions.pdf", "0" * 64))


@pytest.fixture
def corrected_place(place):
    """An archive with one article, whose date a person corrected."""
    place.put("kites.html")
    place.run()
    with Reader(place.archive) as reader:
        [(digest,)] = reader.rows("SELECT sha256 FROM document")
    decide(
        place.archive,
        [digest],
        lambda record, at: correction(record, "date", "1999-12-31", by="nasrin", at=at),
    )
    return place


def dates(place):
    with Reader(place.archive) as reader:
        [(name, date)] = reader.rows("SELECT name, date FROM document")
        return date, reader.record(name)["date"]


def test_a_decision_is_found_at_once_and_the_record_stays_as_it_was_made(corrected_place):
    assert dates(corrected_place) == ("1999-12-31", "1999-12-31")
    record = json.loads(corrected_place.tree()["kites.json"])
    assert record["date"] == "2015-07-27"


@pytest.mark.parametrize(
    "again", [Selection(settle=0, retry=frozenset({"ok"})), Selection(settle=0, stale=True)]
)
def test_a_decision_survives_a_new_conversion(corrected_place, again):
    with Catalogue(Archive(corrected_place.archive).catalogue) as catalogue:
        catalogue._db.execute("UPDATE source SET made_with = 'something older'")
    corrected_place.run(again)
    assert dates(corrected_place) == ("1999-12-31", "1999-12-31")
    with Reader(corrected_place.archive) as reader:
        assert reader.rows("SELECT count(*) FROM attempt") == [(2,)]


def test_an_export_has_the_decision_and_a_bag_keeps_its_file(corrected_place, tmp_path):
    with Reader(corrected_place.archive) as reader:
        export(reader, Query(), tmp_path / "out.jsonl", "jsonl")
        export(reader, Query(), tmp_path / "out", "bag")
    record = json.loads((tmp_path / "out.jsonl").read_text("utf-8"))
    assert record["date"] == "1999-12-31"
    jsonschema.validate(record, SCHEMA)
    assert (tmp_path / "out/data/articles/kites.decisions.json").is_file()
    assert "1999-12-31" in (tmp_path / "out/data/metadata/kites.dc.xml").read_text("utf-8")


def test_a_decision_survives_a_lost_catalogue(corrected_place):
    for path in corrected_place.archive.glob("catalogue.sqlite*"):
        path.unlink()
    assert reindex(corrected_place.archive) == (1, [])
    assert dates(corrected_place) == ("1999-12-31", "1999-12-31")
