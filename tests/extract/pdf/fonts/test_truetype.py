import struct

import pytest
from pikepdf import Array, Dictionary, Name

from pipeline.extract.pdf.fonts.font import load_font
from pipeline.extract.pdf.fonts.truetype import characters
from tests.extract.pdf.build import to_unicode

LETTERS = "ابپتثجچحخد"


def segments(pairs):
    """Format 4 with one segment for each character, deltas only."""
    pairs = [*sorted(pairs), (0xFFFF, 0)]
    n = len(pairs)
    chars = b"".join(struct.pack(">H", char) for char, _ in pairs)
    deltas = b"".join(struct.pack(">H", (glyph - char) & 0xFFFF) for char, glyph in pairs)
    body = struct.pack(">4H", 2 * n, 0, 0, 0) + chars + b"\0\0" + chars + deltas + bytes(2 * n)
    return struct.pack(">3H", 4, 6 + len(body), 0) + body


def glyph_array(first, glyphs):
    """Format 4 with one segment that looks its glyphs up in an array."""
    last = first + len(glyphs) - 1
    body = struct.pack(">4H", 4, 0, 0, 0) + struct.pack(
        ">2H2x2H2H2H", last, 0xFFFF, first, 0xFFFF, 0, 1, 4, 0
    )
    body += b"".join(struct.pack(">H", glyph) for glyph in glyphs)
    return struct.pack(">3H", 4, 6 + len(body), 0) + body


def groups(first, last, glyph):
    return struct.pack(">HHIII", 12, 0, 28, 0, 1) + struct.pack(">III", first, last, glyph)


def program(subtable, platform=3, encoding=1):
    cmap = struct.pack(">HHHHI", 0, 1, platform, encoding, 12) + subtable
    return (
        struct.pack(">IHHHH", 0x10000, 1, 0, 0, 0) + struct.pack(">4sIII", b"cmap", 0, 28, len(cmap)) + cmap
    )


def test_a_glyph_has_all_its_characters_in_the_order_of_unicode():
    assert characters(program(segments([(0xFE8D, 3), (0x627, 3), (0x628, 4)]))) == {3: "ا\ufe8d", 4: "ب"}


def test_glyphs_may_stand_in_an_array():
    assert characters(program(glyph_array(0x631, [9, 0, 7]))) == {9: "ر", 7: "س"}


def test_groups_reach_beyond_the_first_plane():
    assert characters(program(groups(0x10D00, 0x10D01, 5), encoding=10)) == {5: "\U00010d00", 6: "\U00010d01"}


@pytest.mark.parametrize(
    "data",
    [
        b"", b"%!PS-AdobeFont", program(segments([(0x628, 4)]))[:60],
        program(segments([(0x628, 4)]), encoding=0), program(struct.pack(">HHI", 2, 8, 0)),
    ],
    ids=["nothing", "type 1", "cut short", "symbols", "unknown form"],
)  # fmt: skip
def test_a_program_without_unicode_says_nothing(data):
    assert characters(data) == {}


def test_a_huge_group_ends_where_unicode_does():
    assert len(characters(program(groups(0, 0xFFFFFFFF, 1)))) <= 0x11000


def word_font(book, mapped, drawn, file=None):
    """A font of Word: `mapped` is its ToUnicode, `drawn` the `cmap` of its program, if not the whole `file` is given."""
    file = file or book.pdf.make_stream(
        program(segments([(ord(char), code) for code, char in drawn.items()]))
    )
    descriptor = Dictionary(Type=Name.FontDescriptor, FontFile2=file)
    child = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, FontDescriptor=descriptor)
    return load_font(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.A, Encoding=Name("/Identity-H"),
            DescendantFonts=Array([child]), ToUnicode=book.pdf.make_stream(to_unicode(mapped)),
        )
    )  # fmt: skip


SOUND = dict(enumerate(LETTERS, 1))


@pytest.mark.parametrize(
    ("read", "drawn", "right"),
    [
        ("ز", "ـ", "ـ"),
        (" ", "ط", "ط"),
        ("ل", "\ufefc", "لا"),
        ("ې", "\ufe92", "ب"),
    ],
    ids=["kashida", "blank", "lam-alef", "another letter"],
)
def test_the_program_tells_a_letter_that_to_unicode_has_wrong(book, read, drawn, right):
    font = word_font(book, SOUND | {99: read}, SOUND | {99: drawn})
    assert font.unicode[99] == right
    assert font.corrected == {99}


def test_a_blank_that_reads_as_a_non_joiner_is_a_blank_where_the_font_is_wrong_elsewhere(book):
    read, drawn = SOUND | {98: "\u200c"}, SOUND | {98: " "}
    assert word_font(book, read, drawn).unicode[98] == "\u200c"
    assert word_font(book, read | {99: "ز"}, drawn | {99: "ـ"}).unicode[98] == " "


@pytest.mark.parametrize(
    ("read", "drawn"),
    [("ي", "ی"), ("ک", "ك"), ("1", "۱"), ("(", ")"), ("لله", "\ufdf2"), ("أ", "ا")],
)
def test_signs_that_share_a_glyph_stay_as_they_were_typed(book, read, drawn):
    font = word_font(book, SOUND | {99: read}, SOUND | {99: drawn})
    assert font.unicode[99] == read
    assert not font.corrected


@pytest.mark.parametrize(("read", "drawn", "right"), [("ا", "،", "،"), (" ", ".", "."), (" ", "»", "«")])
def test_signs_are_corrected_where_the_font_is_wrong_elsewhere(book, read, drawn, right):
    sound = word_font(book, SOUND | {98: read}, SOUND | {98: drawn})
    wrong = word_font(book, SOUND | {98: read, 99: "ز"}, SOUND | {98: drawn, 99: "ـ"})
    assert (sound.unicode[98], wrong.unicode[98]) == (read, right)


def test_a_letter_is_without_the_vowel_sign_that_is_drawn_beside_it_where_the_font_is_wrong_elsewhere(book):
    read, drawn = SOUND | {97: "\u0650", 98: "بِ"}, SOUND | {97: "\u0650", 98: "\ufe92"}
    assert word_font(book, read, drawn).unicode[98] == "بِ"
    wrong = word_font(book, read | {99: "ه"}, drawn | {99: "\ufc60"})
    assert (wrong.unicode[97], wrong.unicode[98]) == ("\u0650", "بِ")
    wrong = word_font(book, read | {99: "ز"}, drawn | {99: "ـ"})
    assert (wrong.unicode[97], wrong.unicode[98]) == ("\u0650", "ب")


def test_a_vowel_sign_that_reads_as_a_letter_is_corrected_where_the_font_is_wrong_elsewhere(book):
    font = word_font(book, SOUND | {98: "ز", 99: "ه"}, SOUND | {98: "ـ", 99: "\ufc60"})
    assert font.unicode[99] == "\u064e\u0651"


LATIN = dict(enumerate("Teheran, 1", 1))


@pytest.mark.parametrize(
    ("read", "drawn", "right"),
    [("4", "0", "0"), ("4", "0٠۰", "0"), ("۴", "۰", "۰"), ("4", "۴", "4"), ("4", "4٤", "4")],
)
def test_a_digit_of_another_value_is_corrected_in_the_set_it_was_in(book, read, drawn, right):
    shown = {ord(char): 99 for char in drawn} | {ord(char): code for code, char in LATIN.items()}
    file = book.pdf.make_stream(program(segments(shown.items())))
    assert word_font(book, LATIN | {99: read}, {}, file).unicode[99] == right


def test_a_digit_stays_where_the_program_agrees_with_few_others(book):
    font = word_font(book, {1: "a", 2: "7", 3: "8"}, {1: "a", 2: "1", 3: "2"})
    assert font.unicode == {1: "a", 2: "7", 3: "8"}


def test_a_program_that_was_renumbered_is_not_heard(book):
    font = word_font(book, SOUND, dict(enumerate(LETTERS[5:] + LETTERS[:5], 1)))
    assert "".join(font.unicode.values()) == LETTERS


def test_a_glyph_without_a_target_is_left_to_its_cluster(book):
    assert 99 not in word_font(book, SOUND, SOUND | {99: "ا"}).unicode
