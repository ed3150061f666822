"""Sources are strangers' files: a process of its own opens them, with a deadline and a limit on memory.

A file that hangs or crashes a parser costs its own picture, not the application.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pipeline.convert import PARSERS, prepare
from pipeline.errors import InputError
from pipeline.files import read_file
from pipeline.supervise import Limits, Supervisor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from pipeline.model import Box, Direction

LIMITS = Limits(seconds=30, memory=1 << 30)
KEPT = 128  # answers that are kept: a page as a picture has about 170 kB


T = TypeVar("T")


class Origin(NamedTuple):
    """A source: its file, and the digest that its bytes must have."""

    path: Path
    sha256: str


class SeenLine(NamedTuple):
    """A line of a source and what becomes of it: `part` is body, field or boilerplate; `block` counts the blocks of the body."""

    text: str
    dir: Direction | None
    lang: str | None
    page: int | None
    box: Box | None
    part: str
    role: str
    rule: str
    block: int | None


class DrawingError(InputError):
    """A source cannot be shown; the message says why."""


class _Task(NamedTuple):
    function: Callable[..., Any]
    arguments: tuple[Any, ...]


class Drawer:
    """Asks the process; for any number of threads, one after the other. Use it in a `with` block."""

    def __init__(self) -> None:
        self._supervisor: Supervisor[_Task, Any] = Supervisor(_do, jobs=1, limits=LIMITS, preload=PARSERS)
        self._lock = Lock()
        self._answers = lru_cache(KEPT)(self._ask)

    def __enter__(self) -> Drawer:
        self._supervisor.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._supervisor.__exit__(kind, error, trace)

    def sizes(self, origin: Origin) -> list[tuple[float, float]]:
        """Width and height of each page in points. Raises DrawingError, as all of these."""
        return self.ask(_sizes, origin)

    def picture(self, origin: Origin, number: int) -> bytes:
        """A page as PNG."""
        return self.ask(_picture, origin, number)

    def lines(self, origin: Origin, profile: str | None, config: Path | None) -> list[SeenLine]:
        """Every line of the source, in reading order, as the named profile cuts it; recognized where none is named."""
        return self.ask(_lines, origin, profile, config)

    def ask(self, function: Callable[..., T], *arguments: Any) -> T:
        """What a function of a module answers in the process; all that goes there and back is pickled."""
        found: T = self._answers(_Task(function, arguments))
        return found

    def _ask(self, task: _Task) -> Any:
        with self._lock:
            [result] = self._supervisor.run([task])
        if result.end != "done":
            raise DrawingError(result.reason)
        return result.value


def _do(task: _Task) -> Any:
    return task.function(*task.arguments)


def read(origin: Origin) -> bytes:
    """The bytes of the source that was converted; InputError if they are not there or not those."""
    data = read_file(origin.path)
    if sha256(data).hexdigest() != origin.sha256:
        raise InputError(f"{origin.path}: it has changed since it was read")
    return data


def _sizes(origin: Origin) -> list[tuple[float, float]]:
    from pipeline.extract.pdf.shown import sizes

    return sizes(read(origin))


def _picture(origin: Origin, number: int) -> bytes:
    from pipeline.extract.pdf.shown import picture

    return picture(read(origin), number)


def _lines(origin: Origin, site: str | None, directory: Path | None) -> list[SeenLine]:
    from pipeline.config import load_config
    from pipeline.split import decide

    config = load_config(directory)
    known = site if site in {profile.name for profile in config.profiles} else None
    document, profile = prepare(read(origin), file=origin.path.name, config=config, site=known)
    seen = []
    for decision in decide(document, profile):
        line = document.lines[decision.line]
        part = "body" if decision.block is not None else "boilerplate" if decision.place else "field"
        seen.append(
            SeenLine(
                text=line.text,
                dir=line.dir,
                lang=line.lang,
                page=line.page,
                box=line.box,
                part=part,
                role=decision.role,
                rule=decision.rule,
                block=decision.block,
            )
        )
    return seen
