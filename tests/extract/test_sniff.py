"""The format of a file is told by its bytes."""

import hashlib

import pytest

from pipeline.errors import EmptyError, LimitError, UnsupportedFormatError
from pipeline.extract import extract, formats
from pipeline.extract.html import page as html_page
from tests.conftest import SAMPLES


def test_each_format_offers_what_the_dispatch_needs():
    assert {form.MEDIA_TYPE for form in formats()} >= {"application/pdf", "text/html"}


def test_a_pdf_named_html_is_a_pdf():
    data = (SAMPLES / "word-en-border" / "input.pdf").read_bytes()
    assert extract(data, "article.html").source.media_type == "application/pdf"


@pytest.mark.parametrize("name", ["page.pdf", "page", "page.txt"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_a_page_by_any_name_is_a_page(name, charset):
    assert extract("<html><body><p>سلام</p></body></html>".encode(charset), name).lines[0].text == "سلام"


def test_the_name_in_the_record_and_the_digest_are_of_the_input():
    source = extract(b"<p>x</p>", "a.html").source
    assert (source.file, source.size) == ("a.html", 8)
    assert source.sha256 == hashlib.sha256(b"<p>x</p>").hexdigest()


@pytest.mark.parametrize("data", [b"", b"  \n\t ", b"\0" * 64])
def test_a_file_of_nothing_is_empty(data):
    with pytest.raises(EmptyError, match=r"a\.html"):
        extract(data, "a.html")


@pytest.mark.parametrize(
    "data", [b"<!-- only a comment -->", b"<html><body><script>1</script></body></html>"]
)
def test_a_page_without_text_is_empty(data):
    with pytest.raises(EmptyError, match="no text"):
        extract(data, "a.html")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04" + bytes(range(256)), "ZIP"),
        (b"GIF89a" + bytes(range(256)) * 9, "GIF"),
        (b"{\\rtf1 <b>x</b>}", "RTF"),
        (bytes(range(256)) * 16, ""),
    ],
)
@pytest.mark.parametrize("name", ["a.html", "a.pdf", "a"])
def test_another_format_is_named_and_refused(data, kind, name):
    with pytest.raises(UnsupportedFormatError, match=f"neither a PDF nor an HTML file.*{kind}"):
        extract(data, name)


def test_plain_text_by_its_own_name_is_refused():
    with pytest.raises(UnsupportedFormatError):
        extract(b"just some words", "notes.txt")


def test_a_page_out_of_all_proportion_is_refused(monkeypatch):
    monkeypatch.setattr(html_page, "_LARGEST", 100)
    with pytest.raises(LimitError, match="larger than"):
        extract(b"<p>" + b"x" * 200, "a.html")
