"""What the runs did."""

from tests.browse.pages import Page


def test_the_runs_stand_with_how_their_inputs_ended(client):
    page = Page(client.get("/runs"))
    assert "/runs/1" in {link.get("href") for link in page.all("a")}
    assert "not finished" not in page.text
    assert "corrupt" in page.text


def test_a_run_tells_its_failures_by_reason_and_what_took_longest(client, digest):
    page = Page(client.get("/runs/1"))
    assert "broken.pdf" in page.text
    assert digest("word-fa-saffron") in page.articles


def test_what_was_no_run_is_said(client):
    assert client.get("/runs/99").status_code == 404
