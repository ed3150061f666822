"""What a query finds: words, phrases, filters, order, places in the text; and that nothing typed can break it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import InputError
from pipeline.archive.reader import Reader
from pipeline.archive.search import Query, QueryError, facets, search
from tests.archive.archives import make_archive, record

NAME = [{"text": "آزادی", "lang": "fa", "dir": "rtl"}]
RECORDS = [
    record("The ferry leaves at dawn with tea.", "Tea", lang="en", date="2019-05-01", authors=["Ann Lee"]),
    record("Coffee and tea at the ferry.", "Coffee", lang="en", date="2020-01-31", site={"url": "a.org"}),
    record("زعفران هرات گران است.", "زعفران", date="2021-11-13", site={"name": NAME, "profile": "azadi"}),
    record(
        "هرات بزرگ است.",
        "شهر",
        status="check",
        issues=[{"code": "no-date", "message": "no date"}, {"code": "no-date", "message": "again"}],
        section=[{"text": "سیاست خارجی", "lang": "fa", "dir": "rtl"}],
    ),
]


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    with Reader(make_archive(tmp_path_factory.mktemp("archive"), RECORDS)) as reader:
        yield reader


def names(reader, words="", **fields):
    return sorted(hit.name for hit in search(reader, Query(words=words, **fields)).hits)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ferry", ["a0", "a1"]),
        ("ferry dawn", ["a0"]),
        ("ferry -dawn", ["a1"]),
        ("-ferry", ["a2", "a3"]),
        ("-ferry -زعفران", ["a3"]),
        ('"at the ferry"', ["a1"]),
        ('"ferry the at"', []),
        ('-"at the ferry" ferry', ["a0"]),
        ("«هرات گران»", ["a2"]),
        ('"at the fer', []),
        ('"at the ferry', ["a1"]),
        ("fer*", ["a0", "a1"]),
        ("fer", []),
        ("-fer*", ["a2", "a3"]),
        ('"at the fer*"', ["a1"]),
        ("FERRY", ["a0", "a1"]),
        ("", ["a0", "a1", "a2", "a3"]),
        ("   ", ["a0", "a1", "a2", "a3"]),
        ("؟! *", []),
        ("AND", ["a1"]),
        ("ferry OR coffee", []),
        ("spaced : ferry", []),
    ],
)
def test_words_phrases_beginnings_and_exclusions(reader, words, found):
    assert names(reader, words) == found


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"lang": ("en",)}, ["a0", "a1"]),
        ({"lang": ("en", "fa"), "words": "هرات"}, ["a2", "a3"]),
        ({"status": ("check",)}, ["a3"]),
        ({"issue": ("no-date",)}, ["a3"]),
        ({"issue": ("no-text",)}, []),
        ({"site": ("آزادي",)}, ["a2"]),
        ({"site": ("A.ORG",)}, ["a1"]),
        ({"site": ("nowhere",)}, []),
        ({"section": ("سياست",)}, ["a3"]),
        ({"author": ("lee",)}, ["a0"]),
        ({"since": "2020"}, ["a1", "a2"]),
        ({"until": "2020"}, ["a0", "a1"]),
        ({"since": "2020-01", "until": "2020-01"}, ["a1"]),
        ({"since": "2020-01-31", "until": "۲۰۲۰-۰۱-۳۱"}, ["a1"]),
        ({"since": "2020", "lang": ("fa",), "words": "هرات"}, ["a2"]),
        ({"lang": ("\udcff",)}, []),
        ({"site": ("'; DROP TABLE document; --",)}, []),
    ],
)
def test_filters(reader, filters, found):
    assert names(reader, **filters) == found


def test_a_name_that_a_site_has_as_a_whole_is_not_looked_for_in_others(tmp_path):
    sections = ["سیاست", "سیاست خارجی"]
    records = [record(text, section=[{"text": text, "lang": "fa", "dir": "rtl"}]) for text in sections]
    with Reader(make_archive(tmp_path, records)) as reader:
        assert names(reader, section=("سیاست",)) == ["a0"]
        assert names(reader, section=("سیا",)) == ["a0", "a1"]


def test_orders_and_pages(reader):
    def order(**fields):
        return [hit.name for hit in search(reader, Query(**fields)).hits]

    assert order(sort="newest") == order() == ["a2", "a1", "a0", "a3"]
    assert order(sort="oldest") == ["a0", "a1", "a2", "a3"]
    assert order(sort="oldest", limit=2, offset=1) == ["a1", "a2"]
    assert order(limit=None) == order()
    assert order(words="tea", sort="relevance") == ["a0", "a1"]  # in the title too
    assert search(reader, Query(words="ferry", limit=0)).total == 2
    assert search(reader, Query(words="ferry", offset=9)).hits == ()


def test_of_too_many_documents_the_last_are_ranked_and_each_stands_on_one_page(tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.archive.search.finding.RANKED", 3)
    texts = ["tea tea tea", "tea", "tea and more", "tea tea", "tea and so many other words"]
    with Reader(make_archive(tmp_path, [record(text, "", lang="en") for text in texts])) as reader:

        def page(offset, limit, **filters):
            query = Query(words="tea", offset=offset, limit=limit, **filters)
            return [hit.name for hit in search(reader, query).hits]

        assert page(0, 5) == page(0, 5, lang=("en",)) == ["a3", "a2", "a4", "a1", "a0"]
        assert page(0, 2) + page(2, 2) + page(4, 2) == page(0, 5)


def test_a_hit_says_where_the_words_stand(tmp_path):
    texts = ["Nothing here.", "word " * 100 + "the green ferry " + "word " * 100, "A ferry."]
    with Reader(make_archive(tmp_path, [record(texts, "Ferry", lang="en")])) as reader:
        (hit,) = search(reader, Query(words="ferry green")).hits
        assert hit.marks == ((0, 5),)
        (snippet,) = hit.snippets
        assert (snippet.block, snippet.page, snippet.lang, snippet.dir) == (1, 2, "en", "ltr")
        assert [snippet.text[start:end] for start, end in snippet.marks] == ["green", "ferry"]
        assert snippet.text.startswith("…word")
        assert snippet.text.endswith("word…")
        (hit,) = search(reader, Query(words="ferry"), excerpts=3).hits
        assert [snippet.block for snippet in hit.snippets] == [1, 2]


def test_a_record_that_is_gone_costs_only_its_snippet(tmp_path):
    with Reader(make_archive(tmp_path, RECORDS)) as reader:
        (tmp_path / "articles/a0.json").unlink()
        (tmp_path / "articles/a1.json").write_text("[")
        assert [hit.snippets for hit in search(reader, Query(words="ferry")).hits] == [(), ()]


def test_facets_count_what_another_choice_would_give(reader):
    counted = facets(reader, Query(words="هرات", status=("ok",)))
    assert dict(counted["status"]) == {"ok": 1, "check": 1}
    assert dict(counted["lang"]) == {"fa": 1}
    assert counted["year"] == (("2021", 1),)
    counted = facets(reader, Query())
    assert counted["lang"] == (("en", 2), ("fa", 2))
    assert counted["year"] == (("2021", 1), ("2020", 1), ("2019", 1), (None, 1))
    assert counted["issue"] == (("no-date", 1),)
    assert dict(counted["site"]) == {"آزادی": 1, "a.org": 1, None: 2}


def test_what_makes_no_sense_is_said(reader):
    for fields in ({"since": "yesterday"}, {"until": "2020-13"}, {"sort": "best"}, {"limit": -1}):
        with pytest.raises(QueryError):
            Query(**fields)
    with pytest.raises(QueryError, match="at most"):
        search(reader, Query(words="a " * 51))
    assert search(reader, Query(words="ab " * 50)).total == 0


TYPED = st.text(st.one_of(st.sampled_from('"*-«»():^+{}ab \x00\u200cمی'), st.characters()), max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(TYPED)
def test_nothing_that_is_typed_is_an_error_of_the_database(reader, words):
    hits = search(reader, Query(words=words, site=(words,)))
    assert hits.total == len(hits.hits)


@given(TYPED.filter(str.split))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_marks_lie_in_the_text_in_order(words):
    from pipeline.archive.search import Marker

    text = f"{words} {words}"
    places = [place for mark in Marker(words).marks(text) for place in mark]
    assert places == sorted(places)
    assert not places or places[-1] <= len(text)


def test_a_place_without_archive_says_what_to_do(tmp_path):
    with pytest.raises(InputError, match="baygan ingest"):
        Reader(tmp_path)
    (tmp_path / "articles").mkdir()
    with pytest.raises(InputError, match="baygan reindex"):
        Reader(tmp_path)
    (tmp_path / "catalogue.sqlite").write_text("no database, but long enough to be looked at")
    with pytest.raises(InputError, match="not a database; baygan reindex makes it anew"):
        Reader(tmp_path)


def test_reading_changes_nothing(tmp_path):
    make_archive(tmp_path, RECORDS)
    before = {path: path.read_bytes() for path in Path(tmp_path).rglob("*") if path.is_file()}
    with Reader(tmp_path) as reader:
        assert search(reader, Query(words="tea")).total == 2
    assert {path: path.read_bytes() for path in Path(tmp_path).rglob("*") if path.is_file()} == before
