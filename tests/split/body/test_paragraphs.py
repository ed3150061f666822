"""Printed lines become the paragraphs that they were, however they are set."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pipeline.config import Profile
from pipeline.split import split
from pipeline.split.body.linebreaks import hyphens_of
from pipeline.split.geometry.marks import ends_sentence
from tests.split.documents import BODY, HEADING, MARGIN, SMALL, Press, Style

SITE = Profile(name="test", order=("date",))
ENGLISH = (
    "The ferry leaves at dawn and comes back when the captain has sold his tea. Nobody has ever seen a timetable.",
    "Passengers bring goats, radios and, once, a piano. The piano stayed on board for eleven years because "
    "no one could agree which of the two villages had ordered it, and in the end it was played by both of them at once.",
    "When the bridge was opened the captain bought a bicycle.",
)
PERSIAN = (
    "در آغاز هر پاییز باغبانان شهر کهنه به بازار می‌روند و تخم گل می‌خرند. هیچ‌کس نمی‌داند این رسم از کجا آمده است.",
    "پیرمردی که دکان کوچکی در کنار دروازه دارد می‌گوید پدرش نیز همین کار را می‌کرد و پدر او نیز، و اگر روزی "
    "کسی نیاید او خود بذرها را در پیاده‌رو می‌ریزد تا پرندگان بی‌نصیب نمانند.",
    "بهار که می‌رسد کوچه‌ها بوی سنبل می‌دهند.",
)
STYLES = {
    "spaced": BODY,
    "indented": Style(indent=18.0),
    "justified and indented": Style(indent=18.0, align="justify"),
    "justified and spaced": Style(before=6.0, align="justify"),
    "neither spaced nor indented": Style(),
}


def bodies(press, **more):
    return [block.text for block in split(press.document(**more), SITE).body if block.kind != "image"]


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize(("side", "texts"), [("ltr", ENGLISH), ("rtl", PERSIAN)])
def test_paragraphs_come_back_as_they_were_set(style, side, texts):
    press = Press(side)
    for text in texts:
        press.put(text, style)
    assert bodies(press) == list(texts)


@pytest.mark.parametrize(("side", "texts"), [("ltr", ENGLISH), ("rtl", PERSIAN)])
def test_an_address_that_sticks_out_does_not_widen_the_column(side, texts):
    press = Press(side)
    for text in texts:
        press.put(text, Style(before=8.0))
    press.put(f"https://example.org/{'x' * 40}/{'y' * 20}.html", Style(before=8.0))
    assert bodies(press)[: len(texts)] == list(texts)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_any_spaced_paragraphs_come_back(data):
    word = st.text("abcdefghij", min_size=1, max_size=9)
    words = st.lists(word, min_size=40, max_size=80)
    texts = [f"A{' '.join(data.draw(words))}." for _ in range(data.draw(st.integers(2, 4)))]
    press = Press(height=5000.0)
    for text in texts:
        press.put(text, Style(before=10.0, align=data.draw(st.sampled_from(["start", "justify"]))))
    assert bodies(press) == texts


@pytest.mark.parametrize("style", [BODY, Style(indent=18.0, align="justify")])
@pytest.mark.parametrize(("side", "texts"), [("ltr", ENGLISH), ("rtl", PERSIAN)])
def test_a_paragraph_cut_by_the_page_is_joined(style, side, texts):
    article = split(_short_pages(side, texts, style).document(), SITE)
    assert [block.text for block in article.body] == list(texts)
    cut = next(block for block in article.body if block.page_end)
    assert cut.page_end == (cut.page or 0) + 1


def _short_pages(side, texts, style):
    """Pages so short that the second paragraph is cut inside a sentence."""
    press = Press(side, height=2 * MARGIN + 100.0)
    for text in texts:
        press.put(text, style)
    return press


def test_columns_are_read_one_after_the_other_and_joined():
    press = Press(columns=2, height=2 * MARGIN + 150.0)
    for text in ENGLISH:
        press.put(text, Style(before=8.0, align="justify"))
    assert bodies(press) == list(ENGLISH)


def test_a_picture_does_not_end_a_sentence():
    press = Press().put(
        "The ferry leaves at dawn and comes back when the last of the tea was", Style(align="justify")
    )
    press.image().put("sold, which is rarely before the evening and never before noon.")
    assert bodies(press) == [
        "The ferry leaves at dawn and comes back when the last of the tea was "
        "sold, which is rarely before the evening and never before noon."
    ]


def test_two_languages_part_paragraphs_without_a_gap():
    english, persian = ENGLISH[1], PERSIAN[1]
    press = Press().put(english, Style())
    press.dir = "rtl"
    press.put(persian, Style())
    assert bodies(press) == [english, persian]


def test_small_type_parts_blocks():
    press = Press().put(ENGLISH[0]).put("Set by hand at the press of the ferry.", SMALL).put(ENGLISH[1])
    assert bodies(press) == [ENGLISH[0], "Set by hand at the press of the ferry.", ENGLISH[1]]


def test_a_broken_word_is_mended_and_logged():
    press = (
        Press().put("The captain keeps a pome-", Style()).put("granate on the bridge of the ferry.", Style())
    )
    article = split(_as_one_paragraph(press), SITE)
    assert article.body[0].text == "The captain keeps a pomegranate on the bridge of the ferry."
    assert article.repairs["line-end-hyphen"] == 1


LOG = ("The captain writes the log of the ferry", "and nobody reads it before the winter")


@pytest.mark.parametrize(
    ("lines", "before", "after", "broken"),
    [
        (LOG, "a pome-", "granate on the bridge", True),
        (LOG * 30, "a wind-", "blown flag", False),
        (LOG * 10, "a two-", "day course", False),
        (LOG * 10, "a seven-", "teen year old goat", True),
        (LOG * 30, "a pome\u00ad", "granate on the bridge", True),
        (("A wind-blown flag", *LOG), "the wind-", "blown flag", False),
        (LOG, "the ferry-", "Captain", False),
        (LOG, "his mother-in-", "law's goats", False),
        (LOG, "see www.ferry-", "boats.example for more", False),
        (("a long-term lease, a well-known man and his so-called friends", *LOG * 10), "an up-", "date of the list", False),
        ((*LOG, "the pome\u2010", "granate fell"), "a wind-", "blown flag", False),
        ((*LOG, "the wind-", "blown flag"), "a pome\u2010", "granate fell", True),
        (LOG * 30, "the mail-", "ing list of goats", True),
    ],
    ids=[
        "a word", "a printer who breaks none", "a number", "a word like a number", "soft", "written so elsewhere",
        "capital", "three parts", "address", "an author who writes many", "the printer has another", "the printer's own",
        "an ending",
    ],
)  # fmt: skip
def test_a_hyphen_at_the_end_of_a_line_is_of_the_printer_or_of_the_word(lines, before, after, broken):
    assert (
        hyphens_of([*lines, f"The captain keeps {before}", after]).is_broken(before.split()[-1], after)
        == broken
    )


def test_a_word_without_end_is_looked_at_once():
    assert hyphens_of(["a" * 3_000_000, "b"]).words == frozenset()


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("There were forty-", "two goats.", "There were forty-two goats."),
        ("He lives in Mazar-", "Sharif now.", "He lives in Mazar-Sharif now."),
        (
            "See https://example.org/",
            "ferry/goats.html for more.",
            "See https://example.org/ferry/goats.html for more.",
        ),
        (
            "See https://example.org/",
            "and the list of goats.",
            "See https://example.org/ and the list of goats.",
        ),
        ("The goats (", "all of them) slept.", "The goats (all of them) slept."),
        ("Run main.py -v --", "port=8080 and wait.", "Run main.py -v --port=8080 and wait."),
        ("Der Ein- und -", "ausgang ist zu.", "Der Ein- und -ausgang ist zu."),
        ("The goats –", "all of them – slept.", "The goats – all of them – slept."),
    ],
)
def test_other_line_ends_lose_nothing(first, second, joined):
    press = Press().put(first, Style()).put(second, Style())
    assert split(_as_one_paragraph(press), SITE).body[0].text == joined


def test_an_address_broken_twice_is_one():
    press = (
        Press()
        .put("See https://", Style())
        .put("example.org/ferry/", Style())
        .put("goats.html for more.", Style())
    )
    assert (
        split(_as_one_paragraph(press), SITE).body[0].text
        == "See https://example.org/ferry/goats.html for more."
    )


def test_a_line_that_sticks_out_makes_no_column_wider():
    """TeX lets it stick out; all other lines would leave room then."""
    press = Press()
    for text in ENGLISH:
        press.put(text, Style(align="justify"))
    line = press.lines[3]
    press.lines[3] = replace(line, box=line.box._replace(x1=line.box.x1 + 50))
    assert bodies(press) == list(ENGLISH)


def test_tall_letters_that_push_a_line_down_part_no_paragraph():
    press = Press()
    for text in ENGLISH:
        press.put(text, Style(align="justify"))
    down = [replace(line, box=line.box._replace(top=line.box.top + 4 * (at > 4), bottom=line.box.bottom + 4 * (at > 4)))
            for at, line in enumerate(press.lines)]  # fmt: skip
    press.lines = down
    assert bodies(press) == list(ENGLISH)


def test_where_most_paragraphs_have_one_line_the_space_between_them_is_no_line_pitch():
    texts = [
        "A goat.",
        "Another goat.",
        "A piano.",
        "Nobody knows why.",
        "It is red.",
        *ENGLISH[:2],
        "A ferry.",
        "Rain.",
    ]
    texts[5] = (
        "Nobody has ever seen a timetable and the ferry leaves at dawn and comes back when it is full again."
    )
    press = Press()
    for text in texts:
        press.put(text, Style(before=18.0, align="justify"))
    full = [line for line in press.lines if line.text.endswith(("full again.", "at once."))]
    press.lines = [
        replace(line, box=line.box._replace(x1=360.0)) if line in full else line for line in press.lines
    ]
    assert bodies(press) == texts


def _as_one_paragraph(press):
    """The lines stretched to the width of the column, as justified text is."""
    press.lines = [replace(line, box=line.box._replace(x1=360.0)) for line in press.lines]
    return press.document()


def test_headings_have_levels_by_size():
    press = Press()
    for text, style in [
        ("Ferries", Style(size=16.0, before=14.0, bold=True)),
        (ENGLISH[0], BODY),
        ("Goats on board", HEADING),
        (ENGLISH[1], BODY),
        ("The bridge", HEADING),
        (ENGLISH[2], BODY),
    ]:
        press.put(text, style)
    blocks = split(press.document(), Profile(name="test", order=("date",))).body
    assert [(block.kind, block.level) for block in blocks] == [
        ("heading", 2), ("paragraph", None), ("heading", 3), ("paragraph", None), ("heading", 3), ("paragraph", None),
    ]  # fmt: skip


def test_left_and_right_pages_may_have_mirrored_margins():
    press = Press(height=2 * MARGIN + 150.0)
    for text in ENGLISH * 3:
        press.put(text, Style(indent=18.0, align="justify"))
    moved = [
        replace(line, box=line.box._replace(x0=line.box.x0 + 30, x1=line.box.x1 + 30))
        if line.page % 2
        else line
        for line in press.lines
    ]
    press.lines = moved
    assert bodies(press) == list(ENGLISH * 3)


def test_a_page_that_ends_with_a_sentence_is_joined_in_doubt_and_said():
    press = Press(height=2 * MARGIN + 18.0 * 7).put(ENGLISH[1], Style())
    assert len(press.lines) == 5
    for line in (
        "One line of the paragraph is as long as it can be,",
        "and here a sentence ends where its line is full.",
        "Another sentence begins the page that comes next,",
        "which may be a paragraph of its own or the same.",
    ):
        press.put(line, Style())
    article = split(press.document(), SITE)
    assert [issue.count for issue in article.issues if issue.code == "paragraph-uncertain"] == [1]


def test_in_justified_text_a_line_that_is_not_stretched_ends_its_paragraph():
    """The last line leaves no room for the next word, so only its ragged end tells."""
    first = "Nobody has ever seen a timetable of the ferry and it does not matter because it leaves when it is full so."
    second = "Extraordinarily, passengers bring goats, radios and, once, a piano that stayed on board for eleven years."
    third = ENGLISH[1]
    press = Press()
    for text in (first, second, third):
        press.put(text, Style(align="justify"))
    assert bodies(press) == [first, second, third]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("It rained.", True), ("Did it?”", True), ("It rained.1", True), ("باران آمد؟", True), ("in 1994.", True),
        ("a rate of 3.2", False), ("It rained", False), ("It said:", False), ("of the »ferry«", False),
    ],
)  # fmt: skip
def test_the_end_of_a_sentence(text, ends):
    assert ends_sentence(text) is ends


def test_short_paragraphs_whose_last_lines_are_full_are_parted_by_the_space_between_them():
    line = "word " * 10
    texts = [f"{line * (lines - 1)}{'word ' * 9}end." for lines in (2, 1, 1, 2, 1, 1, 2, 1, 1)]
    press = Press()
    for text in texts:
        press.put(text, BODY)
    assert bodies(press) == texts
