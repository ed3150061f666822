"""A bad task costs itself and nothing else, whatever it does to its process."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from pipeline.errors import BayganError, ConfigError
from pipeline.supervise import Limits, Supervisor
from tests.processes import vanishes
from tests.supervise import tasks

SHORT = Limits(seconds=1.0, memory=1 << 30, result=16 << 20)
FAULTS = {
    "hang_in_python": ("timeout", "it took more than 1 s"),
    "hang_in_c": ("timeout", "it took more than 1 s"),
    "stop": ("timeout", "it took more than 1 s"),
    "leave_a_child": ("timeout", "it took more than 1 s"),
    "segfault": ("crash", "it crashed the program that reads it (SIGSEGV)"),
    "abort": ("crash", "it crashed the program that reads it (SIGABRT)"),
    "leave": ("crash", "it crashed the program that reads it (exit 7)"),
    "die_with_a_child": ("crash", "it crashed the program that reads it (exit 1)"),
    "blow_up": ("memory", "it needs more memory than a document may take"),
    "answer_too_much": ("error", "its result is too large"),
    "answer_what_cannot_be_sent": ("error", "its result cannot be sent"),
    "fail": ("error", "ValueError: no such thing"),
}


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """All faults among a hundred good tasks, two at a time."""
    children = tmp_path_factory.mktemp("children")
    bad = [(name, str(children / name)) for name in FAULTS]
    mixed = [task for at, fault in enumerate(bad) for task in [*range(at * 8, at * 8 + 8), fault]]
    with Supervisor(tasks.act, jobs=2, limits=SHORT) as supervisor:
        found = list(supervisor.run([*mixed, *range(96, 100)]))
    return found, children


def of(results, name):
    (result,) = [entry for entry in results[0] if isinstance(entry.task, tuple) and entry.task[0] == name]
    return result


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_reported_as_what_it_is(results, name):
    result = of(results, name)
    end, reason = FAULTS[name]
    assert result.end == end
    assert result.reason.startswith(reason)
    assert result.value is None


def test_all_good_neighbors_of_faults_come_through(results):
    good = [result for result in results[0] if isinstance(result.task, int)]
    assert sorted(result.value for result in good) == list(range(100))
    assert {result.end for result in good} == {"done"}


@pytest.mark.parametrize("name", ["leave_a_child", "die_with_a_child"])
def test_children_of_a_dead_worker_are_killed(results, name):
    assert vanishes(int((results[1] / name).read_text()))


@pytest.mark.parametrize("name", ["hang_in_python", "hang_in_c", "segfault", "abort", "fail"])
def test_the_place_where_it_happened_is_told(results, name):
    assert name in of(results, name).trace


def test_the_signal_that_killed_a_worker_is_named(results):
    assert of(results, "segfault").signal == "SIGSEGV"
    assert of(results, "leave").signal == ""


@pytest.mark.parametrize("name", ["hang_in_python", "hang_in_c", "stop", "segfault", "abort", "leave"])
def test_the_memory_of_a_worker_that_died_is_told(results, name):
    assert of(results, name).memory > 1 << 20


def test_the_cpu_time_of_a_worker_that_died_is_told(results):
    assert of(results, "hang_in_python").cpu > 0.1
    with Supervisor(tasks.act, jobs=1, limits=Limits(seconds=60)) as supervisor:
        good, bad = supervisor.run([1, ("work_and_segfault", None)])
    assert good.cpu < bad.cpu < tasks.WORK


def test_the_cpu_time_of_a_child_that_is_killed_with_its_worker_is_told():
    with Supervisor(tasks.act, jobs=1, limits=Limits(seconds=3)) as supervisor:
        (result,) = supervisor.run([("wait_for_a_child_at_work", None)])
    assert result.end == "timeout"
    assert result.cpu > 0.1


def test_results_in_order_come_in_the_order_of_the_tasks():
    with Supervisor(tasks.slow_first, jobs=2, limits=SHORT) as supervisor:
        assert [result.value for result in supervisor.run_in_order(range(50))] == list(range(50))


def test_tasks_are_asked_for_only_as_workers_are_free():
    asked = []

    def endless():
        while True:
            asked.append(len(asked))
            yield len(asked)

    with Supervisor(tasks.act, jobs=2, limits=SHORT) as supervisor:
        results = supervisor.run_in_order(endless())
        for _ in range(10):
            next(results)
        assert len(asked) <= 10 + 2 * 4


def test_a_worker_is_replaced_after_its_share_of_tasks():
    with Supervisor(tasks.process_id, jobs=1, limits=Limits(tasks=2)) as supervisor:
        processes = [result.value for result in supervisor.run(range(6))]
    assert [processes.count(process) for process in dict.fromkeys(processes)] == [2, 2, 2]


def test_after_a_request_to_stop_nothing_new_is_begun_and_all_that_was_comes_through():
    begun = []

    def numbers():
        for number in range(100):
            begun.append(number)
            yield number

    with Supervisor(tasks.act, jobs=2, limits=SHORT, stopping=lambda: len(begun) >= 10) as supervisor:
        results = [result.value for result in supervisor.run(numbers())]
    assert sorted(results) == begun
    assert len(begun) < 20


def test_what_does_not_end_after_a_request_to_stop_is_interrupted(monkeypatch, tmp_path):
    monkeypatch.setattr("pipeline.supervise.supervisor.GRACE", 0.1)
    hanging = tmp_path / "pid"
    with Supervisor(tasks.act, jobs=1, limits=Limits(seconds=60), stopping=hanging.exists) as supervisor:
        (result,) = supervisor.run([("lose_the_parent", str(hanging))])
    assert result.end == "interrupted"


def test_a_directory_for_temporary_files_that_is_too_long_for_a_socket_is_refused(monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", "/tmp/" + "x" * 80)
    with (
        Supervisor(tasks.act, jobs=1, limits=SHORT) as supervisor,
        pytest.raises(ConfigError, match="set TMPDIR to a shorter one"),
    ):
        list(supervisor.run([1]))


def test_a_worker_that_cannot_start_is_an_error_and_no_endless_loop():
    with (
        Supervisor(tasks.Unusable(), jobs=1, limits=SHORT) as supervisor,
        pytest.raises(BayganError, match="exit 3"),
    ):
        list(supervisor.run([1]))


PROGRAM = """
from pipeline.supervise import Limits, Supervisor
from tests.supervise import tasks
if __name__ == "__main__":
    with Supervisor(tasks.act, jobs=1, limits=Limits(), preload=["colorsys"]) as supervisor:
        list(supervisor.run([("lose_the_parent", "{mark}")]))
"""


@pytest.fixture
def temporary():
    """A directory with a short path: a socket has no room for that of `tmp_path`."""
    with TemporaryDirectory() as directory:
        yield Path(directory)


@pytest.fixture
def orphan(tmp_path, temporary):
    """A worker whose parent was killed, by its process id; the parent ran in the folder `work`, with TMPDIR `temporary`."""
    (tmp_path / "work").mkdir()
    (tmp_path / "work/colorsys.py").write_text("from pathlib import Path\nPath('loaded').touch()\n")
    mark, script = tmp_path / "pid", tmp_path / "parent.py"
    script.write_text(PROGRAM.format(mark=mark))
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "TMPDIR": str(temporary),
    }
    parent = subprocess.Popen([sys.executable, script], env=environment, cwd=tmp_path / "work")
    while not (mark.exists() and mark.read_text()):
        assert parent.poll() is None
        time.sleep(0.01)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    return int(mark.read_text())


def test_a_parent_that_is_killed_leaves_neither_workers_nor_files(orphan, temporary):
    assert vanishes(orphan)
    until = time.monotonic() + 10
    while (left := list(temporary.iterdir())) and time.monotonic() < until:
        time.sleep(0.01)
    assert not left


def test_no_module_is_loaded_from_the_current_directory(orphan, tmp_path):
    assert vanishes(orphan)
    assert [path.name for path in (tmp_path / "work").iterdir()] == ["colorsys.py"]
