"""The same article twice: as PDF and as web page, or printed again years later.

Two conversions of one article never agree to the letter: a font lost its half-spaces, a line ended in a
hyphen, a heading stayed behind. So articles are compared by the share of nine-letter sequences that they have in
common (Jaccard similarity), letters folded and everything between them left out, estimated by MinHash (A. Broder,
"On the resemblance and containment of documents", 1997). Duplicates are linked; what to do with them is for others.

The library is rensa, because it is half a megabyte and needs no other; datasketch brings numpy and scipy.
"""

from __future__ import annotations

import re
import struct
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from pipeline.normalize import fold_joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.model import Article, Document

LETTERS = 9
"""Length of a shingle. Of 12 articles printed by 5 producers and as 3 kinds of web page the least similar two prints
of one have 0.96 in common (words by threes: 0.95; 16 letters: 0.94), the most similar two articles 0.02."""

VALUES = 128  # numbers of a fingerprint; the estimate is off by 0.045 at most two times in three
ROWS = 4  # 32 bands of 4: of pairs with similarity 0.5 87 % meet in a band, with 0.7 all but 2 in 10,000
BAND = ROWS * 4  # bytes
SEED = 1997
ALIKE = 0.5
"""Least similarity of duplicates, far above chance: of an article with every twentieth word changed 0.75 is left,
with every tenth 0.54, with every fifth 0.30 (means of 12)."""

SAME_PRINT = 0.7
"""Similarity of two documents of one site, masthead and all, from which they are two prints of one article."""
NOT_LETTER = re.compile(r"[\W_]+")


class Fingerprint(Struct, frozen=True):
    """What is left of a text for comparing: 128 numbers of four bytes, or none if there is no text.

    `scheme` names how they were made; two of different schemes have nothing to say about each other.
    """

    scheme: str
    values: bytes

    def similarity(self, other: Fingerprint) -> float:
        """Estimated share of the shingles that two texts have in common, 0 to 1."""
        if self.scheme != other.scheme or not self.values or not other.values:
            return 0.0
        pairs = zip(memoryview(self.values).cast("I"), memoryview(other.values).cast("I"), strict=True)
        return sum(mine == theirs for mine, theirs in pairs) / VALUES


class Duplicate(Struct, frozen=True):
    """An article that another one repeats, and how similar they are."""

    name: str
    of: str
    similarity: float


def fingerprint(article: Article) -> Fingerprint:
    """Fingerprint of an article's title and body; the same bytes on every machine."""
    cells = (cell for block in article.body for row in block.rows for cell in row)
    return fingerprint_texts(article.title, [*(block.text for block in article.body), *cells])


def fingerprint_record(record: Mapping[str, Any]) -> Fingerprint:
    """The same from an article/1 record."""
    cells = (cell for block in record["body"] for row in block.get("rows", ()) for cell in row)
    return fingerprint_texts(record["title"], [*(block["text"] for block in record["body"]), *cells])


def fingerprint_texts(title: str, body: Iterable[str]) -> Fingerprint:
    """The same from a title and the texts below it."""
    from rensa import RMinHash

    scheme = f"minhash{RMinHash.ALGORITHM_VERSION}-{SEED}-{VALUES}-letters{LETTERS}"
    if not (letters := _letters("\n".join(body))):
        return Fingerprint(scheme, b"")  # a title alone is no article: scans are often all "Scan"
    sketch = RMinHash(num_perm=VALUES, seed=SEED)
    sketch.update(list(_shingles(_letters(title) + letters)))
    return Fingerprint(scheme, struct.pack(f"<{VALUES}I", *sketch.digest()))


def _letters(text: str) -> str:
    return NOT_LETTER.sub("", fold_joined(text))


def _shingles(letters: str) -> Iterator[str]:
    return (letters[at : at + LETTERS] for at in range(max(1, len(letters) - LETTERS + 1)))


def find_duplicates(
    fingerprints: Iterable[tuple[str, Fingerprint]], least: float = ALIKE
) -> tuple[Duplicate, ...]:
    """Each article that repeats one before it, linked to the first of its kind that is most like it.

    Only first ones are compared with: the work grows with their number, not with the square of all, and
    no chain of small differences links two texts that have little in common.
    """
    firsts: dict[tuple[str, int, bytes], list[tuple[str, Fingerprint]]] = defaultdict(list)
    found: list[Duplicate] = []
    for name, mine in fingerprints:
        bands = list(_bands(mine))
        candidates = dict(first for band in bands for first in firsts.get(band, ()))
        links = (Duplicate(name, of, mine.similarity(theirs)) for of, theirs in candidates.items())
        link = max(links, key=lambda link: link.similarity, default=None)
        if link and link.similarity >= least:
            found.append(link)
        else:
            for band in bands:
                firsts[band].append((name, mine))
    return tuple(found)


def _bands(mine: Fingerprint) -> Iterator[tuple[str, int, bytes]]:
    """Locality-sensitive hashing: texts that agree in all numbers of one band are worth a comparison."""
    for start in range(0, len(mine.values), BAND):
        yield mine.scheme, start, mine.values[start : start + BAND]


def repeated(documents: Sequence[Document]) -> list[int]:
    """The numbers of documents of one site that are second prints of an article: what those share is not the site's.

    A print and a web page of one article both stay, for each has a layout to learn."""
    numbers: list[int] = []
    for printed in (True, False):
        prints = [
            (str(number), fingerprint_texts("", [line.text for line in document.lines]))
            for number, document in enumerate(documents)
            if bool(document.pages) == printed
        ]
        numbers += [int(link.name) for link in find_duplicates(prints, least=SAME_PRINT)]
    return sorted(numbers)
