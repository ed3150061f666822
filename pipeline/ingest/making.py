"""What a worker does with a source: read it, convert it, and render all that goes to the archive."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct, field

from pipeline.archive.entry import entry_of
from pipeline.archive.statuses import status_of_error
from pipeline.archive.store import is_remote, read
from pipeline.convert import convert
from pipeline.display import without_name
from pipeline.emit.markdown import to_markdown
from pipeline.emit.record import to_record
from pipeline.emit.strict import dumps
from pipeline.errors import BayganError
from pipeline.pictures import file_names, pictures_of, relinked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.archive.entry import Entry
    from pipeline.archive.statuses import Status
    from pipeline.config import Config
    from pipeline.ingest.scan import Found


class Job(Struct, frozen=True):
    """A source to convert: its path or URL, the digest that its bytes had, and the name that its outputs get,
    which some have already if it is done `again`."""

    found: Found
    file: str
    sha256: str
    name: str
    again: bool = False


class Made(Struct, frozen=True, kw_only=True):
    """What came of a job. `files` are the outputs by their path below `articles/`, the record last: where it
    stands, all of the article does."""

    status: Status
    reason: str = ""
    entry: Entry | None = None
    profile: str | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    outputs: frozenset[str] = frozenset()


def make(job: Job, *, config: Config, site: str | None, images: bool) -> Made:
    """Convert a source. An error that says what is wrong with the file is a status; any other is raised."""
    try:
        if not is_remote(job.file) and not os.path.lexists(job.file):
            return Made(status="interrupted", reason="it went away before it was read")
        data = read(job.file)
        if sha256(data).hexdigest() != job.sha256:
            return Made(status="interrupted", reason="it changed while it was read")
        return _converted(data, job, config, site, images)
    except BayganError as error:
        if (status := status_of_error(error)) == "crash":
            raise
        return Made(
            status=status, reason=without_name(str(error), job.file, PurePosixPath(job.found.path).name)
        )


def _converted(data: bytes, job: Job, config: Config, site: str | None, images: bool) -> Made:
    folder = None if is_remote(job.file) else Path(job.file).parent
    article = convert(data, file=PurePosixPath(job.found.path).name, config=config, site=site, images=images)
    pictures = pictures_of(article, folder) if images else {}
    beside = f"{PurePosixPath(job.name).name}.images"
    names = file_names(pictures)
    article = relinked(article, {picture: f"{beside}/{name}" for picture, name in names.items()})
    record = to_record(article)
    files = {f"{job.name}.images/{names[picture]}": data for picture, data in pictures.items()}
    files[f"{job.name}.md"] = to_markdown(article).encode()
    files[f"{job.name}.json"] = f"{dumps(record, indent=1)}\n".encode()
    return Made(
        status=article.status,
        entry=entry_of(record),
        profile=article.site.profile if article.site else None,
        files=files,
        outputs=frozenset(files),
    )
