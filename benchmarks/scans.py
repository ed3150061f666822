"""How well scans are read: those of a corpus, and scans made here of what other producers drew.

    python -m benchmarks.scans CORPUS [--from PRODUCER,...] [--only NN,...] [--noise N] [--save DIR]

CORPUS is a directory with `PRODUCER/NN.pdf` and `truth/NN.json`. `scan200` is read as it is; pages of the producers after
`--from` are drawn with 200 dpi, set askew, blurred and strewn with noise, other noise for each `--noise`, and read. So what was mended for
one set of scans is tried on layouts, and partly typefaces, that were not looked at. Letter errors count the letters of all that is not a table
against those of the body; numbers are runs of digits in the body. CPU seconds are those of the conversion with all programs that it starts.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
from collections import Counter, defaultdict
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pikepdf
import pypdfium2
from PIL import Image, ImageFilter
from rapidfuzz.distance import Levenshtein

from pipeline import convert, to_record
from tests.quality import letters, read_blocks, true_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

DPI = 200
SCANS = "scan200"
NUMBER = re.compile(r"\d+(?:[./:٫٬,]\d+)*")
_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")


@dataclass
class Score:
    """What was read of one article. Errors and sizes in letters and in characters."""

    lang: str
    pages: int
    wrong: int
    letters: int
    all_wrong: int
    characters: int
    right: int
    numbers: int
    unflagged: int
    fields: tuple[bool, bool, bool]
    seconds: float


def scanned(path: Path, seed: int) -> bytes:
    """A PDF file of pictures of the pages: what a scanner of moderate quality makes of a print."""
    dice = random.Random(f"{path.parent.name}/{path.stem}/{seed}")
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L") for page in pdf]
    images = [_noisy(page, dice) for page in pages]
    made = pikepdf.new()
    for image in images:
        image.save(out := BytesIO(), "JPEG", quality=dice.choice((60, 75, 90)))
        _add_page(made, image, out.getvalue())
    made.save(out := BytesIO(), deterministic_id=True)
    return out.getvalue()


def _noisy(image: Image.Image, dice: random.Random) -> Image.Image:
    """A page askew by up to 0.8 degrees, out of focus, on gray paper, with grain and specks."""
    angle, blur = dice.uniform(-0.8, 0.8), dice.uniform(0.3, 0.8)
    image = image.rotate(angle, fillcolor=255, resample=Image.Resampling.BICUBIC)
    pixels = np.asarray(image.filter(ImageFilter.GaussianBlur(blur)), dtype=np.float32)
    grain = np.random.default_rng(dice.randrange(1 << 30))
    paper, ink = dice.uniform(225, 255), dice.uniform(0, 50)
    pixels = ink + pixels * ((paper - ink) / 255) + grain.normal(0, dice.uniform(4, 14), pixels.shape)
    specks = grain.random(pixels.shape)
    pixels[specks < 0.0004] = 0
    pixels[specks > 0.9996] = 255
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def _add_page(pdf: pikepdf.Pdf, image: Image.Image, jpeg: bytes) -> None:
    width, height = (72 * side / DPI for side in image.size)
    stream = pdf.make_stream(
        jpeg,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=pikepdf.Name.DeviceGray,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=pikepdf.Array([0, 0, width, height]),
        Contents=pdf.make_stream(f"q {width} 0 0 {height} 0 0 cm /Im Do Q".encode()),
        Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=stream)),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def score(data: bytes, truth: Mapping[str, Any], save: Path | None) -> Score:
    """Convert a scan and compare it with what was printed."""
    before = _cpu()
    record = to_record(convert(data, file="scan.pdf"))
    seconds = _cpu() - before
    if save:
        save.write_text(json.dumps(record, ensure_ascii=False, indent=1), "utf-8")
    want = "\n".join(text for _, text in true_blocks(truth))
    got = "\n".join(text for _, text in read_blocks(record))
    true, read = (
        "".join(filter(str.isalpha, letters("\n".join(t for k, t in blocks if k != "table"))))
        for blocks in (true_blocks(truth), read_blocks(record))
    )
    return Score(
        lang=truth["lang"],
        pages=record["source"]["pages"],
        wrong=Levenshtein.distance(true, read),
        letters=len(true),
        all_wrong=Levenshtein.distance(letters(want), letters(got)),
        characters=len(letters(want)),
        right=(numbers(want) & numbers(got)).total(),
        numbers=numbers(want).total(),
        unflagged=sum(_unflagged(block) for block in record["body"]),
        fields=_fields(truth, record),
        seconds=seconds,
    )


def numbers(text: str) -> Counter[str]:
    return Counter(NUMBER.findall(text.translate(_DIGITS)))


def _unflagged(block: Mapping[str, Any]) -> int:
    """Digits of a block that stand in no word marked as a number."""
    flagged = Counter("".join(word["text"] for word in block.get("words", ()) if word.get("number")))
    return (Counter(filter(str.isdigit, block.get("text", ""))) - flagged).total()


def _fields(truth: Mapping[str, Any], record: Mapping[str, Any]) -> tuple[bool, bool, bool]:
    return (
        letters(record.get("title", "")) == letters(truth["title"]),
        [letters(author) for author in record.get("authors", ())] == [letters(truth["author"])],
        record.get("date") == truth["date_iso"],
    )


def _cpu() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _scans(
    corpus: Path, producers: Iterable[str], only: set[str], seed: int
) -> Iterator[tuple[str, str, bytes]]:
    for producer in producers:
        for path in sorted((corpus / producer).glob("*.pdf")):
            if not only or path.stem in only:
                yield producer, path.stem, path.read_bytes() if producer == SCANS else scanned(path, seed)


def row(name: str, scores: list[Score]) -> str:
    """A line of the table: percent, counts, CPU seconds a page."""
    total = {
        key: sum(getattr(score, key) for score in scores)
        for key in ("wrong", "letters", "all_wrong", "characters", "right", "numbers", "unflagged", "pages")
    }
    title, author, date = (sum(score.fields[i] for score in scores) for i in range(3))
    mean = sum(score.seconds for score in scores) / total["pages"]
    return (
        f"| {name} | {len(scores)} | {100 * total['wrong'] / total['letters']:.2f} "
        f"| {100 * total['all_wrong'] / total['characters']:.2f} | {total['right']} of {total['numbers']} "
        f"| {total['unflagged']} | {title} {author} {date} | {mean:.2f} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--from", dest="producers", default=SCANS)
    parser.add_argument("--only", default="")
    parser.add_argument("--noise", type=int, default=0)
    parser.add_argument("--save", type=Path, help="where the records go")
    given = parser.parse_args()
    only = set(filter(None, given.only.split(",")))
    if given.save:
        given.save.mkdir(parents=True, exist_ok=True)
    print("| scan of | n | letter errors % | all errors % | numbers right | digits not flagged ", end="")
    print("| title author date | CPU s a page |\n|---|--:|--:|--:|--:|--:|--:|--:|")
    groups: dict[str, list[Score]] = defaultdict(list)
    for producer, name, data in _scans(given.corpus, given.producers.split(","), only, given.noise):
        truth = json.loads((given.corpus / "truth" / f"{name}.json").read_text("utf-8"))
        save = given.save / f"{producer}-{name}.json" if given.save else None
        got = score(data, truth, save)
        groups[got.lang].append(got)
        print(row(f"{producer}/{name} ({got.lang})", [got]), flush=True)
    for lang, scores in groups.items():
        print(row(lang, scores))
    print(row("all", [score for scores in groups.values() for score in scores]))


if __name__ == "__main__":
    main()
