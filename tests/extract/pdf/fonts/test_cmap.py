import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.pdf.fonts.cmap import parse_cmap, unspoil
from tests.extract.pdf.build import to_unicode
from tests.extract.pdf.patience import patience

PLANE = 0x10000


def unicode(body):
    return parse_cmap(body.encode()).unicode


def bfrange(body):
    return unicode(f"1 beginbfrange {body} endbfrange")


def test_single_codes_are_mapped():
    assert unicode("2 beginbfchar <0003> <0020> <0010> <0633> endbfchar") == {3: " ", 16: "س"}


def test_several_sections_add_up_and_the_later_one_counts():
    body = "1 beginbfchar <01> <0041> endbfchar 1 beginbfrange <01> <02> <0061> endbfrange"
    assert unicode(body) == {1: "a", 2: "b"}


def test_one_code_may_stand_for_several_letters():
    assert unicode("1 beginbfchar <0303> <06440627> endbfchar") == {0x303: "لا"}
    assert unicode("1 beginbfchar <0304> <006600660069> endbfchar") == {0x304: "ffi"}


def test_blanks_inside_a_hexadecimal_string_do_not_matter():
    assert unicode("1 beginbfchar\n< 00 03 >\r\n<06 44\n06 27>\nendbfchar") == {3: "لا"}


def test_a_letter_beyond_the_first_plane_is_written_as_surrogates():
    assert unicode("1 beginbfchar <0001> <D83DDE00> endbfchar") == {1: "😀"}


def test_half_a_surrogate_is_no_letter():
    assert unicode("1 beginbfchar <0001> <D83D> endbfchar").get(1, "\ufffd") == "\ufffd"


def test_a_target_of_one_byte_is_a_letter_too():
    assert unicode("1 beginbfchar <01> <41> endbfchar") == {1: "A"}


def test_zeros_at_the_end_of_a_target_are_padding():
    assert unicode("1 beginbfchar <01> <06330000> endbfchar") == {1: "س"}


def test_a_range_counts_up_the_last_letter():
    assert bfrange("<0010> <0013> <0061>") == {0x10: "a", 0x11: "b", 0x12: "c", 0x13: "d"}
    assert bfrange("<01> <02> <06440627>") == {1: "لا", 2: "لب"}


def test_a_range_may_name_each_target():
    assert bfrange("<05> <07> [<0633> <06440627> <0041>]") == {5: "س", 6: "لا", 7: "A"}


def test_ranges_after_an_array_are_read():
    assert bfrange("<05> <06> [<0633> <0634>] <09> <09> <0041>") == {5: "س", 6: "ش", 9: "A"}


def test_an_array_that_is_too_short_leaves_the_rest_of_the_range_unmapped():
    assert bfrange("<05> <09> [<0633>]") == {5: "س"}


def test_an_array_that_is_too_long_maps_no_code_outside_its_range():
    assert bfrange("<05> <06> [<0633> <0634> <0635>]") == {5: "س", 6: "ش"}


@pytest.mark.parametrize("end", ["FFFFFFFF", "7FFFFFFF", "00FFFFFF"])
def test_a_range_is_never_larger_than_a_plane(end):
    with patience(2.0):
        assert len(bfrange(f"<00000000> <{end}> <0020>")) <= PLANE + 1


def test_many_large_ranges_take_no_more_than_one():
    with patience(2.0):
        assert len(bfrange("<0000> <FFFF> <0020> " * 2_000)) <= PLANE + 1


def test_a_range_that_runs_backwards_maps_nothing():
    assert bfrange("<09> <05> <0041>") == {}


def test_a_range_stops_at_the_last_code_point():
    assert bfrange("<01> <05> <DBFFDFFE>") == {1: "\U0010fffe", 2: "\U0010ffff"}


@pytest.mark.parametrize(
    "body",
    [
        "1 beginbfchar <01> endbfchar",
        "1 beginbfchar <> <0041> endbfchar",
        "1 beginbfchar /name <0041> endbfchar",
        "1 beginbfrange <01> endbfrange",
        "1 beginbfrange <01> <02> endbfrange",
        "1 beginbfrange [ ] [ endbfrange",
        "1 beginbfchar <01> <0041>",
        "1 begincidrange <01> <02> endcidrange",
        "endbfchar beginbfchar",
        "",
    ],
)
def test_what_cannot_be_read_is_left_out(body):
    assert unicode(body) == {}


@given(st.binary(max_size=200))
def test_no_bytes_at_all_make_it_fail(data):
    parse_cmap(
        b"1 beginbfrange " + data + b" endbfrange 1 begincodespacerange " + data + b" endcodespacerange"
    )


@given(
    st.text(alphabet="<>[]0123456789AFf/ \n%", max_size=120),
    st.sampled_from(["bfchar", "bfrange", "cidrange"]),
)
def test_no_order_of_tokens_makes_it_fail(body, kind):
    parse_cmap(f"1 begin{kind} {body} end{kind}".encode())


# ö to ÿ are digits to Arabic fonts.
letters = st.characters(exclude_categories=["Cs"], exclude_characters="\0ö÷øùúûüýþÿ")


@given(st.dictionaries(st.integers(0, 0xFFFF), st.text(letters, min_size=1, max_size=3), max_size=20))
def test_what_is_mapped_is_read_back(mapping):
    spoiled = {code for code, text in mapping.items() if unspoil(text) != text}
    read = parse_cmap(to_unicode(mapping)).unicode
    assert {code: text for code, text in read.items() if code not in spoiled} == {
        code: text for code, text in mapping.items() if code not in spoiled
    }


# Ghostscript writes the low byte of a letter over the high byte of the next one.
@pytest.mark.parametrize(
    ("spoiled", "meant"),
    [("\u0644\u4427", "لا"), ("\u0647\u4754", "هٔ"), ("\u0644\u4444\u4447", "لله"), ("\u0641\u4148", "فو")],
)
def test_letters_that_ghostscript_spoiled_are_mended(spoiled, meant):
    assert unspoil(spoiled) == meant
    hexadecimal = spoiled.encode("utf-16-be").hex()
    assert unicode(f"1 beginbfchar <01> <{hexadecimal}> endbfchar") == {1: meant}


@pytest.mark.parametrize("text", ["لا", "س", "ffi", "中文", "ل中", "ab", "\u0606\u0627", "😀"])
def test_letters_that_nobody_spoiled_stay(text):
    assert unspoil(text) == text


def test_cids_are_read_from_single_codes_and_ranges():
    cmap = parse_cmap(b"1 begincidchar <20> 1 endcidchar 1 begincidrange <8140> <8142> 633 endcidrange")
    assert cmap.cids == {0x20: 1, 0x8140: 633, 0x8141: 634, 0x8142: 635}


def test_code_lengths_follow_the_codespace():
    cmap = parse_cmap(b"2 begincodespacerange <00> <80> <8140> <9FFC> endcodespacerange")
    assert {cmap.lengths[first] for first in range(0x81)} == {1}
    assert cmap.lengths[0x9F] == 2
    assert 0xA0 not in cmap.lengths


def test_the_parent_is_the_name_given_to_usecmap():
    assert parse_cmap(b"/90ms-RKSJ-H usecmap").parent == "90ms-RKSJ-H"
    assert parse_cmap(b"").parent is None


def test_three_letters_that_ghostscript_added_up_are_told_again():
    assert unspoil("\u0644\u448b") == "لله"


def named(texts):
    """What the codes of a CMap stand for that names each text once, in the order given."""
    pairs = "".join(f"<{code:04x}> <{ord(text):04x}> " for code, text in enumerate(texts, 1))
    return "".join(parse_cmap(f"{len(texts)} beginbfchar {pairs}endbfchar".encode()).unicode.values())


def test_persian_digits_that_ghostscript_added_up_are_told_again():
    assert named("سلام۴ö÷øù") == "سلام۴۰۱۲۳"


@pytest.mark.parametrize("texts", ["schön÷", "سلامaö÷", "ö÷", "中文ö÷"])
def test_letters_of_latin_fonts_are_no_digits(texts):
    assert named(texts) == texts
