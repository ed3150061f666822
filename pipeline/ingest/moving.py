"""Sources whose articles are in the archive, moved out of the inbox: only if the user asks, and never over another file."""

from __future__ import annotations

import errno
import os
import shutil
from typing import TYPE_CHECKING

from pipeline.archive.paths import to_text
from pipeline.errors import OutputError
from pipeline.files import make_directory, reason
from pipeline.ingest.scan import PAGE_FOLDERS, PAGE_SUFFIXES

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.archive.catalogue import Catalogue
    from pipeline.ingest.inbox import Tree
    from pipeline.ingest.scan import Found

_HELD = """
    SELECT source.sha256, source.size, source.mtime_ns FROM source JOIN document USING (sha256)
    WHERE inbox = ? AND path = ? AND source.status IN ('ok', 'check', 'duplicate')
"""
"""A source whose bytes have an article."""


def move_source(catalogue: Catalogue, inbox: Tree, to: Path, found: Found) -> None:
    """Move a source to the same path below `to` if the archive has its article; its digest goes into
    the name where that is taken. Left where they are: links, files that have
    changed, and those whose new path would be too long. Raises OutputError."""
    source = inbox.root / found.path
    held = catalogue.rows(_HELD, (inbox.name, to_text(found.path)))
    if not held or source.is_symlink() or not source.exists():
        return
    digest, *known = held[0]
    state = source.stat()
    if known != [state.st_size, state.st_mtime_ns]:
        return
    target = to / found.path
    make_directory(target.parent)
    try:
        _move_folder(source, target)
        if not _move(source, target):
            _move(source, renamed(target, digest))
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return
        raise OutputError(f"{target}: cannot be moved there: {reason(error)}") from error


def renamed(target: Path, digest: str) -> Path:
    """Where a source goes whose place is taken."""
    return target.with_name(f"{target.stem[:40]}.{digest[:12]}{target.suffix}")


def _move_folder(source: Path, target: Path) -> None:
    """The pictures of a saved page go with it, before it: alone they would be taken for articles."""
    if source.suffix not in PAGE_SUFFIXES:
        return
    for ending in PAGE_FOLDERS:
        folder = source.with_name(source.stem + ending)
        if folder.is_dir() and not target.with_name(folder.name).exists():
            shutil.move(folder, target.with_name(folder.name))


def _move(source: Path, target: Path) -> bool:
    """Whether `source` is now at `target`, where nothing was before: link(2), unlike rename(2), replaces nothing."""
    try:
        os.link(source, target)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in (errno.EXDEV, errno.EPERM, errno.EOPNOTSUPP):
            raise
        return _move_across(source, target)
    source.unlink()
    return True


def _move_across(source: Path, target: Path) -> bool:
    """The same between file systems: the copy is whole and on the disk before the source goes."""
    temporary = target.with_name(f".baygan-{os.getpid()}.tmp")
    with source.open("rb") as original, temporary.open("wb") as copy:
        shutil.copyfileobj(original, copy)
        copy.flush()
        os.fsync(copy.fileno())
    shutil.copystat(source, temporary)
    if os.path.lexists(target):
        temporary.unlink()
        return False
    temporary.rename(target)
    source.unlink()
    return True
