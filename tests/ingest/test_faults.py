"""Whatever a file does to the process that reads it, or to the file system, it costs itself and nothing else."""

import contextlib
import json
import os
import socket
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from pipeline import OutputError
from pipeline.archive.statuses import CONVERTED, MEANING
from pipeline.ingest.scan import scan
from pipeline.supervise import Limits
from tests import faults
from tests.ingest.test_session import page

GOOD = 100


def outcome(report):
    """The counts of a report, without regard to whether articles are doubtful."""
    counts = Counter()
    for status, count in report.counts.items():
        counts["converted" if status in CONVERTED else status] += count
    return counts


@pytest.fixture(scope="module")
def ended(tmp_path_factory):
    """How each of the bad files and their good neighbors ended, and the letters."""
    from tests.places import Place

    place = Place(tmp_path_factory.mktemp("faults"))
    for number in range(GOOD):
        place.put(f"{number}.html", page(f"Number {number}"))
    for name in faults.FAULTS:
        place.put(f"{name}.html", page(name))
    statuses = {}
    report = place.run(
        watch=lambda one: statuses.update({one.path.removesuffix(".html"): one.status}),
        make=faults.make,
        limits=Limits(seconds=0.5, memory=1 << 30, result=16 << 20),
        jobs=2,
    )
    letters = [json.loads(data) for data in place.tree("failed").values()]
    return report, statuses, {letter["path"].removesuffix(".html"): letter for letter in letters}


@pytest.mark.parametrize(("name", "status"), faults.FAULTS.items())
def test_a_fault_ends_in_its_status_after_a_second_try(ended, name, status):
    _, statuses, letters = ended
    assert statuses[name] == status
    assert letters[name]["tries"] == 2
    assert letters[name]["reason"]


def test_the_neighbors_of_faults_are_converted(ended):
    report, statuses, letters = ended
    assert {statuses[str(number)] for number in range(GOOD)} <= CONVERTED
    assert report.inputs == GOOD + len(faults.FAULTS)
    assert letters.keys() == faults.FAULTS.keys()


def test_a_crash_is_told_with_its_signal_and_stack(ended):
    _, _, letters = ended
    assert letters["segfault"]["signal"] == "SIGSEGV"
    assert "segfault" in letters["segfault"]["trace"]


def write(place, name, content):
    """A file whose name is bytes."""
    (place.inbox / os.fsdecode(name)).write_bytes(content)


def strange(place):
    """Files that a file system may hold and a program stumbles over."""
    place.put("good.html", page("Good"))
    os.mkfifo(place.inbox / "pipe.pdf")
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(str(place.inbox / "socket.pdf"))
    (place.inbox / "dangling.pdf").symlink_to("nowhere.pdf")
    (place.inbox / "loop.pdf").symlink_to("loop.pdf")
    (place.inbox / "device.pdf").symlink_to("/dev/zero")
    (place.inbox / "up").symlink_to("..")
    (place.inbox / "out.html").symlink_to(place.put("../outside.html", page("Outside")))
    (place.inbox / "in.html").symlink_to("good.html")
    for name in (b"\xff\xfe.html", b"new\nline.html", b"'quo\"te;$(x)`.html", "ن".encode() * 125 + b".html"):
        write(place, name, page(repr(name)))
    folder = place.inbox / ("d" * 250 + ".json")
    folder.mkdir()
    (folder / "a.html").write_bytes(page("Long"))


def test_strange_files_are_passed_over_or_converted_and_the_run_goes_on(place):
    strange(place)
    skipped = dict(scan(place.inbox).skipped)
    assert skipped.keys() == {
        *("pipe.pdf", "socket.pdf", "dangling.pdf", "loop.pdf", "device.pdf", "up", "out.html")
    }
    report = place.run()
    assert outcome(report) == {"converted": 6, "duplicate": 1}
    assert place.run().counts == {"unchanged": 7}
    names = [name for name in place.tree() if name.endswith(".json")]
    assert len(names) == 6
    assert all(len(part.encode()) <= 255 for name in names for part in name.split("/"))


def test_the_letter_of_a_file_whose_name_is_not_utf8_is_json(place):
    write(place, b"\xff.pdf", b"nothing")
    assert place.run().counts == {"unsupported": 1}
    (letter,) = map(json.loads, place.tree("failed").values())
    assert letter["path"] == "bytes:%FF.pdf"


def test_a_path_too_long_to_be_opened_is_unreadable(place):
    place.put("good.html", page("Good"))
    with contextlib.chdir(place.inbox):
        for _ in range(18):
            Path("d" * 250).mkdir()
            os.chdir("d" * 250)
        Path("a.html").touch()
    assert outcome(place.run()) == {"converted": 1, "unreadable": 1}
    subprocess.run(["rm", "-r", place.inbox], check=True)  # shutil follows the same path


def test_a_file_that_becomes_a_pipe_after_the_scan_is_unreadable(place, monkeypatch):
    place.put("a.html", page("Good"))
    swapped = place.put("b.html", page("Swapped"))

    def scan_and_swap(*arguments):
        scanned = scan(*arguments)
        swapped.unlink()
        os.mkfifo(swapped)
        return scanned

    monkeypatch.setattr("pipeline.ingest.inbox.scan", scan_and_swap)
    ended = []
    assert outcome(place.run(watch=ended.append)) == {"converted": 1, "unreadable": 1}
    (reason,) = [one.reason for one in ended if one.status == "unreadable"]
    assert reason == "not a regular file"


def test_a_directory_that_cannot_be_read_is_said_to_be(place, monkeypatch):
    place.put("a/good.html", page("Good"))
    place.put("b/hidden.html", page("Hidden"))
    listed = os.scandir

    def refuse(path):
        if str(path).endswith("/b"):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr("pipeline.ingest.scan.os.scandir", refuse)
    ended = []
    report = place.run(watch=ended.append)
    assert outcome(report) == {"converted": 1, "unreadable": 1}
    (reason,) = [one.reason for one in ended if one.status == "unreadable"]
    assert reason == "the directory cannot be read: permission denied"


def test_a_file_that_goes_away_is_left_and_no_failure(place, monkeypatch):
    place.put("a.html", page("Good"))
    gone = place.put("b.html", page("Gone"))

    def scan_and_lose(*arguments):
        scanned = scan(*arguments)
        gone.unlink()
        return scanned

    monkeypatch.setattr("pipeline.ingest.inbox.scan", scan_and_lose)
    assert outcome(place.run()) == {"converted": 1, "interrupted": 1}


def test_every_status_has_a_meaning_and_no_other_is_given(place):
    strange(place)
    place.put("empty.pdf", b"")
    assert place.run().counts.keys() <= MEANING.keys()


def test_output_does_not_depend_on_the_locale(place, tmp_path):
    place.put("نامه.html", page("نامه"))
    place.put("a.pdf", "word-ps-school")
    place.run()
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "ingest",
        str(place.inbox),
        str(tmp_path / "c"),
        "--settle=0",
    ]
    subprocess.run(command, env={**os.environ, "LC_ALL": "C"}, check=True)
    expected = place.tree()
    place.archive = tmp_path / "c"
    assert place.tree() == expected


def test_an_archive_on_two_file_systems_is_refused_before_any_work(place):
    with TemporaryDirectory(dir="/dev/shm") as other:
        assert Path(other).stat().st_dev != place.inbox.stat().st_dev
        place.archive.mkdir()
        (place.archive / "articles").symlink_to(other)
        place.put("a.html")
        with pytest.raises(OutputError, match="another file system"):
            place.run()
        assert not any(Path(other).iterdir())
