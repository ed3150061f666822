"""`baygan ingest` as a person at a terminal and a cron job see it."""

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
    assert "bad.pdf: corrupt: " in capsys.readouterr().err
    assert ingest(place) == 0


def test_failures_may_be_tolerated(place):
    (place[0] / "bad.pdf").write_bytes(b"%PDF-1.4\nnothing more")
    assert ingest(place, "--fail-on=0.5") == 0
    assert ingest(place, "--retry=corrupt", "--fail-on=never") == 0
    assert ingest(place, "--retry=corrupt", "--max-failures=0") == 6


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


def test_metrics_are_written_where_they_are_asked_for(place, tmp_path):
    assert ingest(place, "--metrics", str(tmp_path / "baygan.prom")) == 0
    assert "baygan_documents 2\n" in (tmp_path / "baygan.prom").read_text()


def test_sources_are_not_moved_into_the_inbox_or_the_archive(place):
    assert ingest(place, "--move", str(place[0] / "done")) == 2
    assert ingest(place, "--move", str(place[1])) == 2
    assert ingest(place, "--move", str(place[0].parent / "done")) == 0
    assert not list(place[0].iterdir())


def test_an_archive_that_cannot_be_made_is_an_output_error(place):
    place[1].write_text("in the way")
    assert ingest(place) == 5
