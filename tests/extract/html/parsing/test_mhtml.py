"""Web archives."""

from email.message import EmailMessage

import pytest

from pipeline.errors import CorruptError
from tests.extract.html.reading import BODY, read


def archive(page, **params):
    message = EmailMessage()
    message["From"] = "<Saved by a browser>"
    message["Snapshot-Content-Location"] = "https://example.org/a"
    message.set_content(page, subtype="html", **params)
    message.add_related(b"GIF89a", "image", "gif", cid="<x>")
    return message.as_bytes()


def test_the_page_in_an_archive_is_read():
    document = read(archive(f"<body><p>سلام، جهان</p>{BODY}</body>"), "page.mht")
    assert document.lines[0].text == "سلام، جهان"
    assert [claim.value for claim in document.claims if claim.field == "url"] == ["https://example.org/a"]


def test_the_charset_of_the_part_is_a_hint():
    document = read(archive("<body><p>ёлка и ещё одна ёлка</p></body>", charset="koi8-r"), "page.mhtml")
    assert (document.lines[0].text, document.charset) == ("ёлка и ещё одна ёлка", "koi8-r")


def test_an_archive_without_a_page_is_damaged():
    with pytest.raises(CorruptError, match="holds no page"):
        read(
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n\r\ntext\r\n--x--\r\n",
            "a.mht",
        )
