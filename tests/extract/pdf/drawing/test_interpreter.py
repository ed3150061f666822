"""Content streams to clusters. The page's origin is its top left corner and y runs down, so user space lies above it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from pipeline.errors import LimitError
from pipeline.extract.pdf.drawing import text as drawn_text
from tests.extract.pdf.build import HEIGHT, WIDTH, Book, codes, drawn, show, text
from tests.extract.pdf.patience import patience


def simple_font():
    """A font of one-byte codes, half an em wide."""
    return Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.A, Encoding=Name.WinAnsiEncoding, FirstChar=32,
        Widths=Array([500] * 90),
    )  # fmt: skip


# where a glyph stands


def test_each_glyph_starts_where_the_one_before_ends(book):
    assert drawn(book.run(show("abc", x=100))) == [("a", 100), ("b", 105), ("c", 110)]


def test_the_baseline_is_counted_down_the_page(book):
    (glyph,) = book.run(show("a", y=250)).glyphs
    assert (glyph.run.v, glyph.run.size, glyph.run.angle) == (-250, 10, 0)


@pytest.mark.parametrize(
    ("state", "second"),
    [
        ("", 5.0),
        ("2 Tc", 7.0),
        ("-1 Tc", 4.0),
        ("200 Tz", 10.0),
        ("200 Tz 2 Tc", 14.0),
        ("3 Tw", 5.0),
    ],
)
def test_spacing_and_scaling_move_the_next_glyph(book, state, second):
    content = book.run(f"BT /F 10 Tf {state} {codes('ab')} Tj ET")
    assert drawn(content) == [("a", 0), ("b", second)]


def test_word_spacing_widens_one_byte_blanks_only(book):
    fonts = {"S": simple_font(), "F": book.font()}
    assert drawn(book.run("BT 3 Tw /S 10 Tf (a b) Tj ET", fonts)) == [("a", 0), (" ", 5), ("b", 13)]
    assert drawn(book.run(f"BT 3 Tw /F 10 Tf {codes('a b')} Tj ET", fonts)) == [("a", 0), (" ", 5), ("b", 10)]


def test_numbers_in_an_array_move_back_by_thousandths_of_the_size(book):
    content = book.run(f"BT /F 20 Tf [{codes('a')} 100 {codes('b')} -250 {codes('c')}] TJ ET")
    assert drawn(content) == [("a", 0), ("b", 8), ("c", 23)]


def test_numbers_in_an_array_are_scaled_as_glyphs_are(book):
    assert drawn(book.run(f"BT /F 10 Tf 50 Tz [{codes('a')} -1000 {codes('b')}] TJ ET")) == [
        ("a", 0),
        ("b", 7.5),
    ]


def test_strings_follow_one_another(book):
    assert drawn(book.run(f"BT /F 10 Tf {codes('a')} Tj {codes('b')} Tj ET")) == [("a", 0), ("b", 5)]


def test_a_raised_glyph_stands_above_the_baseline(book):
    raised, plain = book.run(f"BT /F 10 Tf 4 Ts {codes('a')} Tj 0 Ts {codes('b')} Tj ET").glyphs
    assert (raised.run.v, plain.run.v, plain.u0) == (-4, 0, 5)


def test_lines_are_moved_by_all_the_operators_for_it(book):
    a, b, c, d, e, f = book.run(
        f"BT /F 10 Tf 12 TL 50 100 Td {codes('a')} Tj T* {codes('b')} Tj {codes('c')} ' "
        f'1 2 {codes("d")} " 5 -20 TD {codes("e")} Tj T* {codes("f")} Tj ET'
    ).glyphs
    assert [(g.u0, -g.run.v) for g in (a, b, c, d, e, f)] == [
        (50, 100), (50, 88), (50, 76), (50, 64), (55, 44), (55, 24),
    ]  # fmt: skip


def test_the_double_quote_sets_both_spacings(book):
    assert drawn(book.run(f'BT /F 10 Tf 0 2 {codes("ab")} " ET')) == [("a", 0), ("b", 7)]


def test_a_new_text_object_starts_at_the_origin_but_keeps_the_state(book):
    content = book.run(f"BT /F 10 Tf 1 Tc 7 7 Td {codes('a')} Tj ET BT {codes('bc')} Tj ET")
    assert drawn(content) == [("a", 7), ("b", 0), ("c", 6)]


def test_size_and_place_come_from_both_matrices(book):
    content = book.run(f"2 0 0 2 10 20 cm BT /F 5 Tf 1.5 0 0 3 4 6 Tm {codes('ab')} Tj ET")
    assert drawn(content) == [("a", 18), ("b", 25.5)]
    assert (content.glyphs[0].run.size, content.glyphs[0].run.v) == (30, -32)


def test_the_graphics_state_is_saved_and_restored(book):
    content = book.run(
        f"q 1 0 0 1 100 0 cm 5 Tc BT /F 10 Tf {codes('ab')} Tj ET Q BT /F 10 Tf {codes('cd')} Tj ET"
    )
    assert drawn(content) == [("a", 100), ("b", 110), ("c", 0), ("d", 5)]


def test_restoring_what_was_never_saved_does_nothing(book):
    assert drawn(book.run("Q Q " + show("a", x=3))) == [("a", 3)]


@pytest.mark.parametrize(
    ("matrix", "angle"),
    [
        ("1 0 0 1", 0),
        ("0 1 -1 0", 90),
        ("-1 0 0 -1", 180),
        ("0 -1 1 0", 270),
        ("0.7071 0.7071 -0.7071 0.7071", 45),
    ],
)
def test_the_angle_is_that_of_the_writing_direction(book, matrix, angle):
    a, b = book.run(f"BT /F 10 Tf {matrix} 0 0 Tm {codes('ab')} Tj ET").glyphs
    assert a.run.angle == angle
    assert b.u0 - a.u0 == pytest.approx(5, abs=0.01)
    assert a.run.size == pytest.approx(10, abs=0.01)


def test_a_sheared_matrix_is_italic_and_moves_no_origin(book):
    content = book.run(f"BT /F 10 Tf 1 0 0.3 1 40 0 Tm {codes('ab')} Tj ET")
    assert content.glyphs[0].run.italic
    assert drawn(content) == [("a", 40), ("b", 45)]


def test_a_stretched_matrix_is_not_italic(book):
    assert not book.run(f"BT /F 10 Tf 0 2 -1 0 40 0 Tm {codes('a')} Tj ET").glyphs[0].run.italic


def test_stroked_and_filled_letters_are_bold(book):
    bold, plain = book.run(f"BT /F 10 Tf 2 Tr {codes('a')} Tj 0 Tr {codes('b')} Tj ET").glyphs
    assert (bold.run.bold, plain.run.bold) == (True, False)


def test_a_font_may_come_with_the_graphics_state(book):
    state = Dictionary(Font=Array([book.font(), 12]))
    assert book.run(f"/G gs BT {codes('a')} Tj ET", ExtGState={"G": state}).glyphs[0].run.size == 12


def test_a_glyph_drawn_backwards_keeps_its_letter_and_its_place(book):
    (glyph,) = book.run(f"BT /F -10 Tf 50 0 Td {codes('a')} Tj ET").glyphs
    assert (glyph.text, glyph.u0, glyph.u1, glyph.run.size) == ("a", 45, 50, 10)


# what a glyph means


def test_a_cluster_of_two_letters_is_one_glyph(book):
    fonts = {"F": book.font({0xE000: "لا"})}
    assert drawn(book.run(show("م\ue000ع"), fonts)) == [("م", 20), ("لا", 25), ("ع", 30)]


def test_a_code_without_unicode_keeps_its_room(book):
    assert drawn(book.run(show("a\ue001b"))) == [("a", 20), ("", 25), ("b", 30)]


def test_text_in_a_font_that_the_page_does_not_have_is_left_out(book):
    assert drawn(book.run(show("a", font="Missing") + show("b"))) == [("b", 20)]


def test_operators_with_senseless_operands_are_skipped(book):
    content = book.run(f"(x) Tc 1 cm Td /F Tf [1 2] Do (a) BDC EMC BT /F 10 Tf {codes('a')} Tj Tj 3 Tj ET")
    assert text(content) == "a"


@pytest.mark.parametrize("operand", ["/Name", "5", "<</A 1>>", "[(a)]"])
def test_only_strings_are_shown(book, operand):
    fonts = {"S": simple_font()}
    assert drawn(book.run(f"BT /S 10 Tf {operand} Tj (b) Tj ET", fonts)) == [("b", 0)]


# forms and pictures


def test_a_form_is_drawn_in_its_own_space(book):
    form = book.form(show("a", x=5, y=7), {"F": book.font()}, Matrix=Array([2, 0, 0, 2, 10, 20]))
    (glyph,) = book.run("1 0 0 1 100 0 cm /X Do", XObject={"X": form}).glyphs
    assert (glyph.u0, glyph.run.v, glyph.run.size) == (120, -34, 20)


def test_a_form_leaves_the_state_of_the_page_alone(book):
    form = book.form("q 9 Tc 5 0 0 5 0 0 cm q", {})
    assert drawn(book.run("/X Do " + show("ab", x=0), XObject={"X": form})) == [("a", 0), ("b", 5)]


def test_a_form_without_resources_uses_those_of_the_page(book):
    form = book.form(show("a"))
    del form.Resources
    assert text(book.run("/X Do", XObject={"X": form})) == "a"


def test_fonts_of_a_form_and_of_the_page_may_share_a_name(book):
    form = book.form(show("a"), {"F": book.font({ord("a"): "ش"})})
    assert text(book.run(show("a") + "/X Do " + show("a"), XObject={"X": form})) == "aشa"


def test_a_form_that_draws_itself_comes_to_an_end(book):
    form = book.form(show("a"), {"F": book.font()})
    form.Resources.XObject = Dictionary(X=form)
    form.write(show("a").encode() + b"/X Do")
    assert 1 <= len(book.run("/X Do", XObject={"X": form}).glyphs) <= 50


def test_forms_that_draw_each_other_many_times_are_taken_for_a_bomb(book):
    form = book.form("", {})
    form.Resources.XObject = Dictionary(X=form)
    form.write(b"/X Do /X Do")
    with patience(10.0), pytest.raises(LimitError, match="forms"):
        book.run("/X Do", XObject={"X": form})


def test_a_page_of_more_glyphs_than_any_real_one_is_taken_for_a_bomb(book, monkeypatch):
    monkeypatch.setattr(drawn_text, "_MOST_GLYPHS", 100)
    with pytest.raises(LimitError, match="100 glyphs"):
        book.run(show("a" * 60) * 2)


def test_a_picture_is_where_the_unit_square_lands(book):
    image = book.stream(b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    (picture,) = book.run("q 100 0 0 50 20 -200 cm /Im Do Q", XObject={"Im": image}).pictures
    assert picture[1:5] == (20, 150, 120, 200)


def test_what_cannot_be_drawn_is_skipped(book):
    assert text(book.run("/Missing Do " + show("a"))) == "a"


# drawn rules


@pytest.mark.parametrize(
    ("path", "rules"),
    [
        ("10 20 m 110 20 l S", 1),
        ("10 20 m 10 90 l s", 1),
        ("10 20 100 50 re S", 4),
        ("10 20 100 0.5 re f", 2),
        ("10 20 m 110 90 l S", 0),
        ("10 20 m 110 20 l n", 0),
        ("10 20 m 110 20 l n 5 5 m 50 5 l S", 1),
    ],
)
def test_painted_paths_leave_straight_rules(book, path, rules):
    found = book.run(path).rules
    assert len([rule for rule in found if max(rule.x1 - rule.x0, rule.bottom - rule.top) > 1]) == rules


def test_a_rule_is_given_in_points_from_the_top(book):
    (rule,) = book.run("2 0 0 2 0 -100 cm 10 20 m 60 20 l S").rules
    assert rule == (20, 60, 120, 60)


# the page


@pytest.mark.parametrize(
    ("rotate", "matrix", "size", "origin"),
    [
        (0, "1 0 0 1 30 40", (WIDTH, HEIGHT), (30, HEIGHT - 40)),
        (90, "0 1 -1 0 40 30", (HEIGHT, WIDTH), (30, 40)),
        (180, "-1 0 0 -1 370 260", (WIDTH, HEIGHT), (30, 260)),
        (270, "0 -1 1 0 40 270", (HEIGHT, WIDTH), (30, WIDTH - 40)),
        (450, "0 1 -1 0 40 30", (HEIGHT, WIDTH), (30, 40)),
        (-90, "0 -1 1 0 40 270", (HEIGHT, WIDTH), (30, WIDTH - 40)),
    ],
)
def test_text_that_is_upright_on_a_turned_page_is_read_as_upright(book, rotate, matrix, size, origin):
    book.page(f"BT /F 10 Tf {matrix} Tm {codes('ab')} Tj ET", keys={"Rotate": rotate})
    document = book.read()
    (line,), (page,) = document.lines, document.pages
    assert (page.width, page.height) == size
    assert line.text == "ab"
    assert line.place is None
    assert (line.box.x0, line.box.x1 - line.box.x0) == (origin[0], 10)
    assert line.box.top == pytest.approx(origin[1] - 8)


def test_the_rotation_may_be_inherited(book):
    book.page(f"BT /F 10 Tf 0 1 -1 0 40 30 Tm {codes('ab')} Tj ET")
    book.pdf.Root.Pages.Rotate = 90
    assert book.read().lines[0].place is None
    assert book.read().pages[0].width == HEIGHT


def test_places_are_counted_from_the_corner_of_the_crop_box(book):
    book.page(show("a", x=120, y=150), keys={"CropBox": Array([100, 50, 300, 200])})
    document = book.read()
    assert (document.pages[0].width, document.pages[0].height) == (200, 150)
    assert document.lines[0].box[:2] == (20, 42)


def test_a_crop_box_may_be_given_from_any_corner(book):
    book.page(show("a", x=120, y=150), keys={"CropBox": Array([300, 200, 100, 50])})
    assert book.read().lines[0].box[:2] == (20, 42)


@given(st.binary(max_size=200))
def test_no_content_stream_makes_it_fail(data):
    Book().run(data, {})


OPERATORS = list("qQ'\"mlSn") + re.findall(
    r"\S+", "cm gs BT ET Tf Tc Tw Tz TL Ts Tr Td TD Tm T* TJ Tj BDC BMC EMC Do re"
)
OPERANDS = [
    "1",
    "-2.5",
    "0",
    "/F",
    "/S",
    "/X",
    "<0041>",
    "(a)",
    "[<0041> -5 (b)]",
    "<</MCID 1>>",
    "<</ActualText 5>>",
    "/OC",
]
FUZZED = Book()
FONTS = {"F": FUZZED.font(), "S": simple_font()}


@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from(OPERANDS), max_size=6), st.sampled_from(OPERATORS)), max_size=30
    )
)
def test_no_order_of_operators_and_operands_makes_it_fail(program):
    form = FUZZED.form("BT")
    stream = " ".join(f"{' '.join(operands)} {name}" for operands, name in program)
    content = FUZZED.run(stream, FONTS, XObject={"X": form})
    assert all(glyph.u1 >= glyph.u0 and isinstance(glyph.text, str) for glyph in content.glyphs)
