"""PREMIS 3 of an article: the source and the record as objects, what was done as events, the program as agent.

Source: PREMIS Data Dictionary 3.0, and the event types of the Library of Congress (id.loc.gov/vocabulary/preservation/eventType).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree
from msgspec import Struct

from pipeline.archive.export.xml import child, to_bytes
from pipeline.archive.statuses import CONVERTED
from pipeline.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.archive.export.documents import Document
    from pipeline.archive.reader import Reader
    from pipeline.archive.statuses import Status

PREMIS = "http://www.loc.gov/premis/v3"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
LOCAL = "local"
"""The type of identifiers that mean something in this archive only."""
TRIES = (
    "SELECT attempt.id, attempt.run, run.version, run.started, attempt.recorded, attempt.path, attempt.status,"
    " attempt.reason, attempt.signal FROM attempt JOIN run ON run.id = attempt.run WHERE attempt.sha256 = ?"
    " ORDER BY attempt.id"
)


class Try(NamedTuple):
    """A row of the table `attempt`, and the run that it was of."""

    id: int
    run: int
    version: str
    started: str
    recorded: str
    path: str
    status: Status
    reason: str | None
    signal: str | None

    @property
    def is_good(self) -> bool:
        return self.status in CONVERTED

    @property
    def note(self) -> str:
        return "; ".join(filter(None, [self.reason, self.signal]))


class Event(Struct, frozen=True):
    """Something that was done to an object. `kind` is an event type of the Library of Congress; times are ISO 8601."""

    id: str
    kind: str
    time: str
    detail: str
    outcome: str
    note: str
    version: str
    objects: Sequence[str]


def premis(reader: Reader, document: Document, record_size: int, record_sha256: str) -> bytes:
    """What the archive knows of how an article came to be; without events if the catalogue was made again."""
    record = document.record
    source, made = record["id"], f"articles/{document.name}.json"
    events = list(_events(reader, record, made))
    root = etree.Element(f"{{{PREMIS}}}premis", nsmap={None: PREMIS, "xsi": XSI}, version="3.0")
    known = record["source"]
    original = _object(root, source, known["sha256"], known["bytes"], known["media_type"])
    child(original, "originalName", known["file"])
    derived = _object(root, made, record_sha256, record_size, "application/json")
    child(derived, "originalName", made)
    _derivation(derived, source)
    for event in events:
        _event(root, event)
    for version in sorted({event.version for event in events} | {__version__}):
        _agent(root, version)
    return to_bytes(root)


def _events(reader: Reader, record: Mapping[str, Any], made: str) -> Iterator[Event]:
    """The source was taken in with the first try; each try was a conversion; the last that succeeded made the record."""
    tries = [Try(*row) for row in reader.rows(TRIES, (record["source"]["sha256"],))]
    for each in tries[:1]:
        place = f"{each.path}, in run {each.run}"
        yield _event_of(each, "ingestion", each.started, place, "success", "", record["id"])
        digest = f"SHA-256 {record['source']['sha256']}"
        yield _event_of(each, "message digest calculation", each.started, digest, "success", "", record["id"])
    for each in tries:
        outcome, objects = ("success", (record["id"], made)) if each.is_good else ("failure", (record["id"],))
        detail = "converted to a record (article/1) and to Markdown"
        yield _event_of(each, "normalization", each.recorded, detail, outcome, each.note, *objects)
    for each in [each for each in tries if each.is_good][-1:]:
        detail = "letters of the source accounted for in the record; its issues told"
        issues = ", ".join(dict.fromkeys(issue["code"] for issue in record.get("issues", ())))
        yield _event_of(each, "validation", each.recorded, detail, record["status"], issues, made)


def _event_of(each: Try, kind: str, time: str, detail: str, outcome: str, note: str, *objects: str) -> Event:
    return Event(
        f"{each.id}-{kind.replace(' ', '-')}", kind, time, detail, outcome, note, each.version, objects
    )


def _object(root: Any, identifier: str, sha256: str, size: int, media_type: str) -> Any:
    element = child(root, "object", **{f"{{{XSI}}}type": "file"})
    _identifier(element, "objectIdentifier", identifier)
    characteristics = child(element, "objectCharacteristics")
    fixity = child(characteristics, "fixity")
    child(fixity, "messageDigestAlgorithm", "SHA-256")
    child(fixity, "messageDigest", sha256)
    child(characteristics, "size", str(size))
    designation = child(child(characteristics, "format"), "formatDesignation")
    child(designation, "formatName", media_type)
    return element


def _derivation(element: Any, source: str) -> None:
    relationship = child(element, "relationship")
    child(relationship, "relationshipType", "derivation")
    child(relationship, "relationshipSubType", "has source")
    _identifier(relationship, "relatedObjectIdentifier", source)


def _event(root: Any, event: Event) -> None:
    element = child(root, "event")
    _identifier(element, "eventIdentifier", event.id)
    child(element, "eventType", event.kind)
    child(element, "eventDateTime", event.time)
    child(child(element, "eventDetailInformation"), "eventDetail", event.detail)
    outcome = child(element, "eventOutcomeInformation")
    child(outcome, "eventOutcome", event.outcome)
    if event.note:
        child(child(outcome, "eventOutcomeDetail"), "eventOutcomeDetailNote", event.note)
    _identifier(element, "linkingAgentIdentifier", _agent_id(event.version))
    for identifier in event.objects:
        _identifier(element, "linkingObjectIdentifier", identifier)


def _agent(root: Any, version: str) -> None:
    element = child(root, "agent")
    _identifier(element, "agentIdentifier", _agent_id(version))
    child(element, "agentName", "Baygan")
    child(element, "agentType", "software")
    child(element, "agentVersion", version)


def _agent_id(version: str) -> str:
    return f"baygan {version}"


def _identifier(parent: Any, name: str, value: str) -> None:
    """`<nameType>` and `<nameValue>` in `<name>`, as all identifiers of PREMIS are."""
    element = child(parent, name)
    child(element, f"{name}Type", LOCAL)
    child(element, f"{name}Value", value)
