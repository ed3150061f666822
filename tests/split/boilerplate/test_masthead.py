"""The masthead is cut where it stands, exact or damaged, and a quotation of it is kept."""

from msgspec.structs import replace

from pipeline.config import Profile
from pipeline.split import choose_profile, split
from pipeline.split.matching import near, template
from tests.split.documents import markup, plain

PAPER = Profile(
    name="paper",
    site=("The Ferry Times",),
    recognize=("The Ferry Times", "www.ferry.example"),
    masthead=("The Ferry Times", "Row on to the farther shore", "www.ferry.example"),
    closing=("Printed on board. All goats reserved.",),
    order=("author", "date", "title"),
)
HEAD = (
    "The Ferry Times",
    "Row on to the farther shore",
    "www.ferry.example",
    "Anna Heron",
    "02.05.2019",
    "Goats on Board",
)
BODY = "The ferry leaves at dawn and comes back when the captain has sold his tea, which is late."


def cut(document):
    return [(entry.rule, entry.text) for entry in split(document, PAPER).boilerplate]


def test_the_masthead_is_cut_with_the_rule_that_cut_it():
    assert cut(plain(*HEAD, BODY)) == [(f"paper:masthead[{at}]", text) for at, text in enumerate(HEAD[:3])]


def test_letters_may_be_wrong_and_keyboards_differ():
    profile = Profile(name="p", masthead=("بدین بوم و بر زنده یک تن مباد",))
    document = plain("ېدين ېوم و ېر زنده يك تن مېاد", BODY)
    assert [entry.place for entry in split(document, profile).boilerplate] == ["masthead"]


def test_several_texts_in_one_line_are_masthead_too():
    assert len(cut(plain("The Ferry Times | www.ferry.example", *HEAD[3:], BODY))) == 1


def test_two_texts_in_one_line_may_have_letters_wrong():
    verse = ("همه سر به سر تن به کشتن دهیم", "از آن به که کشور به دشمن دهیم")
    document = plain("همه سر ېه سر تن ېه کشتن دهیم    از آن ېه که کشور ېه دشمن دهیم", BODY)
    article = split(document, Profile(name="p", masthead=verse))
    assert [entry.place for entry in article.boilerplate] == ["masthead"]


def test_a_quotation_of_the_masthead_in_the_article_is_kept():
    body = [f"{BODY} {number}" for number in range(20)]
    article = split(plain(*HEAD, *body, "Row on to the farther shore", BODY), PAPER)
    assert "Row on to the farther shore" in [block.text for block in article.body]


def test_the_closing_lines_are_cut_from_the_end():
    assert cut(plain(*HEAD, BODY, "Printed on board. All goats reserved."))[-1] == (
        "paper:closing[0]", "Printed on board. All goats reserved.",
    )  # fmt: skip


def test_the_masthead_of_a_web_page_is_known_inside_its_navigation():
    document = markup(
        ("The Ferry Times", {"place": "navigation", "rule": "nav"}), (BODY, {"kind": "paragraph"})
    )
    assert cut(document) == [("paper:masthead[0]", "The Ferry Times")]


def test_the_profile_is_chosen_by_what_it_knows():
    other = Profile(name="other", recognize=("The Goat Herald",))
    assert choose_profile(plain(*HEAD, BODY), (other, PAPER)) is PAPER
    assert choose_profile(plain("The Goat Herald", BODY), (other, PAPER)) is other


def test_a_text_that_only_mentions_a_site_is_not_from_it():
    document = plain("Goats on Board", f"{BODY} See www.ferry.example for more.")
    assert choose_profile(document, (PAPER,)).name == "generic"


def test_between_periods_of_one_site_the_date_decides():
    from datetime import date

    old = Profile(name="old", recognize=PAPER.recognize, valid_until=date(2009, 12, 31))
    new = Profile(name="new", recognize=PAPER.recognize, valid_from=date(2010, 1, 1))
    assert choose_profile(plain("The Ferry Times", "02.05.2019", BODY), (old, new)) is new
    assert choose_profile(plain("The Ferry Times", "02.05.2001", BODY), (old, new)) is old


def test_slots_stand_for_what_varies():
    text = template("The Ferry Times, {date}, Nr. {number}, page {page}")
    assert text.match("the ferry times, 2 may 2019, nr. 44, page 3") is not None
    assert text.match("the ferry times, soon, nr. 44, page 3") is None
    assert template("{name} {date}").match("anna heron 02.05.2019")["name"] == "anna heron"


def test_near_is_bounded():
    assert near("the ferry times", "thc ferry timcs")
    assert not near("the ferry times", "the goat herald")
    assert not near("aa-aa", "bb-bb")


def read_by_ocr(*texts):
    document = plain(*texts)
    return replace(document, lines=tuple(replace(line, read_by="ocr") for line in document.lines))


def test_a_line_that_ocr_cannot_read_is_masthead_by_its_place():
    lines = (HEAD[0], "Raw or te fhe farfner shcne", *HEAD[2:], BODY)
    assert [rule for rule, _ in cut(read_by_ocr(*lines))] == [f"paper:masthead[{at}]" for at in range(3)]
    assert [rule for rule, _ in cut(plain(*lines))] == ["paper:masthead[0]", "paper:masthead[2]"]
    two = (HEAD[0], "Raw or te fhe farfner shcne", "News", *HEAD[2:], BODY)
    assert [rule for rule, _ in cut(read_by_ocr(*two))] == ["paper:masthead[0]", "paper:masthead[2]"]
