"""Exit codes that no exception brings (those are in `pipeline.errors`); all of them stand in the guide."""

from __future__ import annotations

SOME_FAILED = 1
TOO_MANY = 6
TERMINATED = 128  # plus the signal, as a shell reports it
INTERRUPTED = TERMINATED + 2  # SIGINT
BROKEN_PIPE = TERMINATED + 13  # SIGPIPE
