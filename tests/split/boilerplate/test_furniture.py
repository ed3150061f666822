"""Running headers and footers are found by what repeats, and nothing that appears once is one."""

import pytest
from msgspec.structs import replace

from pipeline.config import Profile, load_config
from pipeline.split import decide, split
from tests.split.body.test_paragraphs import ENGLISH, PERSIAN
from tests.split.documents import HEIGHT, MARGIN, Press, Style

GENERIC = next(profile for profile in load_config().profiles if profile.name == "generic")
SHORT = 2 * MARGIN + 130.0


def cut(press, profile=GENERIC):
    document = press.document()
    return {
        (decision.role, document.lines[decision.line].text)
        for decision in decide(document, profile)
        if decision.place
    }


def filled(side="ltr", texts=ENGLISH, **furniture):
    press = Press(side, height=SHORT, **furniture)
    for text in texts * 2:
        press.put(text)
    return press


@pytest.mark.parametrize(
    "footer",
    [
        "The Ferry Times {page}",
        "– {page} –",
        "{page}",
        "Page {page} of 9",
        "www.example.org {page} ferry@example.org",
    ],
)
def test_a_footer_with_the_number_of_the_page_is_cut(footer):
    press = filled(footer=footer)
    article = split(press.document(), GENERIC)
    assert {entry.place for entry in article.boilerplate} == {"footer"}
    assert len(article.boilerplate) == 1
    assert article.boilerplate[0].count == article.pages
    assert article.accounting.balanced


def test_numbers_in_persian_digits_and_words_count_too():
    def footer(page):
        return "صفحهٔ " + "۰۱۲۳۴۵۶۷۸۹"[page] + " از ۸"

    press = filled("rtl", PERSIAN, footer=footer)
    assert {role for role, _ in cut(press)} == {"footer"}


def test_left_and_right_pages_have_headers_of_their_own():
    press = filled(header=lambda page: "The Ferry Times" if page % 2 else "Goats on Board")
    assert cut(press) == {("header", "The Ferry Times"), ("header", "Goats on Board")}


def test_short_titles_that_change_are_cut_by_their_place():
    names = [
        "",
        "",
        "The long way to the other shore",
        "Tea",
        "Captain Heron",
        "Piano",
        "Notes",
        "Index",
        "Names",
    ]
    press = filled(header=lambda page: names[page])
    rest = [block.text for block in split(press.document(), GENERIC).body]
    assert not set(names[2:]) & set(rest)


def test_the_first_page_may_differ():
    press = filled(header=lambda page: "Goats on Board" if page > 1 else "A word of welcome")
    assert cut(press) == {("header", "Goats on Board")}


def test_a_line_that_appears_once_is_never_furniture():
    press = Press(header="A motto that stands here once").put(ENGLISH[0]).put(ENGLISH[1])
    assert cut(press) == set()


def test_the_number_of_a_single_page_is_cut():
    assert cut(Press(footer="1").put(ENGLISH[0]).put(ENGLISH[1])) == {("footer", "1")}


def test_a_number_that_is_not_the_page_is_kept():
    assert cut(Press(footer="1873").put(ENGLISH[0]).put(ENGLISH[1])) == set()


def test_body_text_that_begins_every_page_alike_is_kept_below_another_line():
    press = Press(height=HEIGHT)
    for number in ("One", "Two", "Three"):
        press.new_page()
        press.put(f"{number} is a number that stands alone.").put("The same line on every page.").put(
            ENGLISH[1]
        )
    assert cut(press) == set()


def test_the_profile_knows_a_header_on_a_single_page_even_with_letters_wrong():
    profile = Profile(name="paper", header=("The Ferry Times",), footer=("Nr. {number} – page {page}",))
    press = Press(header="The Fcrry Times", footer="Nr. 12 – page 1").put(ENGLISH[0]).put(ENGLISH[1])
    rules = {decision.rule for decision in decide(press.document(), profile) if decision.place}
    assert rules == {"paper:header[0]", "paper:footer[0]"}


def test_what_the_file_marks_as_artifact_is_cut_first():
    press = Press().put(ENGLISH[0]).put("Draft of the second of May", Style())
    press.lines[-1] = replace(press.lines[-1], place="margin", rule="artifact:watermark")
    document = press.document()
    assert decide(document, GENERIC)[-1].rule == "artifact:watermark"


def test_a_number_beside_a_name_in_small_type_is_cut_on_a_single_left_page():
    press = (
        Press(height=SHORT, header=lambda page: "2 MERIDIAN" if page == 2 else "")
        .put(ENGLISH[1])
        .put(ENGLISH[0])
    )
    assert cut(press) == {("header", "2 MERIDIAN")}


def test_a_watermark_is_cut_wherever_it_stands():
    press = filled()
    mark = press.lines[0]
    for page in range(1, press.page + 1):
        box = mark.box._replace(x0=200.0, x1=260.0, top=150.3, bottom=162.3)
        press.lines.append(replace(mark, spans=(replace(mark.spans[0], text="DRAFT"),), page=page, box=box))
    assert cut(press) == {("margin", "DRAFT")}


@pytest.mark.parametrize("order", [1, -1], ids=["number last", "number first"])
def test_a_number_of_the_page_and_what_stands_beside_it_go_together(order):
    press = Press()
    for text in ENGLISH:
        press.put(text)
    low, small = HEIGHT - 30.0, Style(size=7.0)
    for text, left in [("5/2/26, 6:41 AM", 20.0), ("1 of 1", 380.0)][::order]:
        press._place(text, left, low, small)
    assert {text for _, text in cut(press)} == {"5/2/26, 6:41 AM", "1 of 1"}
