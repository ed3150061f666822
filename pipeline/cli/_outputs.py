"""Where outputs go: those of each input, decided before the first file is read, and files that a person goes on to write."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MAX_BYTES = 200  # of a name without its suffix; file systems end at 255


def names(inputs: Sequence[Path]) -> list[str]:
    """A name for each input, without suffix and different from all others of the run.

    For `news/a.pdf` it is the first of `a`, `a.pdf`, `news-a` and `news-a.pdf` that no other input has, so it
    does not depend on the order of the inputs. Where even the last is shared, the inputs are numbered
    in their order: `news-a.pdf-1`, `news-a.pdf-2`.
    """
    chosen: dict[int, str] = {}
    taken: set[str] = set()
    for form in range(4):
        proposed = {at: _forms(path)[form] for at, path in enumerate(inputs) if at not in chosen}
        count = Counter(map(_key, proposed.values()))
        chosen |= {
            at: name for at, name in proposed.items() if count[_key(name)] == 1 and _key(name) not in taken
        }
        taken |= set(count)
    for at, path in enumerate(inputs):
        if at not in chosen:
            numbered = (f"{_forms(path)[-1]}-{number}" for number in range(1, len(inputs) + len(taken) + 1))
            chosen[at] = next(name for name in numbered if _key(name) not in taken)
            taken.add(_key(chosen[at]))
    return [chosen[at] for at in range(len(inputs))]


def _forms(path: Path) -> list[str]:
    directory = path.absolute().parent.name
    return [
        _short(name)
        for name in (path.stem, path.name, f"{directory}-{path.stem}", f"{directory}-{path.name}")
    ]


def _key(name: str) -> str:
    """Names that differ only in case or composition are one name to some file systems."""
    return unicodedata.normalize("NFC", name).casefold()


def _short(name: str) -> str:
    return name.encode("utf-8", "surrogateescape")[:MAX_BYTES].decode("utf-8", "ignore")


def write_new(path: Path, text: str, *, force: bool) -> None:
    """Write a file that may hold a person's work, and say so; OutputError if it is there already, but for `force`."""
    from pipeline.errors import OutputError
    from pipeline.files import make_directory, write_file

    make_directory(path.parent)
    if path.exists() and not force:
        raise OutputError(f"{path}: is there already; give another --name, or --force to replace it")
    write_file(path, text)
    print(f"{path} written")
