"""Documents of sites that no profile knows: masthead and furniture cut, fields read, the text kept whole."""

import pytest

from pipeline import convert
from pipeline.config import load_config
from pipeline.split import choose_profile, split
from tests.split.sites import NAMES, STYLES, TITLES, day, paragraphs

PROFILES = load_config().profiles
ARTICLES = [(style, number) for style in STYLES for number in range(10)]


def read(style, number):
    document = STYLES[style](number).document()
    return split(document, choose_profile(document, PROFILES))


@pytest.mark.parametrize(("style", "number"), ARTICLES)
def test_the_fields_are_read(style, number):
    article = read(style, number)
    assert (article.title, article.authors, article.date) == (
        TITLES[number],
        (NAMES[number % 5],),
        day(number),
    )


@pytest.mark.parametrize(("style", "number"), ARTICLES)
def test_the_paragraphs_come_back_and_nothing_else(style, number):
    body = [block.text for block in read(style, number).body if block.kind == "paragraph"]
    assert body == paragraphs(number)


@pytest.mark.parametrize(("style", "number"), ARTICLES)
def test_every_letter_is_accounted_for(style, number):
    assert read(style, number).accounting.balanced


PAGE = """<title>The ferry</title><body><h1>The ferry</h1><p{mark}>{line}</p>{date}<p>{prose}</p><p>{prose}</p>"""
PROSE = (
    "The ferry left the eastern quay at six in the morning, an hour late, with forty passengers and a goat. "
    * 2
)


@pytest.mark.parametrize(
    ("line", "mark", "authors"),
    [
        ("Amina Rahimi", "", ("Amina Rahimi",)),
        ("Article", "", ()),
        ("Where the storm went", "", ()),
        ("By Amina", "", ("Amina",)),
        ("Harbor | 11 March 2004", "", ()),
        ("Amina Rahimi | 11 March 2004", "", ("Amina Rahimi",)),
        ("Amina", " class=author", ("Amina",)),
        ("11 Edits", " class=author", ()),
        ("© Daily Harbor", " class=author", ()),
        ("Amina is a sailor and has written of ferries since 2001.", " class=author", ()),
        ("Latest Harbor News", " class=category", ()),
    ],
)
def test_what_stands_beside_the_date_of_a_web_page_is_an_author_only_if_it_says_so(line, mark, authors):
    date = "" if "2004" in line else "<p>12 March 2004</p>"
    page = PAGE.format(line=line, mark=mark, date=date, prose=PROSE)
    assert convert(page.encode(), file="page.html").authors == authors
