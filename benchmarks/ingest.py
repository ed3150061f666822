"""What `baygan ingest` costs apart from converting, in CPU seconds.

    python -m benchmarks.ingest [INBOX]

INBOX is a directory of real files; the samples, many times, where none is given.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

from pipeline.archive.catalogue import Catalogue, Ended
from pipeline.archive.local import Archive
from pipeline.config import load_config
from pipeline.ingest.engine import local
from pipeline.ingest.inbox import open_inbox
from pipeline.ingest.making import Job, make
from pipeline.ingest.run import Settings
from pipeline.ingest.scan import Found
from pipeline.ingest.session import Selection, opened
from pipeline.supervise import Limits, Supervisor

SAMPLES = Path(__file__).parents[1] / "samples"
KNOWN = 100_000
MANY = 10_000
OLD = 1_300_000_000


def same(task: int) -> int:
    return task


def spent() -> float:
    """CPU seconds of this process and of the children that have ended."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def run(inbox: Path, archive: Path, *options: str) -> tuple[float, float, int]:
    """Ingest in a process of its own: CPU seconds, seconds by the clock, and its own peak memory in MB."""
    code = (
        "import resource, sys; from pipeline.cli import main; code = main(sys.argv[1:]);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10); sys.exit(code)"
    )
    command = [sys.executable, "-c", code, "ingest", str(inbox), str(archive), "--fail-on=never", *options]
    before, began = spent(), time.monotonic()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return spent() - before, time.monotonic() - began, int(done.stdout)


def supervisor(tasks: int) -> float:
    """Milliseconds of CPU of the parent for a task that does nothing."""
    with Supervisor(same, jobs=2, limits=Limits(tasks=tasks)) as workers:
        list(workers.run(range(10)))
        before = time.process_time()
        list(workers.run(range(tasks)))
        return (time.process_time() - before) / tasks * 1000


def known(root: Path) -> None:
    """A rerun over files that are all known."""
    inbox, archive = root / "known", Archive(root / "known-archive")
    inputs = []
    for number in range(KNOWN):
        path = inbox / f"{number // 1000}" / f"{number}.html"
        if number % 1000 == 0:
            path.parent.mkdir(parents=True)
        path.touch()
        os.utime(path, (OLD, OLD))
        inputs.append(f"{number // 1000}/{number}.html")
    archive.open()
    with Catalogue(archive.catalogue) as catalogue:
        run_id = catalogue.begin_run(str(inbox), "")
        catalogue.record(
            run_id,
            [
                Ended(inbox=str(inbox), path=path, size=0, mtime_ns=OLD * 10**9, status="empty", sha256=path)
                for path in inputs
            ],
        )
        catalogue.finish_run(run_id, None, "", {})
    cpu, _, memory = run(inbox, archive.root)
    print(f"rerun over {KNOWN:,} known files: {cpu:.2f} s of CPU, {memory} MB")


def flat(root: Path) -> None:
    """The memory of the parent over few and over many documents."""
    page = "<html lang=en><title>{0}</title><h1>{0}</h1><p>The words of article number {0}.</p></html>"
    for count in (MANY // 10, MANY):
        inbox = root / f"flat-{count}"
        inbox.mkdir()
        for number in range(count):
            (inbox / f"{number}.html").write_text(page.format(number))
        cpu, _, memory = run(inbox, root / f"flat-{count}-archive", "--settle=0", "-j2")
        print(f"{count:,} small pages: {memory} MB, {cpu / count * 1000:.1f} ms of CPU each of the parent")


def throughput(root: Path, sources: list[Path]) -> None:
    """Converting alone, and the whole ingest by one worker and by two."""
    inbox = root / "inbox"
    inbox.mkdir()
    for number, source in enumerate(sources):
        target = inbox / f"{number}{source.suffix}"
        target.write_bytes(source.read_bytes())
        os.utime(target, (OLD, OLD))
    config = load_config()
    convert_all(inbox, config, 3)
    before = time.process_time()
    convert_all(inbox, config, len(sources))
    alone = time.process_time() - before
    print(f"{len(sources)} files, converted alone: {len(sources) / alone:.1f} a CPU second")
    for jobs in (1, 2):
        target = Archive(root / f"jobs-{jobs}")
        with opened(open_inbox(str(inbox)), target, Settings(config=config), Selection()) as session:
            parent, began = time.process_time(), time.monotonic()
            session.run(engines=local(jobs))
            parent, clock = time.process_time() - parent, time.monotonic() - began
            ((worked,),) = session.catalogue.rows("SELECT sum(cpu) FROM attempt")
        print(
            f"ingested by {jobs}: {len(sources) / (worked + parent):.1f} a CPU second, {len(sources) / clock:.1f} by the clock, "
            f"{parent / len(sources) * 1000:.2f} ms each in the parent"
        )


def convert_all(inbox: Path, config: object, limit: int) -> None:
    for path in sorted(inbox.iterdir())[:limit]:
        data = path.read_bytes()
        job = Job(Found(path.name, len(data), 0), str(path), sha256(data).hexdigest(), path.stem)
        make(job, config=config, site=None, images=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("inbox", type=Path, nargs="?", default=SAMPLES)
    options = parser.parse_args()
    sources = sorted(path for path in options.inbox.rglob("*") if path.suffix in (".pdf", ".html"))
    with tempfile.TemporaryDirectory() as root:
        print(f"supervisor: {supervisor(5000):.3f} ms of CPU a task")
        known(Path(root))
        throughput(Path(root), sources)
        flat(Path(root))


if __name__ == "__main__":
    main()
