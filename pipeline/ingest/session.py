"""A run from outside: lock, scan, run, report."""

from __future__ import annotations

import datetime
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import InputError, OutputError
from pipeline.ingest.archive import Archive
from pipeline.ingest.catalogue import Catalogue
from pipeline.ingest.fingerprint import fingerprints
from pipeline.ingest.growing import steady
from pipeline.ingest.lock import locked
from pipeline.ingest.making import Job
from pipeline.ingest.paths import to_text
from pipeline.ingest.plan import Plan
from pipeline.ingest.reindex import has_records, rebuild
from pipeline.ingest.run import Run
from pipeline.ingest.scan import scan
from pipeline.ingest.statuses import FAILED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pipeline.ingest.catalogue import Ended
    from pipeline.ingest.run import Settings
    from pipeline.ingest.scan import Found
    from pipeline.ingest.statuses import Status

MEMORY = Path(":memory:")  # SQLite's name for a database that is no file


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which files of the inbox: shell patterns, statuses to try again, what was made with something old,
    files of at most so many bytes, and unchanged for so many seconds."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    retry: frozenset[Status] = frozenset()
    stale: bool = False
    max_bytes: int = 256 << 20
    settle: float = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run did: how many inputs ended in each status, and how many `--limit` left for the next run."""

    run: int
    inbox: str
    started: str
    finished: str
    counts: Mapping[Status, int]
    left: int = 0
    skipped: tuple[tuple[str, str], ...] = ()
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


def ingest(
    inbox: Path,
    root: Path,
    settings: Settings,
    selection: Selection,
    *,
    wait: float = 0.0,
    durable: bool = False,
    begin: Callable[[int], None] = lambda _: None,
    watch: Callable[[Ended], None] = lambda _: None,
    stopping: Callable[[], bool] = lambda: False,
) -> Report:
    """Convert what is new in `inbox` into the archive at `root`.

    `begin` is told the number of files that were found, `watch` each that ended in something new. Raises
    InputError, OutputError, and LockedError after `wait` seconds.
    """
    inbox, archive = _checked(inbox, root), Archive(root.absolute(), durable=durable)
    fingerprint = fingerprints(settings.config, site=settings.site, images=settings.images)
    with ExitStack() as stack:
        stack.enter_context(locked(archive.lock, wait))
        archive.open()
        catalogue = stack.enter_context(Catalogue(archive.catalogue))
        if not catalogue.has_documents() and has_records(archive):
            rebuild(archive, catalogue)
        scanned = scan(inbox, selection.include, selection.exclude)
        begin(len(scanned.found))
        started = _now()
        run = Run(
            catalogue.begin_run(to_text(str(inbox)), started),
            inbox,
            settings,
            archive=archive,
            catalogue=catalogue,
            plan=_plan(catalogue, inbox, selection, fingerprint),
            fingerprint=fingerprint,
            watch=watch,
            stopping=stopping,
        )
        run.ingest(steady(inbox, scanned.found, selection.settle), len(scanned.found))
        report = Report(
            run=run.number,
            inbox=to_text(str(inbox)),
            started=started,
            finished=_now(),
            counts={status: count for status, count in run.counts.items() if count},
            left=run.left,
            skipped=tuple((to_text(path), reason) for path, reason in scanned.skipped),
            too_many=run.is_failing,
        )
        catalogue.finish_run(report.run, report.finished, report.counts)
        return report


def preview(
    inbox: Path, root: Path, settings: Settings, selection: Selection
) -> Iterator[tuple[Found, Status | None]]:
    """Each file of the inbox, and how a run would end it; None if it would convert it. Changes nothing."""
    inbox, archive = _checked(inbox, root), Archive(root.absolute())
    fingerprint = fingerprints(settings.config, site=settings.site, images=settings.images)
    with Catalogue(archive.catalogue if archive.catalogue.exists() else MEMORY) as catalogue:
        plan = _plan(catalogue, inbox, selection, fingerprint)
        for file in scan(inbox, selection.include, selection.exclude).found:
            decision = plan.decide(file)
            yield file, None if isinstance(decision, Job) else decision.status


def _plan(
    catalogue: Catalogue, inbox: Path, selection: Selection, fingerprint: Callable[[str | None], str]
) -> Plan:
    return Plan(
        catalogue,
        inbox,
        fingerprint=fingerprint,
        retry=selection.retry,
        stale=selection.stale,
        max_bytes=selection.max_bytes,
    )


def _checked(inbox: Path, root: Path) -> Path:
    """The inbox as an absolute path, if the two can be what they are said to be."""
    if not inbox.is_dir():
        raise InputError(f"{inbox}: there is no such directory")
    if root.resolve().is_relative_to(inbox.resolve()):
        raise OutputError(f"{root}: an archive inside its inbox would be read as input; choose another place")
    return inbox.absolute()


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
