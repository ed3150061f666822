"""The articles of a run packed into shards."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipeline.archive.shards.arrow import arrow
from pipeline.archive.shards.forms import FORMS
from pipeline.archive.shards.index import FOLDER, index_path, render
from pipeline.archive.shards.row import Place, Row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.archive.catalogue import Ended
    from pipeline.archive.local import Archive
    from pipeline.archive.remote import RemoteArchive
    from pipeline.archive.shards.forms import Name

BYTES = (
    16 << 20
)  # of records and Markdown, after which a shard is closed: what one is read from is held in memory


class Shards:
    """A layout: records and Markdown go into shards; pictures, which few articles have, stay files.

    A shard takes what came to an end within five minutes, which is what a crash can cost. Raises ConfigError.
    """

    inputs = 1000
    seconds = 300.0

    def __init__(self, archive: Archive | RemoteArchive, form: Name) -> None:
        arrow()
        self._archive = archive
        self._form = FORMS[form]
        self._rows: dict[str, Row] = {}
        self._bytes = 0
        self._last: int | None = None

    @property
    def is_full(self) -> bool:
        return self._bytes >= BYTES

    def add(self, name: str, files: Mapping[str, bytes], *, again: bool) -> None:
        own = (f"{name}.json", f"{name}.md")
        self._rows[name] = row = Row(name, *(files[path] for path in own))
        self._bytes += len(row.record) + len(row.markdown)
        for path in own if again else ():  # of a run without shards
            self._archive.remove(f"articles/{path}")
        for path in files.keys() - set(own):
            self._archive.stage(f"articles/{path}", files[path])

    def close(self, batch: Sequence[Ended]) -> list[Ended]:
        if not self._rows:
            return list(batch)
        rows = sorted(self._rows.values())  # whoever was ready first: neighbors compress well
        data, spans = self._form.pack(rows)
        shard = f"{self._next():08}-{sha256(data).hexdigest()[:12]}{self._form.SUFFIX}"
        places = {row.name: Place(shard, *span) for row, span in zip(rows, spans, strict=True)}
        placed = [replace(ended, place=places.get(ended.name)) for ended in batch]
        articles = {ended.name: ended for ended in placed if ended.place}
        self._archive.stage(f"{FOLDER}/{shard}", data)
        self._archive.stage(index_path(shard), render(shard, data, [articles[row.name] for row in rows]))
        self._rows.clear()
        self._bytes = 0
        return placed

    def _next(self) -> int:
        """The number after the last that the archive has, finished or not."""
        if self._last is None:
            numbers = [
                path.removeprefix(f"{FOLDER}/").partition("-")[0] for path in self._archive.files(FOLDER)
            ]
            self._last = max((int(number) for number in numbers if number.isdecimal()), default=0)
        self._last += 1
        return self._last
