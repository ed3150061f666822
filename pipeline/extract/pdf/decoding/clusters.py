"""Drawn glyphs to *shapes*: what looks the same is one, whatever its font and code.

A glyph without advance is a mark (a dot, a hamza, a vowel) of the letter it is drawn on: some fonts keep the dots of
their letters apart, so that ب, ت and ی are one glyph with other marks. The letter with its marks is what is read.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from pipeline.extract.pdf.decoding.pictures import EM, Specimen, compose, draw
from pipeline.extract.pdf.letters.losses import NOTDEF
from pipeline.extract.pdf.lines.signs import with_sign
from pipeline.extract.pdf.streams import read_stream

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from pipeline.extract.pdf.content import Glyph, PageContent
    from pipeline.extract.pdf.decoding.pictures import Ink
    from pipeline.extract.pdf.fonts.font import Font

    Inks = Mapping[Font, Mapping[int, Ink | None]]
    _Key = tuple[Font, int, tuple[tuple[int, int], ...]]

# In em: what has less advance is a mark; how far aside and how far above or below its letter it may stand.
_MARK_ADVANCE, _ASIDE, _ABOVE = 0.03, 0.4, 0.6
_UPRIGHT = (
    0.1  # of the distance above or below a letter, as distance aside: the letter of the next line is farther
)
_NEIGHBORS = 12  # glyphs drawn before or after a mark, among which its letter is
# A mark that stands so often, and this share of it on one letter, is a part of that letter.
_FEWEST_STROKES, _ON_ONE_LETTER = 3, 0.9
_KAFS, _TANWIN = frozenset("کگګ"), "\u064b\u064c\u064d"
_UNDER = str.maketrans("\u064b\u064e", "\u064d\u0650")
_OVER = str.maketrans("\u064d\u0650", "\u064b\u064e")
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_CODES = 0x10000  # codes of shapes begin here, beyond those of fonts
_STEP = EM // 8  # marks of one kind on two heights closer than this are one


class Shape(Struct, eq=False):
    """All clusters that look alike: their ink (None for a blank), their advance in em, what drew them.

    `texts` are what the file says of the clusters; `count` how many there are; `code` is unlike all codes of fonts.
    """

    ink: Ink | None
    advance: float
    font: Font
    digest: str
    code: int
    count: int = 0
    texts: dict[str, int] = field(default_factory=dict)


class Cluster(Struct, eq=False):
    """A letter on a page with its marks; `shape` is None where the text is not in doubt. `vowels` are the texts of
    marks that are no part of the letter, nor of its shape."""

    glyph: Glyph
    shape: Shape | None
    marks: list[Glyph] = field(default_factory=list)
    vowels: str = ""


def has_program(font: Any) -> bool:
    """Whether a font dictionary brings the drawings of its glyphs; else a viewer draws some other font's."""
    if not font.is_indirect:
        return False
    if str(font.get("/Subtype")) == "/Type3":
        return True
    try:
        descriptor = font.get("/DescendantFonts", [font])[0].get("/FontDescriptor", {})
        return any(key in descriptor for key in _PROGRAMS)
    except (TypeError, ValueError, AttributeError, IndexError):
        return False


def program_digest(font: Any) -> str:
    """SHA-256 of the program that a font embeds, "" for a font whose glyphs are content streams."""
    descriptor = font.get("/DescendantFonts", [font])[0].get("/FontDescriptor", {})
    programs = [descriptor[key] for key in _PROGRAMS if key in descriptor]
    return hashlib.sha256(read_stream(programs[0]).data).hexdigest() if programs else ""


def is_actual_text(glyph: Glyph) -> bool:
    """Whether the text of a glyph comes from /ActualText or is otherwise not that of its code."""
    return bool(glyph.text) and glyph.text != glyph.run.font.unicode.get(glyph.code, "")


def draw_fonts(contents: Iterable[PageContent], objects: Mapping[Font, Any]) -> Inks:
    """The pictures of all codes that the pages show, of the fonts in `objects`."""
    codes: dict[Font, set[int]] = {font: set() for font in objects}
    for content in contents:
        for glyph in content.glyphs:
            if glyph.run.font in codes and glyph.code >= 0:
                codes[glyph.run.font].add(glyph.code)
    codes = {font: own for font, own in codes.items() if _tells_advances(font, own)}
    strings = [
        Specimen(
            objects[font],
            {code: code.to_bytes(1 if font.single_byte else 2, "big") for code in sorted(own)},
            font.em,
        )
        for font, own in codes.items()
    ]
    return dict(zip(codes, draw(strings), strict=True))


def _tells_advances(font: Font, codes: Collection[int]) -> bool:
    """Whether most glyphs of a font have an advance: else letters and their marks cannot be told apart, nor words."""
    advances = [font.widths.get(code, font.default_width) for code in codes]
    return sum(advance > 0 for advance in advances) >= len(advances) / 2


def _offset(mark: Glyph, base: Glyph) -> tuple[int, int]:
    """How far right of and above its letter a mark stands, in pixels of a picture."""
    scale = EM / (base.run.size or 1.0)
    return round((mark.u0 - base.u0) * scale), round((base.run.v - mark.run.v) * scale)


def _apart(mark: Ink, base: Ink, up: int) -> float:
    """How far the ink of a mark, its origin so far up, stands above or below that of a letter, in pixels. Origins tell nothing:
    a font may draw its only dot high above its baseline and set it down below."""
    top, foot = mark.top + up, mark.top + up - mark.dark.shape[0]
    return float(max(foot - base.top, base.top - base.dark.shape[0] - top, 0))


class Shapes:
    """The shapes of a document, by the pictures of its fonts; what the fonts `believed` name is not in doubt, but for
    letters under signs without a name if `signs` are to be read."""

    def __init__(
        self,
        inks: Inks,
        vowel: Callable[[Ink], str],
        strokes: Collection[tuple[Font, int]] = (),
        believed: Collection[Font] = frozenset(),
        *,
        signs: bool = True,
    ) -> None:
        self._inks, self._believed, self._signs = inks, believed, signs
        self._named: list[tuple[Glyph, str]] = []
        self._vowels = {
            (font, code): text
            for font, own in inks.items()
            for code, ink in own.items()
            if ink is not None
            and (font, code) not in strokes
            and font.widths.get(code, font.default_width) < _MARK_ADVANCE * font.em
            and (text := vowel(ink))
        }
        self._by_key: dict[_Key, Shape] = {}
        self._by_digest: dict[str, Shape] = {}

    def strokes(
        self, pages: Iterable[Sequence[Cluster]], letters: Mapping[Shape, str]
    ) -> set[tuple[Font, int]]:
        """Marks that look like vowel signs and are the stroke of گ or the madda of آ, by font and code: a vowel sign stands on many letters."""
        stands: defaultdict[tuple[Font, int], Counter[str]] = defaultdict(Counter)
        for cluster in (cluster for clusters in pages for cluster in clusters if cluster.shape is not None):
            for mark in cluster.marks:
                if (key := (mark.run.font, mark.code)) in self._vowels and cluster.shape is not None:
                    stands[key][letters.get(cluster.shape, "")] += 1
        return {key for key, own in stands.items() if self._is_stroke(key, own)}

    def _is_stroke(self, key: tuple[Font, int], letters: Counter[str]) -> bool:
        """Whether a mark stands often enough, and on hardly anything but what looks like kaf or alef."""
        most = _ON_ONE_LETTER * letters.total()
        on_kaf = sum(count for text, count in letters.items() if text[:1] in _KAFS)
        on_alef = letters["ا"] if self._vowels[key] not in _TANWIN else 0
        return letters.total() >= _FEWEST_STROKES and max(on_kaf, on_alef) >= most

    def name_marks(self) -> None:
        """Give letters the signs over them where a believed font names both; once, for glyphs may be cut into clusters twice."""
        for glyph, sign in self._named:
            glyph.text = with_sign(glyph.text, sign)

    def __iter__(self) -> Iterator[Shape]:
        return iter(self._by_digest.values())

    def clusters(self, glyphs: Sequence[Glyph]) -> list[Cluster]:
        """The glyphs of a page as clusters, in the order of drawing."""
        marks = {i for i, glyph in enumerate(glyphs) if self._is_mark(glyph)}
        made = {i: Cluster(glyph, None) for i, glyph in enumerate(glyphs) if i not in marks}
        left_alone: set[int] = set()  # over letters that are not in doubt: they find them when lines are made
        for i in sorted(marks):
            base = self._base(glyphs, i, marks)
            if base is not None and self._takes(glyphs[base], glyphs[i]):
                made[base].marks.append(glyphs[i])
                continue
            if base is not None and self._is_told(glyphs[i]):
                self._named.append((glyphs[base], glyphs[i].text))
                continue
            made[i] = Cluster(glyphs[i], None)
            left_alone |= {i} if base is not None else set()
        clusters = [made[i] for i in sorted(made)]
        for cluster in (made[i] for i in sorted(made) if i not in left_alone):
            if (
                cluster.glyph.run.font in self._inks
                and cluster.glyph.code >= 0
                and not is_actual_text(cluster.glyph)
                and not (self._is_told(cluster.glyph) and not cluster.marks)
                and not self._is_missing(cluster.glyph)
            ):
                cluster.shape = self._shape(cluster)
        return clusters

    def _ink(self, glyph: Glyph) -> Ink | None:
        return self._inks.get(glyph.run.font, {}).get(glyph.code)

    def _takes(self, base: Glyph, mark: Glyph) -> bool:
        """Whether a sign is read with the letter under it."""
        return not self._is_told(base) or (self._signs and not self._is_told(mark))

    def _is_told(self, glyph: Glyph) -> bool:
        """Whether a font that is believed names the glyph."""
        return bool(glyph.text) and glyph.run.font in self._believed

    def _is_missing(self, glyph: Glyph) -> bool:
        """Whether a font that is believed draws its box for what it lacks."""
        font = glyph.run.font
        return glyph.code == NOTDEF and not font.single_byte and font in self._believed

    def _is_mark(self, glyph: Glyph) -> bool:
        thin = glyph.u1 - glyph.u0 < _MARK_ADVANCE * glyph.run.size
        return thin and self._ink(glyph) is not None and not is_actual_text(glyph)

    def _base(self, glyphs: Sequence[Glyph], i: int, marks: Collection[int]) -> int | None:
        """The place of the letter that a mark is drawn on."""
        mark, best, nearest = glyphs[i], None, _ASIDE * EM
        own = self._ink(mark)
        for j in range(max(0, i - _NEIGHBORS), min(len(glyphs), i + _NEIGHBORS + 1)):
            base = glyphs[j]
            ink = None if j in marks or base.run.font is not mark.run.font else self._ink(base)
            if own is None or ink is None:
                continue
            aside, up = _offset(mark, base)
            if (apart := _apart(own, ink, up)) > _ABOVE * EM:
                continue
            middle = aside + own.left + own.dark.shape[1] / 2
            left, right = ink.left, ink.left + ink.dark.shape[1]
            distance = max(left - middle, middle - right, 0) + 0.05 * abs((left + right) / 2 - middle)
            distance += _UPRIGHT * apart
            if distance < nearest:
                best, nearest = j, distance
        return best

    def _vowel(self, mark: Glyph, base: Glyph) -> str:
        """The vowel sign of a mark, if it is one; what stands over a letter differs from what stands under it by
        its place alone."""
        text, ink = self._vowels.get((mark.run.font, mark.code), ""), self._ink(mark)
        if not text or ink is None:
            return ""
        middle = ink.top - ink.dark.shape[0] / 2 + _offset(mark, base)[1]
        return text.translate(_UNDER if middle < 0 else _OVER)

    def _shape(self, cluster: Cluster) -> Shape:
        glyph = cluster.glyph
        cluster.vowels = "".join(self._vowel(mark, glyph) for mark in cluster.marks)
        offsets = [
            (mark, *_offset(mark, glyph))
            for mark in cluster.marks
            if (mark.run.font, mark.code) not in self._vowels
        ]
        key = (glyph.run.font, glyph.code, tuple(sorted((mark.code, up // _STEP) for mark, _, up in offsets)))
        shape = self._by_key.get(key)
        if shape is None:
            shape = self._by_key[key] = self._new_shape(glyph, offsets)
        text = glyph.text + "".join(mark.text for mark, *_ in offsets)
        shape.count += 1
        shape.texts[text] = shape.texts.get(text, 0) + 1
        return shape

    def _new_shape(self, glyph: Glyph, offsets: Sequence[tuple[Glyph, int, int]]) -> Shape:
        base = self._ink(glyph)
        ink = None
        if base is not None:
            parts = [(own, right, up) for mark, right, up in offsets if (own := self._ink(mark)) is not None]
            ink = compose([(base, 0, 0), *parts])
        digest = _digest(ink)
        if digest not in self._by_digest:
            advance = (glyph.u1 - glyph.u0) / (glyph.run.size or 1.0)
            self._by_digest[digest] = Shape(
                ink, advance, glyph.run.font, digest, _CODES + len(self._by_digest)
            )
        return self._by_digest[digest]


def _digest(ink: Ink | None) -> str:
    """What names a picture: the same in every file that embeds the same outline."""
    if ink is None:
        return "blank"
    place = f"{ink.dark.shape} {ink.left} {ink.top} ".encode("ascii")
    return hashlib.blake2b(place + ink.dark.tobytes(), digest_size=10).hexdigest()
