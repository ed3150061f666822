"""Which files an inbox holds.

Our own walk, because a library's follows links out of the tree, opens pipes or leaves out what it
cannot read. A file that is not taken is named with the reason.
"""

from __future__ import annotations

import os
import re
import stat
from collections import defaultdict
from fnmatch import fnmatchcase, translate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from pipeline.files import reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

JUNK = ("~$*", "*.part", "*.filepart", "*.crdownload", "*.tmp", "Thumbs.db", "desktop.ini")
"""Names that programs give to what is not an article, or not yet; so is what begins with a dot."""
_JUNK = re.compile("|".join(map(translate, JUNK)))  # at once: of 100,000 files a third of the time
JUNK_FOLDERS = ("@eaDir", "__MACOSX", "lost+found", "$RECYCLE.BIN")
PAGE_FOLDERS = ("_files", "-Dateien", ".files", "_fichiers", "_archivos", "_bestanden", "_file")
"""A browser saves `page.html` with its pictures in a folder beside it, named in the browser's language."""
PAGE_SUFFIXES = (".html", ".htm", ".xhtml")


class Found(NamedTuple):
    """A file by its path from the inbox, as it was when it was seen.

    `problem` says why it cannot be read; a `growing` one is still being written.
    """

    path: str
    size: int
    mtime_ns: int
    problem: str = ""
    growing: bool = False


class Scan(Struct, frozen=True):
    """The files in the order of the bytes of their paths, and what was left out: path and reason."""

    found: list[Found]
    skipped: list[tuple[str, str]]


def scan(
    inbox: Path,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    stopping: Callable[[], bool] = lambda: False,
) -> Scan:
    """The regular files below `inbox`; those found so far, once `stopping` says so.

    `include` and `exclude` are shell patterns, tried on the name and on the path from the inbox. Links are
    followed to files within the inbox only. What a user would not call an article of his (hidden
    files, unfinished downloads, the pictures of saved pages) is left out silently.
    """
    root = os.path.realpath(inbox)
    found: list[Found] = []
    skipped: list[tuple[str, str]] = []
    for path, entry in _walk(root, found):
        if stopping():
            break
        if not _is_chosen(path, include, exclude):
            continue
        file = _look(root, path, entry)
        if isinstance(file, Found):
            found.append(file)
        else:
            skipped.append((path, file))
    found.sort(key=lambda file: os.fsencode(file.path))
    return Scan(found, sorted(skipped))


def _walk(root: str, found: list[Found]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The entries of all directories but the directories themselves, with their paths from the root."""
    directories = [""]
    while directories:
        directory = directories.pop()
        try:
            with os.scandir(os.path.join(root, directory)) as entries:  # noqa: PTH118 - a tenth of pathlib's time
                listed = list(entries)
        except OSError as error:
            found.append(Found(directory or ".", 0, 0, f"the directory cannot be read: {reason(error)}"))
            continue
        names = {entry.name for entry in listed}
        for entry in listed:
            path = f"{directory}/{entry.name}" if directory else entry.name
            if _is_junk(entry.name):
                continue
            if not entry.is_dir(follow_symlinks=False):
                yield path, entry
            elif entry.name not in JUNK_FOLDERS and not _is_page_folder(entry.name, names):
                directories.append(path)


def _is_junk(name: str) -> bool:
    return name.startswith(".") or _JUNK.match(name) is not None


def _is_page_folder(name: str, neighbors: set[str]) -> bool:
    stems = [name.removesuffix(ending) for ending in PAGE_FOLDERS if name.endswith(ending)]
    return any(stem + suffix in neighbors for stem in stems for suffix in PAGE_SUFFIXES)


def select(files: Iterable[Found], include: Sequence[str], exclude: Sequence[str]) -> list[Found]:
    """Of a plain list of files those that a walk of the same tree would take, in its order."""
    listed = sorted(files, key=lambda file: os.fsencode(file.path))
    names: dict[str, set[str]] = defaultdict(set)
    for file in listed:
        directory, _, name = file.path.rpartition("/")
        names[directory].add(name)
    return [
        file
        for file in listed
        if _is_chosen(file.path, include, exclude) and not _is_passed_over(file.path, names)
    ]


def _is_passed_over(path: str, names: Mapping[str, set[str]]) -> bool:
    """Whether a file, or a directory above it, is no article of the user's."""
    *directories, name = path.split("/")
    if _is_junk(name):
        return True
    return any(
        _is_junk(part)
        or part in JUNK_FOLDERS
        or _is_page_folder(part, names.get("/".join(directories[:depth]), set()))
        for depth, part in enumerate(directories)
    )


def _is_chosen(path: str, include: Sequence[str], exclude: Sequence[str]) -> bool:
    return (not include or _matches(path, include)) and not (exclude and _matches(path, exclude))


def _matches(path: str, patterns: Sequence[str]) -> bool:
    name = path.rpartition("/")[2]
    return any(fnmatchcase(name, pattern) or fnmatchcase(path, pattern) for pattern in patterns)


def _look(root: str, path: str, entry: os.DirEntry[str]) -> Found | str:
    """The file, or the reason why it is none."""
    try:
        if entry.is_symlink():
            if not Path(os.path.realpath(entry.path)).is_relative_to(root):
                return "a link that leads out of the inbox"
            if not Path(entry.path).exists():
                return "a link that leads nowhere"
        state = entry.stat()
    except OSError as error:
        return Found(path, 0, 0, f"it cannot be read: {reason(error)}")
    if stat.S_ISREG(state.st_mode):
        return Found(path, state.st_size, state.st_mtime_ns)
    return "a link to a directory" if stat.S_ISDIR(state.st_mode) else "not a regular file"
