"""The work list, and the decisions that end it. All changes of the application are here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from flask import Blueprint, abort, redirect, render_template, request, url_for

from pipeline.archive.deciding import decide
from pipeline.archive.decisions import FIELDS, VERDICTS, DecisionError, correction, verdict
from pipeline.browse import worklist
from pipeline.browse.calendars import of_typed
from pipeline.browse.desk import desk, reader
from pipeline.errors import LockedError

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from pipeline.archive.decisions import Decision, Field, Record, Verdict

views = Blueprint("settling", __name__)
PAGE = 50  # documents, which are accepted together at most
WAIT = 5.0  # seconds for a run to end; then it is told


@views.get("/check")
def check() -> str:
    """The groups, or the documents of one."""
    groups = worklist.groups(reader())
    code = request.args.get("issue", "")
    page = max(request.args.get("page", 1, int), 1)
    total = next((group.documents for group in groups if group.code == code), 0)
    return render_template(
        "check.html",
        groups=groups,
        total=worklist.count(reader()),
        code=code,
        doubts=worklist.doubts(reader(), code, PAGE, (page - 1) * PAGE) if code else [],
        page=page,
        last=max(1, -(-total // PAGE)),
    )


@views.post("/check")
def accept() -> Response:
    """Accept the chosen documents of a group."""
    _decide(request.form.getlist("digest")[:PAGE], partial(_verdict, what="accept"))
    return redirect(url_for("settling.check", issue=request.form.get("issue") or None), 303)


@views.post("/article/<digest>/decide")
def settle(digest: str) -> Response:
    """A decision on one article; then the next of its group, or the article again."""
    what, code = request.form.get("what", ""), request.form.get("check", "")
    after = worklist.neighbors(reader(), code, digest)[1] if code else None
    if what in VERDICTS:
        _decide([digest], partial(_verdict, what=what))
    elif what in FIELDS:
        _decide([digest], partial(_correction, field=what))
    else:
        abort(400, "There is no such decision.")
    if what == "accept" and code:
        return redirect(_article(after, code) if after else url_for("settling.check", issue=code), 303)
    return redirect(_article(digest, code), 303)


def _article(digest: str, code: str) -> str:
    return url_for("reading.article", digest=digest, check=code or None)


def _decide(digests: list[str], decision: partial[Decision]) -> None:
    try:
        decide(desk().archive, digests, decision, wait=WAIT)
    except (DecisionError, ValueError) as error:
        abort(400, str(error))
    except LockedError:
        abort(409, "A run is at work on the archive. Decide when it has ended: what you entered is not kept.")


def _verdict(record: Record, at: str, *, what: Verdict) -> Decision:
    return verdict(record, what, by=desk().editor, at=at, note=request.form.get("note", ""))


def _correction(record: Record, at: str, *, field: Field) -> Decision:
    typed = request.form.get("value", "")
    if field == "date":
        typed = of_typed(typed)
    return correction(record, field, typed, by=desk().editor, at=at, note=request.form.get("note", ""))
