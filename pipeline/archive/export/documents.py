"""The documents that a query selects, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from pipeline.archive.search.filters import selection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.archive.reader import Reader
    from pipeline.archive.search import Query


class Document(Struct, frozen=True):
    """A document of an archive: its name below `articles/`, and its record."""

    name: str
    record: dict[str, Any]


class Documents:
    """What a query selects, by name. `missing` has the names whose record could not be read, as far as they were met."""

    def __init__(self, reader: Reader, query: Query) -> None:
        self.reader = reader
        self.query = query
        self.missing: list[str] = []
        self.count = 0

    def __iter__(self) -> Iterator[Document]:
        chosen = selection(self.reader, self.query)
        names = self.reader.each(
            f"SELECT document.name FROM {chosen.source} WHERE {chosen.where} ORDER BY document.name",
            chosen.parameters,
        )
        for (name,) in names:
            if (record := self.reader.record(name)) is None:
                self.missing.append(name)
                continue
            self.count += 1
            yield Document(name, record)
