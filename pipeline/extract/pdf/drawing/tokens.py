"""Content streams to operators: the lexical half of ISO 32000-1, 7.2 and 7.8.

One compiled expression finds an operator with all that stands before it, so a stream is cut by C code
and only operands that somebody asks for are read. Arrays are handed on as bytes, because nearly all of
them belong to TJ and the interpreter reads those in one go.
"""

from __future__ import annotations

import re
from binascii import unhexlify
from functools import lru_cache
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
_ARRAY = rb"\[(?:[^\[\]()<>%]++|" + _STRING + rb"|<[^<>]*+>|%[^\r\n]*+)*+\]"
_COMMENT = rb"%[^\r\n]*+"

# What stands before an operator is skipped over whole; a parenthesis that is never closed ends it as well.
_BEFORE = rb"|".join([rb"[^A-Za-z'\"(<\[/%\\]++", _STRING, _HEX, _ARRAY, _NAME, _COMMENT, rb"\\.|[<\[]"])
_OPERATION = re.compile(
    rb"((?:" + _BEFORE + rb")*+)([A-Za-z'\"][A-Za-z0-9*'\"]*+|[(\\]|\Z)", re.DOTALL
)  # fmt: skip
_OPERAND = re.compile(
    rb"(?P<array>" + _ARRAY + rb")"
    rb"|(?P<number>" + _NUMBER + rb")"
    rb"|(?P<name>" + _NAME + rb")"
    rb"|(?P<string>" + _STRING + rb")"
    rb"|(?P<open><<)|(?P<close>>>)"
    rb"|(?P<hex>" + _HEX + rb")"
    rb"|\\.|" + _COMMENT,
    re.DOTALL,
)
_ITEM = re.compile(
    rb"(" + _NUMBER + rb")|<([0-9A-Fa-f]*+)>|\(([^()\\\r]*+)\)|(" + _STRING + rb"|" + _HEX + rb")", re.DOTALL
)
_PLAIN_STRING = re.compile(rb"\s*+(?:\(([^()\\\r]*+)\)|<([0-9A-Fa-f]*+)>)\s*+")
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

# No operator takes more than 32 operands (annex C.2) and none that is read here more than six numbers;
# properties may hold some hundreds; and each parenthesis that is never closed costs a look at all that
# follows. Beyond these bounds the stream is damage.
_MOST_OPERANDS, _MOST_NUMBERS, _MOST_UNCLOSED = 5000, 6, 100
_SHORT = 60  # bytes of operands that are worth remembering
_NO_OPERATOR = frozenset((b"BI", b"(", b"\\", b""))

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
    try:
        return unhexlify(token[1:-1])
    except ValueError:  # an odd number of digits, or blanks
        digits = b"".join(token[1:-1].split())
        return unhexlify(digits + b"0" * (len(digits) % 2))


def number(token: bytes) -> float:
    """The value of a number token, with the malformed ones that viewers accept ("--5", "1.-2")."""
    try:
        return float(token)
    except ValueError:
        sign = -1.0 if token.startswith(b"-") else 1.0
        return sign * float(token.lstrip(b"+-").split(b"-")[0] or 0)


def text_items(array: bytes) -> list[bytes | float]:
    """Strings and adjustments of a TJ array, in order."""
    items: list[bytes | float] = []
    for digits, hexa, plain, other in _ITEM.findall(array):
        if digits:
            items.append(number(digits))
        elif hexa and not len(hexa) % 2:
            items.append(unhexlify(hexa))
        elif other or hexa:
            items.append(_string(other or b"<" + hexa + b">"))
        else:
            items.append(plain)
    return items


def _string(token: bytes) -> bytes:
    return literal_string(token) if token.startswith(b"(") else hex_string(token)


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


def read_operands(source: bytes) -> list[Operand]:
    """The operands that stand before an operator; bytes that are no token are skipped."""
    stack: list[Operand] = []
    for found in _OPERAND.finditer(source):
        kind = found.lastgroup or ""
        read = _OPERANDS.get(kind)
        if len(stack) > _MOST_OPERANDS:
            stack.clear()
        if read is not None:
            stack.append(read(found[0]))
        elif kind == "open":
            stack.append(None)
        elif kind == "close":
            _close_dictionary(stack)
    return stack


@lru_cache(maxsize=1024)
def _read_again(source: bytes) -> list[Operand]:
    return read_operands(source)


def read_repeated(source: bytes) -> list[Operand]:
    """`read_operands` for operators that come with the same few operands all over a file; the list is shared."""
    return _read_again(source) if len(source) <= _SHORT else read_operands(source)


def read_numbers(source: bytes) -> list[Operand]:
    """The operands of an operator that takes numbers alone."""
    try:
        return list(map(float, source.split(None, _MOST_NUMBERS)))
    except ValueError:
        return read_operands(source)


def read_string(source: bytes) -> list[Operand]:
    """The operands of an operator that takes one string."""
    if (plain := _PLAIN_STRING.fullmatch(source)) is None:
        return read_operands(source)
    literal, digits = plain.groups()
    if digits is None:
        return [literal]
    return [unhexlify(digits if len(digits) % 2 == 0 else digits + b"0")]


def read_array(source: bytes) -> list[Operand]:
    """The strings and numbers of the array that an operator takes."""
    if source.lstrip().startswith(b"["):
        return text_items(source)
    operands = read_operands(source)
    return text_items(operands[0]) if operands and isinstance(operands[0], Array) else []


def operators(stream: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Operator and the source of its operands, one pair at a time.

    The body of an inline image is jumped over.
    """
    position: int | None = 0
    while position is not None:
        position = yield from _operators_to_image(stream, position)


def _operators_to_image(stream: bytes, start: int) -> Generator[tuple[bytes, bytes], None, int | None]:
    """Operators up to the next inline image; returns where that ends, or None at the end of the stream."""
    before = b""
    unclosed = 0
    for found in _OPERATION.finditer(stream, start):
        source, operator = found.groups()
        if operator not in _NO_OPERATOR:
            yield operator, before + source if before else source
            before = b""
        elif operator == b"(" and unclosed < _MOST_UNCLOSED:
            unclosed += 1
            before += source
        else:
            image = _END_OF_INLINE_IMAGE.search(stream, found.end()) if operator == b"BI" else None
            return image.end() if image else None
    return None
