"""Quality and speed of the text repairs.

    python benchmarks/normalize.py [DECLARATIONS] [PAIRS.jsonl...]

Texts are paragraphs of the Universal Declaration of Human Rights, those of the tests or all of the directory
DECLARATIONS (see train_trigrams.py), damaged here; what is counted is how many come back whole. PAIRS are inputs and outputs of other normalizers' tests, a JSON object a line with
`in`, `out`, `class` and perhaps `needs_lang`, to compare with.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

from train_trigrams import DECLARATIONS, paragraphs

from pipeline.normalize import NormalizeSettings, normalize_text
from pipeline.normalize.language import identify
from pipeline.normalize.language.neighbors import identify_lines
from pipeline.normalize.rules.lossless import ENCODING
from pipeline.normalize.rules.presentation import table
from pipeline.normalize.rules.visual import reversed_lines

CASES = Path(__file__).parent.parent / "tests" / "cases" / "normalize"
TEXTS: dict[str, list[str]] = json.loads((CASES / "languages.json").read_text("utf-8"))
OTHERS = {"en": ["eng"], "de": ["deu_1996"], "fr": ["fra"], "ru": ["rus"]}
RUNS = 7
ADVERSARIAL = {
    "spaces": " " * 2_500_000,
    "non-joiners": "\u200c" * 1_700_000,
    "embeddings": "\u202b" * 100_000,
    "tatweels": "ب" + "\u0640" * 2_500_000 + "ب",
    "marks": "ا" + "\u0654" * 2_500_000,
    "dots": "a." * 2_500_000,
    "www": "www." * 1_250_000,
    "backticks": "`" * 5_000_000,
    "digits": "1" * 5_000_000,
    "misread": "ط§" * 1_250_000,
}


def share(right: int, of: int) -> str:
    return f"{100 * right / of:.1f} % of {of}"


def row(*cells: object) -> None:
    print(f"| {' | '.join(map(str, cells))} |")


def wrong_decodings() -> None:
    print("\n| read as | language | repaired | partly | \n|---|---|--:|--:|")
    for meant, read_as in (("utf-8", "latin-1"), ("utf-8", "cp1256"), ("cp1256", "latin-1")):
        for language in ("fa", "ps", "ar"):
            outcome = Counter(_redecoded(text, meant, read_as) for text in TEXTS[language])
            row(
                f"{meant} as {read_as}", language, share(outcome["whole"], outcome.total()), outcome["partly"]
            )


def _redecoded(text: str, meant: str, read_as: str) -> str:
    if meant == "cp1256":  # it has no Persian yeh and few Pashto letters
        text = text.replace("ی", "ي").encode(meant, "replace").decode(meant)
    damaged = text.encode(meant).decode(read_as)
    repaired = ENCODING(damaged)
    return "whole" if repaired == text else "not" if repaired == damaged else "partly"


def clean_lines() -> None:
    print(
        "\n| language | lines | taken for misread | for reversed | letters changed |\n|---|--:|--:|--:|--:|"
    )
    for language, texts in TEXTS.items():
        lines = [line for text in texts for line in text.split(". ")]
        misread = sum(ENCODING(line) != line for line in lines)
        changed = sum(
            change.rule in {"persian-letters", "pashto-letters"}
            for change in normalize_text("\n".join(lines), language).changes
        )
        row(language, len(lines), misread, len(reversed_lines(lines)), changed)


def languages() -> None:
    paragraphs = [(language, text) for language, texts in TEXTS.items() for text in texts if len(text) >= 40]
    right = sum(identify(text) == language for language, text in paragraphs)
    print(f"\nlanguage of paragraphs: {share(right, len(paragraphs))}")
    headings = total = 0
    for language, texts in TEXTS.items():
        starts = [" ".join(text.split()[start : start + 4])[:39] for text in texts for start in (0, 4, 8)]
        short = [start for start in starts if any(map(str.isalpha, start))]
        found = identify_lines([*texts, *short], [None] * (len(texts) + len(short)))[len(texts) :]
        headings += sum(language == other for other in found)
        total += len(short)
    print(f"of pieces under 40 characters given their document: {share(headings, total)}")


def peers(files: list[str]) -> None:
    results: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for line in (line for file in files for line in Path(file).read_text("utf-8").strip().split("\n")):
        pair = json.loads(line)
        if isinstance(pair.get("in"), str) and "class" in pair:
            language = pair.get("needs_lang") or (None if "ftfy" in pair["source"] else "fa")
            settings = NormalizeSettings(typography=pair["class"] == "editorial")
            wanted = normalize_text(pair.get("out_encoding_only") or pair["out"], language, settings).text
            results[pair["class"]][normalize_text(pair["in"], language, settings).text == wanted] += 1
    print("\n| class of pair | as the peer |\n|---|--:|")
    for name, outcome in sorted(results.items()):
        row(name, share(outcome[True], outcome.total()))


def speed() -> None:
    lines = [line for group in zip(TEXTS["fa"], TEXTS["en"], TEXTS["ps"], strict=False) for line in group]
    mixed = "\n".join(lines * 8)
    shapes: dict[str, list[str]] = {}
    for code, letters in table().items():
        shapes.setdefault(letters, []).append(chr(code))
    chance = random.Random(1)
    shaped = "".join(chance.choice(shapes.get(char, [char])) for char in mixed)
    print("\n| text | MB/s of UTF-8 |\n|---|--:|")
    for name, text in (
        ("mixed", mixed),
        ("mixed, repaired before", normalize_text(mixed).text),
        ("all forms", shaped),
    ):
        row(name, f"{len(text.encode()) / 1e6 / min(_seconds(text) for _ in range(RUNS)):.1f}")
    print("\n| adversarial | characters | s | s for half of it |\n|---|--:|--:|--:|")
    for name, text in ADVERSARIAL.items():
        row(name, len(text), f"{_seconds(text):.2f}", f"{_seconds(text[: len(text) // 2]):.2f}")


def _seconds(text: str) -> float:
    start = time.process_time()
    normalize_text(text)
    return time.process_time() - start


def read_declarations(directory: Path) -> None:
    for language, names in {**DECLARATIONS, **OTHERS}.items():
        found = (text for name in names for text in paragraphs(directory / f"{name}.html"))
        TEXTS[language] = [text for text in dict.fromkeys(" ".join(text.split()) for text in found) if text]


if __name__ == "__main__":
    if sys.argv[1:] and Path(sys.argv[1]).is_dir():
        read_declarations(Path(sys.argv.pop(1)))
    wrong_decodings()
    clean_lines()
    languages()
    peers(sys.argv[1:])
    speed()
