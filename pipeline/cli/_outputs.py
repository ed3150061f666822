"""Where each input's output goes, decided before the first file is read."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MAX_BYTES = 200  # of a name without its suffix; file systems end at 255


def names(inputs: Iterable[Path]) -> list[str]:
    """A name for each input, without suffix and different from all others of the run.

    It is the input's own stem. Where several inputs share one, in the order given the first keeps it and the
    others are numbered: article, article-2, article-3. Names that differ only in case count as the same,
    because some file systems think so.
    """
    stems = [_short(path.stem) for path in inputs]
    taken = {_key(stem) for stem in stems}
    seen: set[str] = set()
    result = []
    for stem in stems:
        name, number = stem, 1
        while _key(name) in seen or (number > 1 and _key(name) in taken):
            number += 1
            name = f"{stem}-{number}"
        seen.add(_key(name))
        result.append(name)
    return result


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _short(stem: str) -> str:
    return stem.encode("utf-8", "surrogateescape")[:MAX_BYTES].decode("utf-8", "ignore")
