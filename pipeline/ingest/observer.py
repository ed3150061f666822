"""Someone who wants to know how a run goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.archive.catalogue import Ended


class Observer:
    """Is told what happens; this one does not listen."""

    def begin(self, total: int) -> None:
        """So many files were found."""

    def counted(self) -> None:
        """Another of them has come to an end, most because they are known."""

    def ended(self, ended: Ended) -> None:
        """One has ended in something new, or failed again."""
