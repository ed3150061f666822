"""Shards as Parquet: the columns of an export, and `markdown` and `record`, which has all of the record as JSON."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pipeline.archive.shards.arrow import arrow
from pipeline.archive.shards.row import Row
from pipeline.emit.strict import dumps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SUFFIX = ".parquet"
ROWS = 100  # of a row group, the least that is read for one article: some hundred kilobytes
WHOLE = ("name", "record", "markdown")


def pack(rows: Iterable[Row]) -> tuple[bytes, list[tuple[int, int]]]:
    """The shard, and start and size of each row."""
    pa = arrow()
    import pyarrow.parquet as pq

    from pipeline.archive.flat import schema

    texts = [pa.field("markdown", pa.string()), pa.field("record", pa.string())]
    table = pa.Table.from_pylist([_columns(row) for row in rows], schema=pa.schema([*schema(), *texts]))
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", row_group_size=ROWS)
    return sink.getvalue().to_pybytes(), [(number, 1) for number in range(table.num_rows)]


def unpack(data: bytes) -> Callable[[int, int], Row]:
    """A function that gives the row at a place. Raises ValueError if this is no such shard."""
    pa = arrow()
    import pyarrow.parquet as pq

    file = pq.ParquetFile(pa.BufferReader(data))

    @lru_cache(maxsize=1)
    def group(number: int) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = file.read_row_group(number, columns=list(WHOLE)).to_pylist()
        return rows

    return lambda start, _: _row(group(start // ROWS)[start % ROWS])


def _columns(row: Row) -> dict[str, Any]:
    from pipeline.archive.flat import row_of, typed

    record = json.loads(row.record)
    columns = typed(row_of(row.name, record))
    return {**columns, "markdown": row.markdown.decode(), "record": dumps(record)}


def _row(columns: dict[str, Any]) -> Row:
    record = f"{dumps(json.loads(columns['record']), indent=1)}\n"
    return Row(columns["name"], record.encode(), columns["markdown"].encode())
