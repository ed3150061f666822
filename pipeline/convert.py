"""The four stages in order: bytes to `Document`, repaired, to `Article`."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipeline.errors import BayganError, CorruptError, LimitError
from pipeline.files import read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pipeline.config import Config, Profile
    from pipeline.model import Article, Document, Failure
    from pipeline.supervise import Result

Input = str | os.PathLike[str] | bytes
"""A file, or its bytes."""

SECONDS = 600.0
"""For one file: a page that OCR reads takes two or three, on a machine with nothing else to do."""
PARSERS = (
    *("pipeline.extract.pdf", "pipeline.extract.pdf.images", "pipeline.extract.html.page", "pipeline.split"),
    *("pipeline.normalize", "jdatetime", "numpy", "pdfminer.encodingdb", "pikepdf", "trafilatura"),
)
"""Modules that a process needs before it can convert a file. Most are imported late; here, once for all workers."""


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
    return document, config.profile(site) if site else choose_profile(document, config.profiles)


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
        config.profile(site)
    work = partial(attempt, config=config, site=site, images=images)
    return map(work, sources) if jobs <= 1 else _in_processes(work, sources, jobs)


def attempt(source: Input, *, config: Config, site: str | None, images: bool = False) -> Article | Failure:
    """`convert`, with every error as a value: an unexpected one is named with its place in the code."""
    from pipeline.model import Failure

    try:
        return convert(source, config=config, site=site, images=images)
    except BayganError as error:
        return Failure(file=_name(source), error=error)
    except MemoryError:
        return Failure(file=_name(source), error=LimitError("it needs more memory than there is"))
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


def _in_processes(
    work: Callable[[Input], Article | Failure], sources: Iterable[Input], jobs: int
) -> Iterator[Article | Failure]:
    """Results in the order of the sources, each file under the limits of `pipeline.supervise`."""
    from pipeline.model import Failure
    from pipeline.supervise import Limits, Supervisor

    with Supervisor(work, jobs=jobs, limits=Limits(seconds=SECONDS), preload=PARSERS) as supervisor:
        for result in supervisor.run_in_order(sources):
            yield result.value or Failure(file=_name(result.task), error=_fault(result))


def _fault(result: Result[Input, Article | Failure]) -> BayganError:
    """Why a worker gave nothing, as the error that `convert` would have raised if it had the power."""
    kind = {"timeout": LimitError, "memory": LimitError, "crash": CorruptError}.get(result.end, BayganError)
    return kind(result.reason)
