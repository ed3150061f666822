"""One run: from the files of an inbox to the articles of an archive, each input accounted for."""

from __future__ import annotations

import time
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from pipeline.archive.catalogue import Attempt, Ended
from pipeline.archive.deciding import entry_in
from pipeline.archive.decisions import SUFFIX
from pipeline.archive.journal import publish
from pipeline.archive.letters import letter, place
from pipeline.archive.paths import to_text
from pipeline.archive.statuses import CONVERTED, FAILED, TRIED_TWICE, status_of_end
from pipeline.errors import BayganError
from pipeline.ingest.making import Job, Made, make
from pipeline.supervise import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pipeline.archive.catalogue import Catalogue
    from pipeline.archive.entry import Entry
    from pipeline.archive.layout import Layout
    from pipeline.archive.local import Archive
    from pipeline.archive.remote import RemoteArchive
    from pipeline.archive.shards.forms import Name as Form
    from pipeline.archive.statuses import Status
    from pipeline.config import Config
    from pipeline.ingest.engine import Engines
    from pipeline.ingest.inbox import Inbox
    from pipeline.ingest.observer import Observer
    from pipeline.ingest.plan import Plan, Settled
    from pipeline.ingest.scan import Found
    from pipeline.supervise import Result

    Make = Callable[..., Made]


class Settings(Struct, frozen=True, kw_only=True):
    """What a run is told. `limit` bounds the conversions, `max_failures` the failures after which it stops; with `shards`
    articles have no files of their own. `options` of `baygan convert` stand for `config` and `site`."""

    config: Config
    site: str | None = None
    options: tuple[str, ...] = ()
    images: bool = True
    shards: Form | None = None
    limits: Limits = field(default_factory=Limits)
    limit: int | None = None
    max_failures: int | None = None


class Run:
    """The state of a run. `make` is what a worker does with a job; `move` is given each source that is recorded;
    `stopping` is asked whether to stop."""

    def __init__(
        self,
        number: int,
        inbox: Inbox,
        settings: Settings,
        *,
        archive: Archive | RemoteArchive,
        layout: Layout,
        catalogue: Catalogue,
        plan: Plan,
        engines: Engines,
        fingerprint: Callable[[str | None], str],
        make: Make = make,
        observer: Observer,
        move: Callable[[Found], None] = lambda _: None,
        stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self.number = number
        self.counts: Counter[Status] = Counter()
        self.left = 0
        self._inbox = inbox
        self._settings = settings
        self._archive = archive
        self._layout = layout
        self._catalogue = catalogue
        self._plan = plan
        self._engines = engines
        self._fingerprint = fingerprint
        self._make = make
        self._observer = observer
        self._move = move
        self._asked_to_stop = stopping
        self._batch: list[Ended] = []
        self._batch_began = 0.0
        self._recorded: list[Found] = []  # of the batch, when it is
        self._jobs = 0
        self._settled = 0
        self._open: dict[
            str, list[tuple[Found, Settled]]
        ] = {}  # digests under way: who waits to be their duplicate
        self._first_tries: dict[str, tuple[Job, Attempt]] = {}  # by digest: what gets a second try

    def ingest(self, found: Iterable[Found], total: int) -> None:
        """Bring all files to an end, `total` of them. Raises OutputError; what was published before stays."""
        self._convert(self._jobs_of(found, total), self._settings.limits)
        if self._first_tries and not self._stopping():
            again = [job for job, _ in self._first_tries.values()]
            self._convert(again, self._settings.limits.doubled(), alone=True)
        self._publish()
        self._account(total - self.left)

    def _account(self, inputs: int) -> None:
        """What was not reached is left for the next run; if nobody asked to stop, there is no such thing."""
        missing = inputs - self.counts.total()
        if missing < 0 or (missing > 0 and not self._stopping()):
            raise BayganError(
                f"internal error, please report it: {missing} of {inputs} inputs are unaccounted for"
            )
        self.counts["interrupted"] += missing

    def _stopping(self) -> bool:
        return self.is_failing or self._asked_to_stop()

    @property
    def failures(self) -> int:
        return sum(self.counts[status] for status in FAILED)

    @property
    def is_failing(self) -> bool:
        """Whether more inputs failed than the user allows."""
        return self._settings.max_failures is not None and self.failures > self._settings.max_failures

    def _jobs_of(self, found: Iterable[Found], total: int) -> Iterator[Job]:
        """The files that are to be converted; the others end here."""
        for file, digest in self._inbox.digests(self._to_read(found)):
            if self._stopping():
                return
            if self._jobs == self._settings.limit:
                self.left = total - self._jobs - self._settled
                return
            decision = self._plan.decide(file, digest)
            if isinstance(decision, Job):
                self._jobs += 1
                self._open[decision.sha256] = []
                yield decision
                continue
            self._settled += 1
            if decision.sha256 in self._open:
                self._open[decision.sha256].append((file, decision))
            else:
                self._settle(file, decision)

    def _to_read(self, found: Iterable[Found]) -> Iterator[Found]:
        """The files whose bytes must be read to know what they are; the others end here."""
        for file in found:
            if self._stopping():
                return
            if settled := self._plan.without_reading(file):
                self._settled += 1
                self._settle(file, settled)
            else:
                yield file

    def _settle(self, file: Found, settled: Settled) -> None:
        self._count(settled.status)
        if settled.status == "interrupted":
            self._observer.ended(self._ended(file, status=settled.status, reason=settled.reason))
            return
        if settled.stands is None and settled.status not in FAILED:
            self._move(file)
            return
        ended = self._ended(
            file,
            status=settled.stands or settled.status,
            sha256=settled.sha256,
            reason=settled.reason,
            made_with=settled.made_with,
            touched=settled.touched,
        )
        if settled.stands:
            self._keep(ended, file)
        if settled.status != "unchanged":
            self._observer.ended(ended)

    def _count(self, status: Status) -> None:
        self.counts[status] += 1
        self._observer.counted()

    def _ended(self, file: Found, **what: Any) -> Ended:
        return Ended(
            inbox=self._inbox.name,
            path=to_text(file.path),
            size=file.size,
            mtime_ns=file.mtime_ns,
            **what,
        )

    def _convert(self, jobs: Iterable[Job], limits: Limits, *, alone: bool = False) -> None:
        settings = self._settings
        work = partial(self._make, config=settings.config, site=settings.site, images=settings.images)
        with self._engines(work, limits, self._stopping, alone=alone) as engine:
            for result in engine.run(jobs):
                self._take(result)

    def _take(self, result: Result[Job, Made]) -> None:
        """Keep how a job ended, or put it aside for a second try."""
        job, made = result.task, result.value or Made(status=status_of_end(result.end), reason=result.reason)
        if made.status == "interrupted":
            self._leave(job)
            return
        attempt = Attempt(
            status=made.status,
            reason=made.reason,
            signal=result.signal,
            seconds=result.seconds,
            cpu=result.cpu,
            memory=result.memory,
        )
        _, first = self._first_tries.get(job.sha256, (job, None))
        if made.status in TRIED_TWICE and first is None:
            self._first_tries[job.sha256] = (job, attempt)
            return
        ended = self._ended(
            job.found,
            status=made.status,
            sha256=job.sha256,
            reason=made.reason,
            made_with=self._fingerprint(made.profile),
            attempts=(first, attempt) if first else (attempt,),
            entry=self._entry(job, made),
            name=job.name if made.entry else "",
        )
        self._count(made.status)
        self._stage(ended, made, job, result.trace)
        self._keep(ended, job.found)
        self._observer.ended(ended)
        for file, settled in self._open.pop(job.sha256):
            self._settle(file, settled)

    def _leave(self, job: Job) -> None:
        """The next run takes this job, and what would have been its duplicates."""
        for _ in (job, *self._open.pop(job.sha256)):
            self._count("interrupted")

    def _entry(self, job: Job, made: Made) -> Entry | None:
        """The entry of what was made; of what was made before, people may have decided something."""
        if not made.entry or not job.again or self._archive.read(f"articles/{job.name}{SUFFIX}") is None:
            return made.entry
        path = f"{job.name}.json"
        data = made.files.get(path) or self._archive.read(
            f"articles/{path}"
        )  # a cluster has written it already
        return entry_in(self._archive, job.name, data) if data else made.entry

    def _stage(self, ended: Ended, made: Made, job: Job, trace: str) -> None:
        if ended.status not in CONVERTED:
            self._archive.stage(place(job.sha256), self._letter(ended, job, trace))
            return
        if job.again:
            self._remove_outdated(f"articles/{job.name}.images", made)
        self._layout.add(job.name, made.files, again=job.again)
        self._archive.remove(place(job.sha256))

    def _letter(self, ended: Ended, job: Job, trace: str) -> bytes:
        settings = self._settings
        limits = settings.limits.doubled() if len(ended.attempts) > 1 else settings.limits
        images = ("--images", "images") if settings.images else ()
        return letter(ended, job.file, trace, limits, (*settings.options, *images))

    def _remove_outdated(self, folder: str, made: Made) -> None:
        """Pictures of an earlier conversion that this one has not."""
        for path in self._archive.files(folder):
            if path.removeprefix("articles/") not in made.outputs:
                self._archive.remove(path)

    def _keep(self, ended: Ended, file: Found) -> None:
        if not self._batch:
            self._batch_began = time.monotonic()
        self._batch.append(ended)
        self._recorded.append(file)
        layout, age = self._layout, time.monotonic() - self._batch_began
        if layout.is_full or len(self._batch) >= layout.inputs or age > layout.seconds:
            self._publish()

    def _publish(self) -> None:
        if self._batch:
            batch = self._layout.close(self._batch)
            publish(self._archive, self._catalogue, self.number, batch)
            self._batch.clear()
        for file in self._recorded:
            self._move(file)
        self._recorded.clear()
