"""How the articles of a run stand in its archive: each in files of its own, or many together in shards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.archive.catalogue import Ended
    from pipeline.archive.local import Archive
    from pipeline.archive.remote import RemoteArchive


class Layout(Protocol):
    """Takes what was made and stages it. A batch of inputs becomes durable when one of its bounds is reached:
    `inputs`, `seconds` since its first, or `is_full`."""

    inputs: int
    seconds: float

    @property
    def is_full(self) -> bool: ...

    def add(self, name: str, files: Mapping[str, bytes], *, again: bool) -> None:
        """Take the outputs of an article, by their paths below `articles/`; it may have had others if it is made `again`."""

    def close(self, batch: Sequence[Ended]) -> list[Ended]:
        """Stage what is left of a batch, and give it with the places of its articles."""


class Files:
    """`articles/NAME.json`, `NAME.md` and `NAME.images/`."""

    inputs = 256
    seconds = 2.0
    is_full = False

    def __init__(self, archive: Archive | RemoteArchive) -> None:
        self._archive = archive

    def add(self, name: str, files: Mapping[str, bytes], *, again: bool) -> None:  # noqa: ARG002 - the protocol's
        for path, content in files.items():
            self._archive.stage(f"articles/{path}", content)

    def close(self, batch: Sequence[Ended]) -> list[Ended]:
        return list(batch)
