"""CMaps: character codes to Unicode (ToUnicode) and to CIDs (ISO 32000-1, 9.7.5 and 9.10.3)."""

from __future__ import annotations

import re
from binascii import unhexlify
from functools import lru_cache
from itertools import takewhile

from msgspec import Struct, field

_SECTION = re.compile(rb"begin(bfchar|bfrange|cidchar|cidrange|codespacerange)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])|(-?\d+)|/(\S+)")
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_USECMAP = re.compile(rb"/(\S+)\s+usecmap")

# Larger ranges than a plane are damage: a hostile file must not make us build them.
_LARGEST_RANGE = 0x10000

_ARABIC = 0x06
_SPOILED_LLH = "\u0644\u448b"


class CMap(Struct):
    """`unicode`: code to text, clusters kept whole; `cids`: code to CID; `lengths`: code length in
    bytes by first byte, empty where every code has two; `parent`: name given to usecmap."""

    unicode: dict[int, str] = field(default_factory=dict)
    cids: dict[int, int] = field(default_factory=dict)
    lengths: dict[int, int] = field(default_factory=dict)
    parent: str | None = None
    spent: int = 0

    def codes(self, low: bytes, high: bytes) -> range:
        """The codes of a range in hexadecimal digits, as long as no more were asked for than there can be."""
        first = int(low, 16)
        last = min(int(high, 16), first + _LARGEST_RANGE - self.spent)
        self.spent += max(0, last - first + 1)
        return range(first, last + 1)


_IN_ARABIC = re.compile("[\u0620-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
_ADDED_UP = frozenset(map(chr, range(0xF6, 0x100)))  # 06 + F0 for ۰ to 06 + F9 for ۹


@lru_cache(maxsize=4096)
def _text(hexa: bytes) -> str:
    data = unhexlify(hexa)
    if len(data) == 1:
        return chr(data[0])
    if len(data) == 2:
        return data.decode("utf-16-be", "replace").rstrip("\0")
    return unspoil(data.decode("utf-16-be", "replace").rstrip("\0"))


def unspoil(text: str) -> str:
    """Undo what Ghostscript's pdfwrite does to targets of several letters.

    It writes the low byte of one letter over the high byte of the next: <0644 0627> becomes
    <0644 4427>. Certain, because the pattern needs the very byte of the letter before and no glyph
    joins an Arabic letter to one of another script. Of three letters it adds up the low bytes of the
    last two: <0644 0644 0647> becomes <0644 448B>, and only لله is known to be drawn as one glyph.
    """
    if text == _SPOILED_LLH:
        return "لله"
    letters = list(text)
    for i in range(1, len(letters)):
        before, code = ord(letters[i - 1]), ord(letters[i])
        if before >> 8 == _ARABIC and code >> 8 == before & 0xFF and code >> 8 > _ARABIC:
            letters[i] = chr(_ARABIC << 8 | code & 0xFF)
    return "".join(letters)


def _digits(hexa: bytes) -> bytes:
    """A hex string without blanks; a missing last digit counts as 0."""
    clean = hexa if hexa.isalnum() else b"".join(hexa.split())
    return clean + b"0" if len(clean) % 2 else clean


def _hex_strings(body: bytes) -> list[bytes]:
    return [_digits(hexa) for hexa in _HEX.findall(body)]


def _tokens(body: bytes) -> list[bytes | int | None]:
    """Hex strings as bytes of digits, numbers as int, brackets as None; names are dropped."""
    out: list[bytes | int | None] = []
    for hexa, opening, closing, digits, named in _TOKEN.findall(body):
        if opening or closing:
            out.append(None)
        elif digits:
            out.append(int(digits))
        elif not named:
            out.append(_digits(hexa))
    return out


def _bfchar(cmap: CMap, body: bytes) -> None:
    items = _hex_strings(body)
    for code, target in zip(items[::2], items[1::2], strict=False):
        if code:
            cmap.unicode[int(code, 16)] = _text(target)


def _bfrange(cmap: CMap, body: bytes) -> None:
    items = iter(_tokens(body))
    for low in items:
        high, target = next(items, None), next(items, None)
        if not isinstance(low, bytes) or not isinstance(high, bytes) or not low or not high:
            return
        codes = cmap.codes(low, high)
        if isinstance(target, bytes):
            text = _text(target) or ("\0" if target else "")  # Nitro: <0000> <FFFF> <0000>
            if text:
                for code in codes:
                    step = ord(text[-1]) + code - codes.start
                    if step < 0x110000 and not 0xD800 <= step < 0xE000:
                        cmap.unicode[code] = text[:-1] + chr(step)
        elif target is None:  # an array: one target for each code
            targets = [t for t in takewhile(lambda t: t is not None, items) if isinstance(t, bytes)]
            cmap.unicode.update((code, _text(t)) for code, t in zip(codes, targets, strict=False))


def _cids(cmap: CMap, body: bytes, *, ranges: bool) -> None:
    items = _tokens(body)
    width = 3 if ranges else 2
    for i in range(0, len(items) - width + 1, width):
        low, cid = items[i], items[i + width - 1]
        high = items[i + 1] if ranges else low
        if isinstance(low, bytes) and isinstance(high, bytes) and isinstance(cid, int) and low and high:
            codes = cmap.codes(low, high)
            cmap.cids.update((code, cid + code - codes.start) for code in codes)


def _codespace(cmap: CMap, body: bytes) -> None:
    items = _hex_strings(body)
    for low, high in zip(items[::2], items[1::2], strict=False):
        if low and len(low) == len(high):
            first_bytes = range(int(low[:2], 16), int(high[:2], 16) + 1)
            cmap.lengths.update(dict.fromkeys(first_bytes, len(low) // 2))


def parse_cmap(data: bytes) -> CMap:
    """Read a CMap stream; unreadable parts are left out, never guessed."""
    cmap = CMap()
    if found := _USECMAP.search(data):
        cmap.parent = found[1].decode("ascii", "replace")
    for kind, body in _SECTION.findall(data):
        if kind == b"bfchar":
            _bfchar(cmap, body)
        elif kind == b"bfrange":
            _bfrange(cmap, body)
        elif kind == b"codespacerange":
            _codespace(cmap, body)
        else:
            _cids(cmap, body, ranges=kind == b"cidrange")
    _mend_digits(cmap.unicode)
    return cmap


def _mend_digits(unicode: dict[int, str]) -> None:
    """Undo what Ghostscript's pdfwrite does to Persian digits whose glyph serves two sets: it adds up the bytes of U+06F0.

    So ۰ becomes U+00F6. Certain where the font has Arabic letters and no Latin one beside those that digits become.
    """
    texts = set(unicode.values())
    spoiled = {text for text in texts if len(text) == 1 and text in _ADDED_UP}
    if not spoiled or not any(_IN_ARABIC.match(text) for text in texts):
        return
    if any(text < "\u0250" and text.isalpha() for text in texts - spoiled):
        return
    for code, text in unicode.items():
        if text in spoiled:
            unicode[code] = chr(ord(text) - 6 + 0x600)
