"""CPU time of searches over a large archive, and what its catalogue weighs.

    python -m benchmarks.search [--documents 100000] [--at DIRECTORY]

The archive is made once, by default in `.bench/search`: documents of paragraphs of the test corpus, in which one word of ten is
replaced by an invented one, so that there are as many rare words as in real archives. Each search is the whole answer: count,
the 20 best documents, and snippets read from their records.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.archive.catalogue import Catalogue, Ended
from pipeline.archive.entry import entry_of
from pipeline.archive.local import Archive
from pipeline.archive.reader import Reader
from pipeline.archive.search import Query, facets, search
from pipeline.emit.strict import dumps

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
LETTERS = {
    "fa": "ابپتجچحخدرزسشصطعفقکگلمنوهی",
    "ps": "ابپتټجځچخدډرړزژسشښغکګلمنڼوهی",
    "en": "abcdefghilmnoprstuvw",
}
SITES = ["آزادی", "بامداد", "کاروان", "a.example.org", "b.example.org"]
SECTIONS = ["سیاست", "اقتصاد", "Culture", "ادب", "World"]
INVENTED = 300_000  # words; a tenth of the words of the documents, the first of them the most frequent
SAMPLES = 20  # searches of each kind
BATCH = 1000


def paragraphs() -> dict[str, list[str]]:
    """The paragraphs of the corpus by language."""
    found: dict[str, list[str]] = {"fa": [], "ps": [], "en": []}
    for path in sorted((ROOT / "samples").glob("*/expected.json")):
        for block in json.loads(path.read_text("utf-8"))["body"]:
            if block["lang"] in found and len(block["text"]) > 80:
                found[block["lang"]].append(block["text"])
    return found


def invented(rng: random.Random, lang: str) -> str:
    """A word; the same few return often, most never."""
    number = int(INVENTED ** rng.random())
    letters = random.Random(f"{lang}{number}")
    return "".join(letters.choices(LETTERS[lang], k=letters.randint(4, 9)))


def documents(count: int) -> Iterator[dict[str, object]]:
    texts = paragraphs()
    rng = random.Random(1)
    for number in range(count):
        lang = rng.choices(["fa", "ps", "en"], [7, 1, 2])[0]
        body = [
            " ".join(invented(rng, lang) if rng.random() < 0.1 else word for word in text.split())
            for text in rng.choices(texts[lang], k=rng.randint(3, 12))
        ]
        direction = "ltr" if lang == "en" else "rtl"
        name, sha256 = rng.choice(SITES), hashlib.sha256(str(number).encode()).hexdigest()
        yield {
            "schema": "article/1",
            "id": f"sha256:{sha256}",
            "status": "check" if rng.random() < 0.1 else "ok",
            "title": " ".join(body[0].split()[:6]),
            "authors": [invented(rng, lang)],
            "date": f"{rng.randint(1998, 2024)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
            "section": [{"text": rng.choice(SECTIONS), "lang": lang, "dir": direction}],
            "site": {"name": [{"text": name, "lang": lang, "dir": direction}]},
            "lang": lang,
            "dir": direction,
            "body": [
                {"kind": "paragraph", "text": text, "lang": lang, "dir": direction, "page": page}
                for page, text in enumerate(body, 1)
            ],
            "issues": [{"code": "no-author", "message": "no author"}] if rng.random() < 0.2 else [],
            "source": {
                "file": f"{number}.pdf",
                "media_type": "application/pdf",
                "sha256": sha256,
                "bytes": 1,
                "pages": len(body),
            },
            "conversion": {"version": "0"},
            "accounting": {"letters": 0},
        }


def build(root: Path, count: int) -> None:
    archive = Archive(root)
    archive.open()
    start = time.process_time()
    with Catalogue(archive.catalogue) as catalogue:
        run = catalogue.begin_run("/inbox", "2024-01-01T00:00:00+00:00")
        batch: list[Ended] = []
        for number, record in enumerate(documents(count), 1):
            name = f"{number % 100:02}/{number}"
            archive.stage(f"articles/{name}.json", dumps(record, indent=1).encode())
            entry = entry_of(record)
            batch.append(
                Ended(
                    inbox="/inbox",
                    path=f"{name}.pdf",
                    size=1,
                    mtime_ns=0,
                    status=record["status"],  # type: ignore[arg-type]
                    sha256=entry.sha256,
                    entry=entry,
                    name=name,
                )
            )
            if len(batch) == BATCH or number == count:
                archive.publish()
                catalogue.record(run, batch)
                batch.clear()
    print(f"made {count} documents in {time.process_time() - start:.0f} CPU s")


def words_of(reader: Reader, rng: random.Random, fewest: int, most: int) -> list[str]:
    """Words that so many documents have, each picked from a document as people pick them: from what they know."""
    found: list[str] = []
    while len(found) < SAMPLES:
        name = reader.rows("SELECT name FROM document WHERE id = ?", (rng.randint(1, total(reader)),))[0][0]
        record = reader.record(name)
        assert record is not None
        word = rng.choice(rng.choice(record["body"])["text"].split()).strip(".,،؛:!؟?«»()\"'")
        if len(word) > 2 and fewest <= search(reader, Query(words=word, limit=0)).total <= most:
            found.append(word)
    return found


def total(reader: Reader) -> int:
    return int(reader.rows("SELECT max(id) FROM document")[0][0])


def kinds(reader: Reader) -> Iterator[tuple[str, list[Query]]]:
    rng, count = random.Random(2), total(reader)
    rare = words_of(reader, rng, 1, count // 1000)
    usual = words_of(reader, rng, count // 1000, count // 20)
    common = words_of(reader, rng, count // 20, count)
    yield "a rare word (to 0.1 % of the documents)", [Query(words=word) for word in rare]
    yield "a usual word (to 5 %)", [Query(words=word) for word in usual]
    yield "a common word (more)", [Query(words=word) for word in common]
    yield "two common words", [Query(words=f"{a} {b}") for a, b in zip(common, reversed(common), strict=True)]
    yield "a usual and a common word", [Query(words=f"{a} {b}") for a, b in zip(usual, common, strict=True)]
    yield "a phrase", [Query(words=f'"{phrase}"') for phrase in phrases(reader, rng)]
    yield "the beginning of a word", [Query(words=f"{word[:4]}*") for word in usual]
    yield (
        "a usual word, not a common one",
        [Query(words=f"{a} -{b}") for a, b in zip(usual, common, strict=True)],
    )
    yield (
        "a usual word, in a language, site and decade",
        [Query(words=word, lang=("fa",), site=("بامداد",), since="2001", until="2010") for word in usual],
    )
    yield "a common word, the newest first", [Query(words=word, sort="newest") for word in common]
    yield "no word, the newest of a language", [Query(lang=("fa",)) for _ in common]


def phrases(reader: Reader, rng: random.Random) -> list[str]:
    names = [row[0] for row in reader.rows("SELECT name FROM document WHERE id % 1000 = 7")]
    texts = [(reader.record(name) or {})["body"][0]["text"].split() for name in rng.choices(names, k=SAMPLES)]
    return [" ".join(text[2:5]) for text in texts]


def measure(reader: Reader, queries: list[Query]) -> tuple[float, float, float, float]:
    """Median and largest CPU milliseconds of a search, median of its facets, and median number of documents found."""
    times, counted, found = [], [], []
    for query in queries:
        start = time.process_time()
        found.append(search(reader, query).total)
        times.append(time.process_time() - start)
        start = time.process_time()
        facets(reader, query)
        counted.append(time.process_time() - start)
    return (
        statistics.median(times) * 1000,
        max(times) * 1000,
        statistics.median(counted) * 1000,
        statistics.median(found),
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--at", type=Path, default=ROOT / ".bench" / "search")
    options = parser.parse_args()
    if not (options.at / "catalogue.sqlite").exists():
        build(options.at, options.documents)
    with Reader(options.at) as reader:
        size = (options.at / "catalogue.sqlite").stat().st_size
        print(f"{total(reader)} documents, catalogue {size / 1e6:.0f} MB\n")
        print("| search for | found | median ms | slowest ms | facets ms |\n|---|--:|--:|--:|--:|")
        for name, queries in kinds(reader):
            median, slowest, counted, found = measure(reader, queries)
            print(f"| {name} | {found:.0f} | {median:.1f} | {slowest:.1f} | {counted:.1f} |", flush=True)


if __name__ == "__main__":
    main()
