"""When failures count, and how signals stop a run."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from pipeline.ingest.report import Report

    FailOn = Callable[[Report], bool]


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
            self.fail(f"{value!r} is neither any, never nor a share such as 0.05", param, ctx)
        return lambda report: report.failures > rate * report.tried


FAIL_ON = FailOnType()


class Signals:
    """SIGTERM and Ctrl-C end the run in good order; what is under way has ten seconds. A second one ends it at once."""

    def __init__(self) -> None:
        self.caught: int | None = None

    def __enter__(self) -> Signals:
        self._before = {
            number: signal.signal(number, self._catch) for number in (signal.SIGTERM, signal.SIGINT)
        }
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _catch(self, number: int, _: FrameType | None) -> None:
        if self.caught is not None:
            raise KeyboardInterrupt
        self.caught = number

    def stopping(self) -> bool:
        return self.caught is not None
