"""The search page: words, filters, dates, order, addresses that keep it all."""

import pytest

from tests.browse.pages import Page


def search(client, **arguments):
    return Page(client.get("/", query_string=arguments))


def test_without_words_all_articles_are_there_the_newest_first(client, digest):
    page = search(client)
    assert len(page.articles) == 7
    assert page.articles.index(digest("word-fa-saffron")) < page.articles.index(digest("word-fa-archives"))


def test_words_are_found_in_another_spelling_and_marked(client, digest):
    page = search(client, q="زعفران هرات نمي رود OR")
    assert page.articles == []
    page = search(client, q="زعفران خشك‌سالي")
    assert page.articles == [digest("word-fa-saffron")]
    assert page.all("mark")


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ({"lang": "ps"}, {"html-frontpage-ps-timber"}),
        ({"lang": ["ps", "de"]}, {"html-frontpage-ps-timber", "weasyprint-de-mill"}),
        ({"status": "check"}, {"undated", "undated-2"}),
        ({"issue": "no-date"}, {"undated", "undated-2"}),
        ({"author": "Katharina Brandt"}, {"weasyprint-de-mill"}),
        ({"since": "1400-08-22", "until": "۱۴۰۰-۰۸-۲۲"}, {"word-fa-saffron", "weasyprint-de-mill"}),
        ({"since": "1392", "until": "2014"}, {"html-frontpage-ps-timber", "word-fa-archives"}),
        ({"q": "bridge", "lang": "fa"}, set()),
    ],
)
def test_filters_narrow_the_search(client, digest, arguments, found):
    assert set(search(client, **arguments).articles) == {digest(name) for name in found}


def test_a_filter_that_is_set_is_marked_and_its_link_takes_it_away(client):
    page = search(client, lang="ps", q="د")
    [chosen] = [link for link in page.all("a") if link.get("aria-current") == "true"]
    assert "lang" not in chosen["href"]
    assert "q=" in chosen["href"]


def test_chosen_dates_are_shown_in_both_calendars(client):
    page = search(client, since="1390", until="1390")
    assert "2011-03-21" in page.text
    assert "2012-03-19" in page.text
    assert "1390-12-29" in page.text


def test_what_is_no_date_is_said(client):
    page = search(client, since="yesterday")
    assert page.status == 400
    assert "yesterday" in page.text


def test_the_years_stand_as_bars_that_lead_to_them(client):
    bars = [link["href"] for link in search(client, q="").all("a") if "since=2013" in link.get("href", "")]
    assert [bar for bar in bars if "until=2013" in bar]


def test_the_oldest_can_come_first(client):
    newest, oldest = search(client).articles, search(client, sort="oldest").articles
    dated = newest[:5]
    assert oldest[:5][-1] in dated[:2]
    assert set(newest) == set(oldest)


def test_a_page_behind_the_last_is_empty_and_leads_back(client):
    page = search(client, page="9")
    assert page.articles == []
    assert page.status == 200


def test_text_of_an_article_has_its_own_direction_and_language(client):
    headings = {(tag["dir"], tag["lang"]) for tag in search(client).all("h2") if "lang" in tag}
    assert {("rtl", "fa"), ("rtl", "ps"), ("ltr", "en"), ("ltr", "de")} <= headings
