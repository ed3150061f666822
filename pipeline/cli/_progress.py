"""What a person or a cron job sees of a run: progress, failures, a summary."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from pipeline.archive.statuses import FAILED
from pipeline.cli._console import complain
from pipeline.ingest.observer import Observer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.progress import Progress

    from pipeline.archive.catalogue import Ended
    from pipeline.ingest.report import Report

SHOWN = 20  # failures that are named one by one; all of them are in the report
LONG = 200  # letters of a path
EVERY = 10.0  # seconds between two lines


class Follower(Observer):
    """A bar for people at a terminal, or lines for those who ask; for everybody else one for each of
    the first failures, and no more.

    Silence means that all went well: cron sends a mail for any word.
    """

    def __init__(self, *, verbose: bool, lines: bool) -> None:
        self._verbose = verbose
        self._at_terminal = sys.stderr.isatty()
        self._lines = lines and not self._at_terminal
        self._stack = ExitStack()
        self._bar: Progress | None = None
        self._total = self._done = self._failures = 0

    def __enter__(self) -> Follower:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def begin(self, total: int) -> None:
        self._total = total
        self._began = self._told = time.monotonic()
        if self._at_terminal and total > 1:
            self._bar = self._stack.enter_context(_bar())
            self._task = self._bar.add_task("Reading", total=total, failed="")

    def counted(self) -> None:
        self._done += 1
        if self._bar:
            self._bar.advance(self._task)
        elif self._lines and time.monotonic() - self._told > EVERY:
            self._told = time.monotonic()
            complain(self._line(self._told - self._began))

    def ended(self, ended: Ended) -> None:
        path = ended.path if len(ended.path) <= LONG else f"…{ended.path[-LONG:]}"
        if ended.status == "interrupted" and self._verbose:
            complain(f"{path}: {ended.reason}; the next run takes it")
        if ended.status not in FAILED:
            return
        self._failures += 1
        if self._failures <= SHOWN:
            complain(f"{path}: {ended.status}: {ended.reason}")
        if self._bar:
            self._bar.update(self._task, failed=f"{self._failures} failed")

    def _line(self, seconds: float) -> str:
        rate = self._done / seconds
        failed = f", {self._failures} failed" if self._failures else ""
        left = (self._total - self._done) / rate
        return f"{self._done} of {self._total} files, {rate:.1f} a second{failed}, about {left:.0f} s left"

    def summarize(self, report: Report, archive: str) -> None:
        if self._failures > SHOWN:
            complain(f"... and {self._failures - SHOWN} more failed")
        if self._verbose or self._lines or self._at_terminal or self._failures:
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
        _rate(),
        TimeRemainingColumn(),
        TextColumn("[red]{task.fields[failed]}"),
        console=Console(stderr=True),
        transient=True,
    )


def _rate() -> Any:
    """A column with files a second."""
    from rich.progress import ProgressColumn, Task
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f}/s" if task.speed else "")

    return Rate()
