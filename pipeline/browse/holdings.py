"""What the archive holds of one article: its row in the catalogue, its record, its source."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from pipeline.archive.local import Archive
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


class Holding(Struct, frozen=True):
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
    if not rows or not _is_within(reader, f"articles/{rows[0][0]}.json"):
        return None
    record = reader.record(rows[0][0])
    return Holding(sha256, rows[0][0], record) if record else None


def pictures(reader: Reader, holding: Holding) -> set[int]:
    """The blocks of the body whose picture the archive has."""
    blocks = range(len(holding.record["body"]))
    paths = {index: path for index in blocks if (path := _picture(reader, holding, index))}
    there = set(reader.archive.files(_folder(holding))) if paths else set()
    return {index for index, path in paths.items() if path in there}


def picture(reader: Reader, holding: Holding, index: int) -> tuple[bytes, str] | None:
    """The picture that a block of the body names, and its media type; None if it must not be shown."""
    path = _picture(reader, holding, index)
    if path is None or path not in reader.archive.files(_folder(holding)):
        return None
    content = reader.archive.read(path)
    return (content, PICTURES[_suffix(path)]) if content is not None else None


def _picture(reader: Reader, holding: Holding, index: int) -> str | None:
    """The path that a block names, if it is that of a picture of this article."""
    blocks = holding.record["body"]
    name = blocks[index].get("image") if index < len(blocks) else None
    path = f"{_folder(holding).rpartition('/')[0]}/{name}"
    is_ours = name and path.rpartition("/")[0] == _folder(holding) and _suffix(path) in PICTURES
    return path if is_ours and _is_within(reader, path) else None


def _folder(holding: Holding) -> str:
    return f"articles/{holding.name}.images"


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


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


def _is_within(reader: Reader, path: str) -> bool:
    """Whether a path leads into the archive, links followed; an object store has none."""
    archive = reader.archive
    if not isinstance(archive, Archive):
        return True
    return (archive.root / path).resolve().is_relative_to(archive.articles.resolve())
