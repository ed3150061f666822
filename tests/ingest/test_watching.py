"""Runs one after the other, as the inbox changes."""

import os
import signal
import subprocess
import sys
import time

import pytest

from pipeline.ingest import watching
from pipeline.ingest.growing import steady
from pipeline.ingest.report import Report
from pipeline.ingest.scan import scan
from tests.ingest.test_session import page


def report(**counts):
    return Report(run=1, inbox="", started="", finished=None, counts=counts)


@pytest.mark.parametrize("poll", [True, False])
def test_a_change_makes_another_run_and_a_request_to_stop_ends_it(poll, tmp_path, monkeypatch):
    monkeypatch.setattr(watching, "TICK", 0.05)
    monkeypatch.setattr(watching, "POLL", 0.1)
    seen = []

    def run():
        seen.append(len(list(tmp_path.iterdir())))
        (tmp_path / str(len(seen))).touch()
        return report(ok=1)

    last = watching.keep_running(run, tmp_path, poll=poll, stopping=lambda: len(seen) >= 3)
    assert seen == [0, 1, 2]
    assert last.counts == {"ok": 1}


def test_what_was_still_growing_is_looked_at_again_soon(tmp_path, monkeypatch):
    monkeypatch.setattr(watching, "TICK", 0.05)
    monkeypatch.setattr(watching, "AGAIN", 0.1)
    runs = []

    def run():
        runs.append(1)
        return report(interrupted=1)

    watching.keep_running(run, tmp_path, poll=False, stopping=lambda: len(runs) >= 3)
    assert len(runs) == 3


def test_too_many_failures_end_the_watch(tmp_path):
    failing = Report(run=1, inbox="", started="", finished=None, counts={}, too_many=True)
    assert watching.keep_running(lambda: failing, tmp_path, poll=True, stopping=lambda: False) is failing


def test_a_pdf_file_without_its_end_waits_until_it_is_left_alone(place):
    file = place.put("a.pdf", b"%PDF-1.4\nthe first half")
    place.put("whole.pdf", b"%PDF-1.4\nall of it\n%%EOF\n")

    def growing():
        return {found.path: found.growing for found in steady(place.inbox, scan(place.inbox).found, 0.1)}

    assert growing() == {"a.pdf": True, "whole.pdf": False}
    os.utime(file, (time.time() - 4, time.time() - 4))
    assert growing() == {"a.pdf": False, "whole.pdf": False}


def test_the_command_holds_the_archive_converts_what_comes_and_ends_cleanly(place):
    command = [sys.executable, "-m", "pipeline", "ingest", str(place.inbox), str(place.archive), "--settle=0"]
    place.put("a.html", page("One"))
    watch = subprocess.Popen([*command, "--watch"], stderr=subprocess.PIPE, text=True)
    try:
        wait_for(place.archive / "articles" / "a.json", watch)
        assert subprocess.run(command, capture_output=True).returncode == 75
        place.put("b.html", page("Two"))
        wait_for(place.archive / "articles" / "b.json", watch)
    finally:
        watch.send_signal(signal.SIGTERM)
        _, words = watch.communicate()
    assert (watch.returncode, words) == (0, "")


def wait_for(path, process):
    while not path.exists():
        assert process.poll() is None
        time.sleep(0.05)
