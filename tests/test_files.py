"""Outputs appear whole or not at all, and replace nothing that is no file."""

import errno
import os

import pytest

from pipeline import OutputError
from pipeline.files import replacing, write_file


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real/a.json").write_text("old")
    (tmp_path / "a.json").symlink_to("real/a.json")
    write_file(tmp_path / "a.json", "new")
    assert (tmp_path / "a.json").is_symlink()
    assert (tmp_path / "real/a.json").read_text() == "new"
    assert [path.name for path in (tmp_path / "real").iterdir()] == ["a.json"]


def test_a_pipe_is_written_and_stays_one(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_file(tmp_path / "pipe", "new")
        assert os.read(reader, 10) == b"new"
    finally:
        os.close(reader)
    assert (tmp_path / "pipe").is_fifo()


def test_the_link_of_standard_output_leads_to_a_file_or_a_pipe(tmp_path):
    read, write = os.pipe()
    try:
        (tmp_path / "stdout").symlink_to(f"/proc/self/fd/{write}")
        write_file(tmp_path / "stdout", "new")
        assert os.read(read, 10) == b"new"
    finally:
        os.close(read)
        os.close(write)
    assert (tmp_path / "stdout").is_symlink()


def test_nothing_is_left_of_what_failed_and_the_old_file_stays(tmp_path):
    (tmp_path / "a").write_text("old")

    def run_out_of_space():
        with replacing(tmp_path / "a") as place:
            place.write_text("half")
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OutputError, match="no space"):
        run_out_of_space()
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_text() == "old"


def test_a_link_in_the_place_of_the_unfinished_file_is_not_followed(tmp_path):
    (tmp_path / "other").write_text("theirs")
    (tmp_path / f".baygan-{os.getpid()}.tmp").symlink_to("other")
    write_file(tmp_path / "a", "new")
    assert (tmp_path / "other").read_text() == "theirs"
    assert (tmp_path / "a").read_text() == "new"
