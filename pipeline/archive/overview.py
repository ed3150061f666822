"""What an archive holds and what in it needs a human: counts, failures by reason, doubtful documents, runs."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from pipeline.archive.statuses import FAILED
from pipeline.display import without_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pipeline.archive.reader import Reader

EXAMPLES = 3  # paths or names that stand for a group
RUNS = 10  # the latest
NUMBER = re.compile(r"\d+")


class Group(Struct, frozen=True):
    """Inputs that share a status and reason, or documents that share an issue; some of them by path or name."""

    status: str
    reason: str
    count: int
    examples: tuple[str, ...]


class PastRun(Struct, frozen=True):
    """A run as the catalogue remembers it; `finished` is None if it was killed, or is still at work."""

    number: int
    inbox: str
    version: str
    started: str
    finished: str | None
    counts: Mapping[str, int]


class Overview(Struct, frozen=True, kw_only=True):
    """The state of an archive. `stale` documents were made by something else than would make them now; of `unknown` ones
    the catalogue does not know what made them, because it was made again from the records."""

    documents: Mapping[str, int]
    sources: Mapping[str, int]
    failures: tuple[Group, ...]
    doubts: tuple[Group, ...]
    runs: tuple[PastRun, ...]
    stale: int
    unknown: int


def overview(
    reader: Reader, fingerprint: Callable[[str | None], str], *, examples: int = EXAMPLES
) -> Overview:
    """The overview of an archive; `fingerprint` gives for a profile what a document would be made with now."""
    made = reader.rows("SELECT profile, made_with, count(*) FROM document GROUP BY 1, 2")
    return Overview(
        documents=dict(reader.rows("SELECT status, count(*) FROM document GROUP BY 1 ORDER BY 1 DESC")),
        sources=dict(reader.rows("SELECT status, count(*) FROM source GROUP BY 1 ORDER BY 2 DESC, 1")),
        failures=_failures(reader, examples),
        doubts=_doubts(reader, examples),
        runs=tuple(_run(*row) for row in reader.rows(_RUNS, (RUNS,))),
        stale=sum(count for profile, by, count in made if by is not None and by != fingerprint(profile)),
        unknown=sum(count for _, by, count in made if by is None),
    )


_RUNS = "SELECT id, inbox, version, started, finished, counts FROM run ORDER BY id DESC LIMIT ?"


def _run(
    number: int, inbox: str, version: str, started: str, finished: str | None, counts: str | None
) -> PastRun:
    return PastRun(number, inbox, version, started, finished, json.loads(counts or "{}"))


def _failures(reader: Reader, examples: int) -> tuple[Group, ...]:
    marks = ", ".join("?" * len(FAILED))
    rows = reader.each(
        f"SELECT status, reason, inbox, path FROM source WHERE status IN ({marks}) ORDER BY path",
        sorted(FAILED),
    )
    found = ((status, common(reason or "", inbox, path), path) for status, reason, inbox, path in rows)
    return _groups(found, examples)


def common(reason: str, inbox: str, path: str) -> str:
    """A reason without the name of the file and the numbers in it, so that those of many files are one."""
    return NUMBER.sub("N", without_name(reason, f"{inbox}/{path}", path, PurePosixPath(path).name))


def _doubts(reader: Reader, examples: int) -> tuple[Group, ...]:
    """The issues of documents that ask for a human eye."""
    rows = reader.each(
        "SELECT DISTINCT document.status, issue.code, document.name FROM issue"
        " JOIN document ON document.id = issue.document WHERE document.status = 'check' ORDER BY document.name"
    )
    return _groups(rows, examples)


def _groups(rows: Iterable[tuple[str, str, str]], examples: int) -> tuple[Group, ...]:
    """Rows of status, reason and name as groups, the largest first."""
    counts: Counter[tuple[str, str]] = Counter()
    names: dict[tuple[str, str], list[str]] = defaultdict(list)
    for status, reason, name in rows:
        counts[status, reason] += 1
        if len(names[status, reason]) < examples:
            names[status, reason].append(name)
    return tuple(Group(*key, count, tuple(names[key])) for key, count in counts.most_common())
