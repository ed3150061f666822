"""Clusters to printed lines. Glyphs are half an em wide, five points in the usual ten."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Dictionary

from tests.extract.pdf.build import Book, codes, show

ZWNJ = "\u200c"


def page(*pieces):
    """Texts of the lines of a page."""
    return Book().page("".join(pieces)).texts()


def moved(gap, *texts, size=10):
    """Texts drawn one after the other with a gap of so many em between them."""
    array = f" {-1000 * gap} ".join(codes(text) for text in texts)
    return f"BT /F {size} Tf 20 250 Td [{array}] TJ ET\n"


# blanks


@pytest.mark.parametrize("size", [6, 10, 40])
def test_a_gap_that_kerning_never_makes_is_a_blank(size):
    assert page(moved(0.05, "kern", "ing", size=size)) == ["kerning"]
    assert page(moved(0.25, "two", "words", size=size)) == ["two words"]


def test_gaps_separate_right_to_left_words_as_well():
    assert page(moved(0.25, "ایند", "مالس")) == ["سلام دنیا"]


def test_a_blank_glyph_with_room_is_one_blank_however_wide():
    assert page(show("a b")) == ["a b"]
    assert page(show("a   b")) == ["a b"]
    assert page(moved(0.9, "a ", "b")) == ["a b"]


def test_letter_spacing_makes_no_blanks():
    assert page(moved(0.3, *"هدزاد ورسخ")) == ["خسرو دازده"]


def test_single_letters_apart_are_not_letter_spaced():
    assert page(moved(0.3, *"abcdefgh")) == ["a b c d e f g h"]
    assert page(moved(0.3, *"خحچجثتبا")) == ["ا ب ت ث ج چ ح خ"]


def test_other_blanks_are_blanks():
    assert page(show("a\u00a0b\u2009c")) == ["a b c"]


def test_a_tab_is_a_blank(book):
    fonts = {"F": book.font({0xE000: "\t"})}
    assert book.page(show("a\ue000b"), fonts).texts() == ["a b"]


def test_a_blank_without_room_between_right_to_left_letters_is_a_non_joiner():
    assert page(moved(-0.48, "دوش ", "یم")) == [f"می{ZWNJ}شود"]


def test_a_blank_without_room_between_latin_letters_is_nothing():
    assert page(moved(-0.48, "non ", "sense")) == ["nonsense"]


def test_a_blank_without_room_that_begins_a_run_of_word_is_nothing():
    # half an em is the width of each glyph: the blank and the yeh after it stand in the same place
    run = moved(-0.5, " ", "ای")
    assert page(run + show("ش", x=20 - 5), show("آ", x=20 + 10)) == ["آیاش"]


def test_a_non_joiner_that_was_drawn_stays():
    assert page(show(f"دوش{ZWNJ}یم")) == [f"می{ZWNJ}شود"]


def test_a_non_joiner_before_a_blank_is_left_to_the_blank():
    (text,) = page(show(f"ود {ZWNJ}یم"))
    assert text.replace(ZWNJ, "") == "می دو"


def test_blanks_at_both_ends_of_a_line_are_left_out():
    assert page(show("  ab  ")) == ["ab"]


def test_direction_marks_are_left_out():
    assert page(show("a\u200eb\u200f\u202bc\u202cd\ufeff")) == ["abcd"]


@pytest.mark.parametrize(("width", "text"), [(0, "cooperate"), (300, "co-operate")])
def test_a_soft_hyphen_that_is_drawn_is_a_hyphen(book, width, text):
    """Fonts have one glyph for both, and a file names it by its first use."""
    fonts = {"F": book.font({0xAD: "\u00ad"}, widths=[0xAD, [width]])}
    assert book.page(show("co\u00adoperate"), fonts).texts() == [text]


def test_latin_ligatures_are_their_letters(book):
    fonts = {"F": book.font({0xE000: "\ufb01", 0xE001: "\ufb04"})}
    assert book.page(show("\ue000rst a\ue001uent"), fonts).texts() == ["first affluent"]


# what makes a line


def test_lines_come_from_top_to_bottom_whatever_was_drawn_first():
    assert page(show("second", y=200), show("first", y=250), show("third", y=150)) == [
        "first",
        "second",
        "third",
    ]


def test_a_line_is_put_together_by_place_whatever_was_drawn_first():
    assert page(show("three", x=62), show("one ", x=20), show("two ", x=42)) == ["one two three"]


def test_small_steps_of_the_baseline_do_not_break_a_line():
    assert page(show("up", y=250), show("down", x=33, y=251.5)) == ["up down"]


def test_sizes_may_vary_within_a_line():
    assert page(show("Big", size=14), show("small", x=44, size=10)) == ["Big small"]


def test_texts_far_apart_on_one_baseline_are_lines_of_their_own():
    assert page(show("left", x=20), show("right", x=300)) == ["left", "right"]


def test_right_to_left_texts_far_apart_are_read_from_the_right():
    assert page(show("پچ", x=20), show("تسار", x=300)) == ["راست", "چپ"]


def test_a_superscript_with_the_baseline_of_another_column_stays_in_its_line(book):
    left, right = show("left column", y=254, x=20), show("right column", y=250, x=200)
    found = book.page(left + right + show("[2]", y=254, x=260, size=7)).texts()
    assert sorted(found) == ["left column", "right column[2]"]


def test_a_superscript_stays_in_its_line_and_is_marked(book):
    (line,) = book.page(show("text") + show("12", x=40, y=254, size=6) + show("more", x=46)).read().lines
    assert line.text == "text12more"
    assert [(span.text, span.superscript) for span in line.spans] == [
        ("text", False),
        ("12", True),
        ("more", False),
    ]


def test_a_superscript_after_a_right_to_left_word_stays_in_its_line(book):
    (line,) = book.page(show("نتم", x=40) + show("۱", x=37, y=254, size=6)).read().lines
    assert line.text == "متن۱"
    assert [span.text for span in line.spans if span.superscript] == ["۱"]


def test_a_subscript_stays_in_its_line_and_is_no_superscript(book):
    (line,) = book.page(show("H") + show("2", x=25, y=248, size=6) + show("O", x=28)).read().lines
    assert line.text == "H2O"
    assert not any(span.superscript for span in line.spans)


def test_lines_of_close_leading_stay_apart():
    assert page(show("above", y=250), show("below", y=241)) == ["above", "below"]


def test_small_type_close_above_a_line_is_no_superscript_of_it():
    assert page(
        show("a footnote set in smaller type than the text above", y=240, size=6), show("text", y=250)
    ) == [
        "text",
        "a footnote set in smaller type than the text above",
    ]


def test_a_turned_text_is_a_line_of_its_own_in_the_margin(book):
    turned = f"BT /F 10 Tf 0 1 -1 0 12 100 Tm {codes('margin')} Tj ET"
    lines = book.page(show("body of the page", y=130) + turned).read().lines
    assert {line.text: line.place for line in lines} == {"body of the page": None, "margin": "margin"}


def test_a_page_that_is_wholly_turned_is_no_margin(book):
    (line,) = book.page(f"BT /F 10 Tf 0 1 -1 0 100 100 Tm {codes('table')} Tj ET").read().lines
    assert (line.text, line.place) == ("table", None)


def test_text_outside_the_page_is_hidden(book):
    lines = book.page(show("seen") + show("unseen", x=-200, y=200)).read().lines
    assert {line.text: (line.place, line.rule) for line in lines} == {
        "seen": (None, None),
        "unseen": ("hidden", "off-page"),
    }


def test_text_of_another_standing_is_never_mixed_into_a_line(book):
    footer = f"/Artifact <</Subtype /Footer>> BDC {show('7', x=60)} EMC"
    lines = book.page(show("text") + footer).read().lines
    assert sorted((line.text, line.place) for line in lines) == [("7", "footer"), ("text", None)]


# overprint


@pytest.mark.parametrize("shift", [0, 0.3, 1.0])
def test_a_text_printed_twice_is_read_once_and_bold(book, shift):
    document = book.page(show("bold") + show("bold", x=20 + shift)).read()
    (line,) = document.lines
    assert line.text == "bold"
    assert document.repairs["overprint"] == 4


def test_a_shadow_is_read_once():
    assert page(show("shadow"), show("shadow", x=20.5, y=249.5)) == ["shadow"]


def test_a_shadow_of_many_copies_is_read_once_though_it_is_wider_than_a_letter():
    assert page(*(show("ill", x=20 + 0.6 * i, y=250 - 0.1 * i) for i in range(9))) == ["ill"]


def test_double_letters_are_no_overprint(book):
    document = book.page(show("bookkeeper")).read()
    assert document.lines[0].text == "bookkeeper"
    assert "overprint" not in document.repairs


def test_letters_counted_are_those_left_after_overprint(book):
    document = book.page(show("bold") + show("bold", x=20.3)).read()
    assert document.letters == 4


# marks


@pytest.fixture
def marked(book):
    """A font whose fatha (U+064E) and shadda (U+0651) have no advance."""
    return {"F": book.font(widths=[0x64B, 0x655, 0])}


def test_a_mark_joins_the_letter_it_is_drawn_over(book, marked):
    # drawn right before its letter, with its origin moved over it
    content = f"BT /F 10 Tf 20 250 Td [{codes('ب')} -200 {codes(chr(0x64E))} 200 {codes('تک')}] TJ ET"
    assert book.page(content, marked).texts() == ["کتَب"]


def test_marks_over_a_latin_letter_are_kept(book):
    fonts = {"F": book.font({0xE000: "\u0301"}, widths=[0xE000, 0xE000, 0])}
    content = f"BT /F 10 Tf 20 250 Td [{codes('caf')} {codes('e')} 250 {codes(chr(0xE000))} -250 {codes('s')}] TJ ET"
    (text,) = book.page(content, fonts).texts()
    assert text in ("cafés", "cafe\u0301s")


def test_a_mark_that_stands_for_its_letter_too_stays_in_the_word(book):
    # Chromium: lam and alef are one glyph called lam, the tanwin over it another called alef with tanwin
    fonts = {"F": book.font({0xE000: "اً"}, widths=[0xE000, 0xE000, 10])}
    content = f"BT /F 10 Tf 20 250 Td 2 Ts {codes(chr(0xE000))} Tj 0 Ts {codes('لومعم')} Tj ET"
    assert book.page(content, fonts).texts() == ["معمولاً"]


def test_a_mark_far_from_any_letter_is_not_lost(book, marked):
    assert "".join(book.page(show("ab") + show("\u064e", x=300, y=100), marked).texts()).count("\u064e") == 1


# style


def test_spans_change_where_the_style_does(book):
    fonts = {"F": book.font(), "B": book.font(name="Book-Bold"), "I": book.font(name="Book-Italic")}
    content = show("plain ") + show("bold ", x=50, font="B") + show("italic", x=75, font="I")
    (line,) = book.page(content, fonts).read().lines
    assert [(span.text, span.bold, span.italic) for span in line.spans] == [
        ("plain ", False, False), ("bold ", True, False), ("italic", False, True),
    ]  # fmt: skip


def test_a_blank_takes_the_style_of_what_stands_before_it(book):
    fonts = {"F": book.font(), "B": book.font(name="Book-Bold")}
    content = show("one") + show(" ", x=35, font="B") + show("two", x=40)
    (line,) = book.page(content, fonts).read().lines
    assert [span.text for span in line.spans] == ["one two"]


def test_a_line_has_the_box_of_its_font(book):
    fonts = {"F": book.font(descriptor=Dictionary(Ascent=700, Descent=-300))}
    (line,) = book.page(show("ab", y=250), fonts).read().lines
    assert line.box == (20, 43, 30, 53)


# nothing lost


pieces = st.tuples(
    st.text("abcابپ۱۲12 .-", min_size=1, max_size=6),
    st.integers(0, 395),
    st.integers(5, 295),
    st.sampled_from([5, 7, 10, 12]),
)


@given(st.lists(pieces, max_size=8, unique_by=lambda piece: piece[2] // 20))
def test_every_letter_drawn_stands_in_a_line_once(drawn):
    book = Book()
    book.page("".join(show(text, x, y, size) for text, x, y, size in drawn))
    document = book.read()
    read = "".join(line.text for line in document.lines)
    wanted = "".join(text for text, *_ in drawn)
    assert sorted(c for c in read if c.isalnum()) == sorted(c for c in wanted if c.isalnum())
    assert document.letters == sum(c.isalnum() for c in wanted)


@pytest.mark.parametrize("shift", [0, 80, 150])
def test_a_mark_whose_origin_lies_over_the_letter_before_belongs_to_the_next_one_drawn(book, shift):
    # بُعد from left to right: د ع ُ ب, the origin of the damma up to 0.15 em left of its letter
    line = f"BT /F 10 Tf 20 250 Td [{codes('دع')} {shift} {codes(chr(0x64F))} {-shift} {codes('ب')}] TJ ET"
    fonts = {"F": book.font(widths=[0x64F, 0x64F, 0])}
    assert book.page(line, fonts).texts() == ["بُعد"]


def test_where_marks_are_drawn_after_their_letters_one_near_the_next_letter_stays_with_its_own(book):
    # two marks well inside the letters before them tell how this page draws; the third lies at the edge of its letter
    inside = f"{codes('م')} 350 {codes(chr(0x64F))} -350 {codes('دد')}"
    edge = f"{codes('ب')} 60 {codes(chr(0x64F))} -60 {codes('ع')}"
    line = f"BT /F 10 Tf 20 250 Td [{inside} {inside} {edge}] TJ ET"
    fonts = {"F": book.font(widths=[0x64F, 0x64F, 0])}
    assert book.page(line, fonts).texts() == ["عبُددمُددمُ"]


@pytest.mark.parametrize("after", ["ز", ""])
@pytest.mark.parametrize("heh", ["ه", None])
def test_a_mark_named_by_its_whole_cluster_joins_that_letter(book, after, heh):
    # Ghostscript: the heh of حوزهٔ, named or not, then the hamza over it, called heh with hamza
    fonts = {"F": book.font({0xE000: "هٔ", 0xE001: heh}, widths=[0xE000, 0xE000, 0])}
    hamza = f"350 {codes(chr(0xE000))} -350"
    line = f"BT /F 10 Tf 20 250 Td [{codes(chr(0xE001))} {hamza} {codes(after + 'وح')}] TJ ET"
    assert book.page(line, fonts).texts() == [f"حو{after}هٔ"]


def test_an_alef_called_madda_by_its_sign_is_one_letter(book):
    fonts = {"F": book.font({0xE000: "آ"}, widths=[0xE000, 0xE000, 0])}
    line = f"BT /F 10 Tf 20 250 Td [{codes('با')} 350 {codes(chr(0xE000))} -350] TJ ET"
    assert book.page(line, fonts).texts() == ["آب"]


@pytest.mark.parametrize(
    ("word", "blank"), [("می شود", 240), ("چه ای", 240), ("می امتر", 240), ("چه ای", 520)]
)
def test_a_blank_that_the_next_letter_is_drawn_over_from_the_right_is_a_non_joiner(book, word, blank):
    # LuaTeX draws from right to left and steps back over the blank; the letter is narrower than it or wider
    widths = {" ": blank, "ا": 150}
    flat = [part for letter, width in widths.items() for part in (ord(letter), ord(letter), width)]
    drawn = []
    for letter in word:
        width = widths.get(letter, 500)
        drawn.append(f"{width} {codes(letter)} {0 if letter == ' ' else width}")
    content = f"BT /F 10 Tf 200 250 Td [{' '.join(drawn)}] TJ ET"
    assert book.page(content, {"F": book.font({}, widths=flat)}).texts() == [word.replace(" ", "\u200c")]


def test_a_letter_drawn_after_a_blank_from_the_left_and_over_it_stays_right_of_it(book):
    # Word: the blank stands between the sign and the word, whatever room it was given
    fonts = {"F": book.font({}, widths=[0x20, 0x20, 600])}
    drawn = f"{codes('#')} {codes(' ')} 500 {codes('میراد')}"
    assert book.page(f"BT /F 10 Tf 200 250 Td [{drawn}] TJ ET", fonts).texts() == ["داریم #"]


def test_a_blank_with_room_that_a_letter_reaches_under_stays_a_blank(book):
    drawn = f"{codes('دوش')} 200 {codes(' ')} {codes('یم')}"
    assert book.page(f"BT /F 10 Tf 200 250 Td [{drawn}] TJ ET").texts() == ["می شود"]


@pytest.mark.parametrize(("mark", "text"), [("a)", "of the vans"), ("•", "نت تسخن"), (".۱", "نت تسخن")])
def test_a_mark_and_what_it_marks_are_one_line_though_a_tab_stands_between(book, mark, text):
    first, second = (mark, text) if text.isascii() else (text, mark)
    content = show(first, x=20) + show(second, x=20 + 5 * len(first) + 30)
    (line,) = book.page(content).texts()
    logical = text if text.isascii() else text[::-1]
    assert line == f"{mark if text.isascii() else mark[::-1]} {logical}"


def test_a_mark_in_a_row_of_three_texts_is_a_column(book):
    assert len(book.page(show("1.", x=20) + show("Herat", x=60) + show("412", x=120)).texts()) == 3
