"""The four stages in order: bytes to `Document`, repaired, to `Article`."""

from __future__ import annotations

import os
from collections import deque
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import BayganError, ConfigError, CorruptError
from pipeline.files import read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future, ProcessPoolExecutor

    from pipeline.config import Config, Profile
    from pipeline.model import Article, Document, Failure

Input = str | os.PathLike[str] | bytes
"""A file, or its bytes."""

AHEAD = 4  # files handed out per worker: enough that none waits, few enough that results do not pile up


def convert(
    source: Input,
    *,
    file: str | None = None,
    config: Config | None = None,
    site: str | None = None,
    images: bool = False,
) -> Article:
    """One file, or its bytes, as an article.

    `file` is the name that the record gives to bytes; `site` names the profile to use, which is
    otherwise recognized from the masthead; with `images` the article brings the pictures of its file.
    Raises a `BayganError` that says what is wrong.
    """
    from pipeline.config import load_config
    from pipeline.extract import with_images
    from pipeline.split import split

    config = config or load_config()
    data = source if isinstance(source, bytes) else read_file(Path(source))
    document, profile = prepare(data, file=_base_name(file, source), config=config, site=site)
    document, pictures = with_images(document, data) if images else (document, {})
    return replace(split(document, profile), config=config.digest, pictures=pictures)


def prepare(data: bytes, *, file: str, config: Config, site: str | None) -> tuple[Document, Profile]:
    """The stages before the split: a normalized document, and the profile that it will be split by."""
    from pipeline.extract import extract
    from pipeline.normalize import normalize
    from pipeline.split import choose_profile

    document = normalize(extract(data, file, config), config.normalize)
    return document, _named_profile(site, config) if site else choose_profile(document, config.profiles)


def convert_many(
    sources: Iterable[Input],
    *,
    config: Config | None = None,
    site: str | None = None,
    jobs: int = 1,
    images: bool = False,
) -> Iterator[Article | Failure]:
    """Many files in the order given; a file that fails gives a `Failure` and the next one goes on.

    With `jobs` above 1 that many processes share the work, and a file that kills its process costs only
    itself. The results do not depend on `jobs`. Raises ConfigError for what concerns all files.
    """
    from pipeline.config import load_config

    config = config or load_config()
    if site is not None:
        _named_profile(site, config)
    work = partial(attempt, config=config, site=site, images=images)
    return map(work, sources) if jobs <= 1 else _in_processes(work, sources, jobs)


def attempt(source: Input, *, config: Config, site: str | None, images: bool = False) -> Article | Failure:
    """`convert`, with every error as a value: an unexpected one is named with its place in the code."""
    from pipeline.model import Failure

    try:
        return convert(source, config=config, site=site, images=images)
    except BayganError as error:
        return Failure(file=_name(source), error=error)
    except Exception as error:  # a fault of ours must not cost the other files
        return Failure(file=_name(source), error=internal(error))


def internal(error: Exception) -> BayganError:
    """An unexpected error as a sentence that a user can report."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f" in {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return BayganError(f"internal error, please report it: {type(error).__name__}: {error}{place}")


def _name(source: Input) -> str:
    return "stdin" if isinstance(source, bytes) else os.fspath(source)


def _base_name(file: str | None, source: Input) -> str:
    """The name that goes into the record: without directories, and UTF-8 even if the file system's is not."""
    name = Path(_name(source)).name if file is None else file
    return os.fsencode(name).decode("utf-8", "replace")


def _named_profile(site: str, config: Config) -> Profile:
    for profile in config.profiles:
        if profile.name == site:
            return profile
    known = ", ".join(sorted(profile.name for profile in config.profiles))
    raise ConfigError(f"no site profile is named '{site}'; there are: {known}")


def _in_processes(
    work: Callable[[Input], Article | Failure],
    sources: Iterable[Input],
    jobs: int,
) -> Iterator[Article | Failure]:
    """Results in the order of the sources, with only a few files under way at a time.

    When a process dies, the pool is lost with all that it holds. The file at the head of the line is then
    tried in a pool of its own: if that dies too, the file is to blame. The others are handed out anew.
    """
    from concurrent.futures.process import BrokenProcessPool

    from pipeline.model import Failure

    rest = iter(sources)
    waiting: deque[tuple[Input, Future[Article | Failure]]] = deque()
    pool = _pool(jobs)
    try:
        while True:
            for source in islice(rest, jobs * AHEAD - len(waiting)):
                waiting.append((source, _submit(pool, work, source)))
            if not waiting:
                return
            source, future = waiting.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                pool.shutdown()
                with _pool(1) as alone:
                    try:
                        result = alone.submit(work, source).result()
                    except BrokenProcessPool:
                        error = CorruptError("the file crashed the program that reads it")
                        result = Failure(file=_name(source), error=error)
                yield result
                pool = _pool(jobs)
                waiting = deque((other, _submit(pool, work, other)) for other, _ in waiting)
    finally:
        pool.shutdown(cancel_futures=True)


def _submit(
    pool: ProcessPoolExecutor, work: Callable[[Input], Article | Failure], source: Input
) -> Future[Article | Failure]:
    """Hand out a file. A pool that broke meanwhile takes none: the file then waits with that error for a new one."""
    from concurrent.futures import Future
    from concurrent.futures.process import BrokenProcessPool

    try:
        return pool.submit(work, source)
    except BrokenProcessPool as error:
        refused: Future[Article | Failure] = Future()
        refused.set_exception(error)
        return refused


def _pool(jobs: int) -> ProcessPoolExecutor:
    """Fresh processes, never forks: a fork copies the locks of threads that it does not have."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_be_quiet)


def _be_quiet() -> None:
    """Ctrl-C reaches the whole process group, but only the parent answers it; and only the parent speaks."""
    import logging
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.getLogger().addHandler(logging.NullHandler())
