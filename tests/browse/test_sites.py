"""The sites of an archive, and a profile learned from a search."""

import shutil

import pytest

from tests.browse.conftest import TOKEN, client_of
from tests.browse.pages import Page


def test_each_profile_stands_with_its_articles(client):
    page = Page(client.get("/sites"))
    assert "/sites/afgazad" in {link.get("href") for link in page.all("a")}
    assert "افغانستان آزاد" in page.text
    assert "no profile" in page.text


@pytest.mark.parametrize(("name", "box"), [("word-fa-saffron", "rect"), ("html-divsoup-en-kites", "li")])
def test_each_text_of_a_profile_is_tied_to_the_lines_that_it_cuts(client, digest, name, box):
    page = Page(client.get(f"/sites/afgazad?article={digest(name)}"))
    texts = {text["data-key"] for text in page.all("li") if "data-key" in text and "class" not in text}
    lines = {line["data-key"] for line in page.all(box) if line.get("class") == "boilerplate"}
    assert "r-afgazad:masthead[0]" in texts & lines


def test_what_is_no_profile_is_said(client):
    assert client.get("/sites/nothing").status_code == 404


@pytest.fixture
def learn(shelf, tmp_path, drawer):
    client = client_of(shutil.copytree(shelf / "archive", tmp_path / "archive"), drawer, editor="nasrin")

    def post(**form):
        headers = {"Host": "127.0.0.1:8642", "Origin": "http://127.0.0.1:8642"}
        return Page(client.post("/sites/learn", data=form | {"token": TOKEN}, headers=headers))

    return post


def test_a_profile_is_learned_from_the_articles_of_a_search(learn):
    page = learn(status="ok", name="My paper")
    assert page.status == 200
    assert "my-paper.toml" in page.text
    assert "5 / 5" in page.text


def test_too_few_articles_teach_nothing_and_say_so(learn):
    page = learn(lang="ps", name="x")
    assert page.status == 400
    assert "a profile needs 5 or more" in page.text
