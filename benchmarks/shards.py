"""What an article takes as files and in shards: bytes, and CPU time to pack it and to read it again.

    python -m benchmarks.shards [ARTICLES]

ARTICLES is a directory of records with their Markdown beside them, such as `articles/` of an archive; the samples, where none is given.
Bytes are those of one shard of all the articles, each once: copies of one article would compress too well. Times are those of a
full shard.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from pipeline.archive.shards.forms import FORMS
from pipeline.archive.shards.packing import Shards
from pipeline.archive.shards.row import Row

SAMPLES = Path(__file__).parents[1] / "samples"
BLOCK = 4096  # bytes, of which a file takes whole numbers
READS = 50


def articles(directory: Path) -> list[Row]:
    return [
        Row(str(number), path.read_bytes(), path.with_suffix(".md").read_bytes())
        for number, path in enumerate(sorted(directory.rglob("*.json")))
        if path.with_suffix(".md").exists()
    ]


def full(rows: list[Row]) -> list[Row]:
    return [
        row._replace(name=str(number))
        for number, row in zip(range(Shards.inputs), rows * Shards.inputs, strict=False)
    ]


def main() -> None:
    rows = articles(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES)
    sizes = [len(content) for row in rows for content in (row.record, row.markdown)]
    blocks = sum(-(-size // BLOCK) * BLOCK for size in sizes)
    print(
        f"{len(rows)} articles as files: {sum(sizes) / len(rows):,.0f} bytes each, {blocks / len(rows):,.0f} on disk"
    )
    many = full(rows)
    for name, form in FORMS.items():
        data, _ = form.pack(rows)
        began = time.process_time()
        whole, spans = form.pack(many)
        packed = time.process_time() - began
        began = time.process_time()
        for span in random.Random(1).choices(spans, k=READS):
            form.unpack(whole)(*span)
        cold = time.process_time() - began
        read = form.unpack(whole)
        began = time.process_time()
        for span in spans:
            read(*span)
        warm = time.process_time() - began
        print(
            f"{name}: {len(data) / len(rows):,.0f} bytes each; {1000 * packed / len(many):.2f} ms to pack one, "
            f"{1000 * cold / READS:.1f} ms to read one of a shard, {1000 * warm / len(many):.2f} ms each in their order"
        )


if __name__ == "__main__":
    main()
