"""The documents that ask for a human, group by group."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.archive.decisions import QUIET

if TYPE_CHECKING:
    from pipeline.archive.reader import Reader

_DOUBTFUL = (
    "FROM issue JOIN document ON document.id = issue.document WHERE document.status = 'check' AND issue.code"
)
_QUIET = ", ".join("?" * len(QUIET))


class Group(NamedTuple):
    """Documents to check that share an issue."""

    code: str
    documents: int


class Doubt(NamedTuple):
    """A document to check, and what its issue says."""

    sha256: str
    title: str
    file: str
    lang: str
    dir: str
    date: str | None
    site: str | None
    message: str
    page: int | None


def groups(reader: Reader) -> list[Group]:
    """The issues that ask for an eye, those of the most documents first."""
    query = f"SELECT issue.code, count(DISTINCT document.id) {_DOUBTFUL} NOT IN ({_QUIET}) GROUP BY 1 ORDER BY 2 DESC, 1"
    return [Group(*row) for row in reader.rows(query, tuple(sorted(QUIET)))]


def count(reader: Reader) -> int:
    """How many documents are to be checked."""
    return int(reader.rows("SELECT count(*) FROM document WHERE status = 'check'")[0][0])


def doubts(reader: Reader, code: str, limit: int, offset: int) -> list[Doubt]:
    """The documents of a group, in a lasting order."""
    columns = ", ".join(f"document.{column}" for column in Doubt._fields[:7])
    query = (
        f"SELECT {columns}, min(issue.message), min(issue.page) {_DOUBTFUL} = ?"
        " GROUP BY document.id ORDER BY document.id LIMIT ? OFFSET ?"
    )
    return [Doubt(*row) for row in reader.rows(query, (code, limit, offset))]


def neighbors(reader: Reader, code: str, sha256: str) -> tuple[str | None, str | None]:
    """The documents of the group before and after this one, which may have left the group already."""
    here = "(SELECT id FROM document WHERE sha256 = ?)"
    found = [
        reader.rows(
            f"SELECT document.sha256 {_DOUBTFUL} = ? AND document.id {sign} {here} ORDER BY document.id {order} LIMIT 1",
            (code, sha256),
        )
        for sign, order in (("<", "DESC"), (">", "ASC"))
    ]
    before, after = (rows[0][0] if rows else None for rows in found)
    return before, after
