"""Web archives (.mht, .mhtml): the page inside a MIME message."""

from __future__ import annotations

import re
from email import message_from_bytes
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from email.message import Message

_HEADER = re.compile(rb"\A\s*(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+")
_MIME = re.compile(
    rb"^(?:mime-version:|content-type:\s*(?:multipart/|text/html))", re.IGNORECASE | re.MULTILINE
)


class Archived(NamedTuple):
    """The bytes of the page, the charset that its header names and the address it was saved from."""

    data: bytes
    charset: str | None
    url: str | None


def is_archive(head: bytes) -> bool:
    """Whether a file begins with the header of a MIME message."""
    header = _HEADER.match(head)
    return header is not None and _MIME.search(header.group()) is not None


def archived_page(data: bytes) -> Archived | None:
    """The first page of a web archive, None if it holds none."""
    message = message_from_bytes(data)
    for part in message.walk():
        payload = part.get_payload(decode=True)
        if part.get_content_type() in ("text/html", "application/xhtml+xml") and isinstance(payload, bytes):
            url = _header(part, "Content-Location") or _header(message, "Snapshot-Content-Location")
            return Archived(payload, part.get_content_charset(), url)
    return None


def _header(message: Message, name: str) -> str | None:
    value = message.get(name)
    return "".join(str(value).split()) or None if value is not None else None
