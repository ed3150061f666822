"""Signs over letters in vocalized text. Letters are half an em wide, five points in the usual ten."""

import unicodedata

import pytest

from tests.extract.pdf.build import codes

DAGESH, HIRIQ, DAMMA, SHADDA, FATHA = "\u05bc", "\u05b4", "\u064f", "\u0651", "\u064e"
SIGN, LETTER, OTHER = "\ue000", "\ue001", "\ue002"  # glyphs that a test names as it likes


def read(book, drawn, changes=None, signs=()):
    """Text of a line drawn by an array of strings and moves; `signs` are the glyphs without advance."""
    widths = [part for sign in signs for part in (ord(sign), ord(sign), 0)]
    fonts = {"F": book.font(changes or {}, widths=widths)}
    (text,) = book.page(f"BT /F 10 Tf 200 250 Td [{drawn}] TJ ET", fonts).texts()
    return text


def leftwards(*clusters):
    """Clusters drawn as they are typed, each left of the one before; a mark is set so many thousandths of an em
    right of where its letter begins."""
    parts = []
    for letter, *marks in clusters:
        parts.append(f"500 {codes(letter)} 500")  # back to where the letter began
        for mark, shift in marks:
            parts.append(f"{-shift} {codes(mark)} {shift}")
    return " ".join(parts)


@pytest.mark.parametrize("shift", [-200, -100, 0, 250])
def test_where_letters_are_drawn_as_they_are_typed_a_mark_belongs_to_the_one_before_it(book, shift):
    drawn = leftwards("ب", ("ي", (DAMMA, shift)), "ض", "ع")
    assert read(book, drawn, signs=[DAMMA]) == f"بي{DAMMA}ضع"


def test_a_mark_over_one_letter_does_not_go_to_another_for_a_sign_between(book):
    # shin with dagesh and hiriq, drawn before it: the hiriq stands under it, near the yod drawn before
    drawn = f"{codes('תי')} -150 {codes(HIRIQ)} -150 {codes(DAGESH)} 300 {codes('שא')}"
    named = {ord(char): char for char in f"תישא{HIRIQ}"}
    text = read(book, drawn, named, signs=[HIRIQ, DAGESH])
    assert text == f"אש{HIRIQ}ית"


@pytest.mark.parametrize("letter", ["ه", "هٔ"])
def test_a_sign_named_by_its_letter_and_all_its_signs_adds_only_what_is_missing(book, letter):
    # Typst: the heh is called heh with hamza, or heh, and so is the hamza over it
    drawn = f"-250 {codes(SIGN)} 250 {codes(LETTER)} {codes('مان')}"
    assert read(book, drawn, {ord(SIGN): "هٔ", ord(LETTER): letter}, signs=SIGN) == "نامهٔ"


def test_signs_named_by_a_cluster_of_another_letter_add_no_letter(book):
    drawn = f"-250 {codes(SIGN)} 250 {codes(LETTER)} {codes('ا')}"
    cluster = f"ن{SHADDA}{FATHA}"
    text = read(book, drawn, {ord(SIGN): f"ل{SHADDA}{FATHA}", ord(LETTER): cluster}, signs=SIGN)
    assert unicodedata.normalize("NFC", text) == unicodedata.normalize("NFC", f"ا{cluster}")


def test_a_sign_without_name_that_stands_over_clusters_of_different_marks_tells_nothing(book):
    over = f"-250 {codes(SIGN)} 250"
    drawn = f"{over} {codes(LETTER)} {over} {codes(OTHER)} {codes(LETTER)} {codes('ا')}"
    changes = {ord(SIGN): None, ord(LETTER): f"ن{FATHA}", ord(OTHER): f"ل{DAMMA}"}
    assert read(book, drawn, changes, signs=SIGN) == f"ان{FATHA}ل{DAMMA}ن{FATHA}"


def test_a_mark_with_room_of_its_own_inside_a_letter_of_the_same_name_is_its_sign(book):
    # Typst with a font whose hamza has an advance: both are called heh with hamza
    fonts = {"F": book.font({ord(SIGN): "هٔ", ord(LETTER): "هٔ"}, widths=[ord(SIGN), ord(SIGN), 200])}
    heh = f"BT /F 10 Tf 200 250 Td {codes(LETTER)} Tj {codes('مان')} Tj ET"
    hamza = f"BT /F 10 Tf 201 251 Td {codes(SIGN)} Tj ET"
    assert book.page(f"{hamza}\n{heh}", fonts).texts() == ["نامهٔ"]
