"""Work done in other processes, so that a hang, a crash or a memory blow-up costs one task and no more.

The standard library's pools lose every task that a dying process holds or wait for it for ever, and none can end
a hang inside a C library. Here each worker has one task in flight, a deadline, limits on CPU time and memory, and a
process group of its own that is killed as a whole.
"""

from pipeline.supervise.limits import Limits
from pipeline.supervise.supervisor import Result, Supervisor

__all__ = ["Limits", "Result", "Supervisor"]
