"""`make` with documents that do to their worker what bad files do; importable, because workers are other processes."""

import ctypes
import os
import time
from pathlib import Path

from pipeline.archive.store import read
from pipeline.ingest import making

LOG = "BAYGAN_TEST_ATTEMPTS"  # names a file that gets a line for each attempt: process and source
POISONS = {b"<!-- segfault -->": "crash", b"<!-- hang -->": "timeout", b"<!-- blow up -->": "memory"}


def make(job, **options):
    if LOG in os.environ:
        with Path(os.environ[LOG]).open("a") as log:
            log.write(f"{os.getpid()} {job.found.path}\n")
    data = read(job.file)
    if b"<!-- segfault -->" in data:
        ctypes.string_at(0)
    if b"<!-- hang -->" in data:
        time.sleep(60)
    if b"<!-- blow up -->" in data:
        bytearray(3 << 30)
    return making.make(job, **options)
