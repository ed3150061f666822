"""A run from outside: lock, scan, run, report."""

from __future__ import annotations

import datetime
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import OutputError
from pipeline.ingest.archive import Archive
from pipeline.ingest.catalogue import Catalogue
from pipeline.ingest.fingerprint import fingerprints
from pipeline.ingest.inbox import Tree
from pipeline.ingest.making import Job
from pipeline.ingest.paths import to_text
from pipeline.ingest.plan import Plan
from pipeline.ingest.reindex import has_records, rebuild
from pipeline.ingest.run import Run
from pipeline.ingest.statuses import FAILED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pipeline.ingest.catalogue import Ended
    from pipeline.ingest.engine import Engines
    from pipeline.ingest.inbox import Inbox
    from pipeline.ingest.remote import RemoteArchive
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
    inbox: Inbox,
    archive: Archive | RemoteArchive,
    settings: Settings,
    selection: Selection,
    *,
    engines: Engines,
    wait: float = 0.0,
    begin: Callable[[int], None] = lambda _: None,
    watch: Callable[[Ended], None] = lambda _: None,
    stopping: Callable[[], bool] = lambda: False,
) -> Report:
    """Convert what is new in `inbox` into `archive`.

    `begin` is told the number of files that were found, `watch` each that ended in something new. Raises
    InputError, OutputError, and LockedError after `wait` seconds.
    """
    _check(inbox, archive)
    fingerprint = fingerprints(settings.config, site=settings.site, images=settings.images)
    with ExitStack() as stack:
        stack.enter_context(archive.locked(wait))
        archive.open()
        stack.callback(archive.close)
        catalogue = stack.enter_context(Catalogue(archive.catalogue))
        if not catalogue.has_documents() and has_records(archive):
            rebuild(archive, catalogue)
        scanned = inbox.scan(selection.include, selection.exclude)
        begin(len(scanned.found))
        started = _now()
        run = Run(
            catalogue.begin_run(inbox.name, started),
            inbox,
            settings,
            archive=archive,
            catalogue=catalogue,
            plan=_plan(catalogue, inbox, selection, fingerprint),
            engines=engines,
            fingerprint=fingerprint,
            watch=watch,
            stopping=stopping,
        )
        run.ingest(inbox.steady(scanned.found, selection.settle), len(scanned.found))
        report = Report(
            run=run.number,
            inbox=inbox.name,
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
    inbox: Inbox, archive: Archive | RemoteArchive, settings: Settings, selection: Selection
) -> Iterator[tuple[Found, Status | None]]:
    """Each file of the inbox, and how a run would end it; None if it would convert it. Changes nothing."""
    _check(inbox, archive)
    fingerprint = fingerprints(settings.config, site=settings.site, images=settings.images)
    with Catalogue(archive.catalogue if archive.catalogue.exists() else MEMORY) as catalogue:
        plan = _plan(catalogue, inbox, selection, fingerprint)
        to_read = []
        for file in inbox.scan(selection.include, selection.exclude).found:
            if settled := plan.without_reading(file):
                yield file, settled.status
            else:
                to_read.append(file)
        for file, digest in inbox.digests(to_read):
            decision = plan.decide(file, digest)
            yield file, None if isinstance(decision, Job) else decision.status


def _plan(
    catalogue: Catalogue, inbox: Inbox, selection: Selection, fingerprint: Callable[[str | None], str]
) -> Plan:
    return Plan(
        catalogue,
        inbox,
        fingerprint=fingerprint,
        retry=selection.retry,
        stale=selection.stale,
        max_bytes=selection.max_bytes,
    )


def _check(inbox: Inbox, archive: Archive | RemoteArchive) -> None:
    """Refuse an archive inside its inbox."""
    if isinstance(inbox, Tree):
        inside = isinstance(archive, Archive) and archive.root.resolve().is_relative_to(inbox.root.resolve())
    else:
        inside = f"{archive.address}/".startswith(f"{inbox.name}/")
    if inside:
        raise OutputError(
            f"{archive.address}: an archive inside its inbox would be read as input; choose another place"
        )


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
