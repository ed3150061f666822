"""The engine on many machines: chunks of jobs for the workers of a Dask cluster.

Dask, because it survives the death of a worker with right results and a sixth of the memory of Spark; Ray hands out
faster but is six times as large. Dask has no timeout that kills and spends two milliseconds of CPU on each task, so
its workers get whole chunks, which they convert under a supervisor of their own. They write the outputs themselves, each under
its name, so that a chunk that is done twice leaves the same files; only we write the catalogue.
"""

from __future__ import annotations

import json
import logging
import multiprocessing
import queue
import threading
import time
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

from distributed import Client, Future, KilledWorker, WorkerPlugin, get_worker
from msgspec.structs import replace

from pipeline.archive.entry import entry_of
from pipeline.archive.store import open_store
from pipeline.convert import PARSERS
from pipeline.errors import ConfigError, InputError
from pipeline.ingest.making import Made
from pipeline.supervise import Result, Supervisor
from pipeline.supervise.supervisor import GRACE, TICK
from pipeline.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from distributed import Worker

    from pipeline.ingest.engine import Engine, Engines
    from pipeline.ingest.making import Job
    from pipeline.supervise import Limits

LARGEST = 50  # jobs of a chunk
SECONDS = (
    5.0  # of work in a chunk: little enough to lose with a worker, enough to pay for Dask's milliseconds
)
GUESS = 0.25  # seconds for a job, until the first have been measured: chunks of 20
AHEAD = 2  # chunks for each thread of the cluster, so that none waits for us
CONNECT = 30.0  # seconds

Converted = Result["Job", Made]


def cluster(address: str, archive: str, *, shards: bool = False) -> Engines:
    """Engines on the cluster of a scheduler, `tcp://host:8786` or its scheduler file, that write to `archive`; with `shards`
    pictures only, because we pack the rest."""

    @contextmanager
    def engine(
        make: Callable[[Job], Made], limits: Limits, stopping: Callable[[], bool], *, alone: bool
    ) -> Iterator[Engine]:
        logging.getLogger("distributed").setLevel(
            logging.CRITICAL
        )  # what we have to say of workers is in results
        converter = Converter(make, limits, archive, shards=shards)
        with _client(address) as client:
            client.register_plugin(converter)
            try:
                yield Cluster(client, converter, stopping, largest=1 if alone else LARGEST)
            finally:
                client.unregister_worker_plugin(converter.name)

    return engine


def _client(address: str) -> AbstractContextManager[Client]:
    if "://" not in address:
        _await_file(Path(address))
    place = {"address": address} if "://" in address else {"scheduler_file": address}
    try:
        client: AbstractContextManager[Client] = Client(**place, timeout=CONNECT)
    except (OSError, ValueError) as error:
        raise InputError(f"{address}: no scheduler of a Dask cluster answers: {error}") from error
    return client


def _await_file(path: Path) -> None:
    """Wait for the file of a scheduler that has just been started; Dask would wait for ever."""
    until = time.monotonic() + CONNECT
    while not path.is_file():
        if time.monotonic() > until:
            raise InputError(
                f"{path}: there is no such scheduler file; the address of a scheduler is tcp://HOST:PORT"
            )
        time.sleep(TICK)


class Converter(WorkerPlugin):
    """What each worker process of the cluster has: a supervisor, kept from chunk to chunk, and the archive's address."""

    def __init__(
        self, make: Callable[[Job], Made], limits: Limits, archive: str, *, shards: bool = False
    ) -> None:
        self.name = f"baygan-{uuid4().hex}"
        self._version = __version__
        self._make = make
        self._limits = limits
        self._shards = shards
        self.archive = archive

    def setup(self, worker: Worker) -> None:  # noqa: ARG002 - Dask's signature
        self._one_chunk = threading.Lock()
        self._supervisor: Supervisor[Job, Made] | None = None

    def teardown(self, worker: Worker) -> None:  # noqa: ARG002 - Dask's signature
        if self._supervisor:
            self._supervisor.__exit__(None, None, None)

    def convert(self, chunk: str, jobs: Sequence[Job]) -> list[Converted]:
        """The results of a chunk, its outputs written. A chunk that another worker began is taken up where that ended;
        where shards are made it had written nothing."""
        self._check()
        done = [] if self._shards else self._done_before(chunk, jobs)
        finished = {result.task for result in done}
        with self._one_chunk:
            for result in self._workers().run(job for job in jobs if job not in finished):
                done.append(self._write(result))
        return done

    def _done_before(self, chunk: str, jobs: Sequence[Job]) -> list[Converted]:
        """What another worker wrote of this chunk, which is claimed for the next."""
        store = open_store(self.archive)
        marker = f".baygan/chunks/{chunk}"
        me = uuid4().hex.encode()  # a claim that meets its own object is granted
        if store.put_if_absent(marker, me) or not (began := store.head(marker)):
            return []
        return [result for job in jobs if (result := self._written(job, began.mtime_ns))]

    def _check(self) -> None:
        if self._version != __version__:
            raise ConfigError(f"the workers have Baygan {__version__}, this machine {self._version}")
        if multiprocessing.current_process().daemon:
            raise ConfigError(
                "the workers may not start processes: start them with --no-nanny, "
                "or with DASK_DISTRIBUTED__WORKER__DAEMON=False"
            )

    def _workers(self) -> Supervisor[Job, Made]:
        if self._supervisor is None:
            self._supervisor = Supervisor(self._make, jobs=1, limits=self._limits, preload=PARSERS)
            self._supervisor.__enter__()
        return self._supervisor

    def _write(self, result: Converted) -> Converted:
        if result.value is None:
            return result
        store, name = open_store(self.archive), result.task.name
        kept = {f"{name}.json", f"{name}.md"} if self._shards else set()
        for path, content in result.value.files.items():
            if path not in kept:
                store.put(f"articles/{path}", content)
        files = {path: content for path, content in result.value.files.items() if path in kept}
        return replace(result, value=replace(result.value, files=files))

    def _written(self, job: Job, since: int) -> Converted | None:
        """The result of a job whose record, the last of its outputs, was written after the chunk began."""
        store = open_store(self.archive)
        path = f"articles/{job.name}.json"
        found = store.head(path)
        if found is None or found.mtime_ns < since:
            return None
        record = json.loads(store.get(path))
        if record["source"]["sha256"] != job.sha256:
            return None
        made = Made(
            status=record["status"],
            entry=entry_of(record),
            profile=record.get("site", {}).get("profile"),
            outputs=frozenset(
                found.path.removeprefix("articles/") for found in store.list(f"articles/{job.name}.images")
            ),
        )
        return Result(task=job, end="done", value=made)


def _convert(converter: str, chunk: str, jobs: Sequence[Job]) -> list[Converted]:
    """What runs on a worker of the cluster."""
    return cast("Converter", get_worker().plugins[converter]).convert(chunk, jobs)


class Cluster:
    """Chunks handed out as the cluster has room for them; a worker that dies costs what it had not written yet."""

    def __init__(
        self, client: Client, converter: Converter, stopping: Callable[[], bool], *, largest: int
    ) -> None:
        self._client = client
        self._converter = converter
        self._stopping = stopping
        self._largest = largest
        self._mean = GUESS
        self._out: dict[Future[Any], Sequence[Job]] = {}
        self._done: queue.SimpleQueue[Future[Any]] = queue.SimpleQueue()

    def run(self, tasks: Iterable[Job]) -> Iterator[Converted]:
        """A result for each job, as they come."""
        jobs = iter(tasks)
        stop_at: float | None = None
        while True:
            if stop_at is None and self._stopping():
                stop_at = time.monotonic() + GRACE
            if stop_at is None:
                self._hand_out(jobs)
            if not self._out:
                return
            try:
                yield from self._take(self._done.get(timeout=TICK))
            except queue.Empty:
                if stop_at is not None and time.monotonic() > stop_at:
                    yield from self._give_up()

    def _hand_out(self, jobs: Iterator[Job]) -> None:
        threads = sum(self._client.nthreads().values())
        while len(self._out) < AHEAD * max(1, threads):
            size = max(1, min(self._largest, int(SECONDS / self._mean)))
            if not (chunk := list(islice(jobs, size))):
                return
            self._submit(chunk)

    def _submit(self, chunk: Sequence[Job]) -> None:
        key = f"baygan-{uuid4().hex}"
        future = self._client.submit(_convert, self._converter.name, key, chunk, key=key, pure=False)
        self._out[future] = chunk
        future.add_done_callback(self._done.put)

    def _take(self, future: Future[Any]) -> Iterator[Converted]:
        """The results of a chunk. One that killed its workers again and again is tried job by job to find the one."""
        chunk = self._out.pop(future)
        error = future.exception()
        if error is None:
            results: list[Converted] = future.result()
            open_store(self._converter.archive).delete(f".baygan/chunks/{future.key}")
            for result in results:
                self._mean += (max(result.seconds, 0.001) - self._mean) / 20
            yield from results
        elif not isinstance(error, KilledWorker):
            raise error
        elif len(chunk) > 1:
            for job in chunk:
                self._submit([job])
        else:
            yield Result(task=chunk[0], end="crash", reason="it killed the workers that read it")
        future.release()

    def _give_up(self) -> Iterator[Converted]:
        """Leave what did not end in time to the next run."""
        out, self._out = self._out, {}
        self._client.cancel(list(out), force=True)
        for chunk in out.values():
            yield from (Result(task=job, end="interrupted", reason="the run was stopped") for job in chunk)
