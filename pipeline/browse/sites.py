"""The sites of an archive: what each profile cuts, shown over a page; a profile learned from a search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from flask import Blueprint, abort, render_template, request

from pipeline.archive.search import QueryError, search
from pipeline.browse import holdings, showing
from pipeline.browse.desk import desk, reader
from pipeline.browse.drawing import DrawingError
from pipeline.browse.learning import learn
from pipeline.browse.searching import query_of
from pipeline.config import load_config

if TYPE_CHECKING:
    from pipeline.config import Profile

views = Blueprint("sites", __name__)
TEXTS = ("recognize", "masthead", "closing", "header", "footer", "credit")
MOST_LEARNED = 20  # sources: the first that a search finds; reading them takes seconds
_SITES = """
    SELECT profile, count(*), sum(status = 'check'), min(date), max(date) FROM document GROUP BY 1 ORDER BY 2 DESC
"""
_NEIGHBORS = "SELECT sha256 FROM document WHERE profile IS ? AND id {} (SELECT id FROM document WHERE sha256 = ?) ORDER BY id {} LIMIT 1"


class Site(NamedTuple):
    """A profile and the documents that it was used for; None where none knew the site."""

    profile: str | None
    documents: int
    doubtful: int
    first: str | None
    last: str | None


class Text(NamedTuple):
    """A text of a profile; `key` ties it to the lines that its rule took."""

    key: str
    text: str


@views.get("/sites")
def sites() -> str:
    """The profiles that documents were read with."""
    names = {profile.name: profile.site for profile in load_config(desk().config).profiles}
    found = [Site(*row) for row in reader().rows(_SITES)]
    return render_template("sites.html", sites=found, names=names)


@views.get("/sites/<name>")
def site(name: str) -> str:
    """A profile, and what it does with one of its documents: that of ?article=, or the latest."""
    profiles = {profile.name: profile for profile in load_config(desk().config).profiles}
    rows = reader().rows(
        "SELECT sha256 FROM document WHERE profile = ? ORDER BY date DESC, id LIMIT 1", (name,)
    )
    digest = request.args.get("article") or (rows[0][0] if rows else "")
    if name not in profiles and not rows:
        abort(404, "There is no such profile.")
    return render_template(
        "site.html",
        name=name,
        profile=profiles.get(name),
        texts=_texts(profiles[name]) if name in profiles else [],
        digest=digest,
        neighbors=[_first(sign, order, name, digest) for sign, order in (("<", "DESC"), (">", "ASC"))],
        **_example(name, digest),
    )


@views.post("/sites/learn")
def learned() -> str:
    """A profile learned from the first sources of a search: a proposal, to be saved by a person."""
    try:
        query = query_of(request.form, limit=MOST_LEARNED)
    except (QueryError, ValueError) as error:
        abort(400, str(error))
    name = request.form.get("name", "").strip() or "site"
    found = (
        holdings.origin(reader(), hit.sha256, desk().sources)
        for hit in search(reader(), query, excerpts=0).hits
    )
    origins = tuple(origin for origin in found if origin)
    try:
        lesson = desk().drawer.ask(learn, origins, name, desk().config)
    except DrawingError as error:
        abort(400, f"Nothing was learned: {error}")
    return render_template("learned.html", lesson=lesson, name=name)


def _texts(profile: Profile) -> list[tuple[str, list[Text]]]:
    """The texts of a profile by key. What it inherits from the generic one stands after its own."""
    return [
        (
            key,
            [
                Text(f"r-{profile.name}:{key}[{index}]", text)
                for index, text in enumerate(getattr(profile, key))
            ],
        )
        for key in TEXTS
        if getattr(profile, key)
    ]


def _example(name: str, digest: str) -> dict[str, Any]:
    holding = holdings.find(reader(), digest) if digest else None
    origin = holdings.origin(reader(), digest, desk().sources) if holding else None
    if not holding or not origin:
        return {"trouble": "No source of this profile is where it was read."}
    try:
        lines = desk().drawer.lines(origin, name, desk().config)
        sizes = desk().drawer.sizes(origin) if holding.is_pdf else []
    except DrawingError as error:
        return {"trouble": f"The source cannot be shown: {error}"}
    return {"holding": holding, "lines": lines, "sheets": showing.lined(lines, sizes, by_rule=True)}


def _first(sign: str, order: str, profile: str, digest: str) -> str | None:
    rows = reader().rows(_NEIGHBORS.format(sign, order), (profile, digest))
    return rows[0][0] if rows else None
