"""Numbers of the last run for Prometheus, as its node exporter's textfile collector reads them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pipeline.archive.statuses import MEANING
from pipeline.files import write_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.archive.catalogue import Catalogue
    from pipeline.ingest.report import Report


def write_metrics(path: Path, catalogue: Catalogue, report: Report) -> None:
    """Replace `path` as a whole. Raises OutputError."""
    write_file(path, "".join(f"{line}\n" for line in _lines(catalogue, report)))


def _lines(catalogue: Catalogue, report: Report) -> Iterator[str]:
    """The exposition format 0.0.4: names and units as Prometheus recommends."""
    query = "SELECT max(finished) FROM run WHERE stopped IS NULL"
    ((success,),) = catalogue.rows(query)
    ((documents,),) = catalogue.rows("SELECT count(*) FROM document")
    yield from _gauge("last_run_timestamp_seconds", "End of the last run.", _seconds(report.finished))
    yield from _gauge(
        "last_success_timestamp_seconds",
        "End of the last run that brought all inputs to an end.",
        _seconds(success),
    )
    yield from _gauge("last_run_duration_seconds", "What it took by the clock.", report.seconds or 0.0)
    yield from _gauge("last_run_left", "Files that --limit left for the next run.", report.left)
    yield from _gauge("documents", "Documents in the archive.", documents)
    yield from _head("last_run_inputs", "Files of the inbox in the last run, by how they ended.")
    for status in MEANING:
        yield f'baygan_last_run_inputs{{status="{status}"}} {report.counts.get(status, 0)}'


def _gauge(name: str, meaning: str, value: float) -> Iterator[str]:
    yield from _head(name, meaning)
    yield f"baygan_{name} {value}"


def _head(name: str, meaning: str) -> Iterator[str]:
    yield f"# HELP baygan_{name} {meaning}"
    yield f"# TYPE baygan_{name} gauge"


def _seconds(time: str | None) -> float:
    """Since 1970; 0 for what never happened."""
    return datetime.fromisoformat(time).timestamp() if time else 0.0
