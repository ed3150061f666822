"""The forms that a shard can have."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, Protocol, get_args

from pipeline.archive.shards import columns, lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pipeline.archive.shards.row import Row

Name = Literal["jsonl", "parquet"]
NAMES: tuple[Name, ...] = get_args(Name)


class Form(Protocol):
    """A module that packs rows into a shard, and unpacks it."""

    SUFFIX: str

    def pack(self, rows: Iterable[Row]) -> tuple[bytes, list[tuple[int, int]]]: ...

    def unpack(self, data: bytes) -> Callable[[int, int], Row]: ...


FORMS: Mapping[Name, Form] = MappingProxyType({"jsonl": lines, "parquet": columns})


def form_of(shard: str) -> Form:
    """The form of a shard, by the end of its name. Raises ValueError."""
    for form in FORMS.values():
        if shard.endswith(form.SUFFIX):
            return form
    raise ValueError(f"{shard}: not a form of shards that is known")
