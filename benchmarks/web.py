"""Quality and CPU time of reading web pages, beside trafilatura on the same bytes.

    python -m benchmarks.web [EVALUATION] [--every N] [--write docs/benchmarks.md]

Without EVALUATION only CPU time is measured, on the web pages among the samples; the fastest of several runs counts.
EVALUATION is the `tests` directory of a checkout of github.com/adbar/trafilatura: pages in `cache/` and `eval/`,
passages that must and must not be in the text, titles, authors and dates in `evaldata.json`. Nothing of it is
part of this project. Captions and pictures, which trafilatura leaves out, are left out of our text too. CPU
seconds are of this process, the readers in turn on each page.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import time
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.pdf import update

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.model import Article

Counts = Counter[str]
RUNS = 20
SAMPLES = Path(__file__).parent.parent / "samples"


class Fields(NamedTuple):
    title: str
    date: str
    authors: Sequence[str]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("evaluation", type=Path, nargs="?")
    parser.add_argument("--every", type=int, default=1, help="only each Nth page")
    parser.add_argument("--write", type=Path, help="the page whose table is replaced; else it is printed")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    if options.evaluation is None:
        _samples()
        return
    data = json.loads((options.evaluation / "evaldata.json").read_text("utf-8"))
    counts: Counts = Counter()
    for url in sorted(data)[:: options.every]:
        page = _page(options.evaluation, data[url]["file"])
        _score(page, data[url], counts)
    if options.write:
        update(options.write, "web", _report(counts))
    else:
        print(_report(counts))


def _samples() -> None:
    import trafilatura

    from pipeline.extract import extract

    for path in sorted(SAMPLES.glob("html-*/input.html")):
        page = path.read_bytes()
        best: dict[str, int] = {}
        for _ in range(RUNS):
            counts: Counts = Counter()
            _timed("theirs", lambda: trafilatura.extract(page, include_comments=False), counts)  # noqa: B023
            _timed("ours", lambda: extract(page, path.name), counts)  # noqa: B023
            best = {name: min(best.get(name, spent), spent) for name, spent in counts.items()}
        theirs, ours = best["theirs microseconds"] / 1000, best["ours microseconds"] / 1000
        print(f"{path.parent.name}: {ours:.1f} ms, trafilatura alone {theirs:.1f} ms ({ours / theirs:.2f} x)")


def _page(directory: Path, name: str) -> bytes:
    return next(
        path for part in ("cache", "eval") if (path := directory / part / name).is_file()
    ).read_bytes()


def _score(page: bytes, truth: dict[str, Any], counts: Counts) -> None:
    import trafilatura

    from pipeline import convert
    from pipeline.extract import extract

    counts["pages"] += 1
    _named(truth, counts)
    text = _timed("theirs", lambda: trafilatura.extract(page, include_comments=False), counts)
    _timed("ours", lambda: extract(page, truth["file"]), counts)
    told = _timed("theirs told", lambda: trafilatura.bare_extraction(page, with_metadata=True), counts)
    article = _timed("ours told", lambda: convert(page, file=truth["file"]), counts)
    _passages("theirs", text or "", truth, counts)
    _passages("ours", _text(article), truth, counts)
    if told is not None:
        names = [name for name in (told.author or "").split(";") if name.strip()]
        _fields("theirs", Fields(told.title or "", told.date or "", names), truth, counts)
    if article is not None:
        _fields("ours", Fields(article.title, str(article.date), article.authors), truth, counts)


def _timed(name: str, read: Callable[[], Any], counts: Counts) -> Any:
    start = time.process_time()
    try:
        return read()
    except Exception:
        return None
    finally:
        counts[f"{name} microseconds"] += round(1e6 * (time.process_time() - start))


def _text(article: Article | None) -> str:
    if article is None:
        return ""
    blocks = [block.text for block in article.body if block.kind not in ("image", "caption")]
    return "\n".join([article.lead or "", *blocks])


def _passages(name: str, text: str, truth: dict[str, Any], counts: Counts) -> None:
    """Passages found and missed, as trafilatura's own gate counts them."""
    text = _spaced(text)
    for kind, right, wrong in (("with", "found", "missed"), ("without", "junk", "clean")):
        for passage in truth[kind]:
            counts[f"{name} {right if _spaced(passage) in text else wrong}"] += 1


def _fields(name: str, read: Fields, truth: dict[str, Any], counts: Counts) -> None:
    counts[f"{name} titles"] += bool(truth.get("title")) and _folded(read.title) == _folded(truth["title"])
    counts[f"{name} dates"] += bool(truth.get("date")) and read.date == truth["date"]
    if truth.get("author"):
        names = truth["author"] if isinstance(truth["author"], list) else truth["author"].split(";")
        counts[f"{name} authors"] += sorted(map(_folded, names)) == sorted(map(_folded, read.authors))
    else:
        counts[f"{name} invented"] += bool(read.authors)


def _named(truth: dict[str, Any], counts: Counts) -> None:
    """How many pages of the set name a field."""
    for field in ("title", "date", "author"):
        counts[f"{field}s"] += bool(truth.get(field))


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def _report(counts: Counts) -> str:
    rows = [
        f"On {counts['pages']} pages; titles of {counts['titles']}, dates of {counts['dates']} and authors of "
        f"{counts['authors']}. CPU is milliseconds a page.\n",
        "| | F1 | precision | recall | titles | dates | authors | invented | CPU, text | CPU, with fields |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
        _row("trafilatura", "theirs", counts),
        _row("Baygan", "ours", counts),
        f"\nThe text costs {_ratio('', counts):.2f} times the CPU time of trafilatura, text and fields "
        f"{_ratio(' told', counts):.2f} times.",
    ]
    return "\n".join(rows)


def _row(title: str, name: str, counts: Counts) -> str:
    found, missed, junk = (counts[f"{name} {kind}"] for kind in ("found", "missed", "junk"))
    passages = (2 * found / (2 * found + junk + missed), found / (found + junk), found / (found + missed))
    fields = [100 * counts[f"{name} {field}"] / counts[field] for field in ("titles", "dates", "authors")]
    spent = [counts[f"{name}{part} microseconds"] / 1000 / counts["pages"] for part in ("", " told")]
    cells = [f"{value:.3f}" for value in passages] + [f"{value:.1f} %" for value in fields]
    cells += [str(counts[f"{name} invented"]), *(f"{value:.1f}" for value in spent)]
    return f"| {title} | {' | '.join(cells)} |"


def _ratio(part: str, counts: Counts) -> float:
    return counts[f"ours{part} microseconds"] / counts[f"theirs{part} microseconds"]


if __name__ == "__main__":
    main()
