"""The encoding that a font program brings with it: CFF (Adobe Technical Note 5176) and Type 1.

A font dictionary without /Encoding leaves it to the program which glyph a code draws (ISO 32000-1, 9.6.6), and the
program knows its glyphs by name. So do nearly all formulas that TeX sets.
"""

from __future__ import annotations

import re
import struct
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.pdf.fonts.glyph_names import glyph_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_STANDARD = re.compile(rb"/Encoding\s+StandardEncoding")
_PUT = re.compile(rb"dup\s+(?:(\d+)#)?(\w+)\s*/([^\s/\[\](){}<>%]+)\s+put")
_CODES = range(256)
# Operators of a Top DICT.
_CHARSET, _ENCODING, _CHAR_STRINGS, _ROS = 15, 16, 17, 1230
_DAMAGE = (struct.error, IndexError, ValueError, KeyError)


class _Cff(NamedTuple):
    """The names of the glyphs of a CFF font by their number, and the name of the glyph that each code draws."""

    names: Sequence[str]
    codes: Mapping[int, str]


def built_in_encoding(program: bytes) -> dict[int, str]:
    """Code to text, "" for a glyph whose name means nothing; empty where a program has no encoding or cannot be read."""
    if program.startswith((b"%!", b"\x80\x01")):
        names = _type1_encoding(program)
    else:
        names = cff.codes if (cff := _read(program)) else {}
    return {code: glyph_text(name) for code, name in names.items()}


def named_glyphs(program: bytes) -> dict[int, str]:
    """Glyph to text by the names that a CFF program gives its glyphs; without those whose name means nothing."""
    cff = _read(program)
    texts = ((glyph, glyph_text(name)) for glyph, name in enumerate(cff.names)) if cff else ()
    return {glyph: text for glyph, text in texts if text}


def _type1_encoding(program: bytes) -> Mapping[int, str]:
    """The encoding that stands in clear text before the encrypted part of a Type 1 program."""
    clear = program.partition(b"eexec")[0]
    if _STANDARD.search(clear):
        return _standard_encoding()
    found: dict[int, str] = {}
    for base, code, name in _PUT.findall(clear):
        try:
            number = int(code, int(base or 10))
        except ValueError:
            continue
        if number in _CODES:
            found[number] = name.decode("latin-1")
    return found


def _standard_encoding() -> Mapping[int, str]:
    from pdfminer.latin_enc import ENCODING

    return {standard: name for name, standard, *_ in ENCODING if standard is not None}


def _read(program: bytes) -> _Cff | None:
    """A CFF program, alone or as a table of an OpenType font; None for others and CID-keyed ones, which have no names."""
    try:
        return _parse(_table(program) if program.startswith(b"OTTO") else program)
    except _DAMAGE:
        return None


def _table(program: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", program, 4)
    records = (struct.unpack_from(">4sIII", program, 12 + 16 * i) for i in range(count))
    tag, _, offset, length = next((record for record in records if record[0] == b"CFF "), (b"", 0, 0, 0))
    return program[offset : offset + length] if tag else b""


def _parse(data: bytes) -> _Cff | None:
    if data[0] != 1:
        return None
    _, at = _index(data, data[2])
    tops, at = _index(data, at)
    strings, _ = _index(data, at)
    top = _dict(tops[0])
    if _ROS in top:
        return None
    glyphs, _ = _index(data, top[_CHAR_STRINGS][0])
    names = [_name(sid, strings) for sid in _charset(data, top.get(_CHARSET, [0])[0], len(glyphs))]
    return _Cff(names, _encoding(data, top.get(_ENCODING, [0])[0], names, strings))


def _index(data: bytes, at: int) -> tuple[list[bytes], int]:
    """The entries of an INDEX, and where it ends."""
    (count,) = struct.unpack_from(">H", data, at)
    if not count:
        return [], at + 2
    size = data[at + 2]
    starts = range(at + 3, at + 3 + size * (count + 1), size)
    offsets = [int.from_bytes(data[start : start + size], "big") for start in starts]
    base = at + 2 + size * (count + 1)
    if sorted(offsets) != offsets or base + offsets[-1] > len(data):
        raise ValueError("entries overlap or lie beyond the end")
    return [data[base + start : base + end] for start, end in pairwise(offsets)], base + offsets[-1]


def _dict(data: bytes) -> dict[int, list[int]]:
    """The operands of each operator of a DICT; those of two bytes count from 1200. Real numbers read as 0."""
    found: dict[int, list[int]] = {}
    operands: list[int] = []
    at = 0
    while at < len(data):
        head = data[at]
        if head <= 21:
            operator = 1200 + data[at + 1] if head == 12 else head
            found[operator], operands = operands, []
            at += 2 if head == 12 else 1
        else:
            number, at = _operand(data, at)
            operands.append(number)
    return found


def _operand(data: bytes, at: int) -> tuple[int, int]:
    head = data[at]
    if head == 28:
        return struct.unpack_from(">h", data, at + 1)[0], at + 3
    if head == 29:
        return struct.unpack_from(">i", data, at + 1)[0], at + 5
    if head == 30:
        end = next(i for i in range(at + 1, len(data)) if data[i] & 15 == 15 or data[i] >> 4 == 15)
        return 0, end + 1
    if head < 247:
        return head - 139, at + 1
    number = (head - 247) * 256 + data[at + 1] + 108
    return number if head < 251 else -((head - 251) * 256 + data[at + 1] + 108), at + 2


def _name(sid: int, strings: Sequence[bytes]) -> str:
    from pdfminer.pdffont import CFFFont

    standard = CFFFont.STANDARD_STRINGS
    if sid < len(standard):
        return str(standard[sid])
    own = sid - len(standard)
    return strings[own].decode("latin-1") if own < len(strings) else ""


def _charset(data: bytes, at: int, count: int) -> list[int]:
    """The string identifier of each glyph; the charsets of expert fonts (1 and 2) are not known by heart."""
    if at <= 2:
        return list(range(count)) if at == 0 else [0] * count
    if data[at] == 0:
        return [0, *struct.unpack_from(f">{count - 1}H", data, at + 1)]
    return [0, *_ranges(data, at + 1, ">HB" if data[at] == 1 else ">HH", count - 1)]


def _ranges(data: bytes, at: int, form: str, count: int) -> list[int]:
    """`count` numbers from ranges: the first of each, and how many follow it."""
    found: list[int] = []
    while len(found) < count:
        first, left = struct.unpack_from(form, data, at)
        found.extend(range(first, first + left + 1))
        at += struct.calcsize(form)
    return found[:count]


def _encoding(data: bytes, at: int, names: Sequence[str], strings: Sequence[bytes]) -> Mapping[int, str]:
    """Code to name; the encoding of expert fonts (1) is not known by heart."""
    if at <= 1:
        return _standard_encoding() if at == 0 else {}
    form, count = data[at], data[at + 1]
    if form & 0x7F == 0:
        end = at + 2 + count
        codes = list(data[at + 2 : end])
    else:
        end = at + 2 + 2 * count
        pairs = struct.iter_unpack("BB", data[at + 2 : end])
        codes = [code for first, left in pairs for code in range(first, first + left + 1)]
    found = dict(zip(codes, names[1:], strict=False))
    return found | dict(_supplements(data, end, strings)) if form & 0x80 else found


def _supplements(data: bytes, at: int, strings: Sequence[bytes]) -> Iterator[tuple[int, str]]:
    """Further codes of glyphs that have one already."""
    for i in range(data[at]):
        code, sid = struct.unpack_from(">BH", data, at + 1 + 3 * i)
        yield code, _name(sid, strings)
