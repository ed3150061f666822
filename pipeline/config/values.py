"""Tables of a TOML file as frozen values, each key checked against the type of its field."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

from msgspec import Struct

from pipeline.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind)


def build(kind: type[Any], table: Mapping[str, Any], path: Path, prefix: str = "") -> Any:
    """A frozen value from a table of the file, each key checked against the type of its field."""
    hints = _hints(kind)  # type: ignore[arg-type]  # mypy does not know that every class is hashable
    for key in table:
        if key not in hints:
            raise ConfigError(f"{path}: unknown key '{prefix}{key}'{hint_for(key, hints)}")
    try:
        return kind(**{key: _value(value, hints[key], path, prefix + key) for key, value in table.items()})
    except TypeError as error:
        raise ConfigError(f"{path}: {prefix or kind.__name__}: {error}") from error


def _value(value: Any, hint: Any, path: Path, key: str) -> Any:
    """`value` as the type `hint` asks, which is one of those that `settings` uses."""
    if type(value) is hint:
        return value
    origin, arguments = get_origin(hint), get_args(hint)
    if isinstance(hint, type) and issubclass(hint, Struct) and isinstance(value, dict):
        return build(hint, value, path, f"{key}.")
    if origin is UnionType:
        return _value(value, arguments[0], path, key)
    if origin is Literal and value in arguments:
        return value
    if origin is tuple and isinstance(value, str | list | tuple):
        entries = _entries(value)
        if all(type(entry) is arguments[0] for entry in entries):
            return tuple(entries)
        return tuple(_value(entry, arguments[0], path, key) for entry in entries)
    if origin is Mapping and isinstance(value, dict):
        return {
            _value(name, arguments[0], path, key): _value(entry, arguments[1], path, f"{key}.{name}")
            for name, entry in value.items()
        }
    hint_text = hint_for(str(value), arguments) if origin is Literal else ""
    raise ConfigError(f"{path}: {key}: expected {_wanted(hint)}, got {value!r}{hint_text}")


def _entries(value: str | list[Any] | tuple[Any, ...]) -> Sequence[Any]:
    """A list may be one text of several lines, which is how an archivist pastes them."""
    if not isinstance(value, str):
        return value
    return [line.strip() for line in value.splitlines() if line.strip()]


def _wanted(hint: Any) -> str:
    """A type in words for the user."""
    words = {
        str: "a text",
        bool: "true or false",
        int: "a number",
        float: "a number",
        datetime.date: "a date (2009-06-30)",
    }
    if get_origin(hint) is Literal:
        return "a known word"
    return words.get(hint, "a list" if get_origin(hint) is tuple else "a table")


def hint_for(key: str, known: Collection[str]) -> str:
    import difflib

    near = difflib.get_close_matches(key, known, n=1)
    return f"; did you mean '{near[0]}'?" if near else f"; known are {', '.join(sorted(known))}"
