"""CPU time: of whole processes, as a user pays them, and of the pages of PDF files.

    python -m benchmarks.speed [FILE...] [--corpus DIR]

First each command as a process: start, imports, work; without files the samples are converted. Then the pages of
the corpus (as `benchmarks.pdf` takes it), converted to JSON in one process, against what pdfium needs to load their
text (FPDFText_LoadPage). Everything runs several times and the fastest run counts, because other work on the machine
only ever adds.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.pdf import PEERS, direction, sound_files

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 5
ROOT = Path(__file__).parent.parent
TITLES = {"rtl": "Persian and Pashto", "ltr": "English"}


def process_seconds(*arguments: str) -> float:
    """User and system time of one `baygan` process."""
    # As pip installs it: compiled. The first run writes what the others load.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", *arguments], stdout=subprocess.DEVNULL, env=environment
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"baygan {' '.join(arguments)}: exit code {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def load_text(path: str) -> int:
    """Let pdfium load the text of every page; the number of pages."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    for page in pdf:
        page.get_textpage()
    return len(pdf)


def fastest(work: Callable[[str], object], path: str) -> float:
    """CPU seconds of the fastest of several runs."""
    seconds = []
    for _ in range(RUNS):
        start = time.process_time()
        work(path)
        seconds.append(time.process_time() - start)
    return min(seconds)


def processes(files: list[str]) -> str:
    commands = [("--help",), *(("convert", file) for file in files)]
    rows = [
        f"| {' '.join(command)} | {min(process_seconds(*command) for _ in range(RUNS)):.2f} |"
        for command in commands
    ]
    return "\n".join(("| command | CPU s |", "|---|--:|", *rows))


def pages(corpus: Path) -> str:
    convert = PEERS["baygan"].read
    count, ours, floor = Counter[str](), Counter[str](), Counter[str]()
    for path, truth in sound_files(corpus).items():
        side, file = direction(truth), str(path)
        count[side] += load_text(file)
        ours[side] += fastest(convert, file)
        floor[side] += fastest(load_text, file)
    rows = [
        f"| {title} | {count[side]} | {1000 * ours[side] / count[side]:.1f} | {1000 * floor[side] / count[side]:.1f} "
        f"| {ours[side] / floor[side]:.1f} |"
        for side, title in TITLES.items()
        if count[side]
    ]
    head = "| pages | number | CPU ms a page | pdfium's text load, ms | ratio |"
    return "\n".join((head, "|---|--:|--:|--:|--:|", *rows))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", help="files to convert, each by a process")
    parser.add_argument("--corpus", type=Path, default=ROOT / "tests/corpus")
    options = parser.parse_args()
    samples = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "samples").glob("*/input.*"))]
    corpus = options.corpus.resolve()
    os.chdir(ROOT)
    print(processes(options.files or samples), end="\n\n")
    print(pages(corpus))


if __name__ == "__main__":
    main()
