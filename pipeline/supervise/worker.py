"""The far side of the pipe: take a task, do it, answer."""

from __future__ import annotations

import faulthandler
import logging
import os
import pickle
import signal
import traceback
import warnings
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from pipeline.supervise.limits import die_with, limit_cpu, limit_memory, spent, was_short_of_memory

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from pipeline.supervise.limits import Limits

READY = b"ready"
TOO_MUCH = "it needs more memory than a document may take"
DUMP_TRACEBACK = getattr(signal, "SIGUSR1", None)


class Answer(Struct, frozen=True, kw_only=True):
    """What a worker says of a task: its result, or why there is none."""

    end: Literal["done", "error", "memory"]
    value: Any = None
    reason: str = ""
    trace: str = ""
    cpu: float = 0.0
    memory: int = 0


def serve(
    pipe: Connection, life: Connection, work: Callable[[Any], Any], limits: Limits, trace: Connection
) -> None:
    """Answer tasks until the pipe closes, at the latest while `life` is open at its other end.

    `trace` takes the stack of a process that dies or hangs."""
    _alone()
    die_with(life.fileno())
    _leave_stacks_in(trace)
    limit_memory(limits.memory)
    pipe.send_bytes(READY)
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        limit_cpu(limits.seconds)
        pipe.send_bytes(_pickled(_answer(work, task), limits.result))


def _leave_stacks_in(trace: Connection) -> None:
    if DUMP_TRACEBACK is not None:  # elsewhere the end of a pipe is no file descriptor
        faulthandler.enable(trace.fileno())
        faulthandler.register(DUMP_TRACEBACK, trace.fileno())


def _alone() -> None:
    """A session and process group of our own: Ctrl-C does not reach it, and a kill reaches our children.

    Only the parent speaks: what libraries log, warn of or print has no place on the terminal."""
    if os.name == "posix":
        os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    logging.getLogger().addHandler(logging.NullHandler())
    warnings.simplefilter("ignore")
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silence, stream)
    os.close(silence)


def _answer(work: Callable[[Any], Any], task: Any) -> Answer:
    before, _ = spent()
    try:
        answer = Answer(end="done", value=work(task))
    except MemoryError:
        answer = Answer(end="memory", reason=TOO_MUCH)
    except Exception as error:  # whatever it is, it belongs to this task only
        short = was_short_of_memory()
        reason = TOO_MUCH if short else _sentence(error)
        answer = Answer(end="memory" if short else "error", reason=reason, trace=traceback.format_exc())
    cpu, memory = spent()
    return Answer(
        end=answer.end,
        value=answer.value,
        reason=answer.reason,
        trace=answer.trace,
        cpu=cpu - before,
        memory=memory,
    )


def _pickled(answer: Answer, limit: int) -> bytes:
    """The answer as bytes; one that cannot be sent is itself an error of the task."""
    try:
        data = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
        if len(data) <= limit:
            return data
        end, reason = "error", f"its result is too large: {len(data)} bytes"
    except MemoryError:
        end, reason = "memory", "its result needs more memory than a document may take"
    except Exception as error:  # pickle raises what the objects raise
        end, reason = "error", f"its result cannot be sent: {_sentence(error)}"
    return pickle.dumps(Answer(end=end, reason=reason, cpu=answer.cpu, memory=answer.memory))  # type: ignore[arg-type]


def _sentence(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"
