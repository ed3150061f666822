"""`baygan inspect`: every line with the rule that took it, as text and over the pages."""

from html.parser import HTMLParser

import pytest


class Elements(HTMLParser):
    """Start tags with their attributes, and the text."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def test_a_row_says_where_a_line_stands_and_which_rule_took_it(baygan, sample):
    code, out, err = baygan("inspect", sample("word-fa-saffron"))
    assert (code, err) == (0, "")
    [title] = [row.split() for row in out.splitlines() if " title " in row]
    assert title[1] == "1"
    assert "afgazad:title" in title
    assert "rtl" in title
    assert "زعفران" in title


def test_a_site_can_be_named_to_see_what_its_profile_would_do(baygan, sample):
    assert "afgazad:" not in baygan("inspect", sample("word-fa-saffron"), "--site", "generic").out


def test_a_web_page_shows_each_box_over_the_picture_of_its_page(baygan, sample, tmp_path):
    code, out, _ = baygan("inspect", sample("word-fa-saffron"), "--html", tmp_path / "out.html")
    assert (code, out) == (0, "")
    page = Elements((tmp_path / "out.html").read_text("utf-8"))
    pictures = [attributes for tag, attributes in page.tags if tag == "img"]
    assert len(pictures) == 2
    assert all(picture["src"].startswith("data:image/png;base64,iVBORw0KGgo") for picture in pictures)
    targets = {attributes["href"] for tag, attributes in page.tags if tag == "a"}
    rows = {"#" + attributes["id"] for tag, attributes in page.tags if tag == "tr" and "id" in attributes}
    assert targets
    assert targets <= rows
    assert "زعفران هرات" in page.text


def test_the_web_page_of_an_html_file_is_its_table_with_all_text_escaped(baygan, tmp_path):
    words = "Many words of a paragraph that is long enough to be read. " * 5
    source = f"<html><body><article><h1>Title</h1><p>{words}&lt;script&gt;alert(1)&lt;/script&gt;</p></article></body></html>"
    (tmp_path / "a.html").write_text(source, encoding="utf-8")
    assert baygan("inspect", tmp_path / "a.html", "--html", tmp_path / "out.html").code == 0
    page = Elements((tmp_path / "out.html").read_text("utf-8"))
    assert "script" not in {tag for tag, _ in page.tags}
    assert "<script>alert(1)</script>" in page.text


@pytest.mark.parametrize(("name", "code"), [("missing.pdf", 4), ("", 4)])
def test_a_file_that_cannot_be_read_is_explained(baygan, tmp_path, name, code):
    result = baygan("inspect", tmp_path / name)
    assert result.code == code
    assert result.err.startswith(f"baygan: {tmp_path / name}: ")
