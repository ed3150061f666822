"""Apache Parquet, for DuckDB, pandas, Spark and their like. Needs pyarrow."""

from __future__ import annotations

import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from pipeline.archive.export.row import COLUMNS, row_of
from pipeline.emit.strict import without_surrogates
from pipeline.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.archive.export.documents import Documents

ROWS = 1000  # of a row group: some megabytes of text at a time
LISTS = ("authors", "section", "langs", "issues")
NUMBERS = ("bytes", "pages", "letters")


def write(documents: Documents, path: Path) -> None:
    """Write the file; OSError if it cannot be. Raises OutputError where pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise OutputError("Parquet needs the library pyarrow: pip install 'baygan[parquet]'") from None
    form = schema()
    rows = (typed(row_of(document)) for document in documents)
    with pq.ParquetWriter(path, form, compression="zstd") as writer:
        while group := list(islice(rows, ROWS)):
            writer.write_table(pa.Table.from_pylist(group, schema=form))


def schema() -> Any:
    """The columns and their types; needs pyarrow."""
    import pyarrow as pa

    return pa.schema([(column, _type(pa, column)) for column in COLUMNS])


def _type(pa: Any, column: str) -> Any:
    if column == "date":
        return pa.date32()
    if column in NUMBERS:
        return pa.int64()
    return pa.list_(pa.string()) if column in LISTS else pa.string()


def typed(row: dict[str, Any]) -> dict[str, Any]:
    """The row of a document with values that the schema takes."""
    typed = {column: _clean(value) for column, value in row.items()}
    typed["date"] = datetime.date.fromisoformat(row["date"]) if row["date"] else None
    return typed


def _clean(value: Any) -> Any:
    if isinstance(value, list):
        return [without_surrogates(each) for each in value]
    return without_surrogates(value) if isinstance(value, str) else value
