"""Exports as one file: what is in the records is in the file, and a file is there whole or not at all."""

import csv
import datetime
import json
import tracemalloc

import pyarrow.parquet as pq
import pytest

from pipeline import OutputError
from pipeline.archive.export import export
from pipeline.archive.reader import Reader
from pipeline.archive.search import Query
from tests.archive.archives import make_archive, record

ALL = Query(limit=None)
NAME = [{"text": "سیاست", "lang": "fa", "dir": "rtl"}, {"text": "Politics", "lang": "en", "dir": "ltr"}]
RECORDS = [
    record(
        ["یک «جمله»، با ویرگول", 'two "quoted", lines\nhere'],
        "=HYPERLINK(1)",
        date="2021-11-13",
        authors=["Ann", "نجیب‌الله"],
        section=NAME,
        issues=[{"code": "no-date", "message": "none"}] * 2,
        status="check",
    ),
    record("Coffee", "Coffee", lang="en"),
]


@pytest.fixture
def reader(tmp_path):
    with Reader(make_archive(tmp_path / "archive", RECORDS)) as reader:
        yield reader


def test_json_lines_are_the_records(reader, tmp_path):
    assert export(reader, ALL, tmp_path / "out.jsonl", "jsonl").count == 2
    lines = (tmp_path / "out.jsonl").read_text("utf-8").split("\n")
    assert [json.loads(line) for line in lines[:-1]] == RECORDS


def test_csv_is_read_back_as_it_was_but_for_formulas(reader, tmp_path):
    export(reader, ALL, tmp_path / "out.csv", "csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        first, second = csv.DictReader(file)
    assert first["title"] == "'=HYPERLINK(1)"
    assert first["text"] == 'یک «جمله»، با ویرگول\n\ntwo "quoted", lines\nhere'
    assert (first["authors"], first["section"]) == ("Ann; نجیب‌الله", "سیاست; Politics")
    assert (first["name"], first["date"], first["issues"]) == ("a0", "2021-11-13", "no-date")
    assert (second["title"], second["date"], second["pages"]) == ("Coffee", "", "")


def test_parquet_has_types(reader, tmp_path):
    export(reader, ALL, tmp_path / "out.parquet", "parquet")
    first, second = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert first["title"] == "=HYPERLINK(1)"
    assert first["date"] == datetime.date(2021, 11, 13)
    assert (first["authors"], first["issues"]) == (["Ann", "نجیب‌الله"], ["no-date"])
    assert (second["date"], second["pages"], second["bytes"], second["section"]) == (None, None, 1, [])


def test_parquet_without_its_library_says_what_to_install(reader, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(OutputError, match=r"baygan\[parquet\]"):
        export(reader, ALL, tmp_path / "out.parquet", "parquet")


def test_a_query_chooses(reader, tmp_path):
    for query in (Query(words="coffee", limit=None), Query(lang=("en",), limit=1)):
        assert export(reader, query, tmp_path / "out.jsonl", "jsonl").count == 1
        assert json.loads((tmp_path / "out.jsonl").read_text("utf-8")) == RECORDS[1]


def test_a_record_that_is_gone_is_told(reader, tmp_path):
    (reader.archive.articles / "a0.json").unlink()
    exported = export(reader, ALL, tmp_path / "out.jsonl", "jsonl")
    assert (exported.count, exported.missing) == (1, ("a0",))


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet", "bag"])
def test_an_export_that_fails_leaves_what_was_there(reader, tmp_path, monkeypatch, form):
    out = tmp_path / "out"
    if form != "bag":
        out.write_text("before")

    def fail(_name):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(reader, "record", fail)
    with pytest.raises(OutputError, match="no space left"):
        export(reader, ALL, out, form)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "archive",
        *(["out"] if form != "bag" else []),
    ]
    assert form == "bag" or out.read_text() == "before"


def test_an_export_into_the_archive_is_refused(reader):
    with pytest.raises(OutputError, match="inside the archive"):
        export(reader, ALL, reader.archive.articles / "out.jsonl", "jsonl")


@pytest.mark.parametrize("form", ["jsonl", "csv", "bag"])
def test_memory_does_not_grow_with_the_archive(tmp_path, form):
    long = "word " * 20_000

    def peak(count):
        root = tmp_path / str(count)
        records = [record(f"{number} {long}", lang="en") for number in range(count)]
        with Reader(make_archive(root, records)) as reader:
            del records
            tracemalloc.start()
            export(reader, ALL, tmp_path / f"{count}.{form}", form)
            held = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return held

    peak(1)  # modules and caches
    assert peak(24) < 1.5 * peak(6)
