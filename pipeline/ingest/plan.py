"""What is to be done with each file of an inbox: most have been seen before."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from pipeline.archive.paths import collision_key, from_text, names, to_text
from pipeline.archive.statuses import FAILED
from pipeline.archive.store import is_remote
from pipeline.display import without_name
from pipeline.errors import InputError
from pipeline.ingest.making import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.archive.catalogue import Catalogue, Known
    from pipeline.archive.statuses import Status
    from pipeline.ingest.inbox import Inbox
    from pipeline.ingest.scan import Found


class Settled(Struct, frozen=True, kw_only=True):
    """A file that needs no conversion, and how it ends in this run.

    `stands` is the status that the catalogue is to hold for it, None if it holds that already; a `touched` file is
    as it was but for its time.
    """

    status: Status
    reason: str = ""
    sha256: str | None = None
    stands: Status | None = None
    made_with: str | None = None
    touched: bool = False


class Plan:
    """Decides file by file, in the order of the inbox: the names of outputs do not depend on who is ready first."""

    def __init__(
        self,
        catalogue: Catalogue,
        inbox: Inbox,
        *,
        fingerprint: Callable[[str | None], str],
        retry: frozenset[Status] = frozenset(),
        stale: bool = False,
        max_bytes: int,
    ) -> None:
        self._catalogue = catalogue
        self._inbox = inbox
        self._fingerprint = fingerprint
        self._retry = retry
        self._max_bytes = max_bytes
        self._known = catalogue.sources(inbox.name)
        self._profiles = catalogue.profiles() if stale else None
        self._under_way: dict[str, str] = {}  # digest -> path
        self._names: set[str] = set()  # collision keys of the names given in this run

    def without_reading(self, found: Found) -> Settled | None:
        """How a file ends if its size and time tell that; None if its bytes must be read."""
        known = self._known.get(to_text(found.path))
        if found.problem:
            return _unreadable(found.problem, known)
        if found.growing:
            return Settled(status="interrupted", reason="it is still being written")
        if known and _is_same(found, known) and not self._is_wanted(known):
            return Settled(status="unchanged")
        if found.size > self._max_bytes:
            reason = f"it is larger than {self._max_bytes / (1 << 20):,.0f} MB, which --max-size can change"
            return Settled(status="too_large", reason=reason, stands="too_large")
        return None

    def decide(self, found: Found, digest: str | InputError) -> Job | Settled:
        """A job, or why there is none, by the digest of the file's bytes."""
        known = self._known.get(to_text(found.path))
        if isinstance(digest, InputError):
            if not self._inbox.has(found.path):
                return Settled(status="interrupted", reason="it went away before it was read")
            return _unreadable(without_name(str(digest), self._inbox.address(found.path)), known)
        wanted = known is not None and self._is_wanted(known)
        if known and known.sha256 == digest and not wanted:  # only touched
            return Settled(status="unchanged", sha256=digest, stands=known.status, touched=True)
        return self._elsewhere(found, digest, wanted) or self._job(found, digest)

    def _is_wanted(self, known: Known) -> bool:
        """Whether the user asks to do a known source again."""
        if known.status in self._retry:
            return True
        if self._profiles is None or known.status == "duplicate":
            return False
        return known.made_with != self._fingerprint(self._profiles.get(known.sha256 or ""))

    def _elsewhere(self, found: Found, digest: str, wanted: bool) -> Settled | None:
        """What becomes of bytes that another source has, or that have been converted under another path."""
        if digest in self._under_way:
            return _duplicate(digest, to_text(self._under_way[digest]))
        if wanted:
            return None
        document = self._catalogue.document(digest)
        holders = self._catalogue.holders(digest)
        if document is None and not any(status in FAILED for _, _, status in holders):
            return None  # a duplicate of what never came to an end
        for inbox, path, _ in holders:
            if (inbox, path) != (self._inbox.name, to_text(found.path)) and self._is_there(inbox, path):
                return _duplicate(digest, path)
        if document:  # the file was moved, or the catalogue made anew
            return Settled(
                status="unchanged", sha256=digest, stands=document.status, made_with=document.made_with
            )
        return None

    def _is_there(self, inbox: str, path: str) -> bool:
        """Whether a source still has its file; one in a store that is not our inbox is taken to."""
        if inbox == self._inbox.name:
            return self._inbox.has(from_text(path))
        return is_remote(inbox) or os.path.lexists(Path(from_text(inbox), from_text(path)))

    def _job(self, found: Found, digest: str) -> Job:
        document = self._catalogue.document(digest)
        name = document.name if document else self._free_name(found.path, digest)
        self._names.add(collision_key(name))
        self._under_way[digest] = found.path
        return Job(
            found=found,
            file=self._inbox.address(found.path),
            sha256=digest,
            name=name,
            again=document is not None,
        )

    def _free_name(self, path: str, digest: str) -> str:
        *fair, last = names(path, digest)
        return next((name for name in fair if not self._is_taken(name)), last)

    def _is_taken(self, name: str) -> bool:
        return collision_key(name) in self._names or self._catalogue.has_name(name)


def _is_same(found: Found, known: Known) -> bool:
    """Whether a file is as it was; one that could not be read is tried again, for permissions leave no trace."""
    return (found.size, found.mtime_ns) == (known.size, known.mtime_ns) and known.status != "unreadable"


def _unreadable(reason: str, known: Known | None) -> Settled:
    """News the first time only: it is tried again in every run."""
    stands: Status | None = None if known and known.status == "unreadable" else "unreadable"
    return Settled(status="unreadable", reason=reason, stands=stands)


def _duplicate(digest: str, path: str) -> Settled:
    reason = f"the same bytes as {path}"
    return Settled(status="duplicate", reason=reason, sha256=digest, stands="duplicate")
