"""A record as one flat row, what fits into columns and its text: for tables, exports and shards of columns."""

from __future__ import annotations

import datetime
from typing import Any

from pipeline.archive.entry import columns_of
from pipeline.emit.strict import without_surrogates

FIELDS = (
    "status",
    "title",
    "date",
    "site",
    "lang",
    "dir",
    "file",
    "media_type",
    "bytes",
    "pages",
    "letters",
    "version",
)
"""Columns that the catalogue has alike."""
COLUMNS = (
    *("id", "name", "status", "title", "authors", "date", "section", "site", "lang", "langs", "dir"),
    *("lead", "text", "issues", "url", "file", "media_type", "bytes", "pages", "letters", "version"),
)
LISTS = ("authors", "section", "langs", "issues")
NUMBERS = ("bytes", "pages", "letters")


def row_of(name: str, record: dict[str, Any]) -> dict[str, Any]:
    """The columns of a document by its name and record. Lists are `authors`, `section`, `langs` and `issues`; what it
    has not is None."""
    known = columns_of(record)
    return {
        **{field: known[field] for field in FIELDS},
        "id": record["id"],
        "name": name,
        "authors": list(record.get("authors", ())),
        "section": [text["text"] for text in record.get("section", ())],
        "langs": list(record.get("langs", ())),
        "lead": record.get("lead"),
        "text": "\n\n".join(block["text"] for block in record["body"] if block["text"]),
        "issues": list(dict.fromkeys(issue["code"] for issue in record.get("issues", ()))),
        "url": record["source"].get("url"),
    }


def schema() -> Any:
    """The columns and their types for Arrow; needs pyarrow."""
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
