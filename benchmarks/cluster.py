"""CPU time of a cluster of two workers on this machine beside two processes without one.

    python -m benchmarks.cluster DIRECTORY [--copies N] [--shards jsonl|parquet]
    python -m benchmarks.cluster --memory 20000

DIRECTORY holds PDF or HTML files; each is taken N times, with a different name and a byte more, so that none is a duplicate.
With --memory so many small pages are converted, and the memory of scheduler and coordinator is told on the way.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psutil

from pipeline import load_config
from pipeline.archive.local import Archive
from pipeline.archive.shards.forms import NAMES
from pipeline.ingest.cluster import cluster
from pipeline.ingest.engine import local
from pipeline.ingest.inbox import open_inbox
from pipeline.ingest.observer import Observer
from pipeline.ingest.run import Settings
from pipeline.ingest.session import Selection, opened

WORKERS = 2
ENVIRONMENT = {
    "DASK_DISTRIBUTED__WORKER__DAEMON": "False",
    "DASK_DISTRIBUTED__ADMIN__LOW_LEVEL_LOG_LENGTH": "20",  # see docs/cluster.md
}
NOW = Selection(settle=0)
PAGE = "<html lang=en><title>{0}</title><h1>{0}</h1><p>The words of article number {0}.</p></html>"


def cpu():
    """Seconds of this process and all below it, the dead ones that were waited for included."""
    processes = [psutil.Process(), *psutil.Process().children(recursive=True)]
    return sum(sum(process.cpu_times()[:4]) for process in processes)


def sources_in(directory):
    """The files of a directory; a sentence where there are none."""
    sources = sorted(file for file in directory.iterdir() if file.is_file()) if directory.is_dir() else []
    if not sources:
        sys.exit(f"{directory}: there are no files in this directory to be converted")
    return sources


def fill(inbox, sources, copies):
    for source in sources:
        data = source.read_bytes()
        for copy in range(copies):
            (inbox / f"{source.parent.name}-{source.stem}-{copy}{source.suffix}").write_bytes(
                data + b"\n" * copy
            )


def measure(inbox, archive, engines, shards=None):
    """Seconds of CPU and by the clock from the first input to the last, the number of inputs, and this process' share."""
    with opened(
        open_inbox(str(inbox)), Archive(archive), Settings(config=load_config(), shards=shards), NOW
    ) as session:
        before, own, began = cpu(), time.process_time(), time.monotonic()
        after = []

        class Last(Observer):
            def begin(self, total):
                self.left = total

            def counted(self):
                self.left -= 1
                if not self.left:
                    after.append(cpu())

        report = session.run(engines=engines, observer=Last())
    return after[0] - before, time.monotonic() - began, report.inputs, time.process_time() - own


def start_cluster(root):
    file = root / "scheduler.json"
    environment = {**os.environ, **ENVIRONMENT}
    options = ["--scheduler-file", str(file), "--no-dashboard"]
    commands = [["scheduler", "--host", "127.0.0.1", "--port", "0", *options]]
    commands += [["worker", "--nthreads", "1", "--local-directory", str(root), *options]] * WORKERS
    with (root / "log").open("w") as log:
        processes = [
            subprocess.Popen(
                [sys.executable, "-m", "dask", *command], env=environment, stdout=log, stderr=log
            )
            for command in commands
        ]
    return file, processes


@contextmanager
def running_cluster(root):
    """The scheduler file and the process of the scheduler."""
    file, processes = start_cluster(root)
    try:
        time.sleep(10)
        yield file, processes[0]
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait()


def told(what, measured):
    """The seconds of CPU, printed with the rest."""
    spent, clock, inputs, own = measured
    print(
        f"{what}: {inputs} files, {1000 * spent / inputs:.1f} ms CPU a file, of them {1000 * own / inputs:.1f} in this process, "
        f"{inputs / clock:.0f} files/s",
        flush=True,
    )
    return spent


def compare(root, sources, copies, shards):
    """The same files by two processes and by two workers of a cluster."""
    fill(root / "inbox", sources, copies)
    alone = told("local", measure(root / "inbox", root / "local", local(WORKERS), shards))
    with running_cluster(root) as (file, _):
        engines = cluster(str(file), str(root / "cluster"), shards=shards is not None)
        many = told("cluster", measure(root / "inbox", root / "cluster", engines, shards))
    print(f"overhead {many / alone - 1:.1%}")


class Watcher(Observer):
    """Tells the memory of the scheduler and of this process ten times."""

    def __init__(self, scheduler):
        self._processes = [psutil.Process(scheduler.pid), psutil.Process()]

    def begin(self, total):
        self._total, self._ended = total, 0

    def counted(self):
        self._ended += 1
        if self._ended % (self._total // 10) == 0:
            scheduler, own = (process.memory_info().rss >> 20 for process in self._processes)
            print(f"{self._ended:7,} documents: scheduler {scheduler} MB, coordinator {own} MB", flush=True)


def memory(root, documents):
    """Small pages, many to a chunk and many chunks."""
    for number in range(documents):
        (root / "inbox" / f"{number}.html").write_text(PAGE.format(number))
    settings = Settings(config=load_config())
    place, archive = open_inbox(str(root / "inbox")), Archive(root / "cluster")
    with running_cluster(root) as (file, scheduler), opened(place, archive, settings, NOW) as session:
        session.run(engines=cluster(str(file), str(root / "cluster")), observer=Watcher(scheduler))


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("directory", type=Path, nargs="?")
    parser.add_argument("--copies", type=int, default=20)
    parser.add_argument("--shards", choices=NAMES)
    parser.add_argument("--memory", type=int, metavar="DOCUMENTS")
    arguments = parser.parse_args()
    if not (arguments.memory or arguments.directory):
        parser.error("name a directory of files, or --memory")
    sources = [] if arguments.memory else sources_in(arguments.directory)
    with tempfile.TemporaryDirectory(prefix="baygan-") as name:
        root = Path(name)
        (root / "inbox").mkdir()
        if arguments.memory:
            memory(root, arguments.memory)
        else:
            compare(root, sources, arguments.copies, arguments.shards)


if __name__ == "__main__":
    main()
