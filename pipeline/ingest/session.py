"""Runs from outside: lock, recover, scan, run, report."""

from __future__ import annotations

import datetime
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from pipeline.archive.catalogue import Catalogue
from pipeline.archive.journal import recover
from pipeline.archive.layout import Files
from pipeline.archive.local import Archive
from pipeline.archive.paths import to_text
from pipeline.archive.reindex import adopt, has_records, rebuild
from pipeline.archive.shards.packing import Shards
from pipeline.errors import InputError, OutputError
from pipeline.ingest.fingerprint import fingerprints
from pipeline.ingest.inbox import Tree
from pipeline.ingest.making import Job, make
from pipeline.ingest.moving import move_source
from pipeline.ingest.observer import Observer
from pipeline.ingest.plan import Plan
from pipeline.ingest.report import Report, report_killed, write_report
from pipeline.ingest.run import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pipeline.archive.layout import Layout
    from pipeline.archive.remote import RemoteArchive
    from pipeline.archive.statuses import Status
    from pipeline.ingest.engine import Engines
    from pipeline.ingest.inbox import Inbox
    from pipeline.ingest.run import Make, Settings
    from pipeline.ingest.scan import Found

MEMORY = Path(":memory:")  # SQLite's name for a database that is no file
LISTENS_NOT = Observer()


class Selection(Struct, frozen=True, kw_only=True):
    """Which files of the inbox: shell patterns, statuses to try again, what was made with something old,
    files of at most so many bytes, and unchanged for so many seconds."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    retry: frozenset[Status] = frozenset()
    stale: bool = False
    max_bytes: int = 256 << 20
    settle: float = 2.0


class Session:
    """An inbox and an archive that is open and ours alone. See `opened`."""

    def __init__(
        self,
        inbox: Inbox,
        archive: Archive | RemoteArchive,
        catalogue: Catalogue,
        settings: Settings,
        selection: Selection,
    ) -> None:
        self.inbox = inbox
        self.archive = archive
        self.catalogue = catalogue
        self._settings = settings
        self._selection = selection
        self._fingerprint = fingerprints(settings.config, site=settings.site, images=settings.images)

    def plan(self) -> Plan:
        return Plan(
            self.catalogue,
            self.inbox,
            fingerprint=self._fingerprint,
            retry=self._selection.retry,
            stale=self._selection.stale,
            max_bytes=self._selection.max_bytes,
        )

    def run(
        self,
        *,
        engines: Engines,
        observer: Observer = LISTENS_NOT,
        stopping: Callable[[], bool] = lambda: False,
        move_to: Path | None = None,
        make: Make = make,
    ) -> Report:
        """Convert what is new, and write what was done to `reports/`. Raises OutputError."""
        started, layout = _now(), self._layout()
        scanned = self.inbox.scan(self._selection.include, self._selection.exclude, stopping)
        observer.begin(len(scanned.found))
        run = Run(
            self.catalogue.begin_run(self.inbox.name, started),
            self.inbox,
            self._settings,
            archive=self.archive,
            layout=layout,
            catalogue=self.catalogue,
            plan=self.plan(),
            fingerprint=self._fingerprint,
            engines=engines,
            make=make,
            observer=observer,
            move=self._mover(move_to),
            stopping=stopping,
        )
        steady = self.inbox.steady(scanned.found, self._selection.settle, stopping)
        run.ingest(steady, len(scanned.found))
        report = Report(
            run=run.number,
            inbox=self.inbox.name,
            started=started,
            finished=_now(),
            counts={status: count for status, count in run.counts.items() if count},
            left=run.left,
            skipped=tuple((to_text(path), reason) for path, reason in scanned.skipped),
            stopped=_why_stopped(run, stopping),
            too_many=run.is_failing,
        )
        write_report(self.archive, self.catalogue, report)
        self.catalogue.finish_run(report.run, report.finished, report.stopped, report.counts)
        return report

    def _layout(self) -> Layout:
        form = self._settings.shards
        return Shards(self.archive, form) if form else Files(self.archive)

    def _mover(self, to: Path | None) -> Callable[[Found], None]:
        if to is None:
            return lambda _: None
        if not isinstance(self.inbox, Tree):
            raise InputError(f"{self.inbox.name}: sources can be moved out of a directory only")
        return partial(move_source, self.catalogue, self.inbox, to)


@contextmanager
def opened(
    inbox: Inbox,
    archive: Archive | RemoteArchive,
    settings: Settings,
    selection: Selection,
    *,
    wait: float = 0.0,
    stopping: Callable[[], bool] = lambda: False,
) -> Iterator[Session]:
    """The archive, made if need be, with what a run that was killed left undone completed.

    Raises ConfigError, InputError, OutputError, and LockedError if another run still holds it after `wait` seconds, or
    when `stopping` says so.
    """
    _check(inbox, archive, settings)
    with archive.locked(wait, stopping):
        archive.open()
        with closing(archive), Catalogue(archive.catalogue) as catalogue:
            if isinstance(archive, Archive):
                recover(archive, catalogue)
            report_killed(archive, catalogue)
            if not catalogue.has_documents() and has_records(archive):
                rebuild(archive, catalogue)
            adopt(archive, catalogue)
            yield Session(inbox, archive, catalogue, settings, selection)


def preview(
    inbox: Inbox, archive: Archive | RemoteArchive, settings: Settings, selection: Selection
) -> Iterator[tuple[Found, Status | Literal["to convert", "left"]]]:
    """Each file of the inbox, and how a run would end it, or that it would convert it or leave it to the next. Changes nothing."""
    _check(inbox, archive, settings)
    archive.fetch()
    with Catalogue(archive.catalogue if archive.catalogue.exists() else MEMORY) as catalogue:
        plan = Session(inbox, archive, catalogue, settings, selection).plan()
        to_read = []
        found = inbox.scan(selection.include, selection.exclude).found
        for file in inbox.steady(found, selection.settle, lambda: False):
            if settled := plan.without_reading(file):
                yield file, settled.status
            else:
                to_read.append(file)
        yield from _decided(plan, inbox, to_read, settings.limit)


def _decided(
    plan: Plan, inbox: Inbox, to_read: Sequence[Found], limit: int | None
) -> Iterator[tuple[Found, Status | Literal["to convert", "left"]]]:
    """What becomes of files whose bytes must be read for that; after `limit` jobs none is read."""
    files, jobs = iter(to_read), 0
    if limit != 0:
        for file, digest in inbox.digests(files):
            decision = plan.decide(file, digest)
            yield file, "to convert" if isinstance(decision, Job) else decision.status
            jobs += isinstance(decision, Job)
            if jobs == limit:
                break
    yield from ((file, "left") for file in files)


def _check(inbox: Inbox, archive: Archive | RemoteArchive, settings: Settings) -> None:
    """Refuse a site that nobody knows, and an archive inside its inbox."""
    if settings.site is not None:
        settings.config.profile(settings.site)
    if isinstance(inbox, Tree):
        inside = isinstance(archive, Archive) and archive.root.resolve().is_relative_to(inbox.root.resolve())
    else:
        inside = f"{archive.address}/".startswith(f"{inbox.name}/")
    if inside:
        raise OutputError(
            f"{archive.address}: an archive inside its inbox would be read as input; choose another place"
        )


def _why_stopped(run: Run, stopping: Callable[[], bool]) -> str:
    if run.is_failing:
        return "more files failed than --max-failures allows"
    return "it was asked to stop" if stopping() else ""


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
