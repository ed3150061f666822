"""Paths of strangers' files, made fit for a database and for the file system of the archive."""

from __future__ import annotations

import os
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import quote_from_bytes, unquote_to_bytes

MAX_BYTES = (
    200  # of a name without its suffix; file systems end at 255, of which ours and a picture's need some
)
MAX_DIRECTORIES = 2048  # bytes of the directories; a path ends at 4096
BESIDE = ".decisions"  # a.decisions.json is no record of a.decisions.pdf
OUTPUTS = (".json", ".md", ".images")
_RAW = "bytes:"


def to_text(path: str) -> str:
    """A path as text that a database takes: itself, or "bytes:" and its bytes where it is not UTF-8."""
    data = os.fsencode(path)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _RAW + quote_from_bytes(data)
    return _RAW + quote_from_bytes(data) if text.startswith(_RAW) else text


def from_text(text: str) -> str:
    """The path that `to_text` was given."""
    raw = text.removeprefix(_RAW)
    return text if raw == text else os.fsdecode(unquote_to_bytes(raw))


def collision_key(name: str) -> str:
    """Names that differ only in case or composition are one name to some file systems."""
    return unicodedata.normalize("NFC", name).casefold()


def names(path: str, digest: str) -> list[str]:
    """Names for the outputs of a source, best first: `2011/a`, `2011/a.pdf`, and `2011/a.` with its digest.

    The last is no other content's. A name is UTF-8 of at most 200 bytes, and no directory is called like an output.
    """
    pure = PurePosixPath(path)
    parents = [_directory(part) for part in pure.parts[:-1]]
    while len("/".join(parents).encode()) > MAX_DIRECTORIES:
        parents.pop()
    last = f"{_short(pure.stem, MAX_BYTES - 13)}.{digest[:12]}"
    return ["/".join([*parents, name]) for name in (_short(pure.stem), _short(pure.name), last)]


def _short(name: str, limit: int = MAX_BYTES) -> str:
    """As much of a name as fits, with U+FFFD where it is not UTF-8."""
    name = os.fsencode(name).decode("utf-8", "replace").encode()[:limit].decode("utf-8", "ignore")
    return f"{name}_" if name.lower().endswith(BESIDE) else name


def _directory(name: str) -> str:
    name = _short(name, 254)
    return f"{name}_" if name.lower().endswith(OUTPUTS) else name
