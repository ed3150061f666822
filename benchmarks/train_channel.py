"""Make `pipeline/extract/pdf/decoding/channel.json` anew: what Tesseract reads where a letter is printed.

    python benchmarks/train_channel.py FOLDER /usr/share/fonts       # FOLDER as for train_pictures.py

Pages of the Universal Declaration of Human Rights, with numbers and signs strewn in, are drawn in several fonts and
read by Tesseract as the program reads them; printed and read lines are compared letter by letter.
"""

from __future__ import annotations

import json
import random
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from rapidfuzz.distance import Levenshtein
from train_trigrams import paragraphs

from pipeline.config import OcrSettings
from pipeline.extract.ocr.page import read_page
from pipeline.extract.ocr.picture import PagePicture
from pipeline.extract.ocr.tesseract import installed
from pipeline.extract.pdf.decoding.channel import CHANNEL

ARABIC = (
    "Amiri-Regular",
    "NotoNaskhArabic-Regular",
    "Vazirmatn-Regular",
    "Parastoo",
    "Scheherazade-Regular",
    "Sahel-Bold",
)
LATIN = ("LiberationSerif-Regular", "NotoSans-Regular", "LiberationSerif-Italic")
TEXTS = {"pes_1": ARABIC, "pbu": ARABIC, "eng": LATIN, "deu_1996": LATIN}
DPI, SIZE, LINES, WIDTH = 300, 12, 34, 62
FOLDED = str.maketrans("يىك", "ییک")
FEWEST, LEAST = 3, 0.02  # times a letter must be seen, and the share of a reading worth keeping
LONGEST = 2  # letters that are read wrongly side by side; more are another piece of the line


def strew(words: list[str], dice: random.Random, *, arabic: bool) -> list[str]:
    """The words with numbers, dates, quotations and brackets among them."""
    digits = "۰۱۲۳۴۵۶۷۸۹" if arabic else "0123456789"
    comma, open_, close = ("،", "«", "»") if arabic else (",", "“", "”")
    result = []
    for word in words:
        chance = dice.random()
        number = "".join(dice.choice(digits) for _ in range(dice.randint(1, 4)))
        if chance < 0.05:
            result.append(number)
        elif chance < 0.07:
            result.append(f"{number}/{dice.choice(digits)}/{dice.choice(digits)}")
        elif chance < 0.08:
            result.append(f"{number}{'٪' if arabic else '%'}")
        plain = word.strip(".،,;؛:()«»")
        if chance > 0.97:
            word = open_ + plain + close
        elif chance > 0.95:
            word = f"({plain})"
        elif chance > 0.92:
            word = plain + comma
        elif chance > 0.9:
            word = plain + dice.choice("؛:.!؟" if arabic else ";:.!?")
        elif chance > 0.89:
            result.append("–")
        result.append(word)
    return result


def lines(text: str, dice: random.Random, *, arabic: bool) -> list[str]:
    found, line = [], ""
    for word in strew(text.split(), dice, arabic=arabic):
        if len(line) + len(word) > WIDTH:
            found.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return found


def printed(page: list[str], font: Path, *, arabic: bool) -> Image.Image:
    scale = DPI / 72
    image = Image.new("L", (int(595 * scale), int(842 * scale)), 255)
    pen = ImageDraw.Draw(image)
    face = ImageFont.truetype(str(font), int(SIZE * scale), layout_engine=ImageFont.Layout.RAQM)
    for number, line in enumerate(page):
        place = (int((535 if arabic else 60) * scale), int((50 + 22 * number) * scale))
        pen.text(
            place,
            line,
            fill=0,
            font=face,
            anchor="ra" if arabic else "la",
            direction="rtl" if arabic else "ltr",
        )
    return image


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(FOLDED).replace("\u200c", "").replace(" ", "")


def compare(true: str, read: str, counts: dict[str, Counter[str]]) -> None:
    """Count what was read for each letter of a line; letters put in or left out count for none."""
    for change in Levenshtein.opcodes(true, read):
        old, new = true[change.src_start : change.src_end], read[change.dest_start : change.dest_end]
        if change.tag == "equal" or len(old) == len(new) <= LONGEST:
            for one, other in zip(old, new, strict=True):
                counts[one][other] += 1


def main(packages: Path, *folders: Path) -> None:
    program, settings, dice = installed("tesseract"), OcrSettings(), random.Random(1)
    assert program is not None
    fonts = {path.stem: path for folder in (packages, *folders) for path in sorted(folder.glob("**/*.ttf"))}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name, faces in TEXTS.items():
        declaration = next(packages.glob("**/declaration")) / f"{name}.html"
        arabic = faces is ARABIC
        for face in faces:
            page = lines(" ".join(paragraphs(declaration)), dice, arabic=arabic)
            start = dice.randrange(max(1, len(page) - LINES))
            page = page[start : start + LINES]
            picture = PagePicture(
                page=1, image=printed(page, fonts[face], arabic=arabic), dpi=DPI, scanned=False
            )
            read = [
                plain("".join(word.text for word in line.words))
                for line in read_page(picture, program, settings).lines
            ]
            for line in map(plain, page):
                nearest = max(read, key=lambda other: Levenshtein.normalized_similarity(line, other))
                if Levenshtein.normalized_similarity(line, nearest) > 0.7:
                    compare(line, nearest, counts)
            print(name, face, len(page), flush=True)
    table = {
        true: {
            read: count for read, count in sorted(own.items()) if count > LEAST * own.total() and count > 1
        }
        for true, own in sorted(counts.items())
        if own.total() >= FEWEST
    }
    CHANNEL.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
