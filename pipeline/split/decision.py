"""What was decided for each line, and why: the trace that `split` builds on and `inspect` shows."""

from __future__ import annotations

from typing import Literal, TypeAlias, cast, get_args

from msgspec import Struct

from pipeline.model import Kind, Place

FieldRole = Literal["title", "other-title", "author", "date", "byline", "section", "lead", "credit"]
Role: TypeAlias = Place | FieldRole | Kind

FIELD_ROLES: frozenset[str] = frozenset(get_args(FieldRole))
PLACES: frozenset[str] = frozenset(get_args(Place))


class Decision(Struct, frozen=True, kw_only=True):
    """The role of the line with index `line`, and the rule that gave it.

    A role is a place (the line is boilerplate), a field, or the kind of the body block with number `block`
    that the line is part of. A "byline" holds author and date in one line.
    """

    line: int
    role: Role
    rule: str
    block: int | None = None

    @property
    def place(self) -> Place | None:
        """Where the line stands if it is boilerplate."""
        return cast("Place", self.role) if self.role in PLACES else None

    @property
    def kind(self) -> Kind | None:
        """Kind of the block if the line is part of the body."""
        return cast("Kind", self.role) if self.block is not None else None
