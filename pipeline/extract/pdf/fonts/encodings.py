"""The encodings of simple fonts: which text a code of one byte has (ISO 32000-1, 9.6.6)."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pipeline.extract.pdf.fonts.glyph_names import glyph_text
from pipeline.extract.pdf.fonts.programs import built_in_encoding
from pipeline.extract.pdf.fonts.widths import number
from pipeline.extract.pdf.streams import read_stream

if TYPE_CHECKING:
    from collections.abc import Mapping

WIN_ANSI = "/WinAnsiEncoding"


@lru_cache(maxsize=8)
def base_encoding(name: str) -> Mapping[int, str]:
    """An encoding that is known by name; Windows' is taken for those that are not."""
    codec = {"/MacRomanEncoding": "mac_roman"}.get(name, "cp1252")
    table = {code: bytes((code,)).decode(codec, "ignore") for code in range(32, 256)}
    if name == "/StandardEncoding":
        table.update({0x27: "\u2019", 0x60: "\u2018"})
    return MappingProxyType(table)


def named_encoding(encoding: Any, built_in: Mapping[int, str]) -> dict[int, str]:
    """Code to text by /Encoding: a name, or a dictionary with /Differences from a base.

    The base is that of the program where the dictionary names none.
    """
    import pikepdf

    if isinstance(encoding, pikepdf.Name):
        return dict(base_encoding(str(encoding)))
    base = encoding.get("/BaseEncoding")
    table = dict(base_encoding(str(base or "/StandardEncoding")))
    if base is None:
        table |= built_in
    code = 0
    for item in encoding.get("/Differences", ()):
        if isinstance(item, pikepdf.Name):
            table[code] = glyph_text(str(item)[1:])
            code += 1
        else:
            code = int(number(item))
    return table


def program_encoding(descriptor: Any) -> dict[int, str]:
    """Code to text by the program of a Type 1 font; empty where there is none, or its names mean nothing."""
    if descriptor is None:
        return {}
    program = read_stream(descriptor.get("/FontFile", descriptor.get("/FontFile3"))).data
    table = built_in_encoding(program) if program else {}
    return table if any(table.values()) else {}
