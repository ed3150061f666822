"""JSON Lines: the records as they are, one on each line (jsonlines.org)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.emit.strict import dumps

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.archive.export.documents import Documents


def write(documents: Documents, path: Path) -> None:
    """Write the file; OSError if it cannot be."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{dumps(document.record)}\n" for document in documents)
