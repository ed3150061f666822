"""Apache Parquet, for DuckDB, pandas, Spark and their like. Needs pyarrow."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from pipeline.archive.flat import row_of, schema, typed
from pipeline.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.archive.export.documents import Documents

ROWS = 1000  # of a row group: some megabytes of text at a time


def write(documents: Documents, path: Path) -> None:
    """Write the file; OSError if it cannot be. Raises OutputError where pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise OutputError("Parquet needs the library pyarrow: pip install 'baygan[parquet]'") from None
    form = schema()
    rows = (typed(row_of(document.name, document.record)) for document in documents)
    with pq.ParquetWriter(path, form, compression="zstd") as writer:
        while group := list(islice(rows, ROWS)):
            writer.write_table(pa.Table.from_pylist(group, schema=form))
