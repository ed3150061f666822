"""A batch of inputs becomes durable in four steps, and a run that is cut off between them is completed by the next.

1. The outputs are written beside the archive and flushed to the disk.
2. The catalogue keeps which file goes where, and how the inputs ended (`announce`).
3. The files are renamed into place, or removed (`apply`).
4. The catalogue records the inputs (`record`): what it holds is there.

Cut off before 2, the batch is done again; after it, it is completed here. The names of files that are in place stay in
the journal until the next flush, because a power cut can undo a rename.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from msgspec import to_builtins
from msgspec.structs import replace

from pipeline.archive.articles import Articles
from pipeline.archive.catalogue import Attempt, Ended
from pipeline.archive.deciding import entry_in
from pipeline.archive.shards.row import Place
from pipeline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.archive.catalogue import Catalogue
    from pipeline.archive.local import Archive
    from pipeline.archive.remote import RemoteArchive


def publish(archive: Archive | RemoteArchive, catalogue: Catalogue, run: int, batch: Sequence[Ended]) -> None:
    """Make a batch and its staged files durable. Raises OutputError; `recover` completes what was begun."""
    archive.publish(lambda changes: catalogue.announce(run, changes, [_to_json(ended) for ended in batch]))
    catalogue.record(run, batch)


def recover(archive: Archive, catalogue: Catalogue) -> None:
    """Complete what a run that was cut off had announced, and clear what it had not."""
    changes, inputs = catalogue.announced()
    possible = [change for change in changes if archive.can_apply(change)]
    archive.apply(possible)
    if inputs:  # if someone has cleared what was written, they are done again
        whole = inputs if len(possible) == len(changes) else []
        articles = Articles(archive)
        catalogue.record(inputs[0][0], [_from_json(archive, articles, text) for _, text in whole])
    if changes:
        archive.flush()
        catalogue.forget_changes()
    archive.clear()


def _to_json(ended: Ended) -> str:
    """All but the entry, which can be had from the record."""
    return json.dumps(to_builtins(replace(ended, entry=None)))


def _from_json(archive: Archive, articles: Articles, text: str) -> Ended:
    values = json.loads(text)
    attempts = tuple(Attempt(**attempt) for attempt in values.pop("attempts"))
    place = Place(*place) if (place := values.pop("place")) else None
    ended = Ended(**values, attempts=attempts, place=place)
    if not ended.name:
        return ended
    data = articles.record(ended.name, place)
    if data is None:
        raise InputError(f"articles/{ended.name}.json: this record is gone")
    return replace(ended, entry=entry_in(archive, ended.name, data))
