"""`baygan export`: articles of an archive for other programs and other keepers."""

import json
import os
from concurrent.futures import ThreadPoolExecutor

import bagit
import pytest

from tests.archive.archives import make_archive, record


@pytest.fixture
def archive(tmp_path):
    return make_archive(tmp_path / "archive", [record("one tea", lang="en"), record("دو", date="2020-01-01")])


def test_the_name_tells_the_format_and_options_choose(baygan, archive, tmp_path):
    out = tmp_path / "out.JSONL"
    for options in ((), ("--words", "tea"), ("--lang", "fa", "--from", "2020")):
        result = baygan("export", archive, out, *options)
        assert (result.code, result.out, result.err) == (0, "", "")
        assert len(out.read_text("utf-8").splitlines()) == (1 if options else 2)
    assert baygan("export", archive, tmp_path / "out", "-f", "csv").code == 0
    assert (tmp_path / "out").read_bytes().startswith(b"id,name,status,")


def test_a_dash_is_standard_output(baygan, archive):
    result = baygan("export", archive, "-", "-f", "jsonl")
    assert (result.code, result.err) == (0, "")
    assert len([json.loads(line) for line in result.out.splitlines()]) == 2
    assert baygan("export", archive, "-").code == 2
    assert baygan("export", archive, "-", "-f", "bag").code == 2


def test_a_pipe_is_written_and_not_replaced_by_a_file(baygan, archive, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as reader:
        read = reader.submit(pipe.read_text, "utf-8")
        assert baygan("export", archive, pipe, "-f", "jsonl").code == 0
        assert len(read.result(timeout=60).splitlines()) == 2
    assert pipe.is_fifo()


def test_a_bag_has_the_lines_that_were_asked_for(baygan, archive, tmp_path):
    result = baygan(
        "export", archive, tmp_path / "bag", "--format", "bag", "--info", "Contact-Name=Ann = Lee"
    )
    assert (result.code, result.err) == (0, "")
    assert bagit.Bag(str(tmp_path / "bag")).info["Contact-Name"] == "Ann = Lee"


def test_what_is_not_in_the_export_is_named(baygan, archive, tmp_path):
    (archive / "articles/a0.json").unlink()
    result = baygan("export", archive, tmp_path / "out.jsonl")
    assert result.code == 1
    assert "a0" in result.err
    assert json.loads((tmp_path / "out.jsonl").read_text("utf-8"))["date"] == "2020-01-01"
    result = baygan("export", archive, tmp_path / "bag", "-f", "bag", "--sources")
    assert result.code == 1
    assert "source of a1" in result.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("out",),
        ("out.csv", "--sources"),
        ("out.csv", "--info", "a=b"),
        ("out", "-f", "bag", "--info", "nothing"),
        ("out", "-f", "bag", "--info", "a=b\nc: d"),
        ("out.csv", "--from", "heute"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(baygan, archive, tmp_path, arguments):
    assert baygan("export", archive, tmp_path / arguments[0], *arguments[1:]).code == 2
    assert not (tmp_path / arguments[0]).exists()
