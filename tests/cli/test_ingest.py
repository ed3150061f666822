"""`baygan ingest` as a person at a terminal and a cron job see it."""

import json
import shlex
import time
from types import SimpleNamespace

import pytest

from pipeline.cli import _progress as progress
from pipeline.cli import main


@pytest.fixture
def place(tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for name in ("a", "b"):
        text = f"<html lang=en><title>{name}</title><h1>{name}</h1><p>Some words of an article.</p></html>"
        (inbox / f"{name}.html").write_text(text)
    return inbox, tmp_path / "archive"


def ingest(place, *options):
    return main(["ingest", *map(str, place), "--settle=0", *options])


def test_silence_means_that_all_went_well(place, capsys):
    assert ingest(place) == 0
    assert capsys.readouterr() == ("", "")


def test_a_failure_is_a_line_and_an_exit_code(place, capsys):
    (place[0] / "bad.pdf").write_bytes(b"%PDF-1.4\nnothing more")
    assert ingest(place) == 1
    assert "baygan: bad.pdf: corrupt: cannot be read as a PDF: " in capsys.readouterr().err
    assert ingest(place) == 0


def test_a_file_that_is_still_written_is_named_if_asked(place, capsys, monkeypatch):
    (place[0] / "half.pdf").write_bytes(b"%PDF-1.4\nnothing more yet")
    clock = [time.time_ns()]
    later = SimpleNamespace(
        time_ns=lambda: clock[0],
        sleep=lambda seconds: clock.__setitem__(0, clock[0] + round(seconds * 1e9)),
    )
    monkeypatch.setattr("pipeline.ingest.growing.time", later)
    assert ingest(place, "--settle=60", "--verbose") == 0
    assert "half.pdf: it is still being written; the next run takes it" in capsys.readouterr().err


def test_failures_may_be_tolerated(place):
    (place[0] / "bad.pdf").write_bytes(b"%PDF-1.4\nnothing more")
    assert ingest(place, "--fail-on=0.5") == 0
    assert ingest(place, "--retry=corrupt", "--fail-on=never") == 0
    assert ingest(place, "--retry=corrupt", "--max-failures=0") == 6


@pytest.mark.parametrize(
    "option",
    [
        *(
            "--timeout=-3",
            "--timeout=0",
            "--timeout=nan",
            "--timeout=inf",
            "--memory=0",
            "--max-size=-1",
            "--limit=-1",
        ),
        *(
            "--fail-on=5",
            "--fail-on=-0.1",
            "--fail-on=nan",
            "--settle=-1",
            "--wait=-1",
            "--wait=soon",
            "--jobs=-1",
        ),
    ],
)
def test_a_senseless_option_is_refused_before_anything_is_read(place, option, capsys):
    assert ingest(place, option) == 2
    assert option.partition("=")[0] in capsys.readouterr().err
    assert not place[1].exists()


@pytest.mark.parametrize("more", [[], ["--dry-run"]])
def test_a_site_that_nobody_knows_is_refused_before_anything_is_read(place, more, capsys):
    assert ingest(place, "--site=nosuch", *more) == 3
    assert "no site profile is named 'nosuch'" in capsys.readouterr().err
    assert not place[1].exists()


def test_a_place_for_metrics_that_cannot_be_is_told_before_the_run(place):
    assert ingest(place, "--metrics", str(place[0] / "a.html" / "baygan.prom")) == 5
    assert not place[1].exists()


def test_a_failed_file_is_read_again_by_the_command_in_its_letter(place, tmp_path, monkeypatch, capsys):
    bad = place[0] / "-bad file.pdf"
    bad.write_bytes(b"%PDF-1.4\nnothing more")
    (tmp_path / "my" / "sites").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert ingest(place, "--site=generic", "--config=my", "--ocr=never", "--timeout=30") == 1
    (letter,) = (json.loads(path.read_text()) for path in (place[1] / "failed").iterdir())
    program, *command = shlex.split(letter["reproduce"])
    assert program == "baygan"
    assert {"--site", "generic", "--config", str(tmp_path / "my"), "--ocr", "never", "--images"} < set(
        command
    )
    assert letter["limits"] == {"seconds": 30, "memory": 1 << 30}
    capsys.readouterr()
    assert main(command) == 7
    assert "cannot be read as a PDF" in capsys.readouterr().err


def test_files_that_are_too_large_have_one_reason(place):
    for number in (2, 3):
        (place[0] / f"{number}.pdf").write_bytes(bytes(number << 20))
    assert ingest(place, "--max-size=1") == 1
    report = json.loads((place[1] / "reports" / "latest.json").read_text())
    (group,) = report["failures"]
    assert (group["count"], group["reason"]) == (2, "it is larger than 1 MB, which --max-size can change")


def test_progress_is_told_in_lines_to_those_who_ask(place, capsys, monkeypatch):
    monkeypatch.setattr(progress, "EVERY", 0.0)
    assert ingest(place, "--progress") == 0
    first, second, last = capsys.readouterr().err.splitlines()
    assert "1 of 2 files, " in first
    assert "2 of 2 files, " in second
    assert "about 0 s left" in second
    assert "2 " in last


def test_a_terminal_shows_a_bar_with_rate_and_failures(place, capsys, monkeypatch):
    (place[0] / "bad.pdf").write_bytes(b"%PDF-1.4\nnothing more")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert ingest(place) == 1
    told = capsys.readouterr().err
    assert "/3" in told
    assert "1 failed" in told
    assert "1 corrupt" in told


def test_a_dry_run_names_what_would_be_converted(place, capsys):
    assert ingest(place, "--dry-run") == 0
    assert capsys.readouterr().out.splitlines() == ["a.html", "b.html"]
    assert not place[1].exists()


def test_a_dry_run_stops_at_the_limit_and_leaves_what_is_still_written(place, capsys):
    (place[0] / "c.pdf").write_bytes(b"%PDF-1.4\nthe first half")
    assert main(["ingest", *map(str, place), "--settle=0.05", "--dry-run", "--limit=1"]) == 0
    told = capsys.readouterr()
    assert told.out.splitlines() == ["a.html"]
    assert "1 to convert, 1 left for the next run" in told.err
    assert "1 interrupted" in told.err


def test_metrics_are_written_where_they_are_asked_for(place, tmp_path):
    assert ingest(place, "--metrics", str(tmp_path / "baygan.prom")) == 0
    assert "baygan_documents 2\n" in (tmp_path / "baygan.prom").read_text()


def test_sources_are_not_moved_into_the_inbox_or_the_archive(place):
    assert ingest(place, "--move", str(place[0] / "done")) == 2
    assert ingest(place, "--move", str(place[1])) == 2
    assert ingest(place, "--move", str(place[0].parent / "done")) == 0
    assert not list(place[0].iterdir())


def test_an_archive_that_may_not_be_written_is_an_output_error(place, monkeypatch, capsys):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pipeline.archive.lock.os.open", refuse)
    assert ingest(place) == 5
    assert "cannot be written to: permission denied" in capsys.readouterr().err


def test_an_archive_that_cannot_be_made_is_an_output_error(place):
    place[1].write_text("in the way")
    assert ingest(place) == 5
