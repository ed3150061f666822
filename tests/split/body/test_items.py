"""Items of a list without space between them, and what only looks like them."""

import pytest

from pipeline.config import Profile
from pipeline.split import split
from pipeline.split.geometry.marks import item_marker, note_label, readings
from tests.split.body.test_paragraphs import ENGLISH, PERSIAN
from tests.split.documents import BODY, MARGIN, Press, Style

SITE = Profile(name="test", order=("date",))
TIGHT = Style()
LONG = (
    "hay for the goats, which have been on board since the spring of last year and will stay for another;",
    "tea for the captain;",
    "a piano, of which nobody can say which of the two villages had ordered it and which of them has paid for it.",
)
LONG_FA = (
    "علف برای بزهایی که از بهار سال گذشته در کشتی مانده‌اند و تا بهار آینده نیز در آن خواهند ماند و کسی نمی‌داند چرا",
    "چای برای ناخدا",
    "پیانویی که هیچ‌کس نمی‌داند کدام یک از دو روستا آن را سفارش داده بود و بهای آن را کدام یک از آن دو پرداخته است.",
)


def blocks(press):
    return [(block.kind, block.text) for block in split(press.document(), SITE).body]


def body(press):
    return split(press.document(), SITE).body


@pytest.mark.parametrize(
    "marks",
    [
        ("1.", "2.", "3."), ("(1)", "(2)", "(3)"), ("[1]", "[2]", "[3]"), ("a)", "b)", "c)"), ("A.", "B.", "C."),
        ("i.", "ii.", "iii."), ("iv)", "v)", "vi)"), ("•", "•", "•"), ("–", "–", "–"), ("9.", "10.", "11."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("style", [TIGHT, Style(align="justify")], ids=["ragged", "justified"])
def test_items_set_without_space_are_one_list(marks, style):
    press = Press().put(ENGLISH[0] + " The ferry carries:", TIGHT)
    for mark, item in zip(marks, LONG, strict=True):
        press.put(f"{mark} {item}", style)
    press.put(ENGLISH[1])
    found = body(press)
    assert [block.kind for block in found] == ["paragraph", "list", "paragraph"]
    assert (found[1].items, found[1].markers) == (LONG, marks)


@pytest.mark.parametrize(
    "marks",
    [("۱.", "۲.", "۳."), ("۱-", "۲-", "۳-"), ("(۱)", "(۲)", "(۳)"), ("الف)", "ب)", "ج)"), ("الف-", "ب-", "پ-"), ("1-", "2-", "3-")],
)  # fmt: skip
def test_items_of_right_to_left_text_are_one_list(marks):
    press = Press("rtl").put(PERSIAN[0], TIGHT)
    for mark, item in zip(marks, LONG_FA, strict=True):
        press.put(f"{mark} {item}", TIGHT)
    found = body(press)
    assert (found[1].kind, found[1].items, found[1].markers) == ("list", LONG_FA, marks)


def test_a_mark_may_stand_without_a_blank_before_arabic_letters():
    press = Press("rtl").put(PERSIAN[0], TIGHT)
    for mark, item in zip(("۱-", "۲-", "۳-"), LONG_FA, strict=True):
        press.put(mark + item, TIGHT)
    assert body(press)[1].items == LONG_FA


def hang(press, mark, text, inset=0.0):
    """An item whose mark hangs out of it."""
    before = len(press.lines)
    press.put(f"{mark} {text}", Style(inset=inset + 18.0, start_only=True, indent=-18.0))
    return before


def test_items_of_a_list_in_a_list_are_items_and_the_outer_one_counts_on():
    press = Press().put("The ferry carries:", TIGHT)
    hang(press, "1.", LONG[0])
    hang(press, "a)", LONG[2], 18.0)
    hang(press, "b)", LONG[1], 18.0)
    hang(press, "2.", LONG[1])
    press.put(ENGLISH[1])
    assert body(press)[1].markers == ("1.", "a)", "b)", "2.")


def test_an_item_broken_by_the_page_stays_one_and_the_list_too():
    press = Press(height=2 * MARGIN + 18.0 * 5).put(ENGLISH[2] + " It is red and has two wheels.", TIGHT)
    for mark, item in zip(("1.", "2.", "3."), (LONG[1], LONG[0], LONG[2]), strict=True):
        hang(press, mark, item)
    press.put(ENGLISH[1])
    found = body(press)
    assert found[1].items == (LONG[1], LONG[0], LONG[2])
    assert found[1].page_end == 2


@pytest.mark.parametrize(
    "start", ["12. November was the", "5) and the captain", "– as everybody said –", "A. Smith was the"]
)
def test_what_a_line_begins_with_by_chance_begins_no_item(start):
    press = Press()
    for _ in range(3):
        press.put("Nobody knew why the ferry had come so late and so empty", Style(align="justify"))
        press.put(f"{start} only one who could have told us where it was.", TIGHT)
    assert "list" not in [kind for kind, _ in blocks(press)]


def test_numbers_that_do_not_count_on_begin_no_items():
    texts = [f"{number}. {text}" for number, text in zip((12, 30), ENGLISH[:2], strict=True)]
    press = Press()
    for text in texts:
        press.put(text, BODY)
    assert blocks(press) == [("paragraph", text) for text in texts]


def test_a_number_below_a_list_of_bullets_is_none_of_its_items():
    press = (
        Press().put("• tea", TIGHT).put("• hay", TIGHT).put("12. November is late for feeding goats.", TIGHT)
    )
    assert [kind for kind, _ in blocks(press)] == ["list", "paragraph"]


@pytest.mark.parametrize(("dash", "side"), [("–", "ltr"), ("—", "ltr"), ("-", "rtl"), ("–", "rtl")])
def test_what_people_say_is_no_list(dash, side):
    said = ("When does it leave?", "Nobody knows.", "Then we wait.")
    if side == "rtl":
        said = ("کی راه می‌افتد؟", "هیچ‌کس نمی‌داند.", "پس صبر می‌کنیم.")
    press = Press(side).put((ENGLISH if side == "ltr" else PERSIAN)[1], TIGHT)
    for text in said:
        press.put(f"{dash} {text}", TIGHT)
    assert blocks(press)[1:] == [("paragraph", f"{dash} {text}") for text in said]


def test_entries_of_a_table_of_contents_stay_apart():
    entries = [f"1.{number} The ferry {'. ' * 20}{number}" for number in (1, 2, 3)]
    press = Press()
    for entry in entries:
        press.put(entry, Style(align="justify"))
    press.lines = [line for line in press.lines if "ferry" in line.text]
    assert len(blocks(press)) == 3


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("1.متن", "1."), ("۱-متن", "۱-"), (".1 متن", ".1"), ("[2] Bruun", "[2]"), ("iii. rents", "iii."), ("الف- متن", "الف-"),
        ("۱.۵ کیلو", None), ("1.5 kg", None), ("1385 was", None), ("e.g. this", None), ("5-year plan", None), ("–said", None),
        ("3.2.1 Version", None),
    ],
)  # fmt: skip
def test_what_may_mark_an_item(text, mark):
    found = item_marker(text)
    assert (found and found.text) == mark


def test_a_mark_may_count_in_several_ways():
    assert readings(item_marker("i) rents")) == {"a)": 9, "i)": 1}
    assert readings(item_marker("– rents")) == {"–": 0}


@pytest.mark.parametrize(
    ("text", "label"), [("[16] See there.", "[16]"), ("[16]See there.", "[16]"), ("[16]. See there.", None)]
)
def test_a_reference_that_ends_a_sentence_is_no_label_of_a_note(text, label):
    found = note_label(text)
    assert (found and found.text) == label
