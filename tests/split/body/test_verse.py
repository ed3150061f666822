"""Verse in the ways it is printed, and short lines that are none."""

import pytest
from msgspec.structs import replace

from pipeline import convert
from pipeline.config import Profile
from pipeline.model import Box
from pipeline.split import split
from tests.split.body.test_paragraphs import ENGLISH, PERSIAN
from tests.split.documents import Press, Style

SITE = Profile(name="test", order=("date",))
PERSIAN_LINES = (
    "گل به باغ آمد و خندید",
    "باد از دروازه گذر کرد",
    "دانه در خاک سیه خفت",
    "هر که آمد ز تو پرسید",
)
ENGLISH_LINES = (
    "Row on to the farther shore,",
    "the goats have gone before.",
    "And nobody asks anymore,",
    "for tea at the door.",
)


def blocks(side, prose, lines, style, first=8.0):
    press = Press(side).put(prose[0]).put(prose[1])
    for at, line in enumerate(lines):
        press.put(line, Style(**{"before": first if at == 0 else 0.0, **style}))
    press.put(prose[2], Style(before=8.0))
    return [(block.kind, block.text) for block in split(press.document(), SITE).body]


@pytest.mark.parametrize(
    ("side", "prose", "lines"), [("rtl", PERSIAN, PERSIAN_LINES), ("ltr", ENGLISH, ENGLISH_LINES)]
)
@pytest.mark.parametrize(
    "style",
    [{"align": "center"}, {"align": "center", "before": 8.0}, {"inset": 30.0}],
    ids=["centered", "centered paragraphs", "set in"],
)
def test_short_lines_set_apart_are_one_verse(side, prose, lines, style):
    assert blocks(side, prose, lines, style)[2] == ("verse", "\n".join(lines))


def test_lines_that_are_centered_and_nearly_as_long_are_not_run_together():
    lines = ("the goats have gone before,", "and nobody asks any more,", "but the ferry comes at four")
    assert ("verse", "\n".join(lines)) in blocks("ltr", ENGLISH, lines, {"align": "center"})


def test_remarks_that_each_end_a_sentence_are_no_verse():
    lines = ("He came home late.", "Nobody was there.", "It rained all night.")
    kinds = [kind for kind, _ in blocks("ltr", ENGLISH, lines, {})]
    assert "verse" not in kinds


def test_one_centered_line_is_no_verse():
    assert blocks("ltr", ENGLISH, ("and nobody asks any more",), {"align": "center"})[2][0] == "quote"


LINES = ("باران که می‌آید", "بام گلی خانهٔ ما", "با ما سخن می‌گوید از", "کوزه‌های تشنه", "و دست‌های سرد")


@pytest.mark.parametrize("align", ["center", "start"])
def test_a_text_of_short_lines_of_different_length_is_a_poem(align):
    press = Press()
    for line in LINES:
        press.put(line, Style(align=align))
    for number, line in enumerate(LINES[:3]):
        press.put(line, Style(align=align, before=0 if number else 14))
    verses = split(press.document(), Profile(name="test", order=("date",))).body
    assert [(block.kind, block.text) for block in verses] == [
        ("verse", "\n".join(LINES)),
        ("verse", "\n".join(LINES[:3])),
    ]


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        (LINES, ["verse"]),
        (("Wir kommen an.", "Wir warten.", "Wir gehen.", "Und wir bleiben"), ["paragraph"] * 4),
        (("Harbor Street 5", "20095 Hamburg", "Room 12", "Second floor"), ["paragraph"] * 4),
        (("total = 0", "for tea in harbor:", "total += tea.price", "return the total"), ["paragraph"] * 4),
        (("Chemie", "Energie", "Physik", "Neue Werkstoffe"), ["paragraph"] * 4),
    ],
)
def test_lines_that_a_web_page_breaks_are_verse_if_they_break_sentences(lines, kinds):
    prose = (
        "<p>The ferry left the eastern quay at six in the morning, an hour late, with forty passengers.</p>"
    )
    html = f"<h1>The ferry</h1>{prose}{prose}<p>{'<br>'.join(lines)}</p>{prose}"
    body = convert(html.encode(), file="a.html").body
    assert [block.kind for block in body[2:-1]] == kinds


def test_text_below_couplets_is_none_of_them_though_no_space_parts_them():
    halves = Press("rtl")
    for line in PERSIAN_LINES:
        halves.put(line, Style())
    first, second, third, fourth = halves.lines
    rows = [(first, 60.0), (second, 60.0), (third, 78.0), (fourth, 78.0)]
    placed = [
        replace(line, box=Box(240.0 - 160.0 * (at % 2), top, 360.0 - 160.0 * (at % 2), top + 12.0))
        for at, (line, top) in enumerate(rows)
    ]
    below = Press("rtl").put(PERSIAN[1], Style(align="justify"))
    prose = [
        replace(line, box=line.box._replace(top=line.box.top + 36, bottom=line.box.bottom + 36))
        for line in below.lines
    ]
    below.lines = placed + prose
    found = [(block.kind, block.text) for block in split(below.document(), SITE).body]
    assert found == [("verse", "\n".join(PERSIAN_LINES)), ("paragraph", PERSIAN[1])]


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        ("گر به غربت رفته‌ای ای دل زبان خود نگه دار<br>خانه ویران می‌شود آن را که بی در مانده است", ["verse"]),
        ("کاوه روشن‌دل، نویسنده شهر<br>منیژه باختریان، استاد دانشگاه", ["paragraph", "paragraph"]),
        ("او به ما گفت که فردا می‌آید.<br>ما به او گفتیم که نمی‌مانیم.", ["paragraph", "paragraph"]),
    ],
)
def test_two_even_lines_of_a_web_page_are_a_couplet(lines, kinds):
    prose = f"<p>{PERSIAN[0] * 2}</p><p>{PERSIAN[1] * 2}</p>"
    page = f'<body dir="rtl"><h1>کفش‌ها</h1>{prose}<p>{lines}</p>{prose}</body>'
    found = [block.kind for block in convert(page.encode(), file="page.html").body]
    assert found[2:-2] == kinds


def test_typed_bullets_of_a_web_page_are_a_list():
    prose = f"<p>{ENGLISH[0] * 2}</p><p>{ENGLISH[1] * 2}</p>"
    page = f"<h1>The goat</h1>{prose}<p>• bread</p><p>• salt</p>{prose}"
    found = convert(page.encode(), file="page.html").body
    assert [block.items for block in found if block.kind == "list"] == [("bread", "salt")]
