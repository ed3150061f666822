"""Writing fails, or the program ends, at each step in turn: nothing is torn, and the next run completes it."""

import os
import resource
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.crash import tree_differences
from pipeline import OutputError
from pipeline.archive.catalogue import Catalogue
from pipeline.archive.local import Archive
from tests.ingest.test_session import page
from tests.places import Inline, Place

STEPS = range(1, 31)
FAULTS = [OSError(28, "No space left on device"), OSError(27, "File too large"), KeyboardInterrupt()]


def filled(root):
    """A place with articles, a duplicate and a bad file."""
    root.mkdir()
    place = Place(root)
    for number in range(4):
        place.put(f"{number}.html", page(f"Number {number}"))
    place.put("again.html", page("Number 0"))
    place.put("bad.pdf", b"%PDF-1.4\nnothing more")
    return place


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    place = filled(tmp_path_factory.mktemp("expected") / "place")
    place.run(engines=Inline)
    return place.archive


class Faulty:
    """Counts the steps of all functions it stands before, and raises at the one that it is told."""

    def __init__(self, step, error):
        self.left, self.error = step, error

    def before(self, function):
        def wrapped(*arguments, **options):
            self.left -= 1
            if self.left == 0:
                raise self.error
            return function(*arguments, **options)

        return wrapped


def break_at(monkeypatch, step, error):
    """Writing, renaming, removing, flushing and each statement of the catalogue are steps."""
    faulty = Faulty(step, error)
    for owner, name in ((Path, "replace"), (Path, "unlink"), (Archive, "flush"), (os, "fsync")):
        monkeypatch.setattr(owner, name, faulty.before(getattr(owner, name)))
    opened = Path.open

    def open_faulty(path, mode="r", *arguments, **options):
        return (faulty.before(opened) if "w" in mode else opened)(path, mode, *arguments, **options)

    monkeypatch.setattr(Path, "open", open_faulty)
    for name in ("begin_run", "announce", "record", "forget_changes", "finish_run"):
        monkeypatch.setattr(Catalogue, name, faulty.before(getattr(Catalogue, name)))
    return faulty


def whole(archive):
    """The catalogue is sound, and each document that it names has its files, each of one conversion."""
    database = sqlite3.connect(archive / "catalogue.sqlite")
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for (name,) in database.execute("SELECT name FROM document"):
        assert (archive / "articles" / f"{name}.json").exists()
        assert (archive / "articles" / f"{name}.md").exists()
    database.close()


@pytest.mark.parametrize("step", STEPS)
def test_a_fault_at_any_step_is_an_error_and_the_next_run_completes_it(step, expected, tmp_path, monkeypatch):
    place = filled(tmp_path / "place")
    error = FAULTS[step % len(FAULTS)]
    with monkeypatch.context() as patch:
        faulty = break_at(patch, step, error)
        with pytest.raises((OutputError, OSError, KeyboardInterrupt)):
            place.run(engines=Inline)
    assert faulty.left <= 0
    whole(place.archive)
    place.run(engines=Inline)
    assert not tree_differences(place.archive, expected)
    assert place.run(engines=Inline).counts == {"unchanged": 6}


@pytest.mark.parametrize("pages", [0, 20, 60])
def test_a_catalogue_that_cannot_grow_is_an_error_and_the_next_run_completes_it(pages, tmp_path, monkeypatch):
    place = filled(tmp_path / "place")
    place.put("long.html", page("Long", " ".join(f"word{number}" for number in range(20_000))))
    prepare = Catalogue._prepare

    def prepare_full(catalogue):
        prepare(catalogue)
        ((used,),) = catalogue.rows("PRAGMA page_count")
        catalogue.rows(f"PRAGMA max_page_count = {used + pages}")

    with monkeypatch.context() as patch:
        patch.setattr(Catalogue, "_prepare", prepare_full)
        with pytest.raises(OutputError, match="full"):
            place.run(engines=Inline)
    place.run(engines=Inline)
    completed, place.archive = place.archive, tmp_path / "undisturbed"
    place.run(engines=Inline)
    assert not tree_differences(completed, place.archive)


def test_a_limit_on_the_size_of_files_is_an_output_error_and_the_next_run_completes_it(expected, tmp_path):
    place = filled(tmp_path / "place")
    command = [sys.executable, "-m", "pipeline", "ingest", str(place.inbox), str(place.archive), "--settle=0"]
    for kilobytes in (0, 1, 60, 150):

        def limit(size=kilobytes << 10):
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        ended = subprocess.run(command, preexec_fn=limit, capture_output=True, text=True)
        assert ended.returncode == 5, ended.stderr
    place.run(engines=Inline)
    assert not tree_differences(place.archive, expected)
