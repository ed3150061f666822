"""Authors and dates of whole web pages, read from their markup to the record."""

import datetime

import pytest

from pipeline import convert
from tests.extract.html.reading import article


def record(inner, head="", around="{}"):
    return convert(article(inner, head, around).encode(), file="page.html")


TITLE = "<h1>The ferry waits for the wind</h1>"


@pytest.mark.parametrize(
    "below",
    [
        '<a class="author" href="/p/amina">Bio</a>',
        '<span class="author">Get author RSS feed</span>',
        '<span class="author">View author archive</span>',
        '<span class="author">(opens in new tab)</span>',
        '<span class="author">Harbor Daily News</span>',
        '<span class="author">Launched a year ago</span>',
    ],
)
def test_the_first_line_that_markup_calls_the_author_is_the_author(below):
    found = record(
        f'{TITLE}<div class="byline">By Amina Rahimi</div>{below}<p class="date">March 3, 2021</p>'
    )
    assert found.authors == ("Amina Rahimi",)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("December 15, 2016 09:30 PM UTC", ()),
        ("Wednesday January 18, 2017 10:55 am PST by Amina Rahimi", ("Amina Rahimi",)),
        ("January 17, 2017 at 3:01 PM ET by Amina Rahimi", ("Amina Rahimi",)),
        ("09:32, 11 July 2021 BST", ()),
        ("3 March 2021 17:49 GMT+3", ()),
    ],
)
def test_a_zone_of_time_is_no_author(line, author):
    found = record(f'{TITLE}<p class="date">{line}</p>')
    assert found.authors == author
    assert found.date is not None


def test_what_the_author_is_stands_behind_a_stroke_in_the_metadata():
    found = record(TITLE, '<meta name="author" content="Amina Rahimi | Harbor Staff Writer">')
    assert found.authors == ("Amina Rahimi",)


def test_the_authors_of_teasers_beside_the_text_are_not_those_of_the_article():
    teaser = (
        '<div class="box"><a href="/{0}">A tale of boat {0}</a><span class="author">Writer {0}</span></div>'
    )
    teasers = "".join(teaser.format(name) for name in ("One", "Two", "Three"))
    found = record(
        f'{TITLE}<div class="author"><a rel=author href="/amina">Amina Rahimi</a></div>',
        around="{}<div>" + teasers + "</div>",
    )
    assert found.authors == ("Amina Rahimi",)


def test_the_address_of_a_picture_is_no_author():
    found = record(
        f'{TITLE}<div itemprop="author" itemscope><div itemprop="name">https://example.org/logo.png</div></div>'
    )
    assert found.authors == ()


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("كتبت أسماء نصار", "أسماء نصار"),
        ("كتب: سامي الحداد", "سامي الحداد"),
        ("نشرها سامي الحداد في 2025/04/02", "سامي الحداد"),
        ("ارسال شده توسط احمد حجازی در ۹ تیر ۱۳۹۳", "احمد حجازی"),
    ],
)
def test_who_wrote_is_said_with_a_verb_too(line, author):
    found = record(f'{TITLE}<div class="meta"><span class="writer">{line}</span></div>')
    assert found.authors == (author,)


def test_when_a_text_was_changed_is_not_when_it_was_published_in_arabic_either():
    found = record(f"{TITLE}<h4>29 Oct 2019</h4><h4>آخر تعديل: 23 Jun 2020</h4>")
    assert found.date == datetime.date(2019, 10, 29)


def test_a_firm_in_the_metadata_is_no_author():
    assert record(TITLE, '<meta name="author" content="Harbor Group">').authors == ()


@pytest.mark.parametrize("below", ["+ Follow", "views", "Bio |"])
def test_what_a_reader_may_do_or_did_is_no_author(below):
    found = record(f'{TITLE}<span class="author">{below}</span><span class="author">Amina Rahimi</span>')
    assert found.authors == ("Amina Rahimi",)


def test_an_and_before_the_second_author_joins_the_lines():
    lines = '<span class="author">By Amina Rahimi</span><span class="author">and Karim Rasa</span>'
    found = record(TITLE, around=f'<div class="top">{lines}</div>{{}}')
    assert found.authors == ("Amina Rahimi", "Karim Rasa")


@pytest.mark.parametrize("line", ["ByAmina Rahimi", "By Amina Rahimi, 2:30PM, Mon. Jun. 3, 2019"])
def test_a_name_is_read_beside_what_a_style_sheet_or_a_date_sets_apart(line):
    assert record(f'{TITLE}<div class="byline">{line}</div>').authors == ("Amina Rahimi",)
