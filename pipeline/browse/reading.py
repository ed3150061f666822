"""One article: its text beside its source, and what is known of both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, abort, render_template, request

from pipeline.archive.decisions import FIELDS, REJECTED
from pipeline.browse import holdings, showing, worklist
from pipeline.browse.calendars import of_record
from pipeline.browse.desk import desk, reader
from pipeline.browse.drawing import DrawingError, read
from pipeline.emit.strict import dumps
from pipeline.errors import BayganError
from pipeline.normalize.language.cues import SCRIPTS

if TYPE_CHECKING:
    from pipeline.browse.drawing import Origin, SeenLine
    from pipeline.browse.holdings import Holding

views = Blueprint("reading", __name__)
FOR_EVER = "private, max-age=31536000, immutable"  # what a digest names never changes
CORRECTED = {"title": "Title", "authors": "Authors", "date": "Date", "section": "Section", "lang": "Language"}
SOURCE = "application/octet-stream"  # never opened in the browser: a web page of a stranger would be ours


@views.get("/article/<digest>")
def article(digest: str) -> str:
    """The article beside its source; with ?lines=1 every line of the source in place of the blocks."""
    holding = _holding(digest)
    origin = holdings.origin(reader(), digest, desk().sources)
    return render_template(
        "article.html",
        holding=holding,
        record=holding.record,
        date=of_record(holding.record.get("date")),
        fields=showing.fields(holding.record),
        blocks=showing.blocks(holding.record),
        pictures=holdings.pictures(reader(), holding),
        cuts=showing.cuts(holding.record),
        with_lines="lines" in request.args,
        **_settling(holding.record, digest),
        **_source(holding, origin, "lines" in request.args),
    )


def _settling(record: dict[str, Any], digest: str) -> dict[str, Any]:
    """What the forms of an editor offer, and the place of the article in the work list."""
    code = request.args.get("check", "")
    return {
        "check": code,
        "neighbors": worklist.neighbors(reader(), code, digest) if code else (),
        "rejected": any(issue["code"] == REJECTED for issue in record.get("issues", ())),
        "corrections": [(name, CORRECTED[name], showing.typed(record.get(name))) for name in FIELDS],
        "languages": list(dict.fromkeys([record["lang"], *SCRIPTS])),
        "valued": showing.valued,
    }


def _source(holding: Holding, origin: Origin | None, with_lines: bool) -> dict[str, Any]:
    """The pages of a PDF file, the lines of a web page; or why there are none."""
    if origin is None:
        return {"trouble": "The source is not where it was read; it may have been moved."}
    try:
        lines: list[SeenLine] = []
        if with_lines or not holding.is_pdf:
            profile = holding.record["conversion"].get("profile")
            lines = desk().drawer.lines(origin, profile, desk().config)
        if not holding.is_pdf:
            return {"lines": lines}
        sizes = desk().drawer.sizes(origin)
        return {
            "sheets": showing.lined(lines, sizes) if with_lines else showing.sheets(holding.record, sizes)
        }
    except DrawingError as error:
        return {"trouble": f"The source cannot be shown: {error}"}


@views.get("/article/<digest>/page/<int:number>.png")
def page(digest: str, number: int) -> Response:
    """A page of the source as a picture."""
    origin = holdings.origin(reader(), digest, desk().sources)
    if origin is None:
        abort(404, "The source is not where it was read.")
    try:
        data = desk().drawer.picture(origin, number)
    except DrawingError as error:
        abort(404, f"The page cannot be drawn: {error}")
    return Response(data, mimetype="image/png", headers={"Cache-Control": FOR_EVER})


@views.get("/article/<digest>/picture/<int:index>")
def picture(digest: str, index: int) -> Response:
    """The picture that a block of the body names."""
    found = holdings.picture(reader(), _holding(digest), index)
    if found is None:
        abort(404, "There is no such picture.")
    content, media_type = found
    return Response(content, mimetype=media_type)


@views.get("/article/<digest>/record.json")
def record(digest: str) -> Response:
    """The record, with what people decided."""
    holding = _holding(digest)
    return _download(f"{dumps(holding.record, indent=1)}\n".encode(), holding, ".json", "application/json")


@views.get("/article/<digest>/article.md")
def markdown(digest: str) -> Response:
    holding = _holding(digest)
    data = reader().markdown(holding.name)
    if data is None:
        abort(404, "The file is not where it was.")
    return _download(data, holding, ".md", "text/markdown")


@views.get("/article/<digest>/source")
def source(digest: str) -> Response:
    """The source as a file to save."""
    holding, origin = _holding(digest), holdings.origin(reader(), digest, desk().sources)
    if origin is None:
        abort(404, "The source is not where it was read.")
    try:
        data = read(origin)
    except BayganError as error:
        abort(404, str(error))
    response = Response(data, mimetype=SOURCE)
    response.headers.set("Content-Disposition", "attachment", filename=holding.record["source"]["file"])
    return response


def _holding(digest: str) -> Holding:
    found = holdings.find(reader(), digest)
    if found is None:
        abort(404, "The archive has no such article.")
    return found


def _download(data: bytes, holding: Holding, suffix: str, media_type: str) -> Response:
    response = Response(data, mimetype=media_type)
    name = f"{holding.name.rpartition('/')[2]}{suffix}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
