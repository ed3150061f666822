"""Pages that are no article, or whose text was cut, are told."""

import pytest

from tests.extract.html.reading import PROSE, article, read


def doubts(page):
    return [issue.message for issue in read(page).issues if issue.code == "main-content-doubtful"]


def test_a_page_of_several_posts_under_linked_headings_may_be_an_index():
    posts = "".join(
        f'<article><h2><a href="/{number}">Crossing number {number}</a></h2><p>{PROSE[number]}{PROSE[0]}</p></article>'
        for number in range(3)
    )
    page = (
        f"<html><head><title>My diary</title></head><body><main><h1>My diary</h1>{posts}</main></body></html>"
    )
    assert any("index" in message for message in doubts(page))


def test_an_article_with_chapters_is_no_index():
    chapters = "".join(f"<h2>Chapter {number}</h2><p>{PROSE[number]}</p>" for number in range(3))
    assert doubts(article(f"<h1>The ferry</h1>{chapters}")) == []


def test_an_article_whose_title_links_to_itself_is_no_index():
    assert doubts(article('<h1><a href="/ferry">The ferry</a></h1>')) == []


@pytest.mark.parametrize(("number", "told"), [(40, True), (4, False)])
def test_a_list_of_links_with_descriptions_in_the_text_is_told_where_it_was_cut(number, told):
    entries = "".join(
        f'<div class="entry"><a href="https://example.org/{at}">Harbor number {at}</a><p>Ships of all sizes may land there, number {at}.</p></div>'
        for at in range(number)
    )
    page = article(f"<h1>Harbors</h1><p>{PROSE[0]}</p>{entries}<p>{PROSE[1]}</p>")
    lost = [line for line in read(page).lines if line.rule == "html:teaser"]
    assert any("teasers" in message for message in doubts(page)) is told
    assert lost
