"""How good a record is: compared with the article that was printed.

Everything is judged from what a user gets, the `article/1` record. *Letters* is the text with the
spellings of yeh and kaf taken as one and without non-joiners and kashidas; *strict* is what an archivist
sees, non-joiners and all.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_CONTROLS = dict.fromkeys(
    [0xAD, 0x200E, 0x200F, 0x61C, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_ONE_SPELLING = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ۀ": "هٔ", "ـ": None, "\u200c": None})
_KINDS = {"list_item": "list", "poem": "verse", "pull_quote": "quote"}
_UNREADABLE = {"unreadable-text", "no-text", "read-by-ocr"}
_DECODED = {"decoded-text"}

# Producers, and single files, whose text layer does not hold the text: one of these issues the record must have.
EXPECTED_ISSUES = {
    "legacy8": _DECODED,
    "lo_badtounicode": _DECODED,
    "lo_notounicode": _DECODED,
    "lo_ps2pdf": _DECODED,
    "qt_textdoc/11": _DECODED,  # as many letters as its font lacks in its own table
    "scan200": {"read-by-ocr"},
    "wkhtmltopdf/06": _DECODED,  # letters of the masthead have no Unicode
    "wkhtmltopdf/09": _DECODED,
}


def expected_issues(producer: str, name: str) -> set[str]:
    """Issues of which the record of a file must have one; none where its text layer is sound."""
    return EXPECTED_ISSUES.get(producer) or EXPECTED_ISSUES.get(f"{producer}/{name}", set())


def strict(text: str) -> str:
    """NFC, one blank between words, no direction controls."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_CONTROLS).split())


def letters(text: str) -> str:
    """`strict` without what only spelling decides."""
    return " ".join(strict(text).translate(_ONE_SPELLING).split())


def true_blocks(truth: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Kind and text of each block that was printed; a table gives its rows."""
    for block in truth["blocks"]:
        if block["type"] == "table":
            yield from (("table", " ".join(row)) for row in block["rows"])
        else:
            yield _KINDS.get(block["type"], block["type"]), block["text"]


def read_blocks(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Kind and text of each block of a record, cut as `true_blocks` cuts."""
    for block in record["body"]:
        if block["kind"] == "list":
            yield from (("list", item) for item in block["items"])
        elif block["kind"] == "table":
            yield from (("table", " ".join(row)) for row in block["rows"])
        else:
            yield block["kind"], block["text"]


@dataclass(frozen=True)
class Quality:
    """Shares of what is right, in percent.

    `letters` and `strict`: blocks that stand in the record exactly; `kinds`: those that are also called
    what they are; `characters`: 100 less the character error rate of the whole body; `fields`: title,
    author, date, section, credit and language; `furniture`: lines of the masthead kept, but out of the
    body; `verdict`: whether the record says of an unreadable text that it is, and of no other.
    """

    letters: float
    strict: float
    kinds: float
    characters: float
    fields: float
    furniture: float
    verdict: float


def _share(hits: Iterable[bool]) -> float:
    hits = list(hits)
    return 100 * sum(hits) / len(hits)


def _fields(truth: Mapping[str, Any], record: Mapping[str, Any]) -> Iterator[bool]:
    language = {"mixed": "fa"}.get(truth["lang"], truth["lang"])
    sections = sorted(letters(section["text"]) for section in record.get("section", ()))
    yield letters(record["title"]) == letters(truth["title"])
    yield [letters(author) for author in record.get("authors", ())] == [letters(truth["author"])]
    yield record.get("date") == truth["date_iso"]
    yield sections == sorted((letters(truth["section_fa"]), letters(truth["section_en"])))
    yield letters((record.get("credit") or {}).get("text", "")) == letters(truth["source_line"])
    yield record["lang"].partition("-")[0] == language


def _furniture(truth: Mapping[str, Any], record: Mapping[str, Any], body: str) -> Iterator[bool]:
    cut = letters(" ".join(entry["text"] for entry in record.get("boilerplate", ())))
    body_lines = [letters(line) for line in body.split("\n")]
    for line in map(letters, truth["masthead"]):
        yield line in cut and not any(line in other for other in body_lines)


def measure(truth: Mapping[str, Any], record: Mapping[str, Any], expected: set[str]) -> Quality:
    """Compare a record with the truth. `expected`: issues of which it must have one; none where the text is
    sound, and then it may have no issue of unreadable text."""
    wanted, found = list(true_blocks(truth)), list(read_blocks(record))
    by_letters: defaultdict[str, set[str]] = defaultdict(set)
    for kind, text in found:
        by_letters[letters(text)].add(kind)
    exact = {strict(text) for _, text in found}
    true_body, body = ("\n".join(text for _, text in blocks) for blocks in (wanted, found))
    reference = letters(true_body)
    codes = {issue["code"] for issue in record.get("issues", ())}
    return Quality(
        letters=_share(letters(text) in by_letters for _, text in wanted),
        strict=_share(strict(text) in exact for _, text in wanted),
        kinds=_share(kind in by_letters.get(letters(text), ()) for kind, text in wanted),
        characters=100 * max(0.0, 1 - Levenshtein.distance(reference, letters(body)) / len(reference)),
        fields=_share(_fields(truth, record)),
        furniture=_share(_furniture(truth, record, body)),
        verdict=100.0 * (bool(codes & expected) if expected else not codes & _UNREADABLE),
    )


def mean(qualities: Iterable[Quality]) -> Quality:
    """The mean of each share over several files."""
    qualities = list(qualities)
    return Quality(
        **{
            field.name: sum(getattr(quality, field.name) for quality in qualities) / len(qualities)
            for field in fields(Quality)
        }
    )


def words(text: str) -> list[str]:
    """The words of a text by their letters, for texts without blocks."""
    return re.findall(r"\w+", letters(text))
