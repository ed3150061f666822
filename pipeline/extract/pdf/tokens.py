"""Content streams to operators: the lexical half of ISO 32000-1, 7.2 and 7.8.

One compiled expression finds every token, so a stream is scanned by C code. Arrays are handed on as
bytes, because nearly all of them belong to TJ and the interpreter reads those in one go.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

# Literal strings nest balanced parentheses; real files stay below four levels.
_STRING = rb"\((?:[^()\\]++|\\.)*+\)"
for _ in range(7):
    _STRING = rb"\((?:[^()\\]++|\\.|" + _STRING + rb")*+\)"
_NUMBER = rb"[+-]{0,2}(?:\d++\.?+\d*+|\.\d++)(?:-\d*+)?"  # "1.-2" is seen in the wild and read as 1.
_HEX = rb"<[0-9A-Fa-f\s]*+>"
_NAME = rb"/[^\x00\t\n\f\r ()<>\[\]{}/%]*+"

_TOKEN = re.compile(
    rb"(?P<array>\[(?:[^\[\]()<>%]++|" + _STRING + rb"|<[^<>]*+>|%[^\r\n]*+)*+\])"
    rb"|(?P<number>" + _NUMBER + rb")"
    rb"|(?P<name>" + _NAME + rb")"
    rb"|(?P<string>" + _STRING + rb")"
    rb"|(?P<open><<)|(?P<close>>>)"
    rb"|(?P<hex>" + _HEX + rb")"
    rb"|(?P<operator>[A-Za-z'\"][A-Za-z0-9*'\"]*+)"
    rb"|(?P<unclosed>\()|\\."
    rb"|%[^\r\n]*+",
    re.DOTALL,
)
_ITEM = re.compile(rb"(" + _STRING + rb")|(" + _HEX + rb")|(" + _NUMBER + rb")", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|[\s\S])|\r\n?")
_PLAIN = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\n": b"",
    b"\r": b"",
    b"\r\n": b"",
}
_END_OF_INLINE_IMAGE = re.compile(rb"[\s]EI(?=[\s]|$)")

# No operator takes more than 32 operands (annex C.2), properties may hold some hundreds; and each parenthesis
# that is never closed costs a look at all that follows. Beyond these bounds the stream is damage.
_MOST_OPERANDS, _MOST_UNCLOSED = 5000, 100

Operand = Any  # float, bytes (a string), str (a name), dict (properties) or Array


class Array(bytes):
    """The source of an array operand, brackets included."""


def _unescape(match: re.Match[bytes]) -> bytes:
    body = match[1]
    if body is None:
        return b"\n"
    if body[:1].isdigit() and body[0] < 0x38:
        return bytes((int(body, 8) & 0xFF,))
    return _PLAIN.get(body, body)


def literal_string(token: bytes) -> bytes:
    """The bytes that "(...)" stands for (7.3.4.2)."""
    body = token[1:-1]
    return _ESCAPE.sub(_unescape, body) if b"\\" in body or b"\r" in body else body


def hex_string(token: bytes) -> bytes:
    """The bytes that "<...>" stands for (7.3.4.3); a missing last digit counts as 0."""
    digits = token[1:-1].decode("ascii")
    try:
        return bytes.fromhex(digits)
    except ValueError:  # an odd number of digits, or blanks between the two of a byte
        digits = "".join(digits.split())
        return bytes.fromhex(digits + "0" * (len(digits) % 2))


def number(token: bytes) -> float:
    """The value of a number token, with the malformed ones that viewers accept ("--5", "1.-2")."""
    try:
        return float(token)
    except ValueError:
        sign = -1.0 if token.startswith(b"-") else 1.0
        return sign * float(token.lstrip(b"+-").split(b"-")[0] or 0)


def text_items(array: bytes) -> Iterator[bytes | float]:
    """Strings and adjustments of a TJ array, in order."""
    for string, hexa, digits in _ITEM.findall(array):
        if hexa:
            yield hex_string(hexa)
        elif string:
            yield literal_string(string)
        else:
            yield number(digits)


def name(token: bytes) -> str:
    """A name with its #xx escapes resolved (7.3.5)."""
    if b"#" in token:
        token = re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes((int(m[1], 16),)), token)
    return token.decode("utf-8", "replace")


def _close_dictionary(stack: list[Operand]) -> None:
    """Fold everything since the last "<<" into one dict operand."""
    start = len(stack) - 1 - stack[::-1].index(None) if None in stack else 0
    items = stack[start + 1 :]
    pairs = zip(items[::2], items[1::2], strict=False)
    stack[start:] = [{key: value for key, value in pairs if isinstance(key, str)}]


_OPERANDS: dict[str, Callable[[bytes], Operand]] = {
    "number": number,
    "array": Array,
    "string": literal_string,
    "hex": hex_string,
    "name": name,
}


def operators(stream: bytes) -> Iterator[tuple[bytes, list[Operand]]]:
    """Operator and operands, one pair at a time; bytes that are no token are skipped.

    The body of an inline image is jumped over. The list of operands is reused: take what you need.
    """
    position: int | None = 0
    while position is not None:
        position = yield from _operators_to_image(stream, position)


def _operators_to_image(
    stream: bytes, start: int
) -> Generator[tuple[bytes, list[Operand]], None, int | None]:
    """Operators up to the next inline image; returns where that ends, or None at the end of the stream."""
    stack: list[Operand] = []
    unclosed = 0
    for found in _TOKEN.finditer(stream, start):
        kind = found.lastgroup or ""
        read = _OPERANDS.get(kind)
        if read is not None and len(stack) <= _MOST_OPERANDS:
            stack.append(read(found[0]))
        elif kind == "operator":
            token = found[0]
            if token == b"BI":
                image = _END_OF_INLINE_IMAGE.search(stream, found.end())
                return image.end() if image else None
            yield token, stack
            stack.clear()
        elif len(stack) > _MOST_OPERANDS:
            stack.clear()
        elif kind == "open":
            stack.append(None)
        elif kind == "close":
            _close_dictionary(stack)
        elif kind == "unclosed":
            unclosed += 1
            if unclosed > _MOST_UNCLOSED:
                return None
    return None
