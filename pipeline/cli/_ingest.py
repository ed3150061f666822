"""What a person or a cron job sees of a run: progress, failures, a summary; and how signals stop it."""

from __future__ import annotations

import signal
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli._console import complain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import FrameType

    from rich.progress import Progress

    from pipeline.ingest.catalogue import Ended
    from pipeline.ingest.session import Report

    FailOn = Callable[[Report], bool]

SHOWN = 20  # failures that are named one by one; all of them are in the report


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


class Watch:
    """A bar for people at a terminal; for everybody else a line for each of the first failures, and no more.

    Silence means that all went well: cron sends a mail for any word.
    """

    def __init__(self, verbose: bool) -> None:
        self._verbose = verbose
        self._stack = ExitStack()
        self._bar: Progress | None = None
        self._failures = 0

    def __enter__(self) -> Watch:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def begin(self, total: int) -> None:
        if sys.stderr.isatty() and total > 1:
            self._bar = self._stack.enter_context(_bar())
            self._task = self._bar.add_task("Reading", total=total, failed="")

    def ended(self, ended: Ended) -> None:
        from pipeline.ingest.statuses import FAILED

        if ended.status in FAILED:
            self._failures += 1
            if self._failures <= SHOWN:
                complain(f"{ended.path}: {ended.status}: {ended.reason}")
        if self._bar:
            failed = f"{self._failures} failed" if self._failures else ""
            self._bar.update(self._task, advance=1, failed=failed)

    def summarize(self, report: Report, archive: str) -> None:
        if self._failures > SHOWN:
            complain(f"... and {self._failures - SHOWN} more failed")
        if self._verbose or sys.stderr.isatty() or self._failures:
            left = f", {report.left} left for the next run" if report.left else ""
            complain(f"{archive}: {numbers(report.counts)}{left}")


def numbers(counts: Mapping[Any, int]) -> str:
    return ", ".join(f"{count} {status}" for status, count in counts.items()) or "nothing there"


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("[red]{task.fields[failed]}"),
        console=Console(stderr=True),
        transient=True,
    )
