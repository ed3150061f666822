"""What two places of a page say together tells an author from a section and from the name of the site."""

import pytest

from pipeline import convert
from pipeline.config import load_config
from pipeline.split import split
from tests.split.documents import Press, Style
from tests.split.sites import paragraphs

GENERIC = next(profile for profile in load_config().profiles if profile.name == "generic")
PROSE = (
    "The ferry left the eastern quay at six in the morning, an hour late, with forty passengers and a goat. "
    * 2
)


def printed(*head):
    press = Press()
    for text, size in head:
        press.put(text, Style(size=size, before=6.0, bold=size > 12))
    for text in paragraphs(1):
        press.put(text)
    return split(press.document(), GENERIC)


def page(head, title="The goat at sea"):
    return convert(
        f"<title>{title}</title><body>{head}<p>{PROSE}</p><p>{PROSE}</p>".encode(), file="page.html"
    )


def test_a_trail_that_ends_with_the_title_names_section_and_author():
    found = printed(
        ("Harbor Voices", 22), ("Front - Rivers - Wendela Quist - The goat at sea", 9), ("The goat at sea", 17),
        ("Wendela Quist", 12), ("Harbor Voices, No. 7 - 2021 / 11 / 10", 9), ("Strand: Rivers", 9),
    )  # fmt: skip
    assert (found.title, found.authors) == ("The goat at sea", ("Wendela Quist",))
    assert [section.text for section in found.section] == ["Rivers"]
    assert [block.text for block in found.body] == paragraphs(1)


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("پژوهش و نگارش: سودابه کوهکن", ("سودابه کوهکن",)),
        ("Von Nasima Wardak, aus dem Dari von Hannes Tiedemann", ("Nasima Wardak",)),
        ("Von Ute Brandner und Faramarz Yekta", ("Ute Brandner", "Faramarz Yekta")),
        ("Katrin Ellwood • Farid Hakimi", ("Katrin Ellwood", "Farid Hakimi")),
    ],
)
def test_labels_and_signs_tell_where_names_begin_and_end(byline, authors):
    assert page(f"<h1>The goat at sea</h1><p>{byline}</p><p>12 March 2021</p>").authors == authors


def test_the_name_above_the_translator_is_the_author():
    found = printed(("The goat at sea", 17), ("Quorra Vint", 12), ("Translated by Amina Rahimi", 12))
    assert found.authors == ("Quorra Vint",)


def test_a_name_below_another_label_is_no_author():
    found = printed(
        ("The goat at sea", 17),
        ("Supervisor:", 12), ("Amina Rahimi", 12), ("Written by:", 12), ("Farid Hakimi", 12),
    )  # fmt: skip
    assert found.authors == ("Farid Hakimi",)


def test_two_authors_that_the_markup_names_are_both_read():
    head = (
        "<h1>The goat at sea</h1><div><a class=author href=/a>Quorra Vint</a> • "
        "<a class=author href=/b>Amina Rahimi</a></div><p>12 March 2021</p>"
    )
    assert page(head).authors == ("Quorra Vint", "Amina Rahimi")


def test_a_menu_with_dashes_is_no_trail():
    head = "<p>Front - Rivers - Goats - Search</p><h1>The goat at sea</h1><p>12 March 2021</p>"
    assert page(head).section == ()


@pytest.mark.parametrize("lead", ["The goat at sea", PROSE[:90]])
def test_a_description_that_repeats_title_or_text_is_no_lead(lead):
    head = f'<meta name=description content="{lead}"><h1>The goat at sea</h1><p>12 March 2021</p>'
    assert page(head).lead is None


def test_a_date_of_microdata_without_a_text_is_read():
    head = '<h1>The goat at sea</h1><meta itemprop="datePublished" content="2021-11-13T10:00:00Z">'
    assert str(page(head).date) == "2021-11-13"


def test_the_only_heading_is_the_title_where_the_page_calls_itself_a_print_version():
    assert (
        page("<h2>The goat at sea</h2><p>12 March 2021</p>", "Harbor Voices - print version").title
        == "The goat at sea"
    )
