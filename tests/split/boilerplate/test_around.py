"""What a printed web page has around its article: rows of links, comments, a column beside the text."""

from msgspec.structs import replace

from pipeline.config import load_config
from pipeline.split import split
from tests.split.documents import BODY, HEADING, TITLE, Press, Style
from tests.split.sites import paragraphs

GENERIC = next(profile for profile in load_config().profiles if profile.name == "generic")
LARGE = Style(size=20.0, before=8.0, bold=True)


def article(press=None):
    press = (press or Press()).put("The ferry that came late", LARGE).put("By Amina Rahimi")
    press.put("12 March 2021")
    for text in paragraphs(1):
        press.put(text)
    return press


def linked(press, text, style=BODY):
    """Set a text that is a link."""
    before = len(press.lines)
    press.put(text, style)
    press.lines[before:] = [
        replace(line, linked=len("".join(line.text.split()))) for line in press.lines[before:]
    ]
    return press


def read(press):
    return split(press.document(), GENERIC)


def texts(press):
    return [block.text for block in read(press).body]


def test_links_below_the_text_are_cut_with_the_heading_that_announces_them():
    press = linked(article().put("Elsewhere:", HEADING), "Goats on the quay")
    assert texts(linked(press, "A bridge of boats")) == paragraphs(1)


def test_a_link_between_paragraphs_is_cut():
    press = linked(article(), "More: goats on the quay").put(paragraphs(2)[0])
    assert texts(press) == [*paragraphs(1), paragraphs(2)[0]]


def test_an_address_that_is_a_link_stands_there_to_be_read():
    assert texts(linked(article(), "https://example.org/ferry"))[-1] == "https://example.org/ferry"


def test_a_poem_between_links_keeps_all_its_lines():
    press = linked(Press(), "Home").put("The ferry that came late", LARGE).put("By Amina Rahimi")
    for text in (
        "Where the river bends at night",
        "no lamp is lit, no lamp is lit",
        "and the goat on the quay",
        "knows more than it says",
    ):
        press.put(text, Style(before=0.0))
    assert "knows more than it says" in " ".join(texts(linked(press, "Next poem")))


def test_comments_are_known_by_days_after_the_article():
    press = (
        article()
        .put("Voices", HEADING)
        .put("Farid, 13 March 2021, 08:12")
        .put("I was on that ferry and I saw the goat.")
    )
    assert texts(press.put("Laila, 14 March 2021, 09:40").put("So was I, and there was none.")) == paragraphs(
        1
    )


def test_a_heading_above_an_earlier_day_announces_no_comments():
    press = (
        article()
        .put("Voices", HEADING)
        .put("Farid, 3 March 2021, 08:12")
        .put("I was on that ferry and I saw the goat.")
    )
    assert texts(press)[-1] == "I was on that ferry and I saw the goat."


def test_an_appeal_above_the_title_is_masthead():
    press = Press().put("Our new issue on rivers is out. Please subscribe to it today, and tell a friend.")
    found = read(article(press))
    assert (found.title, found.authors) == ("The ferry that came late", ("Amina Rahimi",))
    assert [block.text for block in found.body] == paragraphs(1)


def test_the_date_beside_the_title_goes_before_the_day_at_the_top():
    press = (
        Press()
        .put("Harbor News", TITLE)
        .put("Sunday, 14 March 2021")
        .put("Home Sport Goats Weather and Tides")
    )
    assert str(read(article(press)).date) == "2021-03-12"
