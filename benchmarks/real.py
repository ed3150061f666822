"""Quality on real PDFs: their words against those of the document they were made from.

    python -m benchmarks.real CLONES [--cache .bench] [--only NAME,...] [--write docs/real-pdfs.md]

The files are public and belong to others, so only their names are here: `real_pdfs.tsv` lists repository,
commit, PDF and source. CLONES holds the repositories as `CLONES/OWNER/NAME`, cloned with git. Words are
compared without order and without what a source does not have: digits, Latin, marks, non-joiners. Page
numbers, tables of contents and running headers are in the PDF alone, so a word counts as wrong only where the
source has it nowhere, and the plain F1 is given beside it.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from zipfile import ZipFile

from benchmarks.pdf import PEERS, python_of

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parent.parent
LIST = Path(__file__).with_name("real_pdfs.tsv")
PROGRAMS = ("baygan-extract", "pdftotext", "pypdfium2", "PyMuPDF", "pypdf", "pdfplumber")
SECONDS = 120  # for one file; a program that takes longer has not read it

LETTERS = re.compile(
    "[\u05d0-\u05ea\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f]+"
)
FOLDS = str.maketrans("ىيكھہەۀ", "ییکهههه", "\u200b\u200c\u200d\u200e\u200f\u061c\u0640\u00ad\ufeff")
ALEFS = re.compile("([اأإآ])ل")
BEGIN, END = "<!-- real: begin -->\n", "<!-- real: end -->\n"


def words(text: str) -> Counter[str]:
    """Right-to-left words of a text, letters only."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).translate(FOLDS))
    plain = "".join(
        c for c in plain if unicodedata.category(c) not in ("Mn", "Cf") or c in "\u0653\u0654\u0655"
    )
    return Counter(LETTERS.findall(unicodedata.normalize("NFC", plain).replace("\u0654", "")))


@dataclass(frozen=True)
class Pair:
    """A PDF and its source, both as paths in a repository at a commit."""

    repository: str
    commit: str
    pdf: str
    source: str


class Clone:
    """A repository at a commit."""

    def __init__(self, home: Path, commit: str) -> None:
        self.home, self.commit = home, commit

    def read(self, path: str) -> bytes | None:
        """A file, or None where there is none."""
        command = ["git", "-C", str(self.home), "show", f"{self.commit}:{path}"]
        done = subprocess.run(command, capture_output=True, check=False)
        return done.stdout if done.returncode == 0 else None


def _docx(data: bytes) -> str:
    """Body, notes, headers and footers of a Word file."""
    parts = re.compile(r"word/(document|footnotes|endnotes|header\d*|footer\d*)\.xml$")
    skipped = {"Fallback", "del", "instrText", "pPr", "rPr"}
    signs = {"tab": " ", "br": " ", "cr": " ", "p": "\n", "tc": "\n", "noBreakHyphen": "\u200c"}

    def walk(element: ElementTree.Element) -> str:
        tag = element.tag.rpartition("}")[2]
        if tag in skipped:
            return ""
        inner = (element.text or "") if tag == "t" else "".join(map(walk, element))
        return inner + signs.get(tag, "")

    with ZipFile(BytesIO(data)) as file:
        return "".join(walk(ElementTree.fromstring(file.read(n))) for n in file.namelist() if parts.match(n))


def _tex(clone: Clone, path: str, home: str, seen: set[str]) -> str:
    """A TeX file with the files it takes in, without commands and comments."""
    data = clone.read(path)
    if data is None or path in seen:
        return ""
    seen.add(path)
    text = re.sub(r"(?<!\\)%.*", "", data.decode("utf-8", "replace"))

    def included(match: re.Match[str]) -> str:
        name = match[1].strip().removesuffix(".tex") + ".tex"
        for folder in (str(PurePosixPath(path).parent), home, "."):
            inner = _tex(clone, str(PurePosixPath(folder) / name).replace("./", ""), home, seen)
            if inner:
                return inner
        return " "

    text = re.sub(r"\\(?:input|include|subfile)\{([^}]*)\}", included, text)
    text = re.sub(r"\\begin\{comment\}.*?\\end\{comment\}", "", text, flags=re.DOTALL)
    named = (
        r"\\(?:label|ref|cite\w*|includegraphics|pageref|usepackage|documentclass)(?:\[[^\]]*\])?\{[^}]*\}"
    )
    text = re.sub(r"\\zwnj\b\s?", "\u200c", re.sub(named, " ", text))
    return re.sub(r"\\[A-Za-z]+\*?|[{}~\\\[\]&$]", " ", text)


def source_text(clone: Clone, path: str) -> str:
    """Text of a source: Word, TeX, or anything that is text already."""
    if path.endswith(".tex"):
        return _tex(clone, path, str(PurePosixPath(path).parent), set())
    data = clone.read(path) or b""
    return _docx(data) if path.endswith(".docx") else data.decode("utf-8", "replace")


@dataclass(frozen=True)
class Score:
    """What a program made of one file."""

    plain: float
    known: float
    swapped: int
    turned: int


def _mean(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score(read: Counter[str], true: Counter[str]) -> Score:
    """F1 of the bag of words, F1 with repeated words forgiven, words with lam-alef swapped, words backwards."""
    if not read:
        return Score(0.0, 0.0, 0, 0)
    both = (read & true).total()
    strange = {word: count for word, count in read.items() if word not in true}
    known = 1 - sum(strange.values()) / read.total()
    recall = both / true.total()
    swapped = sum(count for word, count in strange.items() if ALEFS.sub(r"ل\1", word) in true)
    turned = sum(count for word, count in strange.items() if len(word) > 2 and word[::-1] in true)
    return Score(_mean(both / read.total(), recall), _mean(known, recall), swapped, turned)


def read_one(name: str, file: str) -> None:
    """In the environment of a program: print the text of a file."""
    sys.stdout.buffer.write(PEERS[name].read(file).encode("utf-8", "replace"))


def _read(name: str, python: Path, file: Path) -> str:
    code = "import sys; from benchmarks.real import read_one; read_one(*sys.argv[1:])"
    command = [str(python), "-c", code, name, str(file)]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", "replace")


def _producer(file: Path) -> str:
    import pikepdf

    with pikepdf.open(file) as pdf:
        info = pdf.docinfo
        return str(info.get("/Producer") or info.get("/Creator") or "–").replace("|", "/")[:40].strip()


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def report(pairs: list[Pair], producers: list[str], scores: dict[str, list[Score]]) -> str:
    """The tables: programs, then files."""
    programs = []
    for name, found in scores.items():
        plain, known = [s.plain for s in found], [s.known for s in found]
        averages = [f(values) for values in (plain, known) for f in (statistics.median, statistics.mean)]
        damage = [sum(s.swapped > 0 for s in found), sum(s.turned > 0 for s in found)]
        programs.append((name, *(f"{value:.3f}" for value in averages), *map(str, damage)))
    head = (
        "program",
        "F1 median",
        "mean",
        "without repetition",
        "mean",
        "files with swaps",
        "with words backwards",
    )
    files = []
    for i, pair in enumerate(pairs):
        ours, *others = (found[i] for found in scores.values())
        best = max((other.known for other in others), default=0.0)
        name = f"{pair.repository}@{pair.commit[:7]} `{pair.pdf}`"
        files.append((name, producers[i], f"{ours.plain:.3f}", f"{ours.known:.3f}", f"{best:.3f}"))
    by_file = _table(("file", "producer", "F1", "without repetition", "best other"), files)
    return f"{_table(head, programs)}\n\n{by_file}\n"


def main() -> None:
    """Read all files with all programs and print or write the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("clones", type=Path)
    parser.add_argument("--cache", type=Path, default=ROOT / ".bench")
    parser.add_argument("--only", default=",".join(PROGRAMS))
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    rows = [line.split("\t") for line in LIST.read_text("utf-8").splitlines()[1:]]
    pairs = [Pair(*row) for row in rows if (given.clones / row[0]).exists()]
    given.cache.mkdir(parents=True, exist_ok=True)
    scores: dict[str, list[Score]] = {}
    with tempfile.TemporaryDirectory() as folder, (given.cache / "install.log").open("ab") as log:
        files, truths = [], []
        for number, pair in enumerate(pairs):
            clone = Clone(given.clones / pair.repository, pair.commit)
            files.append(Path(folder) / f"{number}.pdf")
            files[-1].write_bytes(clone.read(pair.pdf) or b"")
            truths.append(words(source_text(clone, pair.source)))
        for name in given.only.split(","):
            python = python_of(name, PEERS[name], given.cache, log)
            texts = (_read(name, python, file) for file in files)
            scores[name] = [score(words(text), true) for text, true in zip(texts, truths, strict=True)]
            print(name, "done", file=sys.stderr)
        tables = report(pairs, [_producer(file) for file in files], scores)
    if given.write:
        text = given.write.read_text("utf-8")
        before, after = text.partition(BEGIN)[0], text.partition(END)[2]
        given.write.write_text(f"{before}{BEGIN}\n{tables}\n{END}{after}", "utf-8")
    else:
        print(tables)


if __name__ == "__main__":
    main()
