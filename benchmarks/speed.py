"""CPU seconds of whole processes, as a user pays them: start, imports, work.

    python benchmarks/speed.py [FILE...]

Without files the samples are converted. Each command runs several times and the fastest run counts, because other
work on the machine only ever adds.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

RUNS = 5
SAMPLES = Path(__file__).parent.parent / "samples"


def cpu_seconds(*arguments: str) -> float:
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


def main(files: list[str]) -> None:
    commands = [("--help",), *(("convert", file) for file in files)]
    print("| command | CPU s |\n|---|--:|")
    for command in commands:
        print(f"| {' '.join(command)} | {min(cpu_seconds(*command) for _ in range(RUNS)):.2f} |")


if __name__ == "__main__":
    os.chdir(SAMPLES.parent)
    main(
        sys.argv[1:] or [str(path.relative_to(SAMPLES.parent)) for path in sorted(SAMPLES.glob("*/input.*"))]
    )
