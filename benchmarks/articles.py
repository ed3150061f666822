"""Whole texts of articles from web pages of three other public sets, beside trafilatura on the same bytes.

    python -m benchmarks.articles [--readability TEST-PAGES] [--articles DIRECTORY] [--fundus TEST-DATA] [--half 0|1]
        [--write docs/benchmarks.md]

TEST-PAGES is `test/test-pages` of a checkout of github.com/mozilla/readability, DIRECTORY a checkout of
github.com/scrapinghub/article-extraction-benchmark, TEST-DATA is `tests/resources/parser/test_data` of a checkout of
github.com/flairNLP/fundus, pages of newspapers from 40 countries. Nothing of them is part of this project. `--half` takes every second
page: what is mended after a look at one half is judged by the other. Texts are compared by runs of four words, as the
second set does it: precision and recall of each page, in the mean.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.pdf import update
from benchmarks.web import _folded

if TYPE_CHECKING:
    from collections.abc import Iterator

RUN = 4
BLOCKS = re.compile(
    r"</?(?:p|div|br|li|h[1-6]|t[dhr]|figure|figcaption|blockquote|section|article|pre|d[tdl]|[uo]l|table)\b"
)


class Page(NamedTuple):
    """Bytes, the text of the article, and title, byline and date where the set names them."""

    data: bytes
    text: str
    title: str = ""
    byline: str = ""
    date: str = ""


class Read(NamedTuple):
    text: str
    title: str
    authors: str
    date: str


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--readability", type=Path)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--fundus", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1), help="only each second page")
    parser.add_argument("--write", type=Path, help="the page whose table is replaced; else it is printed")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    rows = [
        "| set | reader | F1 | precision | recall | titles | authors | dates |",
        "|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    sets = [
        ("Readability", _readability, options.readability, True),
        ("article extraction", _articles, options.articles, False),
        ("Fundus", _fundus, options.fundus, False),
    ]
    for title, read, directory, captions in sets:
        if directory:
            pages = list(read(directory))[options.half or 0 :: 1 if options.half is None else 2]
            rows += _table(title, pages, captions=captions)
    report = "\n".join(rows)
    if options.write:
        update(options.write, "articles", report)
    else:
        print(report)


def _readability(directory: Path) -> Iterator[Page]:
    for path in sorted(directory.glob("*/source.html")):
        told = json.loads((path.parent / "expected-metadata.json").read_text("utf-8"))
        text = _text_of((path.parent / "expected.html").read_text("utf-8"))
        fields = [told.get(name) or "" for name in ("title", "byline", "publishedTime")]
        yield Page(path.read_bytes(), text, *fields[:2], fields[2][:10])


def _articles(directory: Path) -> Iterator[Page]:
    truth = json.loads((directory / "ground-truth.json").read_text("utf-8"))
    for name in sorted(truth):
        data = gzip.decompress((directory / "html" / f"{name}.html.gz").read_bytes())
        yield Page(data, truth[name]["articleBody"])


def _fundus(directory: Path) -> Iterator[Page]:
    """Each publisher has a page for each version of its layout, both in the order of time."""
    for path in sorted(directory.glob("*/*.json")):
        versions = [told for _, told in sorted(json.loads(path.read_text("utf-8")).items())]
        pages = sorted(path.parent.glob(f"{path.stem}_2*.html.gz"))
        if len(pages) != len(versions):
            continue
        for page, told in zip(pages, versions, strict=True):
            body = told.get("body") or {"summary": [], "sections": []}
            parts = [
                text
                for section in body["sections"]
                for text in (*section["headline"], *section["paragraphs"])
            ]
            yield Page(
                gzip.decompress(page.read_bytes()),
                "\n".join((*body["summary"], *parts)),
                told.get("title") or "",
                ";".join(told.get("authors") or ()),
                (told.get("publishing_date") or "")[:10],
            )


def _text_of(markup: str) -> str:
    from lxml.html import fromstring

    return str(fromstring(f"<div>{BLOCKS.sub(lambda tag: ' ' + tag[0], markup)}</div>").text_content())


def _table(title: str, pages: list[Page], *, captions: bool) -> list[str]:
    readers = {
        "trafilatura": [_theirs(page.data) for page in pages],
        "Baygan": [_ours(page.data, captions=captions) for page in pages],
    }
    return [f"| {title}, {len(pages)} | {name} | {_row(pages, found)} |" for name, found in readers.items()]


def _theirs(data: bytes) -> Read:
    import trafilatura

    told: Any = trafilatura.bare_extraction(data, with_metadata=True)
    text = trafilatura.extract(data, include_comments=False) or ""
    return (
        Read(text, told.title or "", told.author or "", told.date or "") if told else Read(text, "", "", "")
    )


def _ours(data: bytes, *, captions: bool) -> Read:
    from pipeline import BayganError, convert

    try:
        article = convert(data, file="page.html")
    except BayganError:
        return Read("", "", "", "")
    left_out = ("image",) if captions else ("image", "caption")
    printed = "lead" in article.evidence and article.evidence["lead"].origin != "metadata"
    texts = [block.text for block in article.body if block.kind not in left_out]
    text = "\n".join([(article.lead or "") if printed else "", *texts])
    return Read(text, article.title, ";".join(article.authors), str(article.date or ""))


def _row(pages: list[Page], found: list[Read]) -> str:
    scores = [_overlap(page.text, read.text) for page, read in zip(pages, found, strict=True)]
    precision, recall = (sum(score[place] for score in scores) / len(scores) for place in (0, 1))
    cells = [f"{value:.3f}" for value in (2 * precision * recall / (precision + recall), precision, recall)]
    for field, name in (("title", "title"), ("byline", "authors"), ("date", "date")):
        pairs = [(getattr(page, field), getattr(read, name)) for page, read in zip(pages, found, strict=True)]
        right = [_is_right(name, truth, value) for truth, value in pairs if truth]
        cells.append(f"{sum(right)} of {len(right)}" if right else "")
    return " | ".join(cells)


def _is_right(name: str, truth: str, value: str) -> bool:
    """A byline says more than the names in it ("By A, photographs by B"), so each author must stand in it."""
    if name != "authors":
        return _folded(truth) == _folded(value)
    return bool(value) and all(_folded(author) in _folded(truth) for author in value.split(";"))


def _overlap(truth: str, found: str) -> tuple[float, float]:
    expected, runs = _runs(truth), _runs(found)
    shared = (expected & runs).total()
    return shared / max(1, runs.total()), shared / max(1, expected.total())


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)))


if __name__ == "__main__":
    main()
