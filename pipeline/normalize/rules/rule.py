"""What a rule is: a function from text to text with a name, a condition and a source."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from pipeline.normalize.edits import Edit, apply_edits
from pipeline.normalize.protect import addresses, outside, quoted_arabic

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Sequence

Protection = Literal["nothing", "addresses", "quotations"]


class Rule(Struct, frozen=True, kw_only=True, eq=False):
    """One named repair.

    `wakes` says in a hundredth of the rule's time whether a text may need it; `signs` are characters without
    which it never does. `languages` is the condition; empty means all. A rule keeps out of what it
    `spares`: addresses, or addresses and quoted Arabic. `context_free` rules do to a part of a text what they do
    to it in the whole, so that an edit of theirs need not reach over the border of a span. A rule that
    does not keep the number of letters says so, and the accounts of the document follow it.
    """

    name: str
    find: Callable[[str], Iterable[Edit]]
    wakes: Callable[[str], object]
    source: str
    signs: re.Pattern[str] | None = None
    languages: frozenset[str] = frozenset()
    spares: Protection = "addresses"
    context_free: bool = False
    keeps_letters: bool = True

    def edits(self, text: str, borders: Sequence[int] = ()) -> list[Edit]:
        """What the rule changes in this text."""
        if self.context_free and len(borders) > 1:
            pieces = pairwise((0, *borders))
            edits = [edit.shifted(start) for start, end in pieces for edit in self.find(text[start:end])]
        else:
            edits = list(self.find(text))
        if not edits or self.spares == "nothing":
            return edits
        places = list(addresses(text))
        if self.spares == "quotations":
            places += quoted_arabic(text)
        return outside(edits, places)

    def __call__(self, text: str) -> str:
        return apply_edits(text, self.edits(text)) if self.wakes(text) else text
