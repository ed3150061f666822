"""A document as one row: what fits into columns, and its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.archive.entry import columns_of

if TYPE_CHECKING:
    from pipeline.archive.export.documents import Document

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


def row_of(document: Document) -> dict[str, Any]:
    """The columns of a document. Lists are `authors`, `section`, `langs` and `issues`; what it has not is None."""
    record = document.record
    known = columns_of(record)
    return {
        **{field: known[field] for field in FIELDS},
        "id": record["id"],
        "name": document.name,
        "authors": list(record.get("authors", ())),
        "section": [text["text"] for text in record.get("section", ())],
        "langs": list(record.get("langs", ())),
        "lead": record.get("lead"),
        "text": "\n\n".join(block["text"] for block in record["body"] if block["text"]),
        "issues": list(dict.fromkeys(issue["code"] for issue in record.get("issues", ()))),
        "url": record["source"].get("url"),
    }
