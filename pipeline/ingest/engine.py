"""Who converts: worker processes of this machine, or those of a cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from pipeline.convert import PARSERS
from pipeline.supervise import Supervisor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager

    from pipeline.ingest.making import Job, Made
    from pipeline.supervise import Limits, Result


class Engine(Protocol):
    """Converts jobs. What it gives may come in any order; `value` is there unless the worker could not answer."""

    def run(self, tasks: Iterable[Job]) -> Iterator[Result[Job, Made]]:
        """A result for each job; asks for jobs only as it has room for them."""


class Engines(Protocol):
    """Makes an engine for one pass over jobs: `alone` for those that get a second try, one at a time."""

    def __call__(
        self, make: Callable[[Job], Made], limits: Limits, stopping: Callable[[], bool], *, alone: bool
    ) -> AbstractContextManager[Engine]: ...


def local(jobs: int) -> Engines:
    """So many processes of this machine."""

    def engine(
        make: Callable[[Job], Made], limits: Limits, stopping: Callable[[], bool], *, alone: bool
    ) -> AbstractContextManager[Engine]:
        return Supervisor(make, jobs=1 if alone else jobs, limits=limits, preload=PARSERS, stopping=stopping)

    return engine
