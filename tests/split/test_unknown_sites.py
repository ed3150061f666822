"""Documents of sites that no profile knows: masthead and furniture cut, fields read, the text kept whole."""

import pytest

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
