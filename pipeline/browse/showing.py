"""What of a record the page of an article shows, worked out for the template: pure functions on plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.browse.differences import Piece, differences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.browse.drawing import SeenLine

FIELDS = {
    "title": "Title",
    "other_titles": "Other titles",
    "authors": "Author",
    "date": "Date",
    "section": "Section",
    "lead": "Lead",
    "credit": "Credit",
}
"""Fields of the record that evidence can name, in the order of reading."""

Span = dict[str, Any]


class Shown(NamedTuple):
    """A block of the body: `key` ties it to its box, `rows` are its lines of spans, `changes` what was repaired."""

    key: str
    number: int
    block: Mapping[str, Any]
    rows: list[list[Span]]
    changes: list[Piece]


class Frame(NamedTuple):
    """A rectangle over a page, in points."""

    key: str
    part: str
    label: str
    x: float
    y: float
    width: float
    height: float


class Sheet(NamedTuple):
    """A page of a PDF file with what stands on it."""

    number: int
    width: float
    height: float
    frames: list[Frame]


def blocks(record: Mapping[str, Any]) -> list[Shown]:
    """The body, block by block."""
    return [
        Shown(
            f"b{index}",
            index,
            block,
            rows(block),
            differences(block["raw"], block["text"]) if "raw" in block else [],
        )
        for index, block in enumerate(record["body"])
    ]


def rows(block: Mapping[str, Any]) -> list[list[Span]]:
    """The spans of a block, cut at its newlines: lines of a verse, items of a list."""
    found: list[list[Span]] = [[]]
    for span in block.get("spans") or [{"text": block["text"]}]:
        first, *others = span["text"].split("\n")
        found[-1].append({**span, "text": first})
        found.extend([{**span, "text": other, "note": None}] for other in others)
    return found


def sheets(record: Mapping[str, Any], sizes: Sequence[tuple[float, float]]) -> list[Sheet]:
    """The pages with the boxes of the blocks and of the evidence."""
    frames = [*_of_fields(record), *_of_blocks(record)]
    return [
        Sheet(number, width, height, [frame for page, frame in frames if page == number])
        for number, (width, height) in enumerate(sizes, start=1)
    ]


def _of_blocks(record: Mapping[str, Any]) -> Iterator[tuple[int, Frame]]:
    for index, block in enumerate(record["body"]):
        if "box" in block and "page" in block:
            yield block["page"], frame(f"b{index}", "body", block["kind"], block["box"])


def _of_fields(record: Mapping[str, Any]) -> Iterator[tuple[int, Frame]]:
    for name, evidence in record.get("evidence", {}).items():
        if "box" in evidence and "page" in evidence:
            yield evidence["page"], frame(f"f-{name}", "field", FIELDS.get(name, name), evidence["box"])


def frame(key: str, part: str, label: str, box: Sequence[float]) -> Frame:
    x0, top, x1, bottom = box
    return Frame(key, part, label, x0, top, max(x1 - x0, 0), max(bottom - top, 0))


class Cut(NamedTuple):
    """A line that was cut from the body."""

    where: str
    text: str
    rule: str
    page: int | None
    times: int
    changes: list[Piece]


def cuts(record: Mapping[str, Any]) -> list[Cut]:
    """The boilerplate of a record."""
    return [
        Cut(
            entry["where"],
            entry["text"],
            entry.get("rule", ""),
            entry.get("page"),
            entry.get("count", 1),
            differences(entry["raw"], entry["text"]) if "raw" in entry else [],
        )
        for entry in record.get("boilerplate", ())
    ]


class Said(NamedTuple):
    """A field, the texts that it holds, and where they were read."""

    name: str
    label: str
    texts: list[Mapping[str, Any]]
    evidence: Mapping[str, Any]


def fields(record: Mapping[str, Any]) -> list[Said]:
    """The fields that a record has, or that a person said it has not."""
    evidence = record.get("evidence", {})
    return [
        Said(name, label, _texts(record.get(name)), evidence.get(name, {}))
        for name, label in FIELDS.items()
        if record.get(name) or name in evidence
    ]


def typed(value: Any) -> str:
    """A field's value as a person types it, several in lines."""
    return "\n".join(text["text"] for text in _texts(value))


def valued(value: Any) -> str:
    """A value of a decision in one line."""
    return " · ".join(text["text"] for text in _texts(value)) or "–"


def _texts(value: Any) -> list[Mapping[str, Any]]:
    """A field's value as texts, whatever shape it has."""
    if not value:
        return []
    values = value if isinstance(value, list) else [value]
    return [one if isinstance(one, dict) else {"text": one} for one in values]


def lined(
    lines: Sequence[SeenLine], sizes: Sequence[tuple[float, float]], *, by_rule: bool = False
) -> list[Sheet]:
    """The pages with every line of the source and what becomes of it; `by_rule`, lines that one rule took share a key."""
    frames = [
        (
            line.page,
            frame(
                f"r-{line.rule}" if by_rule else f"l{index}", line.part, f"{line.role}: {line.rule}", line.box
            ),
        )
        for index, line in enumerate(lines)
        if line.box and line.page
    ]
    return [
        Sheet(number, width, height, [frame for page, frame in frames if page == number])
        for number, (width, height) in enumerate(sizes, start=1)
    ]
