"""Quality and CPU time of reading web pages, beside trafilatura alone on the same bytes.

    python -m benchmarks.web [EVALUATION] [--every N]

Without EVALUATION only CPU time is measured, on the web pages among the samples; the fastest of several runs counts.
EVALUATION is the `tests` directory of a checkout of github.com/adbar/trafilatura: pages in `cache/` and `eval/`,
passages that must and must not be in the text, titles, authors and dates in `evaldata.json`. Nothing of it is
part of this project. Captions and pictures, which trafilatura leaves out, are left out of our text too. CPU
seconds are of this process, the two readers in turn on each page.
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
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.model import Article

Counts = Counter[str]
RUNS = 20
SAMPLES = Path(__file__).parent.parent / "samples"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("evaluation", type=Path, nargs="?")
    parser.add_argument("--every", type=int, default=1, help="only each Nth page")
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
    _report(counts)


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
    from pipeline.errors import DocumentError
    from pipeline.extract import extract

    theirs = _timed("theirs", lambda: trafilatura.extract(page, include_comments=False), counts) or ""
    _timed("ours", lambda: extract(page, truth["file"]), counts)
    try:
        article = convert(page, file=truth["file"])
    except DocumentError:
        article = None
    counts["pages"] += 1
    _passages("theirs", theirs, truth, counts)
    _passages("ours", _text(article), truth, counts)
    if article is not None:
        _fields(article, truth, counts)


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


def _fields(article: Article, truth: dict[str, Any], counts: Counts) -> None:
    if truth.get("title"):
        counts["titles"] += 1
        counts["titles exact"] += _folded(article.title) == _folded(truth["title"])
    if truth.get("date"):
        counts["dates"] += 1
        counts["dates exact"] += str(article.date) == truth["date"]
    if truth.get("author"):
        names = truth["author"] if isinstance(truth["author"], list) else truth["author"].split(";")
        counts["authors"] += 1
        counts["authors exact"] += sorted(map(_folded, names)) == sorted(map(_folded, article.authors))
    else:
        counts["authors invented"] += bool(article.authors)


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def _report(counts: Counts) -> None:
    print(f"{counts['pages']} pages\n\n| | F1 | precision | recall | CPU ms a page |\n|---|--:|--:|--:|--:|")
    for name in ("theirs", "ours"):
        found, missed, junk = (counts[f"{name} {kind}"] for kind in ("found", "missed", "junk"))
        f1, precision, recall = (
            2 * found / (2 * found + junk + missed),
            found / (found + junk),
            found / (found + missed),
        )
        cost = counts[f"{name} microseconds"] / 1000 / counts["pages"]
        print(f"| {name} | {f1:.4f} | {precision:.4f} | {recall:.4f} | {cost:.1f} |")
    print(f"\nCPU {counts['ours microseconds'] / counts['theirs microseconds']:.2f} x theirs")
    for name in ("titles", "dates", "authors"):
        print(f"{name} exact {100 * counts[f'{name} exact'] / counts[name]:.1f} % of {counts[name]}")
    print(f"authors invented {counts['authors invented']}")


if __name__ == "__main__":
    main()
