"""Claims of the metadata and of what a page prints around its article."""

import json

import pytest

from tests.extract.html.reading import BODY, PROSE, article, line_of, read


def claims(document, field):
    return [(claim.value, claim.rule) for claim in document.claims if claim.field == field]


def ld(value):
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def test_metadata_is_claimed_in_the_order_of_trust():
    head = """<title>The ferry - Daily Harbor</title><meta name=author content="Webmaster Team">
        <meta property="og:title" content="The ferry"><meta name="dc.date" content="2004-03-12">
        <meta property="article:section" content="Economy"><link rel=canonical href="https://example.org/a">""" + ld(
        {
            "@type": "NewsArticle",
            "headline": "The ferry!",
            "author": [{"@type": "Person", "name": "Amina Rahimi"}],
        }
    )
    document = read(article("<h1>The ferry</h1>", head))
    assert claims(document, "title")[0] == ("The ferry!", "json-ld:headline")
    assert [value for value, _ in claims(document, "author")] == ["Amina Rahimi", "Webmaster Team"]
    assert claims(document, "date") == [("2004-03-12", "meta:dc.date")]
    assert claims(document, "section") == [("Economy", "meta:article:section")]
    assert claims(document, "url") == [("https://example.org/a", "link:canonical")]


def test_authors_are_found_by_reference_and_organizations_are_none():
    graph = {"@graph": [
        {"@type": "Article", "author": {"@id": "#p"}, "publisher": {"@id": "#o"}},
        {"@type": "Person", "@id": "#p", "name": "Amina Rahimi"},
        {"@type": "Organization", "@id": "#o", "name": "Daily Harbor"},
    ]}  # fmt: skip
    document = read(article("", ld(graph)))
    assert claims(document, "author") == [("Amina Rahimi", "json-ld:author")]
    assert claims(document, "site") == [("Daily Harbor", "json-ld:publisher")]
    other = {"@type": "Article", "author": {"@type": "Organization", "name": "Daily Harbor"}}
    assert claims(read(article("", ld(other))), "author") == []


@pytest.mark.parametrize(
    "name",
    [
        "Daily Harbor",
        "https://example.org/team",
        "www.example.org",
        "example.org",
        "admin",
        "null",
        "a@example.org",
        "",
    ],
)
def test_what_is_no_person_is_claimed_by_nobody(name):
    head = f'<meta property="og:site_name" content="Daily Harbor"><meta name=author content="{name}">'
    assert claims(read(article("", head)), "author") == []


def test_an_author_whose_name_is_part_of_the_address_is_claimed_all_the_same():
    head = "<link rel=canonical href='https://example.org/opinion/ferries-amina-rahimi-b1.html'><meta name=author content='Amina Rahimi'>"
    assert claims(read(article("", head)), "author") == [("Amina Rahimi", "meta:author")]


def test_a_section_is_no_author():
    head = (
        '<meta property="article:section" content="News of today"><meta name=author content="News of today">'
    )
    assert claims(read(article("", head)), "author") == []


def test_a_name_as_it_stands_in_addresses_is_none_beside_the_name_as_it_is_written():
    head = '<meta name="parsely-author" content="amina-rahimi"><meta name=author content="Amina Rahimi">'
    assert claims(read(article("", head)), "author") == [("Amina Rahimi", "meta:author")]


def test_the_name_that_the_page_shows_goes_before_the_one_that_somebody_logs_in_by():
    head = '<meta property="article:author" content="arahimi">'
    document = read(
        article("<h1>The ferry</h1><p class=byline>By <a rel=author href=/a>Amina Rahimi</a></p>", head)
    )
    assert claims(document, "author")[-1] == ("arahimi", "meta:article:author")


@pytest.mark.parametrize(
    "script", ["{", "[" * 100_000, '{"@type": "Article", "headline": 3, "author": [null, 4]}', "<!-- x -->"]
)
def test_broken_json_ld_claims_nothing(script):
    document = read(article("", f'<script type="application/ld+json">{script}</script>'))
    assert claims(document, "title") == claims(document, "author") == []


@pytest.mark.parametrize("name", ["crumb", "x1"])
def test_a_trail_of_links_claims_the_section(name):
    trail = f"<div class={name}>Home / Economy / Shipping</div>"
    assert claims(read(article(f"{trail}<h1>The ferry</h1>")), "section") == [
        ("Economy", "html:breadcrumb"), ("Shipping", "html:breadcrumb"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "value", "rule"),
    [
        ("<time datetime='2004-03-12T08:00'>a week ago</time>", None, None),
        ("<time datetime='2004-03-12'>12 March 2004</time>", "2004-03-12", "html:date"),
        ("<div>Written by Amina Rahimi on 12 March 2004 (1599 readers)</div>",
         "Written by Amina Rahimi on 12 March 2004 (1599 readers)", "html:byline"),
        ("<p>Kabul, 12 March 2004 – The ferry left the eastern quay at six in the morning, an hour late as always.</p>",
         "12 March 2004", "html:dateline"),
        ("<span property='schema:dateCreated' content='2004-03-12'></span>", "2004-03-12", "microdata:datecreated"),
    ],
)  # fmt: skip
def test_dates_near_the_title_are_claimed(printed, value, rule):
    found = claims(read(article(f"<h1>The ferry</h1>{printed}")), "date")
    assert ((value, rule) in found) if value else all(name == "html:date" for _, name in found)


def test_the_address_claims_a_date_last():
    head = '<link rel=canonical href="https://example.org/2004/03/12/ferry"><meta name=date content="2004-03-13">'
    assert claims(read(article("", head)), "date") == [
        ("2004-03-13", "meta:date"),
        ("2004-03-12", "url:path"),
    ]


def test_the_date_of_a_comment_is_not_claimed():
    comment = (
        "<div class=comments><div class=comment><span class=date>12 March 2004</span> First!</div></div>"
    )
    assert claims(read(article("<h1>The ferry</h1>", around="{}" + comment)), "date") == []


def test_a_date_called_a_section_is_a_date_and_a_byline_stays_whole():
    document = read(
        article(
            "<h1>The ferry</h1><p class=kicker>12.03.2004</p><p class=author>Amina Rahimi, 12.03.2004</p>"
        )
    )
    assert line_of(document, "12.03.2004").field == "date"
    assert line_of(document, "Amina Rahimi, 12.03.2004").field is None


def test_the_languages_of_office_exports_are_not_believed():
    page = (
        '<html lang=fa><head><meta name="Generator" content="Microsoft Word 11"></head><body>{}</body></html>'
    )
    assert read(page.format(f"<p lang=FA>دا کتاب</p>{BODY}")).lines[0].lang is None
    assert (
        read(page.replace("Microsoft Word 11", "x").format(f"<p lang=FA>دا کتاب</p>{BODY}")).lines[0].lang
        == "fa"
    )


@pytest.mark.parametrize(
    ("title", "lines", "found"),
    [
        ("The ferry | Daily Harbor", "<div>Daily Harbor</div><h1>The ferry</h1>", "The ferry"),
        ("The ferry - Daily Harbor", "<h1>Daily Harbor</h1><div>The ferry</div>", "The ferry"),
        ("", "<h2>News</h2><div class=post-title>The ferry</div>", "The ferry"),
        (
            "Johannesburg has failed its traders",
            "<b>Johannesburg</b><h1>Joburg has failed its traders</h1>",
            "Joburg has failed its traders",
        ),
        ("The ferries | Daily Harbor", "<h1>Harbor news of today</h1><h2>The ferries</h2>", "The ferries"),
        ("Daily Harbor", "<div><p align=center><font size=5>The ferry</font></p></div>", "The ferry"),
        (
            "The ferry | Code | Amina",
            "<h1>Hello, I am Amina.</h1><h2><a href=/ferry>The ferry</a></h2>",
            "The ferry",
        ),
        (
            "Daily Harbor » Archive » The ferry",
            "<h1><a href=/>Daily Harbor</a></h1><h2>The ferry</h2>",
            "The ferry",
        ),
    ],
)
def test_the_title_is_the_line_that_markup_and_metadata_agree_on(title, lines, found):
    document = read(
        f"<html><head><title>{title}</title></head><body><div>{lines}{BODY.replace('<p>', '<p><font size=3>')}</div></body></html>"
    )
    assert [line.text for line in document.lines if line.field == "title"] == [found]


def test_a_date_with_a_count_stuck_to_it_is_no_author():
    byline = "<span class=author>Amina Rahimi</span><p class=author>22 Dec 2016651</p>"
    claims = read(article(f"<h1>The ferry</h1>{byline}")).claims
    assert [claim.value for claim in claims if claim.field == "author"] == ["Amina Rahimi"]


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("<p class=author>Amina Rahimi</p><p class=author>Daily Harbor business reporter</p>", ["Amina Rahimi"]),
        ("<p class=author>Daily Harbor Reporter</p>", ["Daily Harbor Reporter"]),
        ("<p class=author>Amina Rahimi</p><p class=author>All stories by Amina Rahimi</p>", ["Amina Rahimi"]),
        ("<p class=author>Amina Rahimi</p><p class=author>Karim and Amina Rahimi</p>",
         ["Amina Rahimi", "Karim and Amina Rahimi"]),
        ("<p class=author>Amina Rahimi</p><p class=author>about 8 minutes</p>", ["Amina Rahimi"]),
        ("<p class=author>Amina Rahimi</p><p class=author>Rahimi writes about the harbor.</p>", ["Amina Rahimi"]),
    ],
)  # fmt: skip
def test_what_stands_beside_an_author_is_none(byline, authors):
    document = read(article(f"<h1>The ferry</h1>{byline}"))
    assert [value for value, rule in claims(document, "author") if rule == "html:author"] == authors
    assert [line.text for line in document.lines if line.field == "author"] == authors


def test_dublin_core_is_read_with_dots_and_colons_and_among_other_names():
    head = '<meta property="x:headline dc:title" content="The ferry"><meta name="dcterms:creator" content="Amina Rahimi">'
    document = read(article("", head))
    assert claims(document, "title") == [("The ferry", "meta:dc.title")]
    assert claims(document, "author") == [("Amina Rahimi", "meta:dcterms.creator")]


def test_a_description_that_repeats_the_text_is_no_lead():
    whole, summary = " ".join(text * 2 for text in PROSE), PROSE[0] * 2 + PROSE[1] + PROSE[2]
    for value, found in ((whole, []), (summary.strip(), [summary.strip()])):
        document = read(article("<h1>The ferry</h1>", f'<meta name=description content="{value}">'))
        assert [claim for claim, _ in claims(document, "lead")] == found


def test_a_class_that_calls_every_part_of_a_page_a_section_names_no_section():
    parts = "".join(
        f'<div class="page-section"><p>Part {number} of the crossing</p></div>' for number in range(5)
    )
    document = read(article(f"<h1>The ferry</h1>{parts}"))
    assert [line.text for line in document.lines if line.field == "section"] == []


def test_the_heading_of_a_box_below_the_text_is_not_the_title_of_the_page():
    page = f"<html><head><title>The ferry waits</title></head><body><main>{BODY}</main><div><p class=title>Easy reading</p></div></body></html>"
    assert [line.text for line in read(page).lines if line.field == "title"] == []
