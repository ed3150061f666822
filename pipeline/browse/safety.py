"""What keeps strangers out: other machines, other web pages, and what a source says.

The application listens on this machine alone. A web page elsewhere could still reach it through the browser: by a name that
it points to 127.0.0.1 (DNS rebinding), which the check of the Host header refuses, or by a form that it sends here, which
the check of Origin and token refuses. Text is escaped by the templates; if any slipped through, the policy lets no script run.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import abort, request

from pipeline.browse.desk import desk

if TYPE_CHECKING:
    from flask import Response

LOCAL = ("127.0.0.1", "localhost", "[::1]")
READING = ("GET", "HEAD", "OPTIONS")
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",  # "no-referrer" would make the Origin of our own forms "null"
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def guard() -> None:
    """Before each request: 400 for a name that is not this machine's, 403 for a change that is not ours to make."""
    if not is_local(request.host):
        abort(400, "This page answers only to 127.0.0.1 and localhost.")
    if request.method not in READING:
        _guard_change()


def is_local(host: str) -> bool:
    """Whether a Host header names this machine, with any port or none."""
    name, _, port = host.rpartition(":") if not host.endswith("]") and ":" in host else (host, "", "")
    return name.lower() in LOCAL and (not port or (port.isascii() and port.isdigit()))


def _guard_change() -> None:
    if not desk().editor:
        abort(403, "The archive is shown read-only; baygan browse --edit allows changes.")
    if urlsplit(request.headers.get("Origin", "")).netloc != request.host:
        abort(403, "The form was sent by another page.")
    if not hmac.compare_digest(request.form.get("token", "").encode(), desk().token.encode()):
        abort(403, "The form is of an earlier start of baygan browse; load the page again.")


def seal(response: Response) -> Response:
    """After each request."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def is_live(href: str | None) -> bool:
    """Whether an address of a source may become a link: of the web or of mail, nothing that runs or reads files."""
    try:
        parts = urlsplit(href or "")
    except ValueError:
        return False
    return parts.scheme == "mailto" or (parts.scheme in ("http", "https") and bool(parts.netloc))
