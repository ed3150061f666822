"""A site's own selectors."""

import pytest

from pipeline.config import Config, HtmlSelectors, Profile
from pipeline.errors import ConfigError
from tests.extract.html.reading import BODY, line_of, read

PAGE = f"""<html><body><div id=top>Daily Harbor</div><div class=k1>Amina Rahimi</div><div class=k2>The ferry</div>
<div id=x><div class=promo1>Buy the book</div>{BODY}</div><div id=y>{BODY.replace("ferry", "barge")}</div></body></html>"""


def config(**selectors):
    return Config(
        profiles=(Profile(name="harbor", recognize=("Daily Harbor",), html=HtmlSelectors(**selectors)),)
    )


def test_selectors_go_before_what_is_guessed():
    site = config(body=("#x",), title=("h1", ".k2"), author=(".k1",), drop=(".promo1",))
    document = read(PAGE, config=site)
    assert line_of(document, "The ferry").field == "title"
    assert (line_of(document, "Amina Rahimi").field, line_of(document, "Amina Rahimi").place) == (
        "author",
        None,
    )
    assert line_of(document, "Buy the book").rule == "css:.promo1"
    assert line_of(document, "Daily Harbor").rule == "css:outside-body"
    assert [line.rule for line in document.lines if "barge" in line.text] == ["css:outside-body"]


def test_a_page_of_another_site_is_left_alone():
    site = config(drop=("p",))
    assert all(
        line.rule is None or "css" not in line.rule
        for line in read(PAGE.replace("Daily", "Weekly"), config=site).lines
    )


def test_a_selector_that_is_not_css_names_the_profile():
    with pytest.raises(ConfigError, match=r"'harbor'.*'div\['"):
        read(PAGE, config=config(drop=("div[",)))
