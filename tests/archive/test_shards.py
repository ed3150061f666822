"""Shards: what is packed comes out byte for byte, other programs read them, and the catalogue can be made again from them."""

import json
import subprocess

import pyarrow.parquet as pq
import pytest
from msgspec.structs import replace

from pipeline.archive.catalogue import Catalogue, Ended
from pipeline.archive.deciding import decide
from pipeline.archive.decisions import correction
from pipeline.archive.entry import entry_of
from pipeline.archive.export import export
from pipeline.archive.local import Archive
from pipeline.archive.reader import Reader
from pipeline.archive.reindex import adopt, reindex
from pipeline.archive.search import Query, search
from pipeline.archive.shards.columns import ROWS
from pipeline.archive.shards.forms import FORMS, NAMES, form_of
from pipeline.archive.shards.packing import Shards
from pipeline.archive.shards.row import Row
from pipeline.emit.strict import dumps
from pipeline.errors import InputError
from tests.archive.archives import record

ALL = Query(limit=None)


def files_of(name, made):
    return {
        f"{name}.json": f"{dumps(made, indent=1)}\n".encode(),
        f"{name}.md": f"# {made['title']}\n".encode(),
    }


def shard(root, named, form="jsonl", *, recorded=True, again=False):
    """Write records by name into a shard of the archive at `root`."""
    archive = Archive(root)
    archive.open()
    with Catalogue(archive.catalogue) as catalogue:
        layout, batch = Shards(archive, form), []
        for name, made in named.items():
            layout.add(name, files_of(name, made), again=again)
            digest = made["source"]["sha256"]
            ended = Ended(
                inbox="/inbox",
                path=f"{name}.pdf",
                size=1,
                mtime_ns=0,
                status="ok",
                sha256=digest,
                made_with="x",
            )
            batch.append(replace(ended, entry=entry_of(made), name=name))
        batch = layout.close(batch)
        archive.publish()
        if recorded:
            catalogue.record(catalogue.begin_run("/inbox", ""), batch)
    return root


def records_of(root):
    with Reader(root) as reader:
        return {
            name: reader.record(name) for (name,) in reader.rows("SELECT name FROM document ORDER BY name")
        }


RECORDS = {
    "2011/کابل": record(["بند نخست\u2028و دوم", "two"], "کابل\u0085"),
    "a": record("Coffee", "Coffee", lang="en", date="2011-01-02", authors=["Ann"]),
    "b": record("Tea", "Tea", lang="en"),
}


@pytest.mark.parametrize("form", NAMES)
def test_rows_come_out_as_they_went_in(form):
    rows = [
        Row(f"n{number}", *files_of("n", record(f"text {number}")).values()) for number in range(ROWS + 3)
    ]
    data, spans = FORMS[form].pack(rows)
    read = FORMS[form].unpack(data)
    assert [read(*span) for span in reversed(spans)] == rows[::-1]


@pytest.mark.parametrize("form", NAMES)
@pytest.mark.parametrize("damage", ["cut", "replaced"])
def test_a_damaged_shard_is_an_error_and_its_articles_are_missing(form, damage, tmp_path):
    root = shard(tmp_path / "archive", RECORDS, form)
    [path] = (root / "shards").glob(f"*{FORMS[form].SUFFIX}")
    path.write_bytes(
        path.read_bytes()[: path.stat().st_size // 2] if damage == "cut" else b"PAR1" + bytes(60)
    )
    with Reader(root) as reader:
        assert export(reader, ALL, tmp_path / "out.jsonl", "jsonl").missing == tuple(sorted(RECORDS))
        with pytest.raises(InputError, match=path.name):
            reader.markdown("a")
    assert reindex(root)[0] == 0
    assert reindex(root)[1][0].startswith(f"shards/{path.name}")


def test_json_lines_are_one_frame_that_zstd_unpacks(tmp_path):
    root = shard(tmp_path, RECORDS)
    [path] = (root / "shards").glob("*.jsonl.zst")
    text = subprocess.run(["zstd", "-dc", path], check=True, capture_output=True).stdout
    lines = [json.loads(line) for line in text.split(b"\n")[:-1]]
    assert [line["name"] for line in lines] == sorted(RECORDS)
    assert [line["record"]["id"] for line in lines] == [RECORDS[name]["id"] for name in sorted(RECORDS)]
    frames = subprocess.run(["zstd", "-l", path], check=True, capture_output=True, text=True).stdout
    assert frames.splitlines()[1].split()[0] == "1"


def test_parquet_has_columns_for_others(tmp_path):
    root = shard(tmp_path, RECORDS, "parquet")
    [path] = (root / "shards").glob("*.parquet")
    table = {row["name"]: row for row in pq.read_table(path).to_pylist()}
    assert table["a"]["text"] == table["a"]["title"] == "Coffee"
    assert table["a"]["markdown"] == "# Coffee\n"
    assert json.loads(table["a"]["record"])["id"] == RECORDS["a"]["id"]


def test_the_index_says_which_article_of_which_source_stands_where(tmp_path):
    root = shard(tmp_path, RECORDS)
    [path] = (root / "shards").glob("*.json")
    index = json.loads(path.read_bytes())
    entry = next(entry for entry in index["documents"] if entry["name"] == "a")
    assert entry["sha256"] == RECORDS["a"]["source"]["sha256"]
    assert (entry["inbox"], entry["path"]) == ("/inbox", "a.pdf")
    read = form_of(index["shard"]).unpack((root / "shards" / index["shard"]).read_bytes())
    assert json.loads(read(entry["start"], entry["size"]).record) == RECORDS["a"]


@pytest.mark.parametrize("form", NAMES)
def test_what_is_in_shards_is_found_exported_and_made_into_a_bag(form, tmp_path):
    root = shard(tmp_path / "archive", RECORDS, form)
    with Reader(root) as reader:
        assert [hit.name for hit in search(reader, Query(words="coffee")).hits] == ["a"]
        assert search(reader, Query(words="coffee")).hits[0].snippets
        assert reader.markdown("a") == b"# Coffee\n"
        assert export(reader, ALL, tmp_path / "out.jsonl", "jsonl").count == len(RECORDS)
        export(reader, ALL, tmp_path / "bag", "bag")
    articles = tmp_path / "bag" / "data" / "articles"
    for name, content in files_of("a", RECORDS["a"]).items():
        assert (articles / name).read_bytes() == content


def test_a_decision_on_an_article_in_a_shard_stands_beside_it(tmp_path):
    root = shard(tmp_path, RECORDS)
    digest = RECORDS["a"]["source"]["sha256"]
    decide(root, [digest], lambda made, at: correction(made, "date", "1999-12-31", by="nasrin", at=at))
    assert records_of(root)["a"]["date"] == "1999-12-31"
    before = records_of(root)
    assert reindex(root) == (len(RECORDS), [])
    assert records_of(root) == before


def test_of_an_article_that_was_made_again_the_last_shard_counts(tmp_path):
    root = shard(tmp_path, RECORDS)
    newer = {**RECORDS["a"], "title": "Mocha"}
    shard(root, {"a": newer}, "parquet", again=True)
    assert records_of(root)["a"]["title"] == "Mocha"
    (root / "catalogue.sqlite").unlink()
    assert reindex(root) == (len(RECORDS), [])
    assert records_of(root)["a"]["title"] == "Mocha"
    with Catalogue(root / "catalogue.sqlite") as catalogue:
        adopt(Archive(root), catalogue)  # knows both
        assert catalogue.document(newer["source"]["sha256"]).place.shard.endswith(".parquet")
        assert catalogue.document(newer["source"]["sha256"]).made_with == "x"


def test_a_shard_that_was_not_recorded_is_adopted(tmp_path):
    root = shard(tmp_path, {"b": RECORDS["b"]})
    shard(root, {"a": RECORDS["a"]}, recorded=False)
    assert list(records_of(root)) == ["b"]
    with Catalogue(root / "catalogue.sqlite") as catalogue:
        adopt(Archive(root), catalogue)
    assert records_of(root) == {name: RECORDS[name] for name in ("a", "b")}


def test_a_shard_that_cannot_be_read_is_not_adopted_in_part(tmp_path):
    root = shard(tmp_path, {"a": RECORDS["a"], "b": RECORDS["b"]}, recorded=False)
    [path] = (root / "shards").glob("*.jsonl.zst")
    whole = path.read_bytes()
    path.write_bytes(b"damaged")
    with Catalogue(root / "catalogue.sqlite") as catalogue:
        with pytest.raises(InputError, match=path.name):
            adopt(Archive(root), catalogue)
        path.write_bytes(whole)
        adopt(Archive(root), catalogue)
    assert sorted(records_of(root)) == ["a", "b"]


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_not_lost(tmp_path):
    root = shard(tmp_path, {"b": RECORDS["b"]})
    for name, made in {"ok": RECORDS["a"], "list": [1], "none": None}.items():
        (root / "articles" / f"{name}.json").write_text(json.dumps(made))
    (root / "articles" / "folder.json").mkdir()
    (root / "shards" / "00000009-0.jsonl.zst.json").write_bytes(b"[]")
    count, strange = reindex(root)
    assert count == 2
    assert [each.partition(":")[0] for each in strange] == [
        *(f"articles/{name}.json" for name in ("folder", "list", "none")),
        "shards/00000009-0.jsonl.zst.json",
    ]


def test_memory_is_bounded_by_bytes(tmp_path):
    archive = Archive(tmp_path)
    archive.open()
    layout = Shards(archive, "jsonl")
    layout.add("a", {"a.json": b"{}", "a.md": bytes(20 << 20)}, again=False)
    assert layout.is_full
