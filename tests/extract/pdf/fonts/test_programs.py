import io
import struct

import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

from pipeline.extract.pdf.fonts.font import load_font
from pipeline.extract.pdf.fonts.programs import built_in_encoding, named_glyphs
from tests.extract.pdf.build import to_unicode
from tests.extract.pdf.fonts.test_font import simple, texts

NAMES = ["alpha", "summationdisplay", "parenleftBig", "g17", "arrowright"]
TYPE1 = b"""%!PS-AdobeFont-1.0: CMMI10
/Encoding 256 array
0 1 255 {1 index exch /.notdef put} for
dup 11 /alpha put
dup 8#101/beta put
dup 900 /gamma put
readonly def
currentfile eexec dup 12 /delta put"""


def open_type(names, encoding="StandardEncoding"):
    """An OpenType font with CFF outlines, of blank glyphs with these names."""
    names = [".notdef", *names]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({})
    builder.setupCFF("Small", {}, {name: T2CharString(program=[500, "endchar"]) for name in names}, {})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader()
    builder.setupPost()
    builder.font["CFF "].cff.topDictIndex[0].Encoding = encoding
    file = io.BytesIO()
    builder.save(file)
    return file.getvalue()


def cff(names, codes):
    """The bare CFF table of such a font, with a name for each of some codes."""
    encoding = [codes.get(code, ".notdef") for code in range(256)] if codes else "StandardEncoding"
    with TTFont(io.BytesIO(open_type(names, encoding))) as font:
        return font.reader["CFF "]


def test_the_codes_of_a_cff_font_have_the_texts_of_their_glyphs():
    program = cff(
        NAMES, {200: "arrowright", 7: "alpha", 88: "summationdisplay", 90: "parenleftBig", 91: "g17"}
    )
    assert built_in_encoding(program) == {200: "→", 7: "α", 88: "∑", 90: "(", 91: ""}


def test_codes_in_a_row_are_one_range():
    letters = "abcdefghijklmnop"
    program = cff(list(letters), {33 + i: letter for i, letter in enumerate(letters)})
    assert built_in_encoding(program) == {33 + i: letter for i, letter in enumerate(letters)}


def test_a_cff_font_without_codes_of_its_own_has_the_standard_ones():
    encoding = built_in_encoding(cff(NAMES, {}))
    assert [encoding[code] for code in b"A'\xae"] == ["A", "’", "ﬁ"]


@pytest.mark.parametrize("names", [["A", "B"], [f"uni{0x628 + i:04X}" for i in range(300)]])
def test_glyphs_are_named_in_each_form_of_charset(names):
    """A few names are listed one by one; many in a row are a range of more than 256."""
    font = CFFFontSet()
    font.decompile(io.BytesIO(program := cff(names, {})), None)
    assert font[0].charset[1:] == names
    assert named_glyphs(program)[len(names)] == (names[-1] if len(names) == 2 else chr(0x628 + 299))


def test_a_glyph_may_have_further_codes():
    program = cff(["A", "B"], {65: "A", 66: "B"})
    place = program.index(codes := bytes((1, 1, 65, 1)))
    old, new = (bytes((139 + at, 16)) for at in (place, len(program)))
    assert program.count(old) == 1
    # The encoding is put at the end, with one supplement: code 97 is "A", string 34.
    moved = program.replace(old, new) + bytes((0x81,)) + codes[1:] + struct.pack(">BBH", 1, 97, 34)
    assert built_in_encoding(moved) == {65: "A", 66: "B", 97: "A"}


def test_an_open_type_font_is_read_by_its_cff_table():
    assert named_glyphs(open_type(["uni0633", "g1"])) == {1: "س"}


def test_a_type_1_program_tells_its_codes_in_clear_text():
    assert built_in_encoding(TYPE1) == {11: "α", 0o101: "β"}


def test_a_type_1_program_may_have_the_standard_encoding():
    assert built_in_encoding(b"%!FontType1\n/Encoding StandardEncoding def\n")[0xAE] == "ﬁ"


@pytest.mark.parametrize("end", range(0, 60, 3))
def test_a_damaged_program_says_nothing(end):
    assert built_in_encoding(cff(NAMES, {7: "alpha"})[:end]) == {}


def test_entries_beyond_the_end_of_a_program_say_nothing():
    assert named_glyphs(b"\x01\0\x04\x01" + struct.pack(">HB3H", 2, 2, 1, 60000, 2)) == {}


def embedded(book, program, **keys):
    key = "FontFile" if program.startswith(b"%!") else "FontFile3"
    descriptor = Dictionary({"/Flags": 4, f"/{key}": book.stream(program)})
    return simple(Subtype=Name.Type1, FontDescriptor=descriptor, **keys)


def test_a_font_without_encoding_has_that_of_its_program(book):
    font = load_font(embedded(book, cff(NAMES, {7: "alpha", 65: "summationdisplay"})))
    assert texts(font, b"\x07AB") == ["α", "∑", None]
    assert not font.guessed
    assert texts(load_font(embedded(book, TYPE1)), b"\x0bA") == ["α", "β"]


def test_to_unicode_counts_more_than_the_program(book):
    unicode = book.stream(to_unicode({7: "a"}))
    font = load_font(embedded(book, cff(NAMES, {7: "alpha", 65: "summationdisplay"}), ToUnicode=unicode))
    assert texts(font, b"\x07A") == ["a", "∑"]


def test_differences_are_from_the_encoding_of_the_program(book):
    encoding = Dictionary(Differences=Array([66, Name.gamma]))
    font = load_font(embedded(book, cff(NAMES, {7: "alpha", 66: "beta"}), Encoding=encoding))
    assert texts(font, b"\x07B") == ["α", "γ"]


def test_a_program_whose_names_mean_nothing_leaves_the_guess(book):
    font = load_font(embedded(book, cff(["g1", "g2"], {65: "g1", 66: "g2"})))
    assert texts(font, b"AB") == ["A", "B"]
    assert font.guessed


def test_a_composite_font_without_unicode_is_read_by_the_names_of_its_glyphs(book):
    descriptor = Dictionary({"/FontFile3": book.stream(cff(["uni0633", "afii57444"], {}))})
    child = Dictionary({"/Type": Name.Font, "/Subtype": Name.CIDFontType0, "/FontDescriptor": descriptor})
    font = load_font(simple(Subtype=Name.Type0, Encoding=Name("/Identity-H"), DescendantFonts=Array([child])))
    assert texts(font, b"\0\1\0\2") == ["س", "ل"]
