"""The near side of the pipe: one process, the task that it has in flight, and its end."""

from __future__ import annotations

import contextlib
import os
import signal
import tempfile
import time
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from pipeline.errors import BayganError, ConfigError
from pipeline.supervise.limits import spent_by
from pipeline.supervise.worker import DUMP_TRACEBACK, READY, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from pipeline.supervise.limits import Limits

START = 60.0  # seconds in which a process must come up, on the busiest machine
PIECE = 1 << 16  # bytes: what a pipe holds
TIDYING = "pipeline.supervise.tidying"
LONGEST = 103 - len("/pymp-XXXXXXXX/listener-XXXXXXXX")  # bytes of the directory for temporary files
SAFE_PATH = "PYTHONSAFEPATH"
LAST_WORDS = 0.2  # seconds for a hanging process to write its stack


class Worker:
    """One process, the pipe to it, and the pipe in which it leaves its stack when it dies."""

    def __init__(self, work: Callable[[Any], Any], limits: Limits, preload: Sequence[str]) -> None:
        _check_temporary_directory()
        # Never a plain fork: it copies the locks of threads that it does not have.
        context = get_context("forkserver" if os.name == "posix" else "spawn")
        context.set_forkserver_preload([TIDYING, *preload])
        self.pipe: Connection
        self.pipe, far = context.Pipe()
        life, self._life = context.Pipe(duplex=False)
        self._trace, trace = context.Pipe(duplex=False)
        self.process: BaseProcess = context.Process(  # type: ignore[attr-defined]  # of both contexts
            target=serve, args=(far, life, work, limits, trace)
        )
        with _without_the_current_directory():
            self.process.start()
        for theirs in (far, life, trace):
            theirs.close()
        self._words = b""
        self.task: Any = None  # (number, task)
        self.busy = False
        self.started = 0.0
        self.done = 0
        self.cpu = 0.0  # seconds of the task in flight, when it was last looked at
        self.memory = 0  # bytes, the most ever held
        self._looked = self._before = 0.0
        self._await_ready()

    def _await_ready(self) -> None:
        try:
            if self.pipe.poll(START) and self.pipe.recv_bytes() == READY:
                return
            why = "it did not start in time"
        except (EOFError, OSError):
            why = f"it ended at once: {self.fate()}"
        self.kill()
        raise BayganError(f"a worker process cannot be used: {why}")

    def take(self, task: Any) -> None:
        self.task, self.busy, self.started = task, True, time.monotonic()
        self.cpu, self._looked = 0.0, self.started
        self._before, held = spent_by(self.process.pid or 0)
        self.memory = max(self.memory, held)
        with contextlib.suppress(OSError):  # it died while idle: its sentinel tells so at once
            self.pipe.send(task[1])

    def release(self) -> None:
        self.task, self.busy = None, False
        self.done += 1

    def look(self, every: float = 0.0) -> None:
        """See what the task has taken so far, if that is not known for `every` seconds: the dead do not tell."""
        if (now := time.monotonic()) - self._looked < every:
            return
        self._looked = now
        cpu, memory = spent_by(self.process.pid or 0)
        self.cpu, self.memory = max(self.cpu, cpu - self._before), max(self.memory, memory)

    def fate(self) -> str:
        """How the process ended: the name of a signal, or "exit N"."""
        self.process.join(START)
        code = self.process.exitcode
        return signal.Signals(-code).name if code is not None and code < 0 else f"exit {code}"

    def last_words(self) -> str:
        """The stack that a dying process left, as far as it has come."""
        if os.name == "posix":
            os.set_blocking(self._trace.fileno(), False)
            with contextlib.suppress(BlockingIOError):
                while more := os.read(self._trace.fileno(), PIECE):
                    self._words += more
        return self._words.decode("utf-8", "replace").strip()

    def ask_where(self) -> str:
        """The stack of a hanging process, which writes it frame by frame; a stopped one does not answer."""
        if DUMP_TRACEBACK is None or self.process.pid is None:
            return ""
        os.kill(self.process.pid, DUMP_TRACEBACK)
        until = time.monotonic() + LAST_WORDS
        before, words = "", self.last_words()
        while (not words or words != before) and time.monotonic() < until:
            time.sleep(0.01)
            before, words = words, self.last_words()
        return words

    def kill(self) -> None:
        """End the process and all that it started, which would outlive it."""
        if os.name == "posix" and self.process.pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join(START)
        self.process.close()
        for ours in (self.pipe, self._life, self._trace):
            ours.close()


def _check_temporary_directory() -> None:
    """Refuse one in which multiprocessing cannot make its socket, whose path has 103 bytes at most."""
    directory = tempfile.gettempdir()
    if os.name == "posix" and len(os.fsencode(directory)) > LONGEST:
        raise ConfigError(
            f"{directory}: this directory for temporary files has too long a path for a socket; set TMPDIR to a shorter one"
        )


@contextlib.contextmanager
def _without_the_current_directory() -> Iterator[None]:
    """The fork server, and any process that is started meanwhile, looks for modules where this one does, not in the current
    directory, as Python does for a program on its command line: a folder of downloads may have a `lxml.py`."""
    before = os.environ.get(SAFE_PATH)
    os.environ[SAFE_PATH] = "1"
    try:
        yield
    finally:
        del os.environ[SAFE_PATH]
        if before is not None:
            os.environ[SAFE_PATH] = before
