"""`baygan ingest --shards`: the articles of a run without, packed; whatever happens, each stands in one shard once."""

import json
import random
import signal
import time

import pytest

from benchmarks import crash
from pipeline import OutputError
from pipeline.archive.catalogue import Catalogue
from pipeline.archive.local import Archive
from pipeline.archive.reader import Reader
from pipeline.archive.shards.forms import NAMES, form_of
from pipeline.archive.shards.index import finished
from pipeline.archive.shards.packing import Shards
from pipeline.cli import main
from pipeline.ingest.session import Selection
from tests.ingest.test_session import page
from tests.ingest.test_torn import FAULTS, break_at, filled
from tests.places import Inline

STEPS = range(1, 20, 2)


def articles(root):
    """All files of all articles, wherever they stand."""
    with Reader(root) as reader:
        names = [name for (name,) in reader.rows("SELECT name FROM document")]
        return {path: content for name in names for path, content in reader.outputs(name)}


def rows(root):
    """The name of each row of each finished shard, with repetition; and there are no others."""
    archive, found = Archive(root), []
    shards = {path for path in archive.files("shards") if not path.endswith(".json")}
    for path in finished(archive):
        index = json.loads(archive.read(path))
        read = form_of(index["shard"]).unpack(archive.read(f"shards/{index['shard']}"))
        found += [read(entry["start"], entry["size"]).name for entry in index["documents"]]
        shards.remove(f"shards/{index['shard']}")
    assert not shards
    return sorted(found)


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    """All files of a run without shards."""
    place = filled(tmp_path_factory.mktemp("expected") / "place")
    place.run(engines=Inline)
    return articles(place.archive)


def settled(place, expected):
    """The archive is that of an undisturbed run, each article packed once."""
    assert articles(place.archive) == expected
    assert rows(place.archive) == ["0", "1", "2", "3"]
    assert not list(place.archive.rglob("*.md"))
    assert not list((place.archive / ".baygan" / "tmp").iterdir())
    assert place.run(engines=Inline, shards="jsonl").counts == {"unchanged": 6}


@pytest.mark.parametrize("form", NAMES)
def test_a_run_with_shards_gives_the_articles_of_one_without(form, expected, tmp_path):
    place = filled(tmp_path / "place")
    assert place.run(engines=Inline, shards=form).counts == {"check": 4, "duplicate": 1, "corrupt": 1}
    settled(place, expected)


def test_pictures_stay_files(place):
    place.put(
        "a.html", b'<html><title>A</title><h1>A</h1><p>Words of it.</p><img src="a_files/b.png"></html>'
    )
    (place.inbox / "a_files").mkdir()
    (place.inbox / "a_files" / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    place.run(engines=Inline, shards="jsonl")
    assert [path.split("/")[0] for path in place.tree()] == ["a.images"]
    assert len(articles(place.archive)) == 3


def test_a_shard_is_closed_when_it_is_full(tmp_path, expected, monkeypatch):
    monkeypatch.setattr(Shards, "inputs", 2)
    place = filled(tmp_path / "place")
    place.run(engines=Inline, shards="jsonl")
    assert len(finished(Archive(place.archive))) == 2
    settled(place, expected)


def test_an_archive_may_change_to_shards_and_back(tmp_path, expected):
    place, again = filled(tmp_path / "place"), Selection(settle=0, retry=frozenset({"check"}))
    place.run(engines=Inline)
    place.run(again, engines=Inline, shards="parquet")
    settled(place, expected)
    place.run(again, engines=Inline)
    assert articles(place.archive) == expected
    assert sorted(path for path in place.tree() if path.endswith(".json")) == [
        "0.json",
        "1.json",
        "2.json",
        "3.json",
    ]


def test_a_lost_catalogue_is_made_again_from_shards(tmp_path, expected):
    place = filled(tmp_path / "place")
    place.run(engines=Inline, shards="jsonl")
    for path in place.archive.glob("catalogue.sqlite*"):
        path.unlink()
    assert place.run(engines=Inline, shards="jsonl").counts == {"unchanged": 5, "corrupt": 1}
    settled(place, expected)


@pytest.mark.parametrize("step", STEPS)
def test_a_fault_at_any_step_is_an_error_and_the_next_run_completes_it(step, expected, tmp_path, monkeypatch):
    place = filled(tmp_path / "place")
    with monkeypatch.context() as patch:
        faulty = break_at(patch, step, FAULTS[step % len(FAULTS)])
        with pytest.raises((OutputError, OSError, KeyboardInterrupt)):
            place.run(engines=Inline, shards="jsonl")
    assert faulty.left <= 0
    place.run(engines=Inline, shards="jsonl")
    settled(place, expected)


def test_kill_9_loses_tears_and_doubles_nothing(tmp_path):
    inbox, chance = tmp_path / "inbox", random.Random(3)
    crash.fill(inbox, 25)
    began = time.monotonic()
    crash.complete(inbox, tmp_path / "undisturbed")
    seconds = time.monotonic() - began
    for _ in range(3):
        crash.disturb(
            inbox,
            tmp_path / "archive",
            signal.SIGKILL,
            chance.uniform(seconds / 3, seconds),
            "--shards=jsonl",
        )
    crash.complete(inbox, tmp_path / "archive", "--shards=jsonl")
    made = articles(tmp_path / "archive")
    assert made == articles(tmp_path / "undisturbed")
    assert len(rows(tmp_path / "archive")) == len([path for path in made if path.endswith(".json")])


def test_the_command_takes_shards(place, capsys):
    place.put("a.html", page("One"))
    assert main(["ingest", str(place.inbox), str(place.archive), "--settle=0", "--shards=jsonl"]) == 0
    assert rows(place.archive) == ["a"]
    with Catalogue(Archive(place.archive).catalogue) as catalogue:
        assert len(catalogue.shards()) == 1
    assert main(["search", str(place.archive), "One"]) == 0
    assert "shards/00000001-" in capsys.readouterr().out
