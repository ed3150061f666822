"""What the runs on the archive did: how their inputs ended, why they failed, and how fast it went."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, NamedTuple

from flask import Blueprint, Response, abort, render_template
from msgspec import Struct

from pipeline.archive.overview import common
from pipeline.archive.statuses import FAILED, MEANING
from pipeline.browse.desk import reader

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.archive.reader import Reader

views = Blueprint("runs", __name__)
SHOWN = 100  # runs, the latest; and sources of one reason
SLOWEST = 10

_RUNS = """
    SELECT run.id, inbox, version, started, finished, stopped, counts, tried.documents, tried.cpu, tried.memory
    FROM run LEFT JOIN (
        SELECT run, count(*) FILTER (WHERE status IN ('ok', 'check')) AS documents, sum(cpu) AS cpu, max(memory) AS memory
        FROM attempt GROUP BY run
    ) AS tried ON tried.run = run.id
"""


class Ran(Struct, frozen=True):
    """A run. `stopped` says why it ended before all inputs had, empty if it did not; `documents` were converted with `cpu` seconds; `memory` is what a worker held at most, in bytes."""

    number: int
    inbox: str
    version: str
    started: str
    finished: str | None
    stopped: str
    counts: Mapping[str, int]
    documents: int
    cpu: float
    memory: int

    @property
    def seconds(self) -> float | None:
        if self.finished is None:
            return None
        return (
            datetime.datetime.fromisoformat(self.finished) - datetime.datetime.fromisoformat(self.started)
        ).total_seconds()

    @property
    def per_minute(self) -> float | None:
        """Documents a minute by the clock; None for a run too short to tell."""
        return 60 * self.documents / self.seconds if self.seconds and self.documents else None

    @property
    def failures(self) -> int:
        return sum(count for status, count in self.counts.items() if status in FAILED)


class Reason(NamedTuple):
    """Why sources failed, the sources by path and digest, and how many more there are."""

    status: str
    reason: str
    sources: list[tuple[str, str | None]]
    more: int


@views.get("/runs")
def runs() -> str:
    """The latest runs."""
    return render_template(
        "runs.html", runs=_runs(reader(), "ORDER BY run.id DESC LIMIT ?", SHOWN), failed=FAILED
    )


@views.get("/runs/<int:number>")
def run(number: int) -> str:
    """One run: its numbers, its failures by reason, what took longest."""
    found = _runs(reader(), "WHERE run.id = ?", number)
    if not found:
        abort(404, "There was no such run.")
    return render_template(
        "run.html",
        run=found[0],
        reasons=reasons(reader(), number),
        slowest=reader().rows(
            "SELECT path, sha256, seconds, memory, status FROM attempt WHERE run = ? ORDER BY seconds DESC LIMIT ?",
            (number, SLOWEST),
        ),
        meaning=MEANING,
        failed=FAILED,
        has_report=reader().archive.read(f"reports/{number}.json") is not None,
    )


@views.get("/runs/<int:number>/report.json")
def report(number: int) -> Response:
    """The report that the run wrote."""
    data = reader().archive.read(f"reports/{number}.json")
    if data is None:
        abort(404, "The run wrote no report.")
    response = Response(data, mimetype="application/json")
    response.headers.set("Content-Disposition", "attachment", filename=f"run-{number}.json")
    return response


def _runs(reader: Reader, which: str, value: int) -> list[Ran]:
    return [_ran(*row) for row in reader.rows(_RUNS + which, (value,))]


def _ran(
    number: int,
    inbox: str,
    version: str,
    started: str,
    finished: str | None,
    stopped: str | None,
    counts: str | None,
    documents: int | None,
    cpu: float | None,
    memory: int | None,
) -> Ran:
    return Ran(
        number,
        inbox,
        version,
        started,
        finished,
        stopped or "",
        json.loads(counts or "{}"),
        documents or 0,
        cpu or 0.0,
        memory or 0,
    )


def reasons(reader: Reader, number: int) -> list[Reason]:
    """The failures of a run that nothing has changed since, the most frequent reason first."""
    marks = ", ".join("?" * len(FAILED))
    rows = reader.rows(
        f"SELECT status, reason, inbox, path, sha256 FROM source WHERE run = ? AND status IN ({marks}) ORDER BY path",
        (number, *sorted(FAILED)),
    )
    groups: dict[tuple[str, str], list[tuple[str, str | None]]] = {}
    for status, reason, inbox, path, sha256 in rows:
        groups.setdefault((status, common(reason or "", inbox, path)), []).append((path, sha256))
    return [
        _reason(*key, sources) for key, sources in sorted(groups.items(), key=lambda group: -len(group[1]))
    ]


def _reason(status: str, reason: str, sources: Sequence[tuple[str, str | None]]) -> Reason:
    return Reason(status, reason, list(sources[:SHOWN]), max(len(sources) - SHOWN, 0))
