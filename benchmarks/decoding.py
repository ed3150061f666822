"""How well fonts that do not say what they draw are read, beside OCR of the page and beside a sound text layer.

    python -m benchmarks.decoding [CORPUS] [--only PRODUCER,...] [--without-ocr | --ocr-alone] [--wrong]

CORPUS is a directory with `PRODUCER/NN.pdf` and `truth/NN.json`; without one it is tests/corpus. Each file is read as if the
library did not know the families of its own fonts: so new fonts are read. Numbers are runs of digits in the body; one is
right if it stands in the record as often as in the truth. CPU seconds are of one conversion with all programs that
it starts, the library loaded before.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pikepdf
from rapidfuzz.distance import Levenshtein

from pipeline import convert, load_config, to_record
from pipeline.extract.pdf.decoding.library import library
from tests.quality import letters, read_blocks, true_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.config import Config

ROOT = Path(__file__).parent.parent
BROKEN = ("lo_notounicode", "lo_badtounicode", "lo_ps2pdf", "legacy8", "word_mangled")
SOUND = ("lo_docx", "word_emul")
NUMBER = re.compile(r"\d+(?:[./:٫٬,]\d+)*")
_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")


def own_families(path: Path, known: Iterable[str]) -> set[str]:
    """The families of the library whose fonts a file embeds."""
    names = set()
    with pikepdf.open(path) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/FontName" in thing:
                names.add(str(thing.FontName).rpartition("+")[2].strip("/").partition("-")[0])
    return {family for family in known if any(name.rstrip("0") == family for name in names)}


@dataclass
class Tally:
    """Sums over the files of a producer."""

    files: int = 0
    errors: float = 0.0
    blocks: int = 0
    exact: int = 0
    numbers: int = 0
    right: int = 0
    doubtful: int = 0
    seconds: float = 0.0
    wrong: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, name: str, truth: Mapping[str, Any], record: Mapping[str, Any], seconds: float) -> None:
        wanted = [letters(text) for _, text in true_blocks(truth)]
        found = [letters(text) for _, text in read_blocks(record)]
        reference, body = "\n".join(wanted), "\n".join(found)
        self.files += 1
        self.errors += min(1.0, Levenshtein.distance(reference, body) / len(reference))
        self.blocks += len(wanted)
        self.exact += sum(text in found for text in wanted)
        true_numbers, read_numbers = (
            Counter(NUMBER.findall(text.translate(_DIGITS))) for text in (reference, body)
        )
        self.numbers += true_numbers.total()
        self.right += (true_numbers & read_numbers).total()
        issues = record.get("issues", ())
        self.doubtful += sum(issue.get("count", 1) for issue in issues if issue["code"] == "doubtful-letter")
        self.seconds += seconds
        self.wrong += [
            (name, text, max(found, key=lambda other: Levenshtein.normalized_similarity(text, other), default=""))
            for text in wanted
            if text not in found
        ]  # fmt: skip

    @property
    def row(self) -> str:
        return (
            f"{100 * self.errors / self.files:.2f} | {100 * self.exact / self.blocks:.1f}"
            f" | {100 * self.right / max(1, self.numbers):.1f} | {self.doubtful} | {self.seconds / self.files:.1f}"
        )


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def measure(files: Iterable[Path], truths: Mapping[str, Any], config: Config) -> Tally:
    """Read files without their own fonts in the library, and compare."""
    tally, whole = Tally(), library()
    decoding = sys.modules["pipeline.extract.pdf.decoding.decode"]
    for path in files:
        fewer = whole.without(own_families(path, set(whole.families)))
        with patch.object(decoding, "library", lambda fewer=fewer: fewer):
            start = _cpu()
            record = to_record(convert(path, config=config))
            tally.add(f"{path.parent.name}/{path.stem}", truths[path.stem], record, _cpu() - start)
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", nargs="?", type=Path, default=ROOT / "tests/corpus")
    parser.add_argument("--only", default=",".join((*BROKEN, *SOUND)), help="producers, separated by commas")
    parser.add_argument("--without-ocr", action="store_true", help="pictures and words alone")
    parser.add_argument("--ocr-alone", action="store_true", help="every page by OCR")
    parser.add_argument("--wrong", action="store_true", help="print the blocks that are not exact")
    options = parser.parse_args()
    mode = "never" if options.without_ocr else "always" if options.ocr_alone else "auto"
    config = load_config().with_ocr(mode, 1)
    truths = {path.stem: json.loads(path.read_text("utf-8")) for path in (options.corpus / "truth").glob("*.json")}  # fmt: skip
    print(
        "| producer | CER % | blocks exact % | numbers right % | letters in doubt | CPU s |\n|---|--:|--:|--:|--:|--:|"
    )
    for producer in options.only.split(","):
        files = [path for path in sorted((options.corpus / producer).glob("*.pdf")) if path.stem in truths]
        tally = measure(files, truths, config)
        print(f"| {producer} | {tally.row} |", flush=True)
        if options.wrong:
            for name, wanted, found in tally.wrong:
                print(f"{name}\n  - {wanted}\n  + {found}")


if __name__ == "__main__":
    main()
