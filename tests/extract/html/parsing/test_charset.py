"""Bytes to text, whatever the page declares."""

import html
import re

import pytest

from pipeline.extract.html.parsing.charset import canonical, decode
from tests.conftest import SAMPLES

PAGES = ("html-modern-mixed-ai", "html-divsoup-en-kites", "html-frontpage-ps-timber")
MAC_DIGITS = {0x06F0 + digit: 0x0660 + digit for digit in range(10)}
CASES = [
    ("windows-1256", "windows-1256", "windows-1256"),
    ("windows-1256", None, "windows-1256"),
    ("windows-1256", "iso-8859-1", "windows-1256"),
    ("windows-1256", "utf-8", "windows-1256"),
    ("utf-8", "iso-8859-1", "utf-8"),
    ("utf-8", "windows-1256", "utf-8"),
    ("utf-8", None, "utf-8"),
    ("utf-8-sig", None, "utf-8"),
    ("utf-16", None, "utf-16-le"),
    ("utf-16-le", None, "utf-16-le"),
    ("utf-16-be", "utf-8", "utf-16-be"),
    ("x-mac-farsi", "x-mac-farsi", "x-mac-farsi"),
    ("x-mac-farsi", None, "x-mac-farsi"),
    ("iso-8859-6", "windows-1256", "x-mac-farsi"),  # the same letters at the same codes
]


def page(name):
    return decode((SAMPLES / name / "input.html").read_bytes()).text


def encode(text, charset):
    """As an editor of the time saves it: what the charset lacks as a numeric reference."""
    if charset == "x-mac-farsi":
        return text.translate(MAC_DIGITS).encode("mac-arabic", "xmlcharrefreplace")
    return text.encode(charset, "xmlcharrefreplace")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("charset", "declared", "read_as"), CASES)
def test_a_page_is_read_right_whatever_it_declares(name, charset, declared, read_as):
    text = re.sub(r"charset=[\"']?[\w-]+", f"charset={declared}" if declared else "", page(name))
    data = encode(text, charset)
    decoded = decode(data)
    assert html.unescape(decoded.text) == html.unescape(text)
    assert (
        decoded.charset == read_as or data.isascii() or (charset, read_as) == ("x-mac-farsi", decoded.charset)
    )
    assert not [issue for issue in decoded.issues if issue.human]


def test_a_wrong_declaration_is_told():
    data = encode('<meta charset="utf-8">' + page(PAGES[2]), "windows-1256")
    assert [issue.code for issue in decode(data).issues] == ["charset-mislabelled"]


def test_german_text_is_not_taken_for_arabic():
    decoded = decode(
        "<p>Für die Bücher über große Mühlen, schöne Gärten und heiße Öfen.".encode("windows-1252")
    )
    assert decoded.charset == "windows-1252"
    assert decoded.issues == ()


def test_a_character_cut_off_at_the_end_is_told():
    decoded = decode("<p>سلام".encode()[:-1])
    assert decoded.text.startswith("<p>سلا")
    assert [issue.code for issue in decoded.issues] == ["charset-damaged"]


def test_bytes_of_another_charset_in_a_page_are_told():
    decoded = decode("<p>کتاب‌های خوب را بخوانید که بهتر است. ".encode() * 9 + b"\xe9\xe8 x")
    assert decoded.charset == "utf-8"
    assert "charset-damaged" in [issue.code for issue in decoded.issues]


def test_bytes_that_are_no_language_are_doubtful():
    decoded = decode(b"<p>" + bytes(range(0x80, 0x100)) * 3)
    assert any(issue.human for issue in decoded.issues)


def test_the_charset_of_a_mime_header_is_a_hint():
    assert decode("да нет".encode("koi8-r"), "koi8-r").text == "да нет"


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("ISO-8859-1", "windows-1252"),
        ("cp1256", "windows-1256"),
        ("x-mac-farsi", "x-mac-farsi"),
        ("utf8", "utf-8"),
        ("no-such", None),
        ("", None),
        (None, None),
        ("base64", None),
    ],
)
def test_labels_are_known_by_many_names(label, name):
    assert canonical(label) == name
