"""CSV (RFC 4180), in UTF-8: one row for each document."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from pipeline.archive.flat import COLUMNS, row_of
from pipeline.emit.strict import without_surrogates

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.archive.export.documents import Documents

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run by spreadsheets; source: OWASP, "CSV Injection"."""


def write(documents: Documents, path: Path) -> None:
    """Write the file; OSError if it cannot be."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for document in documents:
            row = row_of(document.name, document.record)
            writer.writerow([_cell(row[column]) for column in COLUMNS])


def _cell(value: Any) -> Any:
    """Lists as "a; b"; text that a spreadsheet would run gets an apostrophe in front."""
    if isinstance(value, list):
        value = "; ".join(value)
    if not isinstance(value, str):
        return value
    value = without_surrogates(value).replace("\0", "\ufffd")
    return f"'{value}" if value.startswith(FORMULA) else value
