"""What a task may take, imposed by the operating system where it can."""

from __future__ import annotations

import math
import os
import sys
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

MEGABYTE = 1 << 20
NEAR = 8 * MEGABYTE  # glibc asks for memory in pieces of this order


class Limits(Struct, frozen=True, kw_only=True):
    """Bounds of one task: seconds by the clock and of CPU time, bytes of memory on top of the bare program, bytes
    of its pickled result. A worker is replaced after `tasks` tasks, or when it ever held half of `memory`."""

    seconds: float = 120.0
    memory: int = 1024 * MEGABYTE
    result: int = 256 * MEGABYTE
    tasks: int = 500

    def doubled(self) -> Limits:
        """For a second try: what failed on a busy machine may pass with more."""
        return replace(self, seconds=2 * self.seconds, memory=2 * self.memory)


def limit_memory(limit: int) -> None:
    """Let this process grow by `limit` bytes from now on: beyond, an allocation fails (MemoryError in Python).

    RLIMIT_AS counts the address space, of which a program maps far more than it uses, hence the base.
    Only Linux tells that base; elsewhere nothing is limited."""
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    bytes_allowed = pages * os.sysconf("SC_PAGE_SIZE") + limit
    resource.setrlimit(resource.RLIMIT_AS, (bytes_allowed, bytes_allowed))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core of a gigabyte for each bad file helps nobody


def was_short_of_memory() -> bool:
    """Whether this process ever came near its limit: libraries report that in many ways, ImportError among them."""
    if sys.platform != "linux":
        return False
    import resource

    allowed, _ = resource.getrlimit(resource.RLIMIT_AS)
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    peak = next(line for line in status.splitlines() if line.startswith("VmPeak:"))
    return allowed != resource.RLIM_INFINITY and int(peak.split()[1]) * 1024 > allowed - NEAR


def limit_cpu(seconds: float) -> None:
    """Let this process use so much more CPU time, by all its threads; SIGXCPU ends it then."""
    if os.name != "posix":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = math.ceil(used.ru_utime + used.ru_stime + seconds)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, most))


def spent() -> tuple[float, int]:
    """Seconds of CPU time of this process and the children it waited for, and the bytes it held at most."""
    if os.name != "posix":
        return 0.0, 0
    import resource

    mine, theirs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    unit = 1 if sys.platform == "darwin" else 1024
    cpu = mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime
    return cpu, max(mine.ru_maxrss, theirs.ru_maxrss) * unit


def spent_by(process: int) -> tuple[float, int]:
    """The same of another process and of its children, also of those that are at work, as far as the system tells: zeros where
    it does not, or the process has ended."""
    if sys.platform != "linux":
        return 0.0, 0
    place = Path("/proc", str(process))
    try:
        cpu, memory = _told(place)
        children = [child for file in place.glob("task/*/children") for child in file.read_text().split()]
    except OSError:
        return 0.0, 0
    below = [spent_by(int(child)) for child in children]
    return cpu + sum(spent for spent, _ in below), max(memory, *(held for _, held in below), 0)


def _told(place: Path) -> tuple[float, int]:
    """What proc(5) tells of a process, and of the children that it waited for."""
    stat = (place / "stat").read_text(encoding="ascii", errors="replace")
    status = (place / "status").read_text(encoding="ascii", errors="replace")
    ticks = sum(map(int, stat.rpartition(")")[2].split()[11:15]))  # utime, stime, cutime, cstime
    peak = next((line for line in status.splitlines() if line.startswith("VmHWM:")), "VmHWM: 0")
    return ticks / os.sysconf("SC_CLK_TCK"), int(peak.split()[1]) * 1024


def die_with(life: int) -> None:
    """Ask the kernel to kill our process group when the pipe `life`, which nobody writes to, loses its writer.

    The writer is the process that supervises us. PR_SET_PDEATHSIG does not serve, since our parent is the fork
    server, nor does a thread, which waits for the interpreter's lock while a C library hangs with it.
    """
    if sys.platform == "linux":
        import fcntl
        import signal

        fcntl.fcntl(life, fcntl.F_SETOWN, -os.getpgrp())
        fcntl.fcntl(life, fcntl.F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(life, fcntl.F_SETFL, fcntl.fcntl(life, fcntl.F_GETFL) | os.O_ASYNC)
