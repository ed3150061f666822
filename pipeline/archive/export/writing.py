"""An export from outside: the format, and an output that appears whole or not at all."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Literal, get_args

from msgspec import Struct

from pipeline.archive.export import bag, lines, parquet, table
from pipeline.archive.export.documents import Documents
from pipeline.errors import OutputError
from pipeline.files import replacing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pipeline.archive.reader import Reader
    from pipeline.archive.search import Query

Format = Literal["jsonl", "csv", "parquet", "bag"]
FORMATS: tuple[Format, ...] = get_args(Format)


class Exported(Struct, frozen=True):
    """The number of articles that were written, and the names of those that were not."""

    count: int
    missing: tuple[str, ...]


def export(
    reader: Reader,
    query: Query,
    path: Path,
    form: Format,
    *,
    sources: bool = False,
    info: Sequence[tuple[str, str]] = (),
) -> Exported:
    """Write the documents of a query, in the order of their names, to `path`; order and limit of the query do not count.

    A file is replaced, a bag is not, a device such as /dev/stdout is written. `sources` and `info` are for a bag. Raises QueryError, InputError and OutputError.
    """
    if reader.archive.holds(path):
        raise OutputError(
            f"{path}: an export inside the archive would be taken for a part of it; choose another place"
        )
    if form == "bag" and os.path.lexists(path):
        raise OutputError(f"{path}: is there already; a bag is always a new directory")
    writers: dict[Format, Callable[[Documents, Path], None]] = {
        "jsonl": lines.write,
        "csv": table.write,
        "parquet": parquet.write,
        "bag": partial(bag.write, sources=sources, info=info),
    }
    documents = Documents(reader, query)
    with replacing(path) as place:
        writers[form](documents, place)
    return Exported(documents.count, tuple(documents.missing))
