"""Whatever the program does, the record comes and says so."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import ImageDraw

from pipeline.config import Config, OcrSettings
from pipeline.extract import extract
from pipeline.extract.ocr import tesseract
from tests.extract.ocr.fake import page, prints, program
from tests.extract.ocr.scans import encoded, scanned_pdf

TEXT = page(("Some", 95), ("words", 95), ("are", 95), ("here", 95))


def failure(document):
    """What the issue of the one page says that could not be read."""
    assert {issue.code for issue in document.issues} == {"no-text", "ocr-failed"}
    assert not document.letters
    return next(issue.message for issue in document.issues if issue.code == "ocr-failed")


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("kill -SEGV $$", "it crashed (SIGSEGV)"),
        ("echo 'Error opening data file xyz.traineddata' >&2; exit 1", "Error opening data file"),
        ("echo no hOCR at all", "its answer cannot be read"),
        ("head -c 5000 /dev/urandom", "its answer cannot be read"),
        (prints("<html/>"), "its answer has no page"),
        (prints(page()), "no words on the page"),
        (
            prints(page(("oly", 12), ("ly", 20))),
            "it is sure of; models of Tesseract are missing: baygan doctor",
        ),
        ("exec 0<&-; while :; do :; done", "it used more CPU time than it may"),
    ],
)
def test_a_program_that_fails_costs_its_page_and_is_told(read_with, does, said):
    assert said in failure(read_with(does, seconds=1))


def test_a_program_that_hangs_is_ended_with_what_it_started(read_with, tmp_path):
    sleeper = tmp_path / "pid"
    assert "did not answer" in failure(
        read_with(f"sleep 1000 & echo $! > {sleeper}; wait", seconds=1, clock=3)
    )
    assert ended(int(sleeper.read_text()))


def ended(pid, within=10.0):
    """Whether a process ends: one that was killed may stay as a zombie until its parent asks."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        try:
            if Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.02)
    return False


def test_a_program_dies_with_the_process_that_started_it(tmp_path, inked):
    pid = tmp_path / "pid"
    path = program(tmp_path, f"echo $$ > {pid}.new; mv {pid}.new {pid}; exec sleep 1000")
    (tmp_path / "scan.png").write_bytes(encoded(inked))
    code = (
        "from pipeline.config import Config, OcrSettings; from pipeline.extract import extract;"
        f"extract(open({str(tmp_path / 'scan.png')!r}, 'rb').read(), 'scan.png',"
        f" Config(ocr=OcrSettings(program={path!r})))"
    )
    worker = subprocess.Popen([sys.executable, "-c", code])
    try:
        while not pid.exists():
            assert worker.poll() is None
            time.sleep(0.02)
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    assert ended(int(pid.read_text()))


def test_one_page_that_fails_costs_no_other(tmp_path, inked):
    crashes_first = f"if mkdir {tmp_path}/first 2>/dev/null; then kill -SEGV $$; fi\n{prints(TEXT)}"
    config = Config(ocr=OcrSettings(program=program(tmp_path, crashes_first)))
    document = extract(scanned_pdf(inked, inked), "scan.pdf", config)
    assert [(line.page, line.text) for line in document.lines if line.text] == [(2, "Some words are here")]
    assert [(issue.code, issue.page) for issue in document.issues if issue.human] == [
        ("no-text", 1),
        ("ocr-failed", 1),
    ]


def test_a_second_reading_that_fails_leaves_the_first(read_with, inked):
    image = inked.copy()
    ImageDraw.Draw(image).rectangle((310, 55, 380, 75), fill=0)
    doubtful = prints(page(("چند", 95), ("کلمه", 95), ("۱۲", 80)))
    document = read_with(f'case "$*" in *eng*) exit 1 ;; esac\n{doubtful}', encoded(image))
    assert [line.text for line in document.lines] == ["۱۲ کلمه چند"]
    assert "a second reading" in next(i.message for i in document.issues if i.code == "ocr-failed")


def test_without_tesseract_everything_else_is_there_and_the_issue_says_what_to_install(inked):
    config = Config(ocr=OcrSettings(program="no-such-program"))
    document = extract(scanned_pdf(inked), "scan.pdf", config)
    assert [issue.code for issue in document.issues] == ["no-text", "ocr-missing"]
    assert "apt install tesseract-ocr" in document.issues[1].message


def test_a_program_that_is_no_tesseract_counts_as_missing(tmp_path):
    assert tesseract.installed("true") is None
    assert tesseract.installed(str(tmp_path)) is None
