import pytest
from pikepdf import Array, Dictionary, Name

from pipeline.extract.pdf.fonts.font import load_font, style_by_name


def cmap(*rows):
    """A ToUnicode stream of one-byte codes."""
    return "beginbfchar " + " ".join(f"<{code:02X}> <{ord(text):04X}>" for code, text in rows) + " endbfchar"


def simple(**keys):
    given = {"Type": Name.Font, "Subtype": Name.TrueType, "BaseFont": Name("/ABCDEF+Nazanin")} | keys
    return Dictionary({f"/{key}": value for key, value in given.items()})


def texts(font, data):
    """What a string means in a font, None for a code without Unicode."""
    return [font.unicode.get(code) for code in font.decode(data)]


def test_a_simple_font_reads_its_encoding_by_name():
    font = load_font(simple(Encoding=Name.WinAnsiEncoding))
    assert texts(font, b"a\xe9\x93") == ["a", "é", "“"]


def test_mac_roman_differs_from_win_ansi():
    assert texts(load_font(simple(Encoding=Name.MacRomanEncoding)), b"\x8e") == ["é"]


def test_the_quotes_of_the_standard_encoding_are_typographic():
    font = load_font(simple(Encoding=Dictionary(BaseEncoding=Name.StandardEncoding)))
    assert texts(font, b"'`") == ["’", "‘"]


def test_differences_change_codes_one_after_the_other():
    encoding = Dictionary(
        BaseEncoding=Name.WinAnsiEncoding,
        Differences=Array([65, Name.eacute, Name.uni0633, Name("/u1F600"), 97, Name.seen]),
    )
    font = load_font(simple(Encoding=encoding))
    assert texts(font, b"ABCD") == ["é", "س", "😀", "D"]


def test_a_glyph_name_without_meaning_is_unmapped_and_not_guessed():
    encoding = Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=Array([65, Name("/g1234")]))
    assert texts(load_font(simple(Encoding=encoding)), b"AB") == [None, "B"]


def test_to_unicode_counts_more_than_the_encoding(book):
    font = load_font(simple(Encoding=Name.WinAnsiEncoding, ToUnicode=book.stream(cmap((65, "س")))))
    assert texts(font, b"AB") == ["س", "B"]


def test_a_code_without_entry_is_unmapped_where_the_file_maps_others(book):
    font = load_font(simple(ToUnicode=book.stream(cmap((1, "س"), (2, "ل")))))
    assert texts(font, b"\x01/\x02") == ["س", None, "ل"]


@pytest.mark.parametrize("target", ["\0", "\ufffd", "\uffff"])
def test_a_target_that_means_no_character_is_unmapped(book, target):
    assert texts(load_font(simple(ToUnicode=book.stream(cmap((1, target))))), b"\x01") == [None]


def test_a_latin_font_without_any_mapping_is_read_as_win_ansi():
    font = load_font(simple())
    assert texts(font, b"a\xe9") == ["a", "é"]
    assert not font.guessed


def test_bytes_of_a_symbolic_font_without_any_mapping_are_called_a_guess():
    font = load_font(simple(FontDescriptor=Dictionary(Flags=4)))
    assert font.guessed


def test_widths_are_counted_from_the_first_character():
    font = load_font(
        simple(FirstChar=65, Widths=Array([600, 250]), FontDescriptor=Dictionary(MissingWidth=300))
    )
    assert [font.widths.get(code, font.default_width) for code in b"ABC"] == [0.6, 0.25, 0.3]


@pytest.mark.parametrize(
    ("name", "of_i"),
    [
        ("Helvetica", 0.222),
        ("Arial", 0.222),
        ("Times-Roman", 0.278),
        ("TimesNewRomanPSMT", 0.278),
        ("Courier", 0.6),
    ],
)
def test_the_standard_fonts_need_not_carry_their_widths(name, of_i):
    font = load_font(simple(BaseFont=Name(f"/{name}"), Subtype=Name.Type1))
    assert font.widths.get(ord("i"), font.default_width) == pytest.approx(of_i, abs=0.001)


@pytest.mark.parametrize(
    ("name", "of_i"),
    [
        ("Helvetica-Bold", 0.278),
        ("Arial,Bold", 0.278),
        ("Arial-BoldMT", 0.278),
        ("Times-Bold", 0.278),
        ("Times-Italic", 0.278),
    ],
)
def test_the_standard_fonts_have_widths_of_their_own_in_bold_and_italic(name, of_i):
    font = load_font(simple(BaseFont=Name(f"/{name}"), Subtype=Name.Type1))
    assert font.widths.get(ord("i"), font.default_width) == pytest.approx(of_i, abs=0.001)


def test_widths_of_a_type_3_font_are_in_its_own_units():
    font = load_font(
        simple(
            Subtype=Name.Type3,
            FontMatrix=Array([0.01, 0, 0, 0.01, 0, 0]),
            FirstChar=65,
            Widths=Array([50]),
        )
    )
    assert font.widths[65] == pytest.approx(0.5)


def composite(**keys):
    child = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Nazanin)
    for key, value in keys.pop("child", {}).items():
        child[f"/{key}"] = value
    given = {
        "Type": Name.Font,
        "Subtype": Name.Type0,
        "Encoding": Name("/Identity-H"),
        "BaseFont": Name.Nazanin,
    }
    font = Dictionary({f"/{key}": value for key, value in (given | keys).items()})
    font.DescendantFonts = Array([child])
    return font


def test_codes_of_a_composite_font_have_two_bytes(book):
    font = load_font(composite(ToUnicode=book.stream("beginbfchar <0303> <06440627> endbfchar")))
    assert texts(font, b"\x03\x03\x00\x41") == ["لا", None]
    assert not font.single_byte


def test_half_a_code_at_the_end_of_a_string_is_filled_up():
    assert list(load_font(composite()).decode(b"\x00A\x01")) == [0x41, 0x100]


def test_widths_of_a_composite_font_come_as_lists_and_as_ranges():
    widths = Array([1, Array([500, 250]), 10, 12, 700])
    font = load_font(composite(child={"W": widths, "DW": 900}))
    assert [font.widths.get(code, font.default_width) for code in (1, 2, 3, 9, 10, 12, 13)] == [
        0.5, 0.25, 0.9, 0.9, 0.7, 0.7, 0.9,
    ]  # fmt: skip


def test_a_composite_font_without_widths_is_one_em_wide():
    assert load_font(composite()).default_width == 1.0


@pytest.mark.parametrize(
    "widths", [[1], [1, 2], [Array([5])], [1, 0x7FFFFFFF, 500], [Name.A, Name.B, Name.C]]
)
def test_damaged_widths_do_no_harm(widths):
    font = load_font(composite(child={"W": Array(widths)}))
    assert len(font.widths) <= 0x10001


def test_an_embedded_code_map_cuts_codes_and_leads_to_widths(book):
    encoding = book.stream(
        "begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange "
        "begincidchar <41> 7 endcidchar begincidrange <8001> <8002> 20 endcidrange",
        Type=Name.CMap,
    )
    child = {"W": Array([7, Array([300]), 20, Array([400, 450])])}
    font = load_font(composite(Encoding=encoding, child=child))
    assert list(font.decode(b"A\x80\x01\x80\x02")) == [0x41, 0x8001, 0x8002]
    assert [font.widths[code] for code in (0x41, 0x8001, 0x8002)] == [0.3, 0.4, 0.45]


def test_a_font_without_to_unicode_whose_program_tells_nothing_is_unmapped_and_called_a_guess():
    font = load_font(composite())
    assert texts(font, b"\x00A") == [None]
    assert font.guessed


def test_the_letters_of_an_adobe_collection_are_known():
    info = Dictionary(Registry="Adobe", Ordering="Japan1", Supplement=6)
    font = load_font(composite(child={"CIDSystemInfo": info}))
    assert texts(font, b"\x00\x22") == ["A"]


def test_a_font_whose_child_is_missing_does_no_harm():
    font = composite()
    del font.DescendantFonts
    assert texts(load_font(font), b"\x00A") == [None]


@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("Arial-BoldMT", (True, False)), ("Times,Italic", (False, True)), ("BZar-BoldOblique", (True, True)),
        ("Roboto-Black", (True, False)), ("Vazir-SemiBold", (True, False)), ("Nazanin", (False, False)),
        ("Bodoni-Book", (False, False)), ("Univers-DemiLight", (False, False)),
    ],
)  # fmt: skip
def test_a_name_tells_the_style(name, style):
    assert style_by_name(name) == style


@pytest.mark.parametrize(
    ("descriptor", "style"),
    [
        ({"Flags": 1 << 18}, (True, False)),
        ({"FontWeight": 700}, (True, False)),
        ({"FontWeight": 400, "Flags": 1 << 6}, (False, True)),
        ({"ItalicAngle": -12}, (False, True)),
        ({"Flags": 32, "ItalicAngle": 0}, (False, False)),
    ],
)
def test_a_descriptor_tells_the_style_where_the_name_is_silent(descriptor, style):
    font = load_font(simple(FontDescriptor=Dictionary({f"/{k}": v for k, v in descriptor.items()})))
    assert (font.bold, font.italic) == style


def test_the_tag_of_a_subset_is_no_part_of_the_name():
    assert load_font(simple()).name == "Nazanin"


@pytest.mark.parametrize("ascent", [0, -500, 90_000])
def test_senseless_heights_are_replaced(ascent):
    font = load_font(simple(FontDescriptor=Dictionary(Ascent=ascent, Descent=-200)))
    assert (font.ascent, font.descent) == (0.8, -0.2)
