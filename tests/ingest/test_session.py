"""Runs over an inbox: each input ends in one status, and a second run has nothing to do."""

import json
import os
import time
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from pipeline import InputError, OutputError, load_config
from pipeline.archive.local import Archive
from pipeline.archive.statuses import TRIED_TWICE
from pipeline.ingest.inbox import open_inbox
from pipeline.ingest.run import Settings
from pipeline.ingest.session import Selection, preview
from tests import faults
from tests.places import NOW

PAGE = "<html lang=en><title>{0}</title><h1>{0}</h1><p>{1}</p></html>"


def page(title, text="Some words that make a paragraph of an article."):
    return PAGE.format(title, text).encode()


def test_articles_mirror_the_inbox(place):
    place.put("2011/kites.html")
    place.put("2012/نامه.pdf", "word-ps-school")
    report = place.run()
    assert report.counts == {"ok": 2}
    assert {"2011/kites.json", "2011/kites.md", "2012/نامه.json", "2012/نامه.md"} <= set(place.tree())


def test_a_second_run_finds_nothing_new_and_changes_nothing(place):
    place.put("a.html")
    place.put("b.html", b"")
    place.run()
    before = place.tree()
    assert place.run().counts == {"unchanged": 2}
    assert place.tree() == before


def test_only_what_is_new_or_changed_is_converted(place):
    place.put("a.html", page("One"))
    place.put("b.html", page("Two"))
    place.run()
    place.put("b.html", page("Three"))
    place.put("c.html", page("Four"))
    ended = []
    report = place.run(watch=ended.append)
    assert report.counts["unchanged"] == 1
    assert sorted(one.path for one in ended) == ["b.html", "c.html"]


def test_a_new_version_of_a_file_does_not_replace_the_article_of_the_old_one(place):
    place.put("a.html", page("Old"))
    place.run()
    place.put("a.html", page("New"))
    place.run()
    titles = {
        name: json.loads(data)["title"] for name, data in place.tree().items() if name.endswith(".json")
    }
    assert titles == {"a.json": "Old", "a.html.json": "New"}


def test_a_file_that_was_only_touched_is_unchanged(place):
    file = place.put("a.html")
    place.run()
    os.utime(file, (1, 1))
    assert place.run().counts == {"unchanged": 1}


def test_the_same_bytes_under_two_names_are_one_article(place):
    place.put("a.html")
    place.put("b.html")
    assert place.run().counts.get("duplicate") == 1
    assert [name for name in place.tree() if name.endswith(".json")] == ["a.json"]


def test_a_file_that_was_moved_is_the_same_article(place):
    file = place.put("a.html")
    place.run()
    file.rename(place.inbox / "b.html")
    assert place.run().counts == {"unchanged": 1}


def test_names_that_would_collide_do_not(place):
    place.put("a.html", page("One"))
    place.put("a.htm", page("Two"))
    place.put("A.HTM", page("Three"))
    place.run()
    records = [name for name in place.tree() if name.endswith(".json")]
    assert len({name.casefold() for name in records}) == 3


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("a.pdf", b"", "empty"),
        ("a.docx", b"PK\x03\x04", "unsupported"),
        ("a.pdf", b"%PDF-1.4\nnothing more", "corrupt"),
    ],
)
def test_what_gives_no_article_gets_a_letter_that_says_why(place, name, content, status):
    place.put(name, content)
    assert place.run().counts == {status: 1}
    (letter,) = map(json.loads, place.tree("failed").values())
    assert (letter["status"], letter["path"]) == (status, name)
    assert letter["reason"]
    assert place.run().counts == {"unchanged": 1}


def test_a_failed_source_that_becomes_an_article_loses_its_letter(place):
    place.put("blow_up.html")
    assert place.run(make=faults.make).failures == 1
    assert place.tree("failed")
    report = place.run(replace(NOW, retry=TRIED_TWICE))
    assert report.failures == 0
    assert not place.tree("failed")


def test_what_needs_too_much_is_tried_twice(place):
    place.put("blow_up.html")
    place.run(make=faults.make)
    (letter,) = map(json.loads, place.tree("failed").values())
    assert letter["tries"] == 2


def test_a_file_too_large_is_not_read(place):
    place.put("a.html", page("Large", "word " * 1000))
    assert place.run(replace(NOW, max_bytes=100)).counts == {"too_large": 1}


def test_a_file_that_someone_writes_is_left_for_the_next_run(place, monkeypatch):
    file = place.put("a.html", page("Half"))
    now = [time.time_ns()]

    def sleep(seconds):
        now[0] += round(seconds * 1e9)
        file.write_bytes(page("Whole and done"))

    monkeypatch.setattr("pipeline.ingest.growing.time", SimpleNamespace(sleep=sleep, time_ns=lambda: now[0]))
    assert place.run(Selection(settle=60)).counts == {"interrupted": 1}
    assert place.run().counts.get("interrupted", 0) == 0


def test_patterns_choose_the_files(place):
    for name in ("2011/a.html", "2011/b.pdf", "2012/c.html"):
        place.put(name, page(name))
    chosen = Selection(settle=0, include=("2011/*",), exclude=("*.pdf",))
    ended = []
    place.run(chosen, watch=ended.append)
    assert [one.path for one in ended] == ["2011/a.html"]


def test_a_limit_leaves_the_rest_for_the_next_run(place):
    for number in range(5):
        place.put(f"{number}.html", page(f"Number {number}"))
    report = place.run(limit=2)
    assert (report.inputs, report.left) == (2, 3)
    assert place.run().inputs == 5


def test_a_run_that_is_stopped_accounts_for_all_and_the_next_one_completes_it(place):
    for number in range(20):
        place.put(f"{number}.html", page(f"Number {number}"))
    ended = []
    report = place.run(watch=ended.append, stopping=lambda: len(ended) >= 5)
    assert report.inputs == 20
    assert report.counts["interrupted"] > 0
    report = place.run()
    assert report.counts["unchanged"] == len(ended)
    assert report.inputs == 20


def test_reading_to_know_what_is_new_ends_at_a_request_to_stop(place):
    place.put("a.html", page("One"))
    for number in range(20):
        place.put(f"{number}.html", page("One"))
    place.run()
    for path in place.inbox.iterdir():
        os.utime(path, (1, 1))
    counted = []
    report = place.run(counted=lambda: counted.append(1), stopping=lambda: len(counted) >= 5)
    assert report.counts == {"unchanged": 5, "interrupted": 16}


def test_looking_for_files_ends_at_a_request_to_stop(place):
    for number in range(20):
        place.put(f"{number}/a.html", page(f"Number {number}"))
    asked = []
    report = place.run(stopping=lambda: len(asked) >= 5 or asked.append(1))
    assert report.stopped
    assert report.counts == {"interrupted": 5}
    assert place.run().inputs == 20


def test_too_many_failures_stop_the_run(place):
    for number in range(20):
        place.put(f"{number}.pdf", b"%%PDF-1.4 %d" % number)
    report = place.run(max_failures=3)
    assert report.too_many
    assert report.counts["interrupted"] > 0


def test_the_number_of_workers_does_not_show(place, tmp_path):
    for sample in ("word-ps-school", "html-modern-mixed-ai", "html-divsoup-en-kites", "word-fa-saffron"):
        place.put(f"{sample}.bin", sample)
        place.put(f"again/{sample}.bin", sample)
    place.run(jobs=1)
    one = place.tree()
    place.archive = tmp_path / "other"
    place.run(jobs=3)
    assert place.tree() == one


def test_a_preview_changes_nothing(place):
    place.put("a.html")
    settings = Settings(config=load_config())
    inbox, archive = open_inbox(str(place.inbox)), Archive(place.archive)
    assert [status for _, status in preview(inbox, archive, settings, NOW)] == ["to convert"]
    assert not place.archive.exists()
    place.run()
    assert [status for _, status in preview(inbox, archive, settings, NOW)] == ["unchanged"]


def test_stale_articles_are_made_again_only_when_asked(place):
    place.put("a.html")
    place.run()
    assert place.run(images=False).counts == {"unchanged": 1}
    ended = []
    place.run(replace(NOW, stale=True), images=False, watch=ended.append)
    assert [one.path for one in ended] == ["a.html"]
    assert place.run(replace(NOW, stale=True), images=False).counts == {"unchanged": 1}


def test_a_lost_catalogue_is_made_again_from_the_files(place):
    place.put("a.html")
    place.put("b.pdf", "word-ps-school")
    place.run()
    before = place.tree()
    for file in place.archive.glob("catalogue.sqlite*"):
        file.unlink()
    assert place.run().counts == {"unchanged": 2}
    assert place.tree() == before


def test_an_archive_in_its_inbox_is_refused(place):
    place.archive = place.inbox / "archive"
    with pytest.raises(OutputError, match="inside its inbox"):
        place.run()


def test_a_missing_inbox_is_an_error(place):
    place.inbox.rmdir()
    with pytest.raises(InputError):
        place.run()
