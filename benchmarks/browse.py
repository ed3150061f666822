"""Server time of the pages of `baygan browse` over a large archive.

    python -m benchmarks.browse [--documents 100000] [--at DIRECTORY]

The archive is that of `benchmarks.search`. Times are CPU milliseconds of the server for whole pages, but for those of a source:
another process draws them, so they are by the clock, each drawn afresh.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.search import ROOT, build, kinds
from pipeline.archive.local import Archive
from pipeline.archive.reader import Reader
from pipeline.browse.app import create
from pipeline.browse.desk import Desk
from pipeline.browse.drawing import Drawer
from pipeline.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask.testing import FlaskClient

TIMES = 20
START = "import sys, time; from pathlib import Path; from pipeline.browse.serving import serving\nwith serving(Path(sys.argv[1])): print(time.process_time())"


def start(archive: Path) -> float:
    """CPU seconds from nothing to a server that listens."""
    command = [sys.executable, "-c", START, str(archive)]
    return min(float(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(5))


def timed(client: FlaskClient, paths: list[str], clock: Callable[[], float]) -> tuple[float, float]:
    """Median and largest milliseconds of these pages."""
    times = []
    for path in paths:
        begun = clock()
        response = client.get(path, headers={"Host": "127.0.0.1"})
        times.append(1000 * (clock() - begun))
        assert response.status_code == 200, path
    return statistics.median(times), max(times)


def searches(archive: Path) -> Iterator[tuple[str, list[str]]]:
    """The addresses of searches of each kind; a filter beside the words as a filter."""
    from urllib.parse import urlencode

    with Reader(archive) as reader:
        yield "no words", ["/"] * TIMES
        yield "a year", [f"/?since={year}&until={year}" for year in range(1998, 2018)]
        for name, queries in kinds(reader):
            yield (
                name,
                [
                    "/?"
                    + urlencode(
                        {"q": query.words, "lang": query.lang, "since": query.since, "sort": query.sort},
                        doseq=True,
                    )
                    for query in queries[:TIMES]
                ],
            )


def samples(directory: Path) -> list[str]:
    """An archive of the PDF samples, and the digests of their articles."""
    (directory / "inbox").mkdir()
    for path in sorted((ROOT / "samples").glob("*/input.pdf")):
        shutil.copy(path, directory / "inbox" / f"{path.parent.name}.pdf")
    assert main(["ingest", str(directory / "inbox"), str(directory / "archive"), "--settle", "0"]) == 0
    with Reader(directory / "archive") as reader:
        return [row[0] for row in reader.rows("SELECT sha256 FROM document")]


def articles(drawer: Drawer) -> Iterator[tuple[str, tuple[float, float]]]:
    with tempfile.TemporaryDirectory() as directory:
        digests = samples(Path(directory))
        client = create(
            Desk(archive=Archive(Path(directory) / "archive"), drawer=drawer, token="")
        ).test_client()
        clock = time.perf_counter
        timed(client, [f"/article/{digests[0]}/page/1.png"], clock)  # the process comes up
        shown, drawn = [], []
        for digest in digests * 2:
            drawer._answers.cache_clear()  # as if nobody had looked at it
            shown.append(timed(client, [f"/article/{digest}"], clock)[0])
            drawn.append(timed(client, [f"/article/{digest}/page/1.png"], clock)[0])
        both = [sum(pair) for pair in zip(shown, drawn, strict=True)]
        yield "an article, its sizes read", (statistics.median(shown), max(shown))
        yield "a page as a picture", (statistics.median(drawn), max(drawn))
        yield "an article with a picture", (statistics.median(both), max(both))


def measure() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--at", type=Path, default=ROOT / ".bench" / "search")
    options = parser.parse_args()
    if not (options.at / "catalogue.sqlite").exists():
        build(options.at, options.documents)
    print(f"start: {start(options.at):.2f} CPU s\n\n| page | median ms | slowest ms |\n|---|--:|--:|")
    with Drawer() as drawer:
        client = create(Desk(archive=Archive(options.at), drawer=drawer, token="")).test_client()
        timed(client, ["/"], time.process_time)  # templates are compiled
        for name, paths in searches(options.at):
            median, slowest = timed(client, paths, time.process_time)
            print(f"| search: {name} | {median:.0f} | {slowest:.0f} |", flush=True)
        median, slowest = timed(client, ["/check", "/check?issue=no-author"] * 5, time.process_time)
        print(f"| to check | {median:.0f} | {slowest:.0f} |")
        for name, (median, slowest) in articles(drawer):
            print(f"| {name} | {median:.0f} | {slowest:.0f} |", flush=True)


if __name__ == "__main__":
    measure()
