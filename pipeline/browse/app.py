"""The application: views, guard, filters of the templates, errors."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from flask import Flask, render_template
from werkzeug.exceptions import HTTPException

from pipeline.browse import issues, reading, runs, searching, settling, sites
from pipeline.browse.calendars import of_record
from pipeline.browse.desk import EXTENSION, close
from pipeline.browse.differences import visible
from pipeline.browse.safety import guard, is_live, seal
from pipeline.errors import BayganError
from pipeline.version import __version__

if TYPE_CHECKING:
    from pipeline.browse.desk import Desk

VIEWS = (searching, reading, settling, sites, runs)
MENU = (
    ("searching.search_page", "Search"),
    ("settling.check", "To check"),
    ("sites.sites", "Sites"),
    ("runs.runs", "Runs"),
)
MOST_SENT = 1 << 20  # bytes of a form


def create(desk: Desk) -> Flask:
    """The application for an archive. It serves; who calls it decides where it listens."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = MOST_SENT
    app.extensions[EXTENSION] = desk
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        archive=PurePosixPath(desk.archive.address).name,
        editor=desk.editor,
        token=desk.token,
        version=__version__,
        both=of_record,
        words=issues.words,
        views=MENU,
    )
    app.jinja_env.filters.update(visible=visible)
    app.jinja_env.tests.update(live=is_live)
    app.before_request(guard)
    app.after_request(seal)
    app.teardown_appcontext(close)
    for view in VIEWS:
        app.register_blueprint(view.views)
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(BayganError, _failed)
    return app


def _refused(error: HTTPException) -> tuple[str, int]:
    return render_template("error.html", name=error.name, message=error.description), error.code or 500


def _failed(error: BayganError) -> tuple[str, int]:
    return render_template("error.html", name="This did not work", message=str(error)), 500
