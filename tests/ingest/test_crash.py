"""`baygan ingest` is killed at any moment: after the next run the archive is that of a run that nobody disturbed."""

import random
import signal
import time

import pytest

from benchmarks import crash

DOCUMENTS = 25


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """An inbox, its archive, and the seconds that it took."""
    root = tmp_path_factory.mktemp("undisturbed")
    crash.fill(root / "inbox", DOCUMENTS)
    began = time.monotonic()
    crash.complete(root / "inbox", root / "archive")
    return root / "inbox", root / "archive", time.monotonic() - began


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_run_that_is_killed_loses_tears_and_doubles_nothing(undisturbed, number, tmp_path):
    inbox, expected, seconds = undisturbed
    chance = random.Random(7)
    for _ in range(3):
        crash.disturb(inbox, tmp_path / "archive", number, chance.uniform(seconds / 4, seconds))
    crash.complete(inbox, tmp_path / "archive")
    assert not crash.differences(tmp_path / "archive", expected, inbox)


def test_the_comparison_sees_what_is_lost_torn_or_left_over(undisturbed, tmp_path):
    inbox, expected, _ = undisturbed
    crash.complete(inbox, tmp_path / "archive")
    record, *_ = (tmp_path / "archive" / "articles").rglob("*.json")
    record.write_bytes(record.read_bytes()[:100] + b"}")
    record.with_suffix(".md").unlink()
    (tmp_path / "archive" / ".baygan" / "tmp" / "1").touch()
    (tmp_path / "archive" / "articles" / "more.txt").touch()
    words = {line.partition(":")[0] for line in crash.tree_differences(tmp_path / "archive", expected)}
    assert words == {"lost", "differs", "too much", "left over"}
