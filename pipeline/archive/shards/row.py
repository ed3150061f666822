"""An article as a row of a shard, and where the row stands."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """An article by its name in the archive: the bytes that its record and its Markdown would have as files."""

    name: str
    record: bytes
    markdown: bytes


class Place(NamedTuple):
    """Where a row stands in a shard, a file name below `shards/`.

    In JSON Lines `start` and `size` are bytes of the uncompressed text; in Parquet `start` is the number of the row, and `size` 1.
    """

    shard: str
    start: int
    size: int


def place_of(shard: str | None, start: int | None, size: int | None) -> Place | None:
    """The place of a document by the columns that the catalogue has of it; None if it has files of its own."""
    return None if shard is None or start is None or size is None else Place(shard, start, size)
