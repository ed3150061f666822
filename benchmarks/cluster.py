"""CPU time of a cluster of two workers on this machine beside two processes without one.

    python -m benchmarks.cluster DIRECTORY [--copies N]

DIRECTORY holds PDF or HTML files; each is taken N times, with a different name and a byte more, so that none is a duplicate.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from pipeline import load_config
from pipeline.archive.local import Archive
from pipeline.ingest.cluster import cluster
from pipeline.ingest.engine import local
from pipeline.ingest.inbox import open_inbox
from pipeline.ingest.observer import Observer
from pipeline.ingest.run import Settings
from pipeline.ingest.session import Selection, opened

WORKERS = 2


def cpu():
    """Seconds of this process and all below it, the dead ones that were waited for included."""
    processes = [psutil.Process(), *psutil.Process().children(recursive=True)]
    return sum(sum(process.cpu_times()[:4]) for process in processes)


def fill(inbox, sources, copies):
    for source in sources:
        data = source.read_bytes()
        for copy in range(copies):
            (inbox / f"{source.parent.name}-{source.stem}-{copy}{source.suffix}").write_bytes(
                data + b"\n" * copy
            )


def measure(inbox, archive, engines):
    """Seconds of CPU and by the clock from the first input to the last, and the number of inputs."""
    with opened(
        open_inbox(str(inbox)), Archive(archive), Settings(config=load_config()), Selection(settle=0)
    ) as session:
        before, began = cpu(), time.monotonic()
        after = []

        class Last(Observer):
            def begin(self, total):
                self.left = total

            def counted(self):
                self.left -= 1
                if not self.left:
                    after.append(cpu())

        report = session.run(engines=engines, observer=Last())
    return after[0] - before, time.monotonic() - began, report.inputs


def start_cluster(root):
    file = root / "scheduler.json"
    environment = {**os.environ, "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
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


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("directory", type=Path)
    parser.add_argument("--copies", type=int, default=20)
    arguments = parser.parse_args()
    sources = sorted(file for file in arguments.directory.iterdir() if file.is_file())
    root = Path(tempfile.mkdtemp(prefix="baygan-"))
    (root / "inbox").mkdir()
    fill(root / "inbox", sources, arguments.copies)
    alone, clock, inputs = measure(root / "inbox", root / "local", local(WORKERS))
    print(f"local:   {inputs} files, {1000 * alone / inputs:.1f} ms CPU a file, {inputs / clock:.0f} files/s")
    file, processes = start_cluster(root)
    try:
        time.sleep(10)
        many, clock, inputs = measure(
            root / "inbox", root / "cluster", cluster(str(file), str(root / "cluster"))
        )
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait()
    print(f"cluster: {inputs} files, {1000 * many / inputs:.1f} ms CPU a file, {inputs / clock:.0f} files/s")
    print(f"overhead {many / alone - 1:.1%}")
    shutil.rmtree(root)


if __name__ == "__main__":
    main()
