"""`baygan status` and `baygan reindex`: what an archive holds, and its catalogue made again."""

import json

import pytest

from tests.archive.archives import make_archive, record
from tests.conftest import SAMPLES

KITES = SAMPLES / "html-divsoup-en-kites" / "input.html"
DOUBT = [{"code": "no-date", "message": "no date"}]


@pytest.fixture
def archive(baygan, tmp_path):
    """An archive of one article, two files that are damaged and one that is empty."""
    inbox, archive = tmp_path / "inbox", tmp_path / "archive"
    (inbox / "old").mkdir(parents=True)
    (inbox / "kites.html").write_bytes(KITES.read_bytes())
    (inbox / "a.pdf").write_bytes(b"%PDF-1.4\nnothing more")
    (inbox / "old/b.pdf").write_bytes(b"%PDF-1.4\nnothing less")
    (inbox / "c.pdf").write_bytes(b"")
    assert baygan("ingest", inbox, archive, "--settle", "0", "-j", "1").code == 1
    return archive


def status(baygan, archive, *options):
    return json.loads(baygan("status", archive, "--json", *options).out)


def test_failures_are_grouped_by_what_is_wrong(baygan, archive):
    found = status(baygan, archive)
    assert sum(found["documents"].values()) == 1
    assert (found["sources"]["corrupt"], found["sources"]["empty"]) == (2, 1)
    groups = {group["status"]: group for group in found["failures"]}
    assert groups["corrupt"]["count"] == 2
    assert groups["corrupt"]["examples"] == ["a.pdf", "old/b.pdf"]
    assert "a.pdf" not in groups["corrupt"]["reason"]
    assert [run["counts"]["corrupt"] for run in found["runs"]] == [2]
    assert (found["stale"], found["unknown"]) == (0, 0)


def test_the_same_is_shown_to_people(baygan, archive):
    code, out, err = baygan("status", archive, "--examples", "1")
    assert (code, err) == (0, "")
    assert "1 documents: 1" in out
    assert "4 sources: 2 corrupt" in out
    assert "      2 corrupt: " in out
    assert "a.pdf" in out
    assert "old/b.pdf" not in out
    assert "latest runs" in out


def test_doubtful_documents_are_grouped_by_issue(baygan, tmp_path):
    records = [record(str(number), status="check", issues=DOUBT * 2) for number in range(4)]
    archive = make_archive(tmp_path, [*records, record("fine", issues=DOUBT)])
    (group,) = status(baygan, archive, "--examples", "2")["doubts"]
    assert (group["reason"], group["count"], group["examples"]) == ("no-date", 4, ["a0", "a1"])


def test_documents_that_other_settings_made_are_stale(baygan, archive, tmp_path):
    (tmp_path / "my").mkdir()
    (tmp_path / "my/default.toml").write_text("[normalize]\ntatweel = false\n")
    assert status(baygan, archive, "--config", tmp_path / "my")["stale"] == 1
    assert "--stale" in baygan("status", archive, "--config", tmp_path / "my").out


def test_documents_that_the_options_of_the_runs_made_are_not_stale(baygan, archive, tmp_path):
    options = ("--no-images", "--site", "generic", "--ocr", "never")
    other = tmp_path / "other"
    assert baygan("ingest", tmp_path / "inbox", other, "--settle", "0", *options).code == 1
    assert status(baygan, other, *options)["stale"] == 0
    assert status(baygan, other)["stale"] == status(baygan, archive, *options)["stale"] == 1


def test_a_catalogue_is_made_again_and_keeps_what_it_knew(baygan, archive):
    before = status(baygan, archive)
    code, out, err = baygan("reindex", archive)
    assert (code, out) == (0, "")
    assert "1 record" in err
    assert status(baygan, archive) == before
    assert baygan("search", archive, "kite*", "--count").out == "1\n"


@pytest.mark.parametrize("damage", ["lost", "no database", "cut short"])
def test_a_lost_or_damaged_catalogue_is_made_from_the_records(baygan, archive, damage):
    catalogue = archive / "catalogue.sqlite"
    data = catalogue.read_bytes()
    catalogue.unlink()
    if damage != "lost":
        assert catalogue.write_bytes(b"no database" if damage == "no database" else data[: len(data) // 2])
    code, _, err = baygan("reindex", archive)
    assert code == (0 if damage == "lost" else 1)
    assert (archive / "damaged-catalogue.sqlite").exists() == (damage != "lost")
    assert "1 record" in err
    assert status(baygan, archive)["unknown"] == 1
    assert baygan("search", archive, "kite*", "--count").out == "1\n"


def test_a_file_that_is_no_record_is_named(baygan, archive):
    (archive / "articles/x.json").write_text("[1]")
    code, _, err = baygan("reindex", archive)
    assert code == 1
    assert "articles/x.json" in err


def test_what_is_no_archive_is_left_alone(baygan, tmp_path):
    for command in ("status", "reindex"):
        assert baygan(command, tmp_path / "none").code == 4
    assert not (tmp_path / "none").exists()
