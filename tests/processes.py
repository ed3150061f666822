"""Whether processes that were killed are gone."""

import time
from pathlib import Path


def is_alive(process):
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def vanishes(process):
    """Whether a process is gone within ten seconds."""
    until = time.monotonic() + 10
    while is_alive(process) and time.monotonic() < until:
        time.sleep(0.01)
    return not is_alive(process)
