"""What a run did, for people and programs: `reports/RUN.json`, `RUN.html` and `RUN.jsonl`.

All of it is read from the catalogue, so that a run that was killed has a report too: the next one writes it.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from pipeline.archive.statuses import FAILED
from pipeline.emit.strict import dumps
from pipeline.ingest.report_page import page
from pipeline.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.archive.catalogue import Catalogue
    from pipeline.archive.local import Archive
    from pipeline.archive.remote import RemoteArchive
    from pipeline.archive.statuses import Status

SCHEMA = "run/1"
SHOWN = 50  # sources that are named for one reason; all of them are in the log
TOP = 10

_NEW = """
    SELECT source.path AS path, source.status AS status, source.reason AS reason, source.sha256 AS sha256,
        source.size AS size, document.name AS name, document.title AS title, document.pages AS pages,
        tried.tries AS tries, tried.seconds AS seconds, tried.cpu AS cpu, tried.memory AS memory
    FROM source
    LEFT JOIN (
        SELECT inbox, path, count(*) AS tries, sum(seconds) AS seconds, sum(cpu) AS cpu, max(memory) AS memory
        FROM attempt WHERE run = ?1 GROUP BY inbox, path
    ) AS tried USING (inbox, path)
    LEFT JOIN document ON document.sha256 = source.sha256 AND source.status IN ('ok', 'check')
    WHERE source.run = ?1 AND (tried.tries OR source.status NOT IN ('ok', 'check'))
"""
"""The inputs that ended in something new in run ?1; a file that was only moved did not."""
_COLUMNS = (
    *("path", "status", "reason", "sha256", "size", "name", "title", "pages"),
    *("tries", "seconds", "cpu", "memory"),
)


class Report(Struct, frozen=True, kw_only=True):
    """What a run did: how many inputs ended in each status, and how many `--limit` left for the next run.

    `stopped` says why it ended before all inputs had; one without `finished` was killed.
    """

    run: int
    inbox: str
    started: str
    finished: str | None
    counts: Mapping[Status, int]
    left: int = 0
    skipped: tuple[tuple[str, str], ...] = ()
    stopped: str = ""
    too_many: bool = False

    @property
    def inputs(self) -> int:
        return sum(self.counts.values())

    @property
    def tried(self) -> int:
        return self.inputs - self.counts.get("unchanged", 0)

    @property
    def failures(self) -> int:
        return sum(self.counts.get(status, 0) for status in FAILED)

    @property
    def seconds(self) -> float | None:
        """From start to end; 0 if the clock was put back in between."""
        if self.finished is None:
            return None
        span = datetime.fromisoformat(self.finished) - datetime.fromisoformat(self.started)
        return max(0.0, span.total_seconds())


def write_report(archive: Archive | RemoteArchive, catalogue: Catalogue, report: Report) -> None:
    """Write the three files and point `latest.json` to them, if the run ended any input in something new."""
    if next(_log(catalogue, report.run), None) is None:
        return
    facts = facts_of(catalogue, report)
    summary = f"{dumps(facts, indent=1)}\n".encode()
    archive.stream(f"reports/{report.run}.jsonl", _log(catalogue, report.run))
    archive.stage(f"reports/{report.run}.html", page(facts).encode())
    archive.stage(f"reports/{report.run}.json", summary)
    archive.stage("reports/latest.json", summary)
    archive.publish(lambda _: None)


def report_killed(archive: Archive | RemoteArchive, catalogue: Catalogue) -> None:
    """Write the reports of runs that could not do it themselves."""
    for run, inbox, started in catalogue.rows("SELECT id, inbox, started FROM run WHERE counts IS NULL"):
        query = f"SELECT status, count(*) FROM ({_NEW}) GROUP BY status"
        report = Report(
            run=run,
            inbox=inbox,
            started=started,
            finished=None,
            counts=dict(catalogue.rows(query, (run,))),
            stopped="it was killed",
        )
        write_report(archive, catalogue, report)
        catalogue.finish_run(run, None, report.stopped, report.counts)


def _log(catalogue: Catalogue, run: int) -> Iterator[bytes]:
    """A line for each input that ended in something new, in the order of their paths."""
    for row in catalogue.each(f"{_NEW} ORDER BY source.path", (run,)):
        known = {key: value for key, value in zip(_COLUMNS, row, strict=True) if value is not None}
        yield f"{dumps(known)}\n".encode()


def facts_of(catalogue: Catalogue, report: Report) -> dict[str, Any]:
    """The report as it is written."""
    return {
        "schema": SCHEMA,
        "run": report.run,
        "version": __version__,
        "inbox": report.inbox,
        "started": report.started,
        "finished": report.finished,
        "seconds": report.seconds,
        "stopped": report.stopped,
        "counts": dict(report.counts),
        "left": report.left,
        "work": _work(catalogue, report),
        "failures": _failures(catalogue, report.run),
        "issues": _issues(catalogue, report.run),
        "skipped": [{"path": path, "reason": reason} for path, reason in report.skipped],
        "slowest": _most(catalogue, report.run, "seconds"),
        "largest": _most(catalogue, report.run, "size"),
        "hungriest": _most(catalogue, report.run, "memory"),
    }


def _work(catalogue: Catalogue, report: Report) -> dict[str, Any]:
    """How much was converted, and how fast: documents a minute by the clock."""
    query = f"SELECT count(*), sum(pages), sum(size), sum(cpu) FROM ({_NEW}) WHERE status IN ('ok', 'check')"
    ((documents, pages, size, cpu),) = catalogue.rows(query, (report.run,))
    rate = round(60 * documents / report.seconds, 1) if report.seconds else None
    work = {"documents": documents, "pages": pages or 0, "bytes": size or 0, "cpu": round(cpu or 0, 2)}
    return {**work, "documents_per_minute": rate}


def _failures(catalogue: Catalogue, run: int) -> list[dict[str, Any]]:
    """The failures by status and reason, the most frequent first."""
    groups: dict[tuple[str, str], dict[str, Any]] = {}
    query = f"SELECT path, status, reason, sha256, tries FROM ({_NEW}) ORDER BY path"
    for path, status, reason, sha256, tries in catalogue.each(query, (run,)):
        if status not in FAILED:
            continue
        group = groups.setdefault(
            (status, reason or ""), {"status": status, "reason": reason or "", "count": 0, "sources": []}
        )
        group["count"] += 1
        if len(group["sources"]) < SHOWN:
            letter = {"letter": f"failed/{sha256}.json"} if tries else {}
            group["sources"].append({"path": path, **letter})
    return sorted(groups.values(), key=lambda group: -group["count"])


def _issues(catalogue: Catalogue, run: int) -> list[dict[str, Any]]:
    """The issues of the documents that ask for a human eye, the most frequent first, with a message if all have the same."""
    groups: dict[str, dict[str, Any]] = {}
    query = f"""SELECT issue.code, issue.message, new.name, new.title
        FROM ({_NEW}) AS new JOIN document USING (sha256) JOIN issue ON issue.document = document.id
        WHERE new.status = 'check' GROUP BY issue.code, document.id ORDER BY new.path"""
    for code, message, name, title in catalogue.each(query, (run,)):
        group = groups.setdefault(code, {"code": code, "message": message, "count": 0, "documents": []})
        group["count"] += 1
        group["message"] = group["message"] if group["message"] == message else ""
        if len(group["documents"]) < SHOWN:
            group["documents"].append({"name": name, "title": title})
    return sorted(groups.values(), key=lambda group: -group["count"])


def _most(catalogue: Catalogue, run: int, column: str) -> list[dict[str, Any]]:
    """The inputs that had the most of something."""
    query = f"SELECT path, {column} FROM ({_NEW}) WHERE tries ORDER BY {column} DESC, path LIMIT {TOP}"
    return [{"path": path, column: value} for path, value in catalogue.rows(query, (run,))]
