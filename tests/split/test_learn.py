"""A profile learned from a folder says what a person would write, and reads the site's other documents."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pipeline.config import GENERIC, Profile, inherit, load_config, read_profile
from pipeline.split import split
from pipeline.split.check import check_document
from pipeline.split.examples import check_example
from pipeline.split.learn import learn_site
from pipeline.split.learn.toml import to_toml
from tests.split.documents import Press, Style
from tests.split.sites import NAMES, STYLES, TITLES, day, newspaper, paragraphs, review, web_print

COMMON = next(profile for profile in load_config().profiles if profile.name == GENERIC)


@pytest.fixture(scope="module")
def learned():
    return {
        style: learn_site([press(number).document() for number in range(5)], "site", COMMON)
        for style, press in STYLES.items()
    }


def test_what_repeats_is_masthead_and_running_lines(learned):
    profile = learned["newspaper"].profiles[0]
    assert profile.site == ("The Ferry Times",)
    assert profile.masthead == ("The Ferry Times", "News from both shores")
    assert profile.footer == ("The Ferry Times – page {page}",)
    assert profile.recognize[0] in ("The Ferry Times", "News from both shores")


def test_the_order_of_the_fields_is_learned(learned):
    assert learned["newspaper"].profiles[0].order == ("date", "title", "author")
    assert learned["review"].profiles[0].order == ("section", "title", "author", "date")


def test_what_varies_becomes_a_slot(learned):
    assert "A quarterly of rivers and letters · No. {number}" in learned["review"].profiles[0].masthead
    assert "© {number} Voice of the Valley. All rights reserved." in learned["web print"].profiles[0].closing


def test_the_sections_are_named(learned):
    names = {name for section in learned["review"].profiles[0].sections for name in section.values()}
    assert names == {"Shores", "Letters", "Trade"}


def test_a_line_below_the_text_is_closing_in_short_documents_too():
    documents = []
    for number in range(6):
        press = Press()
        press.put("The Ferry Times", Style(size=24.0, align="center", bold=True))
        press.put(TITLES[number], Style(size=16.0, bold=True))
        press.put(f"By {NAMES[number % 5]}").put(f"{day(number):%d.%m.%Y}")
        for text in paragraphs(number)[: 3 if number % 2 else 6]:
            press.put(text)
        documents.append(press.put("Set and printed by the Quay Press.").document())
    profile = learn_site(documents, "site", COMMON).profiles[0]
    assert profile.closing == ("Set and printed by the Quay Press.",)
    assert profile.masthead == ("The Ferry Times",)


@pytest.mark.parametrize("style", STYLES)
def test_the_report_counts_the_documents(learned, style):
    found = learned[style]
    assert (found.documents, found.misfits) == (5, ())
    assert all(found.fields[name] == 5 for name in ("title", "author", "date"))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("number", range(5, 10))
def test_the_other_documents_are_read_with_it(learned, style, number):
    profile = inherit(learned[style].profiles[0], COMMON)
    article = split(STYLES[style](number).document(), profile)
    assert (article.title, article.authors, article.date) == (
        TITLES[number],
        (NAMES[number % 5],),
        day(number),
    )
    assert [block.text for block in article.body if block.kind == "paragraph"] == paragraphs(number)


@pytest.mark.parametrize("style", STYLES)
def test_the_file_says_the_same_as_the_profile(learned, style, tmp_path):
    profile = learned[style].profiles[0]
    path = tmp_path / "site.toml"
    path.write_text(to_toml(profile, "A site"), encoding="utf-8")
    assert read_profile(path) == profile


@pytest.mark.parametrize("style", STYLES)
def test_the_examples_hold(learned, style):
    profile = inherit(learned[style].profiles[0], COMMON)
    assert profile.examples
    assert all(check_example(example, profile) == () for example in profile.examples)


def test_a_changed_layout_gives_a_dated_profile_for_each_period():
    old = [newspaper(number).document() for number in range(4)]
    new = [review(number).document() for number in range(5, 9)]
    latest, earlier = learn_site(old + new, "paper", COMMON).profiles
    assert (latest.name, earlier.name) == ("paper", "paper-2015")
    assert (latest.site, earlier.site) == (("The Shore Review",), ("The Ferry Times",))
    assert latest.valid_from == day(5)
    assert earlier.valid_until == day(3)


def test_a_label_of_its_own_is_learned():
    def printed(number):
        press = Press(footer="Goat Herald {page}").put("Goat Herald", Style(size=22.0, bold=True))
        press.put(TITLES[number], Style(size=17.0, before=8.0, bold=True))
        press.put(f"Scribe: {NAMES[number % 5]}").put(f"Printed: {day(number):%d.%m.%Y}")
        for text in paragraphs(number):
            press.put(text)
        return press.document()

    profile = learn_site([printed(number) for number in range(5)], "goats", COMMON).profiles[0]
    assert profile.labels == {"author": ("Scribe:",)}
    article = split(printed(7), inherit(profile, COMMON))
    assert (article.authors, article.date) == ((NAMES[2],), day(7))


def test_a_check_names_fields_cuts_and_rivals():
    profile = replace(COMMON, name="valley", masthead=("Voice of the Valley", "Voice of the {any}"))
    found = check_document(web_print(3).document(), profile, COMMON)
    assert found.fits
    assert found.found == ("title", "author", "date")
    assert found.rivals == (("Voice of the Valley", ("masthead[0]", "masthead[1]")),)
    assert found.cut >= 4


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@given(st.lists(TEXTS, min_size=1, max_size=4), TEXTS, st.dictionaries(TEXTS, TEXTS, min_size=1, max_size=2))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_survives_the_file(tmp_path, texts, url, section):
    profile = Profile(
        name="site", masthead=tuple(texts), url=url, sections=(section,), labels={"author": tuple(texts)}
    )
    path = tmp_path / "site.toml"
    path.write_text(to_toml(profile, "A site\nof strangers"), encoding="utf-8", newline="")
    assert read_profile(path) == profile


def one_page_print(number, name="Voice of the Valley"):
    """A short web page printed by a browser: its title at the head of the only page."""
    press = Press(header=f"{TITLES[number]} – {name}", footer="1 of 1")
    press.put(name, Style(size=20.0, bold=True)).put("Home News Culture Archive Contact", Style(size=10.0))
    press.put(TITLES[number], Style(size=22.0, before=10.0, bold=True))
    press.put(f"By {NAMES[number % 5]}, {day(number):%d.%m.%Y}", Style(size=10.0))
    for text in paragraphs(number)[:2]:
        press.put(text)
    return press.document()


def test_a_running_title_is_learned_from_documents_of_one_page():
    profile = learn_site([one_page_print(number) for number in range(5)], "valley", COMMON).profiles[0]
    assert "{any} – Voice of the Valley" in profile.masthead
    article = split(one_page_print(7), inherit(profile, COMMON))
    assert article.title == TITLES[7]
    assert [block.text for block in article.body] == paragraphs(7)[:2]


def test_a_masthead_that_the_profile_does_not_know_is_cut_all_the_same():
    profile = learn_site([one_page_print(number) for number in range(5)], "valley", COMMON).profiles[0]
    article = split(one_page_print(7, name="Stimme des Tals"), inherit(profile, COMMON))
    assert (article.title, article.authors, article.date) == (TITLES[7], (NAMES[2],), day(7))
    assert [block.text for block in article.body] == paragraphs(7)[:2]


def test_the_title_again_in_small_type_above_itself_is_no_text():
    press = Press(header=TITLES[7][:12])
    press.put("Voice of the Valley", Style(size=20.0, bold=True)).put(
        TITLES[7], Style(size=22.0, before=10.0)
    )
    press.put(f"By {NAMES[2]}, {day(7):%d.%m.%Y}", Style(size=10.0))
    for text in paragraphs(7)[:2]:
        press.put(text)
    profile = Profile(
        name="v", site=("Voice of the Valley",), masthead=("Voice of the Valley",), order=("title", "date")
    )
    article = split(press.document(), inherit(profile, COMMON))
    assert article.title == TITLES[7]
    assert [block.text for block in article.body] == paragraphs(7)[:2]
