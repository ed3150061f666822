"""What the catalogue keeps of a record, worked out where the record is made or read again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.normalize import fold, fold_joined

if TYPE_CHECKING:
    from collections.abc import Mapping


class Entry(NamedTuple):
    """A row of the table `document`, its issues, and its text folded for the search."""

    columns: dict[str, str | int | None]
    issues: list[tuple[str, str, int | None, int | None]]
    spaced: str
    joined: str

    @property
    def sha256(self) -> str:
        return str(self.columns["sha256"])


def entry_of(record: Mapping[str, Any]) -> Entry:
    """The entry of an article/1 record; its name and what it was made with are the archive's to add."""
    issues = [
        (issue["code"], issue["message"], issue.get("page"), issue.get("count"))
        for issue in record.get("issues", ())
    ]
    text = "\n".join(searchable(record))
    return Entry(columns_of(record), issues, fold(text), fold_joined(text))


def columns_of(record: Mapping[str, Any]) -> dict[str, str | int | None]:
    """What the table `document` has of a record."""
    source, conversion = record["source"], record["conversion"]
    site = record.get("site", {})
    return {
        "sha256": source["sha256"],
        "status": record["status"],
        "title": record["title"],
        "authors": "; ".join(record.get("authors", ())) or None,
        "date": record.get("date"),
        "section": " / ".join(text["text"] for text in record.get("section", ())) or None,
        "site": _site(site),
        "lang": record["lang"],
        "dir": record["dir"],
        "file": source["file"],
        "media_type": source["media_type"],
        "bytes": source["bytes"],
        "pages": source.get("pages"),
        "letters": record["accounting"]["letters"],
        "profile": conversion.get("profile"),
        "version": conversion["version"],
    }


def _site(site: Mapping[str, Any]) -> str | None:
    """The name that the site has in the records: as printed, else its profile's."""
    names = [name["text"] for name in site.get("name", ())]
    name: str | None = names[0] if names else site.get("url", site.get("profile"))
    return name


class Passage(NamedTuple):
    """A text of a record in which words are looked for. `block` counts the blocks of its body; None in a field."""

    text: str
    lang: str
    dir: str
    block: int | None = None
    page: int | None = None


def passages(record: Mapping[str, Any]) -> list[Passage]:
    """The title first, even if it is empty, then what people would quote, in reading order."""
    lang, dir_ = record["lang"], record["dir"]
    titles = [Passage(text["text"], text["lang"], text["dir"]) for text in record.get("other_titles", ())]
    fields = [Passage(text, lang, dir_) for text in (*record.get("authors", ()), record.get("lead", ""))]
    body = [
        Passage(block["text"], block["lang"], block["dir"], number, block.get("page"))
        for number, block in enumerate(record["body"])
    ]
    credit = Passage(record.get("credit", {}).get("text", ""), lang, dir_)
    return [Passage(record["title"], lang, dir_), *titles, *fields, *body, credit]


def searchable(record: Mapping[str, Any]) -> list[str]:
    """The texts of a record in which words are looked for."""
    return [passage.text for passage in passages(record) if passage.text]
