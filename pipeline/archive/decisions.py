"""What people decided of an article: a file beside its record, NAME.decisions.json, laid over it wherever it is read.

The record stays as the program made it, so a new conversion replaces it and the decisions stand. They are a list that only
grows: who decided when, what was there before, what is there after. The last one on a field counts.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal, cast, get_args

from msgspec import Struct, to_builtins

from pipeline.emit.strict import dumps
from pipeline.errors import BayganError
from pipeline.normalize.language import direction, identify
from pipeline.normalize.language.cues import SCRIPTS

SCHEMA = "decisions/1"
SUFFIX = ".decisions.json"
PERSON = "person"  # where the evidence of a field says that it was read
REJECTED, UNREADABLE = "rejected", "decisions-unreadable"

Field = Literal["title", "authors", "date", "section", "lang"]
Verdict = Literal["accept", "reject", "reopen"]
FIELDS: tuple[Field, ...] = get_args(Field)
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

SETTLES: Mapping[str, frozenset[str]] = {
    "title": frozenset({"no-title"}),
    "authors": frozenset({"no-author", "author-uncertain"}),
    "date": frozenset({"no-date", "date-ambiguous", "date-invalid", "dates-disagree"}),
}
"""The issues that are no doubts any more when a person has given the field."""
QUIET = frozenset(
    {
        "blank-page",
        "charset-mislabelled",
        "decoded-text",
        "markup-too-deep",
        "no-author",
        "ocr-layer",
        "page-turned",
        "paragraph-uncertain",
        "read-by-ocr",
        "unmapped-kashidas",
    }
)
"""The codes of issues that ask for no eye: in docs/record.md those without a dot."""

Record = Mapping[str, Any]


class Decision(Struct, frozen=True, kw_only=True):
    """One decision: a field and its values, shaped as in the record (None: it has none), or a verdict on the whole.

    `accept` has in `before` the codes of the issues that were accepted; others that a new conversion finds are not.
    `at` is UTC, ISO 8601.
    """

    by: str
    at: str
    what: Field | Verdict
    before: Any = None
    after: Any = None
    note: str = ""


class DecisionError(BayganError):
    """A decision that makes no sense; the message says what to enter instead."""

    exit_code = 2


def parse(data: bytes) -> tuple[Decision, ...]:
    """The decisions of a file. Raises ValueError."""
    content = json.loads(data)
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise ValueError(f"its schema is not {SCHEMA}")
    try:
        decisions = tuple(Decision(**entry) for entry in content["decisions"])
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a list of decisions: {error}") from error
    for decision in decisions:
        if decision.what not in FIELDS + VERDICTS:
            raise ValueError(f"nothing is called '{decision.what}'")
    return decisions


def render(identity: str, decisions: Sequence[Decision]) -> bytes:
    """The file of these decisions on the record with this id."""
    entries = [_known(to_builtins(decision)) for decision in decisions]
    return f"{dumps({'schema': SCHEMA, 'id': identity, 'decisions': entries}, indent=1)}\n".encode()


def applied(record: Record, decisions: Sequence[Decision]) -> dict[str, Any]:
    """The record with the decisions laid over it; itself, where there are none.

    Fields are replaced, with "person" as their evidence; issues that a decision settles are gone, and the status is
    that of those that remain; `decisions` has the list.
    """
    made = dict(record)
    if not decisions:
        return made
    settled: set[str] = set()
    accepted: frozenset[str] = frozenset()
    rejection: Decision | None = None
    for decision in decisions:
        if decision.what in FIELDS:
            made = _with_field(made, decision.what, decision.after)
            settled |= SETTLES.get(decision.what, frozenset())
        else:
            accepted = frozenset(decision.before or ()) if decision.what == "accept" else frozenset()
            rejection = decision if decision.what == "reject" else None
    issues = [issue for issue in record.get("issues", ()) if issue["code"] not in settled | accepted]
    issues += [_rejected(rejection)] if rejection else []
    made.pop("issues", None)
    return made | {
        **({"issues": issues} if issues else {}),
        "status": "check" if any(asks(issue["code"]) for issue in issues) else "ok",
        "decisions": [_known(to_builtins(decision)) for decision in decisions],
    }


def decided(record: Record, data: bytes | None) -> dict[str, Any]:
    """The record with the decisions of their file, if there is one, laid over it.

    A file that cannot be read costs its own decisions, and is told as an issue."""
    try:
        return applied(record, parse(data) if data is not None else ())
    except ValueError as error:
        issue = {
            "code": UNREADABLE,
            "message": f"What people decided of this article cannot be read: {error}",
        }
        return {**record, "status": "check", "issues": [*record.get("issues", ()), issue]}


def asks(code: str) -> bool:
    """Whether an issue asks for a human eye."""
    return code not in QUIET


def correction(record: Record, field: Field, typed: str, *, by: str, at: str, note: str = "") -> Decision:
    """The decision that the field of this record, decisions applied, is what was typed; nothing typed: it has none.

    Authors are parted by newlines or semicolons, names of a section by newlines. Raises DecisionError.
    """
    before, after = record.get(field) or None, _value(field, typed.strip(), record)
    if before == after:
        raise DecisionError(f"The {field} is that already.")
    return Decision(by=by, at=at, what=field, before=before, after=after, note=note.strip())


def verdict(record: Record, what: Verdict, *, by: str, at: str, note: str = "") -> Decision:
    """The decision on the whole of this record, decisions applied."""
    codes = [issue["code"] for issue in record.get("issues", ())]
    before = (
        sorted({code for code in codes if code not in (REJECTED, UNREADABLE)}) if what == "accept" else None
    )
    return Decision(by=by, at=at, what=what, before=before, note=note.strip())


def _known(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if value not in (None, "", [])}


def _rejected(decision: Decision) -> dict[str, str]:
    why = f": {decision.note}" if decision.note else "."
    return {"code": REJECTED, "message": f"{decision.by} marked the conversion as wrong{why}"}


def _with_field(record: Record, field: str, value: Any) -> dict[str, Any]:
    made = {key: content for key, content in record.items() if key != field}
    if field == "title":
        made["title"] = value or ""
    elif value:
        made[field] = value
    if field == "lang":
        made["dir"] = _direction(value, record["dir"])
        made["langs"] = [value, *(lang for lang in record.get("langs", ()) if lang != value)]
    made["evidence"] = {**record.get("evidence", {}), field: {"from": PERSON}}
    return made


def _direction(lang: str, otherwise: str) -> str:
    script = SCRIPTS.get(lang)
    return otherwise if script is None else "rtl" if script == "arab" else "ltr"


def _value(field: Field, typed: str, record: Record) -> Any:
    """What was typed, shaped as in the record."""
    match field:
        case "date":
            return _date(typed)
        case "lang":
            if typed not in SCRIPTS:
                raise DecisionError(f"'{typed}' is no language that Baygan knows: {', '.join(SCRIPTS)}.")
            return typed
        case "authors":
            return [name.strip() for name in typed.replace(";", "\n").split("\n") if name.strip()] or None
        case "section":
            names = [name.strip() for name in typed.split("\n") if name.strip()]
            return [_text(name, record) for name in names] or None
        case "title":
            return " ".join(typed.split()) or None


def _date(typed: str) -> str | None:
    try:
        return datetime.date.fromisoformat(typed).isoformat() if typed else None
    except ValueError:
        raise DecisionError(f"'{typed}' is no day; write it as 2019-03-05.") from None


def _text(name: str, record: Record) -> dict[str, str]:
    """A name of a section as a text; in the language that it had before, if it is one of those."""
    for text in record.get("section", ()):
        if text["text"] == name:
            return cast("dict[str, str]", text)
    return {"text": name, "lang": identify(name, record["lang"]), "dir": direction(name) or record["dir"]}
