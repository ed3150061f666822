"""The `cmap` table of an embedded TrueType program: which characters the font itself draws with a glyph.

A PDF need not carry it, but Word and the printer drivers of Windows leave it in. It is a second
witness beside ToUnicode, and the only one where that is missing (OpenType 1.9, chapter "cmap").
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Platform and encoding of the subtables that map Unicode; symbol fonts (3, 0) and old Mac ones do not.
_UNICODE = {(0, n) for n in range(5)} | {(3, 1), (3, 10)}
_MOST_CHARACTERS = 0x11000  # of one subtable; more are damage


def _tables(program: bytes) -> dict[bytes, tuple[int, int]]:
    """Offset and length of each table."""
    (count,) = struct.unpack_from(">H", program, 4)
    records = (struct.unpack_from(">4sIII", program, 12 + 16 * i) for i in range(count))
    return {tag: (offset, length) for tag, _, offset, length in records}


def _segments(table: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Character and glyph of format 4: segments, with deltas or an array of glyphs."""
    (double,) = struct.unpack_from(">H", table, start + 6)
    n = double // 2
    ends = struct.unpack_from(f">{n}H", table, start + 14)
    starts = struct.unpack_from(f">{n}H", table, start + 16 + double)
    deltas = struct.unpack_from(f">{n}H", table, start + 16 + 2 * double)
    offsets = start + 16 + 3 * double
    ranges = struct.unpack_from(f">{n}H", table, offsets)
    for i in range(n):
        for char in range(starts[i], min(ends[i], 0xFFFE) + 1):
            glyph = char
            if ranges[i]:
                (glyph,) = struct.unpack_from(
                    ">H", table, offsets + 2 * i + ranges[i] + 2 * (char - starts[i])
                )
                if not glyph:
                    continue
            yield char, (glyph + deltas[i]) & 0xFFFF


def _groups(table: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Character and glyph of format 12: groups of the whole of Unicode."""
    (count,) = struct.unpack_from(">I", table, start + 12)
    for i in range(count):
        first, last, glyph = struct.unpack_from(">III", table, start + 16 + 12 * i)
        for char in range(first, min(last, 0x10FFFF) + 1):
            yield char, glyph + char - first


def characters(program: bytes) -> dict[int, str]:
    """Glyph to the characters it is drawn for, in the order of Unicode; empty where the program does
    not say it or is no TrueType program."""
    try:
        offset, length = _tables(program)[b"cmap"]
        table = program[offset : offset + length]
        (count,) = struct.unpack_from(">H", table, 2)
        records = [struct.unpack_from(">HHI", table, 4 + 8 * i) for i in range(count)]
        pairs: set[tuple[int, int]] = set()
        for start in {at for platform, encoding, at in records if (platform, encoding) in _UNICODE}:
            (form,) = struct.unpack_from(">H", table, start)
            read = {4: _segments, 12: _groups}.get(form)
            for _, pair in zip(range(_MOST_CHARACTERS), read(table, start) if read else (), strict=False):
                pairs.add(pair)
    except (struct.error, KeyError):
        return {}
    drawn: dict[int, str] = {}
    for char, glyph in sorted(pairs):
        if glyph:
            drawn[glyph] = drawn.get(glyph, "") + chr(char)
    return drawn
