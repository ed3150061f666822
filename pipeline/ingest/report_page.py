"""The report of a run as a web page: one file that needs no other, no script, all text escaped."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pipeline.archive.statuses import FAILED, MEANING
from pipeline.display import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; color: #222 }
table { border-collapse: collapse; margin: .5em 0 1.5em } td, th { border-bottom: 1px solid #ddd; padding: .2em .8em .2em 0 }
th { text-align: start; font-weight: 600 } td.number { text-align: end; font-variant-numeric: tabular-nums }
td { vertical-align: top } td bdi { overflow-wrap: anywhere } .failed td:first-child { color: #b00 } .check td:first-child { color: #a60 }
summary { cursor: pointer } ul { margin: .2em 0; padding-inline-start: 1.5em } .quiet { color: #666 }
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"  # even if a text should get through as markup


def page(facts: Mapping[str, Any]) -> str:
    """The page for the facts of `report.facts_of`."""
    title = f"Run {facts['run']}"
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        f"<title>{title}</title><style>{STYLE}</style></head><body>",
        f"<h1>{title}</h1>",
        *_head(facts),
        *_section("How inputs ended", _counts(facts)),
        *_section("Failures by reason", _failures(facts["failures"])),
        *_section("Doubtful documents by issue", _issues(facts["issues"])),
        *_section("Passed over", _table(("File", "Why"), _skipped(facts["skipped"]))),
        *_section("Slowest", _table(("File", "Seconds"), _amounts(facts["slowest"], "seconds", "{:.2f}"))),
        *_section("Largest", _table(("File", "Bytes"), _amounts(facts["largest"], "size", "{:,}"))),
        *_section("Most memory", _table(("File", "Bytes"), _amounts(facts["hungriest"], "memory", "{:,}"))),
        f'<p class="quiet">Every input that ended in something new: <a href="{facts["run"]}.jsonl">{facts["run"]}.jsonl</a>. '
        f"Made by Baygan {_text(facts['version'])}.</p></body></html>\n",
    ]
    return "\n".join(parts)


def _head(facts: Mapping[str, Any]) -> Iterator[str]:
    work = facts["work"]
    finished = f" to {_time(facts['finished'])} ({facts['seconds']:.0f} s)" if facts["finished"] else ""
    yield f"<p>Inbox {_name(facts['inbox'])}, {_time(facts['started'])}{finished}.</p>"
    if facts["stopped"]:
        yield f"<p><strong>The run did not come to its end: {_text(facts['stopped'])}.</strong></p>"
    if facts["left"]:
        yield f"<p>{facts['left']:,} files were left for the next run by --limit.</p>"
    rate = f", {work['documents_per_minute']:,} documents a minute" if work["documents_per_minute"] else ""
    yield (
        f"<p>{work['documents']:,} documents converted, {work['pages']:,} pages, "
        f"{work['bytes'] / 1e6:,.1f} MB{rate}, {work['cpu']:,.1f} s of CPU time.</p>"
    )


def _section(title: str, rows: Iterable[str]) -> Iterator[str]:
    """A heading and what stands below it; neither if there is nothing."""
    if content := list(rows):
        yield f"<h2>{title}</h2>"
        yield from content


def _counts(facts: Mapping[str, Any]) -> Iterator[str]:
    yield "<table>"
    for status, meaning in MEANING.items():
        if count := facts["counts"].get(status):
            kind = "failed" if status in FAILED else status
            yield (
                f'<tr class="{kind}"><td>{status}</td><td class="number">{count:,}</td><td>{meaning}</td></tr>'
            )
    yield "</table>"


def _failures(groups: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for group in groups:
        heading = f"{group['status']}: {_sentence(group['reason'])}"
        yield from _group(heading, group["count"], map(_source, group["sources"]))


def _issues(groups: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for group in groups:
        message = f": {_sentence(group['message'])}" if group["message"] else ""
        heading = f"<code>{_text(group['code'])}</code>{message}"
        yield from _group(heading, group["count"], map(_document, group["documents"]))


def _group(heading: str, count: int, items: Iterable[str]) -> Iterator[str]:
    listed = [f"<li>{item}</li>" for item in items]
    more = f"<li>and {count - len(listed):,} more</li>" if count > len(listed) else ""
    yield f"<details><summary>{count:,} × {heading}</summary><ul>{''.join(listed)}{more}</ul></details>"


def _source(source: Mapping[str, Any]) -> str:
    letter = f" ({_link(source['letter'], 'letter')})" if "letter" in source else ""
    return f"{_name(source['path'])}{letter}"


def _document(document: Mapping[str, Any]) -> str:
    name = document["name"]
    record = _link(f"articles/{name}.json", "record")
    return f"{_link(f'articles/{name}.md', document['title'] or name)} {_name(name)} ({record})"


def _skipped(skipped: Sequence[Mapping[str, str]]) -> Iterator[str]:
    for entry in skipped:
        yield f"<tr><td>{_name(entry['path'])}</td><td>{_text(entry['reason'])}</td></tr>"


def _amounts(entries: Sequence[Mapping[str, Any]], column: str, form: str) -> Iterator[str]:
    for entry in entries:
        yield f'<tr><td>{_name(entry["path"])}</td><td class="number">{form.format(entry[column])}</td></tr>'


def _table(headings: Sequence[str], rows: Iterable[str]) -> Iterator[str]:
    if body := list(rows):
        yield f"<table><tr>{''.join(f'<th>{heading}</th>' for heading in headings)}</tr>"
        yield from body
        yield "</table>"


def _link(path: str, text: str) -> str:
    """A link to a file of the archive; the page lies in `reports/`."""
    return f'<a href="../{quote(path)}">{_name(text)}</a>'


def _name(text: str) -> str:
    """A stranger's words: escaped, and of a direction of their own."""
    return f'<bdi dir="auto">{_text(text)}</bdi>'


def _sentence(text: str) -> str:
    """Our words, which may quote a stranger's."""
    return f'<bdi dir="ltr">{_text(text)}</bdi>'


def _time(time: str) -> str:
    """A time of the catalogue, to the second."""
    return _text(f"{time[:10]} {time[11:19]} UTC")


def _text(text: object) -> str:
    return html.escape(one_line(str(text)))
