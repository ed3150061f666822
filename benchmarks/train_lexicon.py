"""Make `pipeline/extract/pdf/decoding/lexicon.tsv` anew: the commonest words of Persian and Pashto.

    git clone https://github.com/unicode-org/unilex
    python benchmarks/train_lexicon.py unilex/data/frequency

The lists of Unilex (Unicode License V3) tell how often a word stands in text of the web. Of each language the words are
written as `skeleton` leaves them, with the logarithm of how often they stand among a million.
"""

from __future__ import annotations

import math
import sys
from collections import Counter, defaultdict
from pathlib import Path

from pipeline.extract.pdf.decoding.lexicon import LEXICON, PER_UNIT
from pipeline.normalize.language.cues import skeleton
from pipeline.normalize.script import ARABIC_WORDS

LANGUAGES, MOST = {"fa": "fa", "ps-words": "ps"}, 15_000


def words(path: Path) -> Counter[str]:
    """The words of a list with their frequencies."""
    counts: Counter[str] = Counter()
    for line in path.read_text("utf-8").splitlines()[1:]:
        if line and not line.startswith("#"):
            form, frequency = line.split("\t")
            for word in ARABIC_WORDS.findall(skeleton(form)):
                counts[word] += int(frequency)
    return counts


def main(lists: Path) -> None:
    rows = []
    for language, name in LANGUAGES.items():
        counts = words(lists / f"{name}.txt")
        by_share: defaultdict[int, list[str]] = defaultdict(list)
        for word, count in counts.most_common(MOST):
            if len(word) > 1:
                by_share[round(PER_UNIT * math.log(1e6 * count / counts.total()))].append(word)
        rows += [f"{language}\t{share}\t{' '.join(sorted(own))}" for share, own in sorted(by_share.items())]
    LEXICON.write_text("\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
