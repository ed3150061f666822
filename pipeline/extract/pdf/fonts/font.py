"""PDF fonts: what a character code means and how wide it is (ISO 32000-1, 9.5 to 9.10).

A font never guesses. A code that the file gives no meaning is *unmapped*: its text is empty, its
width is kept (justified LibreOffice files draw kashidas this way, and engines that fall back to the
byte print slashes in the middle of words).
"""

from __future__ import annotations

import re
import struct
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct, field

from pipeline.extract.pdf.fonts.cmap import CMap, parse_cmap
from pipeline.extract.pdf.fonts.corrections import corrections, digit_corrections, without_drawn_marks
from pipeline.extract.pdf.fonts.encodings import WIN_ANSI, base_encoding, named_encoding, program_encoding
from pipeline.extract.pdf.fonts.programs import named_glyphs
from pipeline.extract.pdf.fonts.truetype import characters
from pipeline.extract.pdf.fonts.type3 import em, font_matrix
from pipeline.extract.pdf.fonts.widths import cid_widths, number, simple_widths
from pipeline.extract.pdf.streams import read_stream

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

_BOLD = re.compile(r"bold|black|heavy|semibold|demi(?!light)|[-,]bd\b", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|[-,]it\b", re.IGNORECASE)
_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")
_ITALIC_FLAG, _FORCE_BOLD_FLAG, _SYMBOLIC_FLAG = 1 << 6, 1 << 18, 1 << 2
_NO_MEANING = {"\0", "\ufffd", "\uffff"}

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")

BLANK = 32  # the one-byte code that word spacing is added to (9.3.3)
ASCENT, DESCENT = 0.8, -0.2  # of the em, where the descriptor is silent


class Cluster(NamedTuple):
    """What a code draws: its text, its advance in em, and whether it is part of a Latin word or a number."""

    text: str
    width: float
    joins: bool


class _Clusters(dict[int, Cluster]):
    """What each code of a font draws, told when it is first met."""

    def __init__(self, font: Font) -> None:
        self._font = font

    def __missing__(self, code: int) -> Cluster:
        font = self._font
        text, width = font.unicode.get(code, ""), font.widths.get(code, font.default_width)
        spaced = font.single_byte and code == BLANK
        joins = is_word(text) and width >= 0 and not spaced
        self[code] = cluster = Cluster(text, width, joins)
        return cluster


def is_word(text: str) -> bool:
    """Whether a text is a Latin word or a number, or a part of one."""
    return text.isascii() and text.isalnum()


class Font(Struct, eq=False):
    """A font ready for reading.

    `decode` cuts a string into codes; `unicode` gives the text of a code (one cluster, at times of
    several letters); `widths` and `default_width` are in text space units (1 = one em).
    `em` is that unit but for Type 3 fonts that have one of their own.
    `guessed` says that the file gives no Unicode for this font and the text is the bare byte;
    `corrected` are the codes whose text is that of the font's program, against ToUnicode. `clusters`
    says all that of a code at once.
    """

    name: str
    decode: Callable[[bytes], Sequence[int]]
    unicode: dict[int, str]
    widths: dict[int, float]
    default_width: float
    bold: bool = False
    italic: bool = False
    single_byte: bool = True
    guessed: bool = False
    ascent: float = ASCENT
    descent: float = DESCENT
    em: float = 1.0
    corrected: frozenset[int] = frozenset()
    clusters: Mapping[int, Cluster] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.clusters = _Clusters(self)


def _two_bytes(data: bytes) -> Sequence[int]:
    if len(data) % 2:
        data += b"\0"
    return _unpacker(len(data) // 2)(data)


@lru_cache(maxsize=256)
def _unpacker(codes: int) -> Callable[[bytes], tuple[int, ...]]:
    """What cuts a string into so many codes of two bytes."""
    return struct.Struct(f">{codes}H").unpack


def _by_lengths(lengths: dict[int, int]) -> Callable[[bytes], Sequence[int]]:
    """Cut by a CMap's codespace ranges (9.7.6.2), for codes of mixed length."""

    def decode(data: bytes) -> list[int]:
        codes, i = [], 0
        while i < len(data):
            n = lengths.get(data[i], 2)
            codes.append(int.from_bytes(data[i : i + n], "big"))
            i += n
        return codes

    return decode


def _to_unicode(font: Any) -> CMap | None:
    data = read_stream(font.get("/ToUnicode")).data
    return parse_cmap(data) if data else None


def style_by_name(name: str) -> tuple[bool, bool]:
    """Whether a font's name says bold, and whether it says italic."""
    return bool(_BOLD.search(name)), bool(_ITALIC.search(name))


def _describe(font: Any, descriptor: Any) -> dict[str, Any]:
    """Name and style. Flags, angle and weight are often silent, so the name counts as well."""
    name = _SUBSET_TAG.sub("", str(font.get("/BaseFont", "/"))[1:])
    bold, italic = style_by_name(name)
    ascent, descent = ASCENT, DESCENT
    if descriptor is not None:
        flags = int(number(descriptor.get("/Flags")))
        bold = bold or bool(flags & _FORCE_BOLD_FLAG) or number(descriptor.get("/FontWeight")) >= 600
        italic = italic or bool(flags & _ITALIC_FLAG) or abs(number(descriptor.get("/ItalicAngle"))) > 1
        ascent = number(descriptor.get("/Ascent")) / 1000
        descent = number(descriptor.get("/Descent")) / 1000
        if not 0.3 < ascent < 2.5 or not -1.5 < descent <= 0:
            ascent, descent = ASCENT, DESCENT
    return {"name": name, "bold": bold, "italic": italic, "ascent": ascent, "descent": descent}


def _load_simple(font: Any) -> Font:
    descriptor = font.get("/FontDescriptor")
    widths, default = simple_widths(font, descriptor)
    size = 1.0
    if str(font.get("/Subtype")) == "/Type3":
        across, _ = font_matrix(font)
        widths = {code: w * 1000 * across for code, w in widths.items()}
        size = em(font, widths)
    mapped, encoding = _to_unicode(font), font.get("/Encoding")
    symbolic = descriptor is not None and bool(int(number(descriptor.get("/Flags"))) & _SYMBOLIC_FLAG)
    table, guessed = program_encoding(descriptor), False
    if encoding is not None:
        table = named_encoding(encoding, table)
    elif mapped is None and not table:
        table, guessed = dict(base_encoding(WIN_ANSI)), symbolic
    if mapped is not None:
        table = table | mapped.unicode
    return Font(
        **_describe(font, descriptor), decode=list, unicode=_clean(table), widths=widths,
        default_width=default, guessed=guessed, em=size,
    )  # fmt: skip


def _cid_decoder(encoding: Any) -> tuple[Callable[[bytes], Sequence[int]], dict[int, int] | None]:
    """How a Type0 font's strings are cut, and code to CID (None: they are equal)."""
    import pikepdf

    if isinstance(encoding, pikepdf.Stream):
        cmap = parse_cmap(read_stream(encoding).data)
        return _by_lengths(cmap.lengths) if cmap.lengths else _two_bytes, cmap.cids or None
    name = str(encoding)[1:]
    return (_two_bytes if name.startswith("Identity") else _predefined(name)), None


def _predefined(name: str) -> Callable[[bytes], Sequence[int]]:
    """Decoder of a CMap that readers are expected to know by name (9.7.5.2); codes become CIDs."""
    from pdfminer.cmapdb import CMapDB

    try:
        cmap = CMapDB.get_cmap(name)
    except CMapDB.CMapNotFound:
        return _two_bytes
    return lambda data: tuple(cmap.decode(data))


def _collection_unicode(info: Any) -> dict[int, str]:
    """CID to letter by an Adobe character collection (Adobe-Japan1 and its kin)."""
    from pdfminer.cmapdb import CMapDB

    name = f"{info.get('/Registry', '')}-{info.get('/Ordering', '')}" if info is not None else ""
    try:
        return dict(CMapDB.get_unicode_map(name).cid2unichr)
    except CMapDB.CMapNotFound:
        return {}


def _program_characters(
    child: Any, cids: dict[int, int] | None, codes: Collection[int] | None = None
) -> dict[int, str]:
    """Code to the characters that the embedded program draws with its glyph; empty where it is silent.

    With `codes` only theirs are told.
    """
    descriptor = child.get("/FontDescriptor")
    if descriptor is None:
        return {}
    program = read_stream(descriptor.get("/FontFile2", descriptor.get("/FontFile3"))).data
    drawn = characters(program)
    if not drawn and codes is None:
        drawn = named_glyphs(program)
    if drawn and (table := read_stream(child.get("/CIDToGIDMap")).data):
        glyphs = _glyphs(table, None if cids is not None else codes)
        drawn = {cid: drawn[glyph] for cid, glyph in glyphs if glyph in drawn}
    return drawn if cids is None else {code: drawn[cid] for code, cid in cids.items() if cid in drawn}


def _glyphs(table: bytes, wanted: Collection[int] | None) -> Iterable[tuple[int, int]]:
    """CID and glyph by a CIDToGIDMap (9.7.4.2), which mostly has all of 65,536; all of them, or those `wanted`."""
    if wanted is None:
        return enumerate(_two_bytes(table))
    return [(cid, _two_bytes(table[2 * cid : 2 * cid + 2])[0]) for cid in wanted if 0 <= 2 * cid < len(table)]


def _corrected(
    table: dict[int, str], child: Any, cids: dict[int, int] | None
) -> tuple[dict[int, str], dict[int, str]]:
    """The texts of the codes with what the program of the font knows better, and that alone."""
    rtl = any(_RIGHT_TO_LEFT.search(text) for text in table.values())
    if not rtl and not any(text.isdecimal() for text in table.values()):
        return table, {}
    drawn = _program_characters(child, cids, table)
    corrected = corrections(table, drawn) if rtl else {}
    texts = without_drawn_marks(table | corrected) if corrected else table
    corrected |= digit_corrections(table, drawn)
    return texts | corrected, corrected


def _load_composite(font: Any) -> Font:
    descendants = font.get("/DescendantFonts")
    child = descendants[0] if descendants is not None and len(descendants) else font
    descriptor = child.get("/FontDescriptor")
    decode, cids = _cid_decoder(font.get("/Encoding", "/Identity-H"))
    mapped = _to_unicode(font)
    corrected: dict[int, str] = {}
    if mapped is None:
        drawn = _program_characters(child, cids)
        table = {code: chars[0] for code, chars in drawn.items()}
        table = table or _collection_unicode(child.get("/CIDSystemInfo"))
    else:
        table = mapped.unicode
        table, corrected = _corrected(table, child, cids)
    widths = cid_widths(child.get("/W"))
    if cids is not None:
        widths = {code: widths[cid] for code, cid in cids.items() if cid in widths}
    return Font(
        **_describe(font, descriptor), decode=decode, unicode=_clean(table), widths=widths,
        default_width=number(child.get("/DW"), 1000.0) / 1000, single_byte=False, guessed=mapped is None,
        corrected=frozenset(corrected),
    )  # fmt: skip


def _clean(table: dict[int, str]) -> dict[int, str]:
    """Without the targets that stand for "no character"."""
    return {code: text for code, text in table.items() if text and text not in _NO_MEANING}


def load_font(font: Any) -> Font:
    """Read a font dictionary."""
    return _load_composite(font) if str(font.get("/Subtype")) == "/Type0" else _load_simple(font)


class FontCache:
    """Fonts of one document, read once each; `objects` are their dictionaries in the file."""

    def __init__(self) -> None:
        self._fonts: dict[object, Font] = {}
        self.objects: dict[Font, Any] = {}

    def get(self, obj: Any) -> Font:
        key = obj.objgen if obj.is_indirect else obj.unparse()
        font = self._fonts.get(key)
        if font is None:
            font = self._fonts[key] = load_font(obj)
            self.objects[font] = obj
        return font
