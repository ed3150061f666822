"""SIGTERM is heard at any time of a run, and the exit code says so."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.archive.local import Archive
from pipeline.cli._ingest import Signals
from pipeline.errors import LockedError

TERMINATED = 143


@contextmanager
def started(place, *options):
    command = [sys.executable, "-m", "pipeline", "ingest", str(place.inbox), str(place.archive), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def waits_for_the_lock(process, place):
    """Whether another process has come as far as the lock, which it opens before it takes it."""
    lock = str(place.archive / ".baygan" / "lock")
    return any(os.path.realpath(file) == lock for file in Path(f"/proc/{process.pid}/fd").iterdir())


def until(condition):
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_run_that_waits_for_another_ends_at_a_signal(place):
    with Archive(place.archive).locked(0), started(place, "--wait=100000") as process:
        until(lambda: waits_for_the_lock(process, place))
        process.send_signal(signal.SIGTERM)
        _, words = process.communicate(timeout=60)
    assert process.returncode == TERMINATED
    assert "another run" not in words


def test_a_run_that_waits_for_files_to_be_whole_ends_at_a_signal(place):
    place.put("a.html")
    with started(place, "--settle=100000") as process:
        until(lambda: place.runs() == 1)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert process.returncode == TERMINATED


def test_a_second_signal_ends_a_run_with_its_code():
    with Signals() as signals:
        signal.raise_signal(signal.SIGTERM)
        assert signals.stopping()
        with pytest.raises(SystemExit, match=str(TERMINATED)):
            signal.raise_signal(signal.SIGTERM)


def test_a_lock_that_another_run_holds_is_an_error_if_no_signal_came():
    with pytest.raises(LockedError), Signals():
        raise LockedError("another run")
