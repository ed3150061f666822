"""What the options of a run mean: spans of time, when failures count, how signals stop it."""

from __future__ import annotations

import math
import signal
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli._codes import TERMINATED
from pipeline.errors import LockedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from pipeline.ingest.report import Report

    FailOn = Callable[[Report], bool]

LONGEST = 10_000_000  # seconds; what waits longer than 115 days waits for ever


class FailOnType(click.ParamType[Any]):
    """`any`, `never` or a share: whether a report makes the exit code 1."""

    name = "any|never|RATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> FailOn:
        if value == "never":
            return lambda _: False
        if value == "any":
            return lambda report: report.failures > 0
        try:
            rate = float(value)
        except ValueError:
            rate = math.nan
        if not 0 <= rate <= 1:
            self.fail(f"{value!r} is neither any, never nor a share from 0 to 1, such as 0.05", param, ctx)
        return lambda report: report.failures > rate * report.tried


FAIL_ON = FailOnType()


class Seconds(click.ParamType[float]):
    """A span of time that comes to an end, of at least so many seconds."""

    name = "seconds"

    def __init__(self, least: float = 0.0) -> None:
        self._least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            seconds = float(value)
        except ValueError:
            seconds = math.nan
        if not self._least <= seconds <= LONGEST:
            self.fail(f"{value!r} is not a number of seconds from {self._least:g} to {LONGEST:,}", param, ctx)
        return seconds


class Signals:
    """SIGTERM and Ctrl-C end the run in good order; what is under way has ten seconds. A second one ends it at once,
    and so does the first where nothing is under way yet: the exit code is that of the signal."""

    def __init__(self) -> None:
        self.caught: int | None = None

    def __enter__(self) -> Signals:
        self._before = {
            number: signal.signal(number, self._catch) for number in (signal.SIGTERM, signal.SIGINT)
        }
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        if self.caught is not None and isinstance(error, LockedError):  # it no longer waits for the lock
            raise SystemExit(TERMINATED + self.caught)

    def _catch(self, number: int, _: FrameType | None) -> None:
        if self.caught is not None:
            raise SystemExit(TERMINATED + number)
        self.caught = number

    def stopping(self) -> bool:
        return self.caught is not None
