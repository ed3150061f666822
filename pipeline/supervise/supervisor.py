"""Hand out tasks, watch the clock, replace workers that died."""

from __future__ import annotations

import pickle
import time
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from msgspec import Struct

from pipeline.supervise.process import Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from types import TracebackType

    from pipeline.supervise.limits import Limits
    from pipeline.supervise.worker import Answer

T = TypeVar("T")
R = TypeVar("R")
End = Literal["done", "error", "timeout", "memory", "crash", "interrupted"]

AHEAD = 4  # results that may wait for a slower one before them, per worker, where the order is kept
GRACE = 10.0  # seconds for the tasks under way when the run is asked to stop
TICK = 0.5  # seconds in which a request to stop is noticed
LOOK = 0.1  # seconds after which we look at what a task has taken: 0.1 milliseconds of ours


class Result(Struct, Generic[T, R], frozen=True, kw_only=True):
    """How a task ended: with a `value` if `end` is "done", else for a `reason`.

    "error" is an exception of the work itself. `trace` is the stack where it was, `signal` the name of what
    killed the worker; `seconds` by the clock, `cpu` in seconds, `memory` in bytes (the most that the worker ever held); of a
    worker that died the last two are what was seen of it up to a tenth of a second before.
    """

    task: T
    end: End
    value: R | None = None
    reason: str = ""
    trace: str = ""
    signal: str = ""
    seconds: float = 0.0
    cpu: float = 0.0
    memory: int = 0


class Supervisor(Generic[T, R]):
    """Workers for one kind of task. Use it in a `with` block: nothing that it starts outlives the block.

    `work` and the tasks must be picklable. `preload` names modules that are imported once, before the workers
    fork. When `stopping` says so, nothing more is handed out and the tasks under way get ten seconds.
    """

    def __init__(
        self,
        work: Callable[[T], R],
        *,
        jobs: int,
        limits: Limits,
        preload: Sequence[str] = (),
        stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self._work = work
        self._jobs = jobs
        self._limits = limits
        self._preload = preload
        self._stopping = stopping
        self._workers: list[Worker] = []

    def __enter__(self) -> Supervisor[T, R]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.kill()
        self._workers.clear()

    def run(self, tasks: Iterable[T]) -> Iterator[Result[T, R]]:
        """A result for each task, as they come. Tasks are asked for one at a time, when a worker is free."""
        return (result for _, result in self._results(enumerate(tasks), lambda _: True))

    def run_in_order(self, tasks: Iterable[T]) -> Iterator[Result[T, R]]:
        """A result for each task, in their order; only a few wait for one before them at any time."""
        early: dict[int, Result[T, R]] = {}
        given = 0

        def room(taken: int) -> bool:
            return taken - given < self._jobs * AHEAD

        for number, result in self._results(enumerate(tasks), room):
            early[number] = result
            while given in early:
                yield early.pop(given)
                given += 1

    def _results(
        self, tasks: Iterator[tuple[int, T]], room: Callable[[int], bool]
    ) -> Iterator[tuple[int, Result[T, R]]]:
        stop_at: float | None = None
        taken = 0
        while True:
            if stop_at is None and self._stopping():
                stop_at = time.monotonic() + GRACE
            while stop_at is None and room(taken) and self._is_free():
                if (task := next(tasks, None)) is None:
                    break
                self._idle().take(task)
                taken += 1
            busy = [worker for worker in self._workers if worker.busy]
            if not busy:
                return
            wait([end for worker in busy for end in (worker.pipe, worker.process.sentinel)], LOOK)
            for worker in busy:
                number = worker.task[0]
                if result := self._look(worker, stop_at):
                    yield number, result

    def _is_free(self) -> bool:
        return sum(worker.busy for worker in self._workers) < self._jobs

    def _idle(self) -> Worker:
        """A worker that is free, if need be a new one: starting one costs a second, so it is done for a task."""
        for worker in self._workers:
            if not worker.busy:
                return worker
        self._workers.append(Worker(self._work, self._limits, self._preload))
        return self._workers[-1]

    def _look(self, worker: Worker, stop_at: float | None) -> Result[T, R] | None:
        """How the task of a worker ended, or None while it goes on."""
        now = time.monotonic()
        if worker.pipe.poll():
            return self._answered(worker)
        if not worker.process.is_alive():
            return self._died(worker)
        worker.look(every=LOOK)
        if now - worker.started > self._limits.seconds:
            trace = worker.ask_where()
            return self._end(worker, "timeout", f"it took more than {self._limits.seconds:g} s", trace)
        if stop_at is not None and now > stop_at:
            return self._end(worker, "interrupted", "the run was stopped")
        return None

    def _answered(self, worker: Worker) -> Result[T, R]:
        try:
            answer: Answer = pickle.loads(worker.pipe.recv_bytes())
        except (EOFError, OSError):  # half an answer: it died while it wrote
            return self._died(worker)
        result: Result[T, R] = Result(
            task=worker.task[1],
            end=answer.end,
            value=answer.value,
            reason=answer.reason,
            trace=answer.trace,
            seconds=time.monotonic() - worker.started,
            cpu=answer.cpu,
            memory=answer.memory,
        )
        worker.release()
        worn = worker.done >= self._limits.tasks or answer.memory > self._limits.memory / 2
        if worn or answer.end == "memory":
            self._dismiss(worker)
        return result

    def _died(self, worker: Worker) -> Result[T, R]:
        fate = worker.fate()
        if fate == "SIGXCPU":
            return self._end(worker, "timeout", f"it took more than {self._limits.seconds:g} s of CPU time")
        killer = fate if fate.startswith("SIG") else ""
        reason = f"it crashed the program that reads it ({fate})"
        return self._end(worker, "crash", reason, worker.last_words(), killer)

    def _end(self, worker: Worker, end: End, reason: str, trace: str = "", killer: str = "") -> Result[T, R]:
        """The result of a task whose worker is dead or must be killed."""
        result: Result[T, R] = Result(
            task=worker.task[1],
            end=end,
            reason=reason,
            trace=trace,
            signal=killer,
            seconds=time.monotonic() - worker.started,
            cpu=worker.cpu,
            memory=worker.memory,
        )
        self._dismiss(worker)
        return result

    def _dismiss(self, worker: Worker) -> None:
        self._workers.remove(worker)
        worker.kill()
