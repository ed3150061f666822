"""What a rule is: a function from text to text with a name, a condition and a source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.normalize.edits import Edit, apply_edits
from pipeline.normalize.protect import addresses, outside, quoted_arabic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Protection = Literal["nothing", "addresses", "quotations"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """One named repair.

    `wakes` says in a hundredth of the rule's time whether the text may need it. `languages` is the
    condition; empty means all. A rule keeps out of what it `spares`: addresses, or addresses and
    quoted Arabic.
    """

    name: str
    find: Callable[[str], Iterable[Edit]]
    wakes: Callable[[str], object]
    source: str
    languages: frozenset[str] = frozenset()
    spares: Protection = "addresses"

    def edits(self, text: str) -> list[Edit]:
        """What the rule changes in this text."""
        edits = list(self.find(text))
        if not edits or self.spares == "nothing":
            return edits
        places = list(addresses(text))
        if self.spares == "quotations":
            places += quoted_arabic(text)
        return outside(edits, places)

    def __call__(self, text: str) -> str:
        return apply_edits(text, self.edits(text)) if self.wakes(text) else text
