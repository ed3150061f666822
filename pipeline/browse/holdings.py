"""What the archive holds of one article: its row in the catalogue, its record, its source."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.archive.paths import from_text
from pipeline.browse.drawing import Origin
from pipeline.ingest.moving import renamed

if TYPE_CHECKING:
    from pipeline.archive.reader import Reader

PICTURES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
"""Pictures that are shown: those that cannot hold a script."""


@dataclass(frozen=True, slots=True)
class Holding:
    """An article by the digest of its source. `record` has the decisions of people applied."""

    sha256: str
    name: str
    record: dict[str, Any]

    @property
    def is_pdf(self) -> bool:
        return bool(self.record["source"]["media_type"] == "application/pdf")


def find(reader: Reader, sha256: str) -> Holding | None:
    """The article that was made of these bytes; None where there is none, or its record is gone."""
    rows = reader.rows("SELECT name FROM document WHERE sha256 = ?", (sha256,))
    record = (
        reader.record(rows[0][0]) if rows and _is_within(_path(reader, rows[0][0], ".json"), reader) else None
    )
    return Holding(sha256, rows[0][0], record) if record else None


def pictures(reader: Reader, holding: Holding) -> set[int]:
    """The blocks of the body whose picture the archive has."""
    blocks = enumerate(holding.record["body"])
    return {index for index, block in blocks if "image" in block and picture(reader, holding, index)}


def picture(reader: Reader, holding: Holding, index: int) -> tuple[Path, str] | None:
    """The file of the picture that a block of the body names, and its media type; None if it must not be shown."""
    blocks = holding.record["body"]
    name = blocks[index].get("image", "") if index < len(blocks) else ""
    folder = _path(reader, holding.name, ".images")
    path = folder.parent / name
    media_type = PICTURES.get(path.suffix.lower())
    if not name or not media_type or not _is_below(path, folder) or not _is_within(path, reader):
        return None
    return (path, media_type) if path.is_file() else None


def origin(reader: Reader, sha256: str, moved: Path | None = None) -> Origin | None:
    """The source where `ingest --move` moved it, or where it was last seen; None if it is there no more.

    Whoever reads it checks the digest."""
    for inbox, path in reader.rows("SELECT inbox, path FROM source WHERE sha256 = ? ORDER BY id", (sha256,)):
        places = [Path(from_text(inbox), from_text(path))]
        if moved:
            places = [renamed(moved / from_text(path), sha256), moved / from_text(path), *places]
        if found := next((place for place in places if place.is_file()), None):
            return Origin(found, sha256)
    return None


def _path(reader: Reader, name: str, suffix: str) -> Path:
    return reader.archive.articles / f"{name}{suffix}"


def _is_within(path: Path, reader: Reader) -> bool:
    """Whether a path leads into the archive, links followed."""
    return _is_below(path, reader.archive.articles)


def _is_below(path: Path, directory: Path) -> bool:
    return path.resolve().is_relative_to(directory.resolve())
