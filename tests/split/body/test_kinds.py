"""Captions, lists, quotations, verse and footnotes by how they are printed."""

import pytest
from msgspec.structs import replace

from pipeline.config import Profile
from pipeline.split import split
from tests.split.body.test_paragraphs import ENGLISH, PERSIAN
from tests.split.documents import BODY, MARGIN, SMALL, Press, Style, markup

SITE = Profile(name="test", order=("date",))
CENTERED = Style(align="center", before=4.0)


def kinds(press):
    return [(block.kind, block.text) for block in split(press.document(), SITE).body]


def test_a_small_centered_text_below_a_picture_is_its_caption():
    caption = "Passengers of the morning ferry, with two of the goats that are named above; photograph by the captain"
    press = Press().put(ENGLISH[0]).image().put(caption, Style(size=10.0, before=4.0, align="center"))
    press.put(ENGLISH[1])
    assert kinds(press)[1:] == [("image", ""), ("caption", caption), ("paragraph", ENGLISH[1])]


def test_text_below_a_picture_in_the_size_of_the_body_is_body():
    press = Press().put(ENGLISH[0]).image().put(ENGLISH[1])
    assert kinds(press)[-1] == ("paragraph", ENGLISH[1])


@pytest.mark.parametrize(
    "marks", [("•", "•", "•"), ("1)", "2)", "3)"), ("–", "–", "–"), ("۱.", "۲.", "۳."), ("الف)", "ب)", "ج)")]
)
def test_marked_lines_are_one_list_without_their_marks(marks):
    items = (
        "tea for the captain;",
        "hay for the goats, which have been on board since the spring of last year;",
        "a piano.",
    )
    press = Press().put("The ferry carries:")
    for mark, item in zip(marks, items, strict=True):
        press.put(f"{mark} {item}", Style(before=2.0))
    press.put(ENGLISH[1])
    block = split(press.document(), SITE).body[1]
    assert (block.kind, block.items, block.markers) == ("list", items, marks)
    assert block.ordered is (marks[0] not in "•–")


def test_a_number_at_the_start_of_a_line_is_no_list():
    press = Press().put(
        "The ferry was built in the year of the flood and has carried", Style(align="justify")
    )
    press.put("12. of May to the harvest ever since.", Style())
    assert [kind for kind, _ in kinds(press)].count("list") == 0


def test_lines_set_in_below_a_colon_are_items_whose_bullets_are_pictures():
    press = Press("rtl").put(PERSIAN[0] + " سه قانون دارند:")
    for at, item in enumerate(
        ("هیچ گلی ممنوع نیست.", "هیچ باغبانی امتحان نمی‌دهد.", "هر کس بذری دارد، ببخشد.")
    ):
        press.put(item, Style(inset=30.0, before=8.0 if at == 0 else 0.0))
    press.put(PERSIAN[1])
    block = split(press.document(), SITE).body[1]
    assert block.kind == "list"
    assert len(block.items) == 3


def test_a_text_set_in_on_both_sides_is_a_quotation():
    press = Press().put(ENGLISH[0]).put(ENGLISH[1], Style(inset=40.0, before=8.0)).put(ENGLISH[2])
    assert kinds(press)[1] == ("quote", ENGLISH[1])


def test_a_line_set_in_among_paragraphs_without_indents_is_a_quotation():
    quoted = "A ferry is a promise."
    press = Press().put(ENGLISH[0]).put(quoted, Style(inset=40.0, before=8.0)).put(ENGLISH[2])
    assert kinds(press)[1] == ("quote", quoted)


def test_the_indented_line_of_a_short_paragraph_is_no_quotation():
    indented = Style(indent=30.0)
    press = Press().put(ENGLISH[0], indented).put("Nobody answered.", indented).put(ENGLISH[2], indented)
    assert [kind for kind, _ in kinds(press)] == ["paragraph"] * 3


def test_short_centered_lines_are_verse():
    lines = ("Row on to the farther shore", "the goats have gone before", "and nobody asks any more")
    press = Press().put(ENGLISH[0])
    for at, line in enumerate(lines):
        press.put(line, Style(align="center", before=8.0 if at == 0 else 0.0))
    press.put(ENGLISH[1])
    assert kinds(press)[1] == ("verse", "\n".join(lines))


def test_a_pull_quote_in_large_type_is_no_heading():
    quotation = "“Nobody has seen it”"
    press = (
        Press().put(ENGLISH[0]).put(quotation, Style(size=15.0, align="center", before=12.0)).put(ENGLISH[1])
    )
    assert kinds(press)[1] == ("quote", quotation)


def test_the_halves_of_couplets_are_verse_lines():
    press = Press("rtl").put(PERSIAN[0])
    halves = (
        "بنی آدم اعضای یک پیکرند",
        "که در آفرینش ز یک گوهرند",
        "چو عضوی به درد آورد روزگار",
        "دگر عضوها را نماند قرار",
    )
    for right, left in zip(halves[::2], halves[1::2], strict=True):
        press.put(right, Style(size=11.0))
        press.top -= 16.5
        press.put(left, Style(size=11.0, align="end"))
        last = press.lines.pop()
        press.lines.append(
            last.__class__(
                **{f: getattr(last, f) for f in last.__slots__}
                | {"box": last.box._replace(x0=60.0, x1=170.0)}
            )
        )
    press.put(PERSIAN[1], Style(before=10.0))
    assert ("verse", "\n".join(halves)) in kinds(press)


def footnoted(raised):
    press = Press().put(ENGLISH[0] + "1").mark("timetable.1")
    press = Press().put("Nobody has ever seen a timetable.1")
    if raised:
        press.mark("1", superscript=True)
    press.put(ENGLISH[1]).put(ENGLISH[0])
    press.put("1 Except the captain, who has drawn one on the wall of his cabin.", SMALL)
    if raised:
        press.mark("1", superscript=True)
    return split(press.document(), SITE)


@pytest.mark.parametrize("raised", [True, False])
def test_a_footnote_and_the_mark_that_calls_it_are_linked(raised):
    article = footnoted(raised)
    note = article.body[-1]
    assert (note.kind, note.label, note.text) == (
        "footnote", "1", "Except the captain, who has drawn one on the wall of his cabin.",
    )  # fmt: skip
    assert article.body[0].text == "Nobody has ever seen a timetable."
    assert article.body[0].spans[-1].note == "1"
    assert article.accounting.balanced


def test_a_mark_in_brackets_calls_its_footnote_and_what_stands_below_a_gap_is_none_of_it():
    press = Press().put("Nobody has ever seen a timetable.[1]").put(ENGLISH[1])
    press.put("[1] Except the captain.", SMALL).put(
        "The Ferry Times 02.05.2019", Style(size=9.0, before=20.0)
    )
    article = split(press.document(), SITE)
    assert article.body[0].text == "Nobody has ever seen a timetable."
    assert article.body[0].spans[-1].note == "[1]"
    assert [(block.label, block.text) for block in article.body if block.kind == "footnote"] == [
        ("[1]", "Except the captain.")
    ]


def test_a_number_in_brackets_that_no_text_has_is_no_footnote():
    press = Press().put(ENGLISH[0]).put(ENGLISH[1]).put("[1] Printed on the ferry.", SMALL)
    assert kinds(press)[-1] == ("paragraph", "[1] Printed on the ferry.")


def test_a_raised_digit_without_a_footnote_stays_text():
    press = Press().put("The ferry covers 30 m2 of water.").mark("2", superscript=True).put(ENGLISH[1])
    article = split(press.document(), SITE)
    assert article.body[0].text == "The ferry covers 30 m2 of water."


@pytest.mark.parametrize(
    ("numbers", "reader", "kinds"),
    [
        ((1, 2), "ocr", ["footnote", "footnote"]),
        ((1, 7), "ocr", ["paragraph", "footnote"]),
        ((7,), "ocr", ["paragraph"]),
        ((1, 2), None, ["paragraph", "paragraph"]),
    ],
)
def test_ocr_loses_the_marks_in_the_text_but_not_the_numbers_of_the_footnotes(numbers, reader, kinds):
    press = Press()
    for text in ENGLISH:
        press.put(text)
    for number in numbers:
        press.put(f"{number} Except the captain, who has drawn one on the wall.", SMALL)
    document = press.document()
    lines = tuple(replace(line, read_by=reader) for line in document.lines)
    article = split(replace(document, lines=lines), SITE)
    assert [block.kind for block in article.body][-len(kinds) :] == kinds


def test_small_type_at_the_foot_without_a_label_is_no_footnote():
    press = Press().put(ENGLISH[0]).put(ENGLISH[1]).put("Printed on the ferry.", SMALL)
    assert kinds(press)[-1][0] == "paragraph"


def test_what_the_markup_says_stands():
    document = markup(
        (ENGLISH[1], {"kind": "paragraph"}),
        ("Ferries", {"kind": "heading", "level": 3}),
        ("one", {"kind": "list", "group": 1, "ordered": True}),
        ("two", {"kind": "list", "group": 1, "ordered": True}),
        ("a line", {"kind": "verse", "group": 2}),
        ("and another", {"kind": "verse", "group": 2}),
        (ENGLISH[0], {"kind": "quote"}),
    )
    blocks = split(document, SITE).body[1:]
    assert [block.kind for block in blocks] == ["heading", "list", "verse", "quote"]
    assert blocks[0].level == 3
    assert (blocks[1].items, blocks[1].ordered) == (("one", "two"), True)
    assert blocks[2].text == "a line\nand another"


def test_styles_are_kept_and_merged():
    press = Press().put("The ferry was called Heron by all.", BODY).mark("Heron", italic=True).put(ENGLISH[1])
    block = split(press.document(), SITE).body[0]
    assert [(span.text, span.italic) for span in block.spans] == [
        ("The ferry was called ", False), ("Heron", True), (" by all.", False),
    ]  # fmt: skip


def test_a_caption_of_several_centered_lines_is_one():
    caption = (
        "Passengers of the morning ferry, with two of the goats that are named above and one that is not, "
        "in a photograph that the captain took on the day of the flood"
    )
    press = Press(columns=2, height=900.0).put(ENGLISH[0])
    press.image(80.0).put(caption, Style(size=10.0, before=4.0, align="center")).put(ENGLISH[1])
    assert ("caption", caption) in kinds(press)


@pytest.mark.parametrize("style", [Style(size=14.0, before=10.0), Style(before=10.0, bold=True)])
def test_a_numbered_heading_is_a_heading(style):
    press = Press().put(ENGLISH[0]).put("2. On the river", style).put(ENGLISH[1])
    assert kinds(press)[1] == ("heading", "2. On the river")


def test_a_bold_item_is_an_item():
    press = (
        Press()
        .put("The ferry carries:")
        .put("• tea", Style(bold=True))
        .put("• hay", Style(bold=True))
        .put(ENGLISH[1])
    )
    assert kinds(press)[1] == ("list", "tea\nhay")


def test_items_of_a_justified_list_whose_marks_are_pictures_stay_apart():
    items = (
        "a temporary steel span, ready in seven weeks if the weather allows it for one year;",
        "a concrete replacement on the old piers, ready in fourteen months of the following year;",
        "a new alignment two kilometres upstream, ready within five years, whatever the ministry may say of it.",
    )
    press = Press()
    for text in ENGLISH:
        press.put(text, Style(align="justify", before=8.0))
    press.put("The ministry has offered three repair options:", Style(align="justify", before=8.0))
    for text in items:
        press.put(text, Style(align="justify", inset=30.0, start_only=True))
    blocks = split(press.document(), SITE).body
    assert [block.items for block in blocks if block.kind == "list"] == [items]


def test_a_ragged_quotation_from_right_to_left_is_one():
    press = Press("rtl").put(PERSIAN[0]).put(PERSIAN[1], Style(inset=36.0, before=8.0)).put(PERSIAN[0], BODY)
    assert [kind for kind, _ in kinds(press)] == ["paragraph", "quote", "paragraph"]


def test_a_quotation_broken_by_the_page_stays_one():
    press = Press(height=2 * MARGIN + 18.0 * 7).put(ENGLISH[0])
    press.put(ENGLISH[1], Style(inset=36.0, before=8.0)).put(ENGLISH[2], BODY)
    found = split(press.document(), SITE).body
    assert [(block.kind, block.page_end) for block in found] == [
        ("paragraph", None),
        ("quote", 2),
        ("paragraph", None),
    ]
