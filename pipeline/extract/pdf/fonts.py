"""PDF fonts: what a character code means and how wide it is (ISO 32000-1, 9.5 to 9.10).

A font never guesses. A code that the file gives no meaning is *unmapped*: its text is empty, its
width is kept (justified LibreOffice files draw kashidas this way, and engines that fall back to the
byte print slashes in the middle of words).
"""

from __future__ import annotations

import re
import struct
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.extract.pdf.cmap import CMap, parse_cmap
from pipeline.extract.pdf.streams import read_stream
from pipeline.extract.pdf.truetype import characters

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

_BOLD = re.compile(r"bold|black|heavy|semibold|demi(?!light)|[-,]bd\b", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|[-,]it\b", re.IGNORECASE)
_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")
_ITALIC_FLAG, _FORCE_BOLD_FLAG, _SYMBOLIC_FLAG = 1 << 6, 1 << 18, 1 << 2
_NO_MEANING = {"\0", "\ufffd", "\uffff"}

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")
_ZWNJ = "\u200c"
_MIRRORED = str.maketrans("()[]{}«»‹›", ")(][}{»«›‹")
# Letters that fonts draw with the same glyphs, in some positions or in all.
_SHARED_GLYPHS = str.maketrans("يىكہھە", "ییکههه")
_LONGEST_LIGATURE = 2  # letters of one glyph; longer ones are words (ﷲ), spelled in more than one way
# Letters whose two descriptions must agree before the program is heard, and their share of those that
# do not. Fonts with glyphs renumbered against their `cmap` agree by chance in up to 1 of 12 letters,
# damaged ToUnicode of 12 real files in 1 of 3 or more.
_FEWEST_AGREED, _SHARE_AGREED = 5, 0.25

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


@dataclass(slots=True, eq=False)
class Font:
    """A font ready for reading.

    `decode` cuts a string into codes; `unicode` gives the text of a code (one cluster, at times of
    several letters); `widths` and `default_width` are in text space units (1 = one em).
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
    corrected: frozenset[int] = frozenset()
    clusters: Mapping[int, Cluster] = field(init=False)

    def __post_init__(self) -> None:
        self.clusters = _Clusters(self)


def _number(value: Any, default: float = 0.0) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return default


def _two_bytes(data: bytes) -> Sequence[int]:
    if len(data) % 2:
        data += b"\0"
    return struct.unpack(f">{len(data) // 2}H", data)


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


def _simple_widths(font: Any, descriptor: Any) -> tuple[dict[int, float], float]:
    default = _number(descriptor.get("/MissingWidth")) / 1000 if descriptor is not None else 0.0
    widths = font.get("/Widths")
    first = int(_number(font.get("/FirstChar")))
    if widths is not None:
        return {first + i: _number(w) / 1000 for i, w in enumerate(widths)}, default
    return _standard_widths(str(font.get("/BaseFont", ""))[1:]), default or 0.5


def _standard_widths(base: str) -> dict[int, float]:
    """Metrics of the standard 14 fonts (9.6.2.2), which a file need not carry."""
    from pdfminer.fontmetrics import FONT_METRICS

    name = (
        base.replace("Arial", "Helvetica")
        .replace("TimesNewRoman", "Times")
        .replace("MT", "")
        .replace("PS", "")
    )
    name = (
        name.replace(",", "-").replace("Italic", "Oblique") if "Helvetica" in name else name.replace(",", "-")
    )
    metrics = FONT_METRICS.get(name) or FONT_METRICS.get("Times-Roman" if name.startswith("Times") else "")
    if metrics is None:
        return {}
    characters = metrics[1]
    return {
        ord(char): width / 1000 for char, width in characters.items() if len(char) == 1 and ord(char) < 256
    }


def _cid_widths(array: Any) -> dict[int, float]:
    """The /W array of a CIDFont (9.7.4.3): "c [w1 w2 ...]" or "first last w"."""
    widths: dict[int, float] = {}
    items = list(array) if array is not None else []
    i = 0
    while i + 1 < len(items):
        first = int(_number(items[i]))
        try:
            run = list(items[i + 1])
        except (TypeError, ValueError):
            if i + 2 >= len(items):
                break
            last, width = int(_number(items[i + 1])), _number(items[i + 2]) / 1000
            widths.update((cid, width) for cid in range(first, min(last, first + 0xFFFF) + 1))
            i += 3
        else:
            widths.update((first + n, _number(w) / 1000) for n, w in enumerate(run))
            i += 2
    return widths


@lru_cache(maxsize=8)
def _base_encoding(name: str) -> Mapping[int, str]:
    codec = {"/MacRomanEncoding": "mac_roman"}.get(name, "cp1252")
    table = {code: bytes((code,)).decode(codec, "ignore") for code in range(32, 256)}
    if name == "/StandardEncoding":
        table.update({0x27: "\u2019", 0x60: "\u2018"})
    return MappingProxyType(table)


def _glyph_text(name: str) -> str:
    """Text of a glyph name by the Adobe Glyph List; empty where the name means nothing."""
    from pdfminer.encodingdb import name2unicode

    try:
        return str(name2unicode(name))
    except (KeyError, ValueError):
        return ""


def _simple_encoding(encoding: Any) -> dict[int, str]:
    """Code to text by /Encoding: a name, or a dictionary with /Differences (9.6.6)."""
    import pikepdf

    if isinstance(encoding, pikepdf.Name):
        return dict(_base_encoding(str(encoding)))
    table = dict(_base_encoding(str(encoding.get("/BaseEncoding", "/StandardEncoding"))))
    code = 0
    for item in encoding.get("/Differences", ()):
        if isinstance(item, pikepdf.Name):
            table[code] = _glyph_text(str(item)[1:])
            code += 1
        else:
            code = int(_number(item))
    return table


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
        flags = int(_number(descriptor.get("/Flags")))
        bold = bold or bool(flags & _FORCE_BOLD_FLAG) or _number(descriptor.get("/FontWeight")) >= 600
        italic = italic or bool(flags & _ITALIC_FLAG) or abs(_number(descriptor.get("/ItalicAngle"))) > 1
        ascent = _number(descriptor.get("/Ascent")) / 1000
        descent = _number(descriptor.get("/Descent")) / 1000
        if not 0.3 < ascent < 2.5 or not -1.5 < descent <= 0:
            ascent, descent = ASCENT, DESCENT
    return {"name": name, "bold": bold, "italic": italic, "ascent": ascent, "descent": descent}


def _load_simple(font: Any) -> Font:
    descriptor = font.get("/FontDescriptor")
    widths, default = _simple_widths(font, descriptor)
    if str(font.get("/Subtype")) == "/Type3":
        matrix = [_number(v) for v in font.get("/FontMatrix", (0.001, 0, 0, 0.001, 0, 0))]
        widths = {code: w * 1000 * matrix[0] for code, w in widths.items()}
    mapped, encoding = _to_unicode(font), font.get("/Encoding")
    symbolic = descriptor is not None and bool(int(_number(descriptor.get("/Flags"))) & _SYMBOLIC_FLAG)
    guessed = False
    if encoding is not None:
        table = _simple_encoding(encoding)
    elif mapped is None:
        table, guessed = dict(_base_encoding("/WinAnsiEncoding")), symbolic
    else:
        table = {}
    if mapped is not None:
        table = table | mapped.unicode
    return Font(
        **_describe(font, descriptor), decode=list, unicode=_clean(table), widths=widths,
        default_width=default, guessed=guessed,
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
    drawn = characters(read_stream(descriptor.get("/FontFile2", descriptor.get("/FontFile3"))).data)
    glyphs = _two_bytes(read_stream(child.get("/CIDToGIDMap")).data) if drawn else ()
    if glyphs:
        every = range(len(glyphs))
        wanted = every if codes is None or cids is not None else [code for code in codes if code in every]
        drawn = {cid: drawn[glyphs[cid]] for cid in wanted if glyphs[cid] in drawn}
    return drawn if cids is None else {code: drawn[cid] for code, cid in cids.items() if cid in drawn}


def _letters(text: str) -> str:
    """Right-to-left letters and tatweels of a text, those that share their glyphs taken as one."""
    plain = unicodedata.normalize("NFKD", text).translate(_SHARED_GLYPHS)
    return "".join(c for c in plain if unicodedata.bidirectional(c) in ("R", "AL"))


def _drawn_letter(drawn: str) -> str:
    """The letter or tatweel a glyph is drawn for, "" where it is none or a word in one glyph."""
    char = next((c for c in drawn if unicodedata.bidirectional(c) in ("R", "AL")), "")
    text = unicodedata.normalize("NFKC", char)
    return text if 0 < len(_letters(text)) <= _LONGEST_LIGATURE else ""


def _correct(table: dict[int, str], drawn: dict[int, str]) -> dict[int, str]:
    """What the font's own program says against ToUnicode of right-to-left letters, by code.

    Word at times maps a glyph to a letter beside it in the text: the kashida to the letter it
    stretches (افززایش), lam-alef to its lam, a whole font to letters shifted by one. The program
    knows what it draws. A program that agrees with few of the letters was renumbered and is not heard;
    a code without a target is part of the cluster of another (fpdf2 maps the madda of آ to the whole).
    """
    letters = {
        code: letter
        for code, text in table.items()
        if text and code in drawn and (letter := _drawn_letter(drawn[code]))
    }
    told = {code: _letters(table[code]) for code in letters}
    disagreed = {code: letter for code, letter in letters.items() if _letters(letter) != told[code]}
    corrections = {code: letter for code, letter in disagreed.items() if len(told[code]) <= _LONGEST_LIGATURE}
    agreed = len(letters) - len(disagreed)
    if not corrections or agreed < max(_FEWEST_AGREED, _SHARE_AGREED * len(corrections)):
        return {}
    return corrections | {
        code: drawn[code][0].translate(_MIRRORED)  # ToUnicode has the sign that was typed
        for code, text in table.items()
        if _is_wrong_sign(text, drawn.get(code, ""))
    }


def _is_wrong_sign(text: str, drawn: str) -> bool:
    """Whether a glyph of a font that is wrong elsewhere is a sign and reads as a letter or nothing seen.

    A blank may read as the non-joiner that was drawn with it; which of them it is, its room tells.
    """
    if text == _ZWNJ:
        return drawn[:1] == " "
    visible = drawn[:1] > " " and unicodedata.category(drawn[0])[0] in "PSN"
    return visible and bool(text.isspace() or _letters(text))


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
        if any(_RIGHT_TO_LEFT.search(text) for text in table.values()):
            corrected = _correct(table, _program_characters(child, cids, table))
    widths = _cid_widths(child.get("/W"))
    if cids is not None:
        widths = {code: widths[cid] for code, cid in cids.items() if cid in widths}
    return Font(
        **_describe(font, descriptor), decode=decode, unicode=_clean(table | corrected), widths=widths,
        default_width=_number(child.get("/DW"), 1000.0) / 1000, single_byte=False, guessed=mapped is None,
        corrected=frozenset(corrected),
    )  # fmt: skip


def _clean(table: dict[int, str]) -> dict[int, str]:
    """Without the targets that stand for "no character"."""
    return {code: text for code, text in table.items() if text and text not in _NO_MEANING}


def load_font(font: Any) -> Font:
    """Read a font dictionary."""
    return _load_composite(font) if str(font.get("/Subtype")) == "/Type0" else _load_simple(font)
