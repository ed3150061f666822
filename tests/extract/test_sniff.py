"""The format of a file is told by its bytes."""

import hashlib

import pytest

from pipeline.errors import CorruptError, EmptyError, LimitError, UnsupportedFormatError
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


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"x" * 5000 + b"\n" + data,
        lambda data: data.replace(b"%PDF", b"%PD\xc6"),
        lambda data: data[20:],
    ],
    ids=["far", "damaged", "lost"],
)
def test_a_pdf_whose_header_is_far_from_the_beginning_or_lost_is_a_pdf(spoil):
    data = (SAMPLES / "word-en-border" / "input.pdf").read_bytes()
    document = extract(spoil(data), "article.pdf")
    assert [line.text for line in document.lines] == [line.text for line in extract(data, "a.pdf").lines]
    assert "damaged-file" in {issue.code for issue in document.issues}


def test_a_page_that_goes_on_in_other_charsets_is_a_page_and_said_to_be_damaged():
    sentence = "این یک پاراگراف فارسی است."
    page = f"<!DOCTYPE html><html><p>{sentence}</p>".encode()
    document = extract(
        page + sentence.encode("cp1256", "ignore") + sentence.encode("utf-16-le") * 9, "a.html"
    )
    assert document.source.media_type == "text/html"
    assert {issue.code for issue in document.issues} & {"charset-damaged", "charset-doubtful"}


def test_a_file_of_zeros_has_lost_what_was_in_it():
    with pytest.raises(CorruptError, match="nothing but zeros"):
        extract(b"\0" * 64, "a.pdf")


@pytest.mark.parametrize("data", [b"", b"  \n\t "])
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
