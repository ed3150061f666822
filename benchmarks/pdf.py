"""CPU time and quality of reading PDFs, beside other programs that read them.

    python -m benchmarks.pdf [CORPUS] [--cache .bench] [--only NAME,...] [--write docs/benchmarks.md]

CORPUS is a directory with `PRODUCER/NN.pdf` and `truth/NN.json`; without one it is tests/corpus. Each peer
gets a virtual environment of its own under the cache directory, made when it is missing; one that cannot
be had is reported as absent. CPU seconds are of the reading alone, without the start of the process
(pdftotext is a process for each file, so its start counts), and the fastest of several runs counts,
because other work on the machine only ever adds.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
import unicodedata
import venv
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

ROOT = Path(__file__).parent.parent
RUNS = 3
RIGHT_TO_LEFT = {"fa", "ps", "mixed"}

# The readers. Each runs in the environment of its peer, so it imports what it needs itself.


@cache
def _config() -> Any:
    """Read once, as for a batch of files."""
    from pipeline import load_config

    return load_config()


def _baygan(path: str) -> str:
    from pipeline import convert, to_json

    article = convert(path, config=_config())
    to_json(article)
    return "\n".join(" ".join(row) for block in article.body for row in (block.rows or ((block.text,),)))


def _extraction(path: str) -> str:
    from pipeline.extract import extract

    return "\n".join(line.text for line in extract(Path(path).read_bytes(), path).lines)


def _pdftotext(path: str) -> str:
    return subprocess.run(["pdftotext", "-q", path, "-"], stdout=subprocess.PIPE, check=True).stdout.decode(
        "utf-8"
    )


def _pypdfium2(path: str) -> str:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def _pymupdf(path: str) -> str:
    import pymupdf

    with pymupdf.open(path) as pdf:
        return "\n".join(page.get_text() for page in pdf)


def _pypdf(path: str) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def _pdfplumber(path: str) -> str:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def _pdf_oxide(path: str) -> str:
    from pdf_oxide import PdfDocument

    pdf = PdfDocument(path)
    return "\n".join(pdf.extract_text(number) for number in range(pdf.page_count()))


def _kreuzberg(path: str) -> str:
    from kreuzberg import extract_file_sync

    return str(extract_file_sync(path).content)


def _markitdown(path: str) -> str:
    from markitdown import MarkItDown

    return str(MarkItDown().convert(path).text_content)


@dataclass(frozen=True)
class Peer:
    """A way to read a PDF; `requirement` is what pip installs for it, None where nothing is to install;
    `package` is whose version it has, None for a program of the system."""

    read: Callable[[str], str]
    requirement: str | None = None
    package: str | None = None


PEERS = {
    "baygan": Peer(_baygan, package="baygan"),
    "baygan-extract": Peer(_extraction, package="baygan"),
    "pdftotext": Peer(_pdftotext),
    "pypdfium2": Peer(_pypdfium2, "pypdfium2", "pypdfium2"),
    "PyMuPDF": Peer(_pymupdf, "pymupdf", "pymupdf"),
    "pypdf": Peer(_pypdf, "pypdf[crypto] fonttools", "pypdf"),
    "pdfplumber": Peer(_pdfplumber, "pdfplumber", "pdfplumber"),
    "pdf_oxide": Peer(_pdf_oxide, "pdf_oxide", "pdf_oxide"),
    "kreuzberg": Peer(_kreuzberg, "kreuzberg", "kreuzberg"),
    "markitdown": Peer(_markitdown, "markitdown[pdf]", "markitdown"),
}


# In the environment of a peer: read files, print a line of JSON for each.


def _cpu() -> float:
    """CPU seconds of this process and of the ended processes it started."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _version(package: str | None) -> str:
    if package is None:
        found = subprocess.run(["pdftotext", "-v"], capture_output=True, text=True, check=True)
        return found.stderr.split()[2]
    from importlib.metadata import version

    return version(package)


def read_all(name: str, files: Sequence[str]) -> None:
    """Print the version of a peer, then text and CPU seconds of each file."""
    peer = PEERS[name]
    print(json.dumps(_version(peer.package)))
    _attempt(peer, files[0])  # what is loaded at the first use is no part of the time
    for file in files:
        runs = [_attempt(peer, file) for _ in range(RUNS)]
        print(json.dumps({"file": file, "text": runs[0][0], "cpu": min(seconds for _, seconds in runs)}))


def _attempt(peer: Peer, file: str) -> tuple[str, float]:
    start = _cpu()
    try:
        text = peer.read(file)
    except Exception as error:  # whatever a peer raises, it has not read the file
        print(f"{file}: {type(error).__name__}: {error}", file=sys.stderr)
        text = ""
    return text, _cpu() - start


# In our own environment: run the peers, compare with the truth, write the tables.


@dataclass
class Scores:
    """What a peer made of the files of one direction or one producer."""

    seconds: float = 0.0
    pages: int = 0
    blocks: int = 0
    letters: int = 0
    strict: int = 0
    words: int = 0
    words_found: int = 0

    def add(self, truth: Any, text: str, seconds: float, pages: int) -> None:
        from tests.quality import letters, strict, true_blocks, words

        text = unicodedata.normalize("NFKC", text)  # presentation forms are right
        by_letters, exact = letters(text), strict(text)
        known = Counter(words(text))
        self.seconds += seconds
        self.pages += pages
        for _, block in true_blocks(truth):
            wanted = Counter(words(block))
            self.blocks += 1
            self.letters += letters(block) in by_letters
            self.strict += strict(block) in exact
            self.words += wanted.total()
            self.words_found += (wanted & known).total()

    @property
    def row(self) -> tuple[str, ...]:
        if not self.blocks:
            return ("–",) * 4
        shares = (self.letters / self.blocks, self.strict / self.blocks, self.words_found / self.words)
        return (f"{1000 * self.seconds / self.pages:.1f}", *(f"{100 * share:.1f}" for share in shares))


@dataclass
class Result:
    """A peer's scores by direction and by producer; `absent` says why there are none."""

    version: str = ""
    absent: str = ""
    directions: defaultdict[str, Scores] = field(default_factory=lambda: defaultdict(Scores))
    producers: defaultdict[str, Scores] = field(default_factory=lambda: defaultdict(Scores))


def python_of(name: str, peer: Peer, cache: Path, log: IO[bytes]) -> Path:
    """The interpreter of a peer's environment, which is made where it is missing. Raises CalledProcessError."""
    if peer.requirement is None:
        return Path(sys.executable)
    home = cache / name
    python, done = home / "bin/python", home / ".done"
    if not done.exists():
        print(f"installing {name} ...", file=sys.stderr)
        venv.create(home, with_pip=True, clear=True)
        command = [python, "-m", "pip", "install", "--quiet", *peer.requirement.split()]
        subprocess.run(command, check=True, stdout=log, stderr=log)
        done.touch()
    return python


def run(
    name: str, peer: Peer, cache: Path, files: Sequence[Path]
) -> tuple[str, dict[str, tuple[str, float]]]:
    """Version of a peer, and text and CPU seconds by file; what it says on the way goes to a log in the cache.

    Raises CalledProcessError and OSError.
    """
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / f"{name}.log").open("wb") as log:
        # -P: this file's directory stays off the path, so that no peer imports a module of ours for one of its own.
        command = [python_of(name, peer, cache, log), "-P", Path(__file__), "--read", name, *files]
        environment = os.environ | {"PYTHONPATH": str(ROOT) if peer.requirement is None else ""}
        process = subprocess.run(command, stdout=subprocess.PIPE, stderr=log, check=True, env=environment)
    version, *rest = map(json.loads, process.stdout.decode("utf-8").splitlines())
    return version, {entry["file"]: (entry["text"], entry["cpu"]) for entry in rest}


def count_pages(path: Path) -> int:
    import pikepdf

    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def sound_files(corpus: Path) -> dict[Path, Any]:
    """The files whose text layer is sound, each with its truth."""
    from tests.quality import expected_issues

    truths = {path.stem: json.loads(path.read_text("utf-8")) for path in (corpus / "truth").glob("*.json")}
    return {
        path: truths[path.stem]
        for path in sorted(corpus.glob("*/*.pdf"))
        if path.stem in truths and not expected_issues(path.parent.name, path.stem)
    }


def direction(truth: Any) -> str:
    return "rtl" if truth["lang"] in RIGHT_TO_LEFT else "ltr"


def measure(peers: Iterable[str], corpus: Path, cache: Path) -> dict[str, Result]:
    """Run each peer on every file whose text layer is sound, and score what it read."""
    truths = sound_files(corpus)
    files = list(truths)
    pages = {path: count_pages(path) for path in files}
    results = {}
    for name in peers:
        results[name] = result = Result()
        try:
            result.version, found = run(name, PEERS[name], cache, files)
        except (subprocess.CalledProcessError, OSError) as error:
            print(f"{name}: {error}; see {cache / name}.log", file=sys.stderr)
            result.absent = "could not be installed or run here"
            continue
        for path in files:
            truth = truths[path]
            for scores in (result.directions[direction(truth)], result.producers[path.parent.name]):
                scores.add(truth, *found[str(path)], pages[path])
    return results


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    rule = "|".join("---" if i == 0 else "--:" for i in range(len(head)))
    return "\n".join(
        ("| " + " | ".join(head) + " |", f"|{rule}|", *("| " + " | ".join(row) + " |" for row in rows))
    )


def report(results: dict[str, Result]) -> str:
    """The tables, in Markdown."""
    present = {name: result for name, result in results.items() if not result.absent}
    head = ("program", "version", "CPU ms a page", "blocks by letters %", "strict %", "words %")
    parts = []
    for title, side in (("Persian and Pashto", "rtl"), ("English", "ltr")):
        rows = [(name, result.version, *result.directions[side].row) for name, result in present.items()]
        parts.append(f"### {title}\n\n{_table(head, rows)}")
    producers = sorted({producer for result in present.values() for producer in result.producers})
    names = [name for name in present if name != "baygan-extract"]
    rows = [
        (f"`{producer}`", *(present[name].producers[producer].row[1] for name in names))
        for producer in producers
    ]
    parts.append("### Blocks by letters %, by producer\n\n" + _table(("producer", *names), rows))
    parts += [f"Absent: {name}, which {result.absent}." for name, result in results.items() if result.absent]
    return "\n\n".join(parts)


def update(page: Path, name: str, tables: str) -> None:
    """Put the tables between the markers of that name in a page."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    text = page.read_text("utf-8")
    before, _, rest = text.partition(begin)
    after = rest.partition(end)[2]
    page.write_text(f"{before}{begin}\n\n{tables}\n\n{end}{after}", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", nargs="?", type=Path, default=ROOT / "tests/corpus")
    parser.add_argument(
        "--cache", type=Path, default=ROOT / ".bench", help="where the peers' environments are"
    )
    parser.add_argument("--only", default=",".join(PEERS), help="names of peers, separated by commas")
    parser.add_argument(
        "--write", type=Path, help="the page whose tables are replaced; else they are printed"
    )
    options = parser.parse_args()
    names = [name for name in PEERS if name in options.only.split(",")]
    tables = report(measure(names, options.corpus.resolve(), options.cache.resolve()))
    if options.write:
        update(options.write, "pdf", tables)
    else:
        print(tables)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--read"]:
        read_all(sys.argv[2], sys.argv[3:])
    else:
        main()
