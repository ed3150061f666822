"""An article beside its source."""

import json
import shutil

import pytest

from pipeline.archive.reader import Reader
from pipeline.browse.drawing import Origin
from pipeline.browse.holdings import origin
from pipeline.ingest.moving import renamed
from tests.browse.conftest import client_of
from tests.browse.pages import Page


@pytest.fixture
def saffron(client, digest):
    return Page(client.get(f"/article/{digest('word-fa-saffron')}"))


def test_each_block_with_a_place_has_a_box_on_its_page(client, digest, saffron):
    record = json.loads(client.get(f"/article/{digest('word-fa-saffron')}/record.json").data)
    placed = {f"b{index}" for index, block in enumerate(record["body"]) if "box" in block}
    boxes = {box["data-key"] for box in saffron.all("rect")}
    blocks = {block["data-key"] for block in saffron.all("div") if "data-key" in block}
    assert placed
    assert placed <= boxes & blocks
    assert {"f-title", "f-date"} <= boxes
    assert len(saffron.all("svg")) == record["source"]["pages"]


def test_the_text_has_its_direction_and_the_date_both_calendars(saffron):
    [article] = saffron.all("article")
    assert (article["dir"], article["lang"]) == ("rtl", "fa")
    assert "2021-11-13" in saffron.text
    assert "1400-08-22" in saffron.text


def test_what_was_cut_is_shown_with_its_rule_and_what_was_repaired_with_both_texts(saffron):
    assert "afgazad:masthead[1]" in saffron.text
    assert saffron.all("del")
    assert any("ARABIC" in mark.get("title", "") for mark in saffron.all("ins") + saffron.all("del"))


def test_every_line_can_be_laid_over_the_page(client, digest):
    page = Page(client.get(f"/article/{digest('word-fa-saffron')}?lines=1"))
    assert {"body", "field", "boilerplate"} == {box["class"] for box in page.all("rect")}


def test_a_page_is_a_picture_that_never_changes(client, digest):
    response = client.get(f"/article/{digest('word-fa-saffron')}/page/1.png")
    assert response.data.startswith(b"\x89PNG")
    assert "immutable" in response.headers["Cache-Control"]
    assert client.get(f"/article/{digest('word-fa-saffron')}/page/99.png").status_code == 404


def test_a_web_page_stands_as_its_lines_tied_to_the_blocks(client, digest):
    page = Page(client.get(f"/article/{digest('html-divsoup-en-kites')}"))
    lines = {line["data-key"] for line in page.all("li") if "data-key" in line}
    blocks = {block["data-key"] for block in page.all("div") if "data-key" in block}
    assert lines == blocks
    assert not page.all("iframe")


def test_an_issue_stands_in_plain_words(client, digest):
    page = Page(client.get(f"/article/{digest('undated')}"))
    assert "No date of publication was found." in page.text
    assert "If one is printed, enter it." in page.text


def test_pictures_of_the_article_are_shown(client, digest):
    page = Page(client.get(f"/article/{digest('word-fa-saffron')}"))
    [source] = [picture["src"] for picture in page.all("img") if "/picture/" in picture["src"]]
    assert client.get(source).mimetype in ("image/png", "image/jpeg")


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("record.json", "application/json"),
        ("article.md", "text/markdown"),
        ("source", "application/octet-stream"),
    ],
)
def test_files_are_given_to_save_never_to_open(client, digest, name, media_type):
    response = client.get(f"/article/{digest('undated')}/{name}")
    assert response.mimetype == media_type
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_an_article_whose_source_is_gone_is_still_read(shelf, tmp_path, drawer, digest):
    shutil.copytree(shelf / "archive", tmp_path / "archive")
    source = shelf / "inbox" / "undated.html"
    source.rename(tmp_path / "away.html")
    try:
        page = Page(client_of(tmp_path / "archive", drawer).get(f"/article/{digest('undated')}"))
    finally:
        (tmp_path / "away.html").rename(source)
    assert page.status == 200
    assert "not where it was read" in page.text


def test_a_source_that_was_moved_is_read_where_it_is(shelf, tmp_path, digest):
    sha256 = digest("undated")
    (tmp_path / "undated.html").write_bytes(b"another file of that name")
    place = renamed(tmp_path / "undated.html", sha256)
    place.write_bytes((shelf / "inbox" / "undated.html").read_bytes())
    with Reader(shelf / "archive") as reader:
        assert origin(reader, sha256, tmp_path) == Origin(place, sha256)
        assert origin(reader, sha256) == Origin(shelf / "inbox" / "undated.html", sha256)


def test_what_the_archive_has_not_is_said(client):
    assert client.get(f"/article/{'0' * 64}").status_code == 404
