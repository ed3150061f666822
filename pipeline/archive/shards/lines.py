"""Shards as JSON Lines: one article on each line.

One Zstandard frame for the whole shard. A frame for each article would be found faster, but readers in wide use (pandas,
Hugging Face datasets) stop after the first frame of a file, without a word.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pipeline.archive.shards.arrow import arrow
from pipeline.archive.shards.row import Row
from pipeline.emit.strict import dumps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SUFFIX = ".jsonl.zst"


def pack(rows: Iterable[Row]) -> tuple[bytes, list[tuple[int, int]]]:
    """The shard, and start and size of each row."""
    pa = arrow()
    sink = pa.BufferOutputStream()
    places = []
    end = 0
    with pa.CompressedOutputStream(sink, "zstd") as stream:
        for row in rows:
            line = _line(row)
            stream.write(line)
            places.append((end, len(line)))
            end += len(line)
    return sink.getvalue().to_pybytes(), places


def unpack(data: bytes) -> Callable[[int, int], Row]:
    """A function that gives the row at a place. Raises ValueError if this is no such shard."""
    pa = arrow()
    try:
        with pa.CompressedInputStream(pa.BufferReader(data), "zstd") as stream:
            text = stream.read()
    except OSError as error:
        raise ValueError(error) from error
    return lambda start, size: _row(text[start : start + size])


def _line(row: Row) -> bytes:
    value = {"name": row.name, "record": json.loads(row.record), "markdown": row.markdown.decode()}
    return f"{dumps(value)}\n".encode()


def _row(line: bytes) -> Row:
    value = json.loads(line)
    return Row(value["name"], f"{dumps(value['record'], indent=1)}\n".encode(), value["markdown"].encode())
