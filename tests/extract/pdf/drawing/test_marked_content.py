"""What marked content, layers and the rendering mode say of the glyphs they hold."""

import pytest
from pikepdf import Dictionary, Name

from tests.extract.pdf.build import codes, drawn, show, text


def utf16(string):
    """A hexadecimal text string with its byte order mark."""
    return f"<FEFF{string.encode('utf-16-be').hex()}>"


def span(actual, content):
    return f"/Span <</ActualText {utf16(actual)}>> BDC {content} EMC "


def test_actual_text_replaces_the_glyphs_it_spans(book):
    content = book.run(f"BT /F 10 Tf {codes('x')} Tj {span('لا', codes('ab') + ' Tj')} {codes('y')} Tj ET")
    assert drawn(content) == [("x", 0), ("لا", 5), ("y", 15)]
    assert content.glyphs[1].u1 == 15


def test_empty_actual_text_takes_the_glyphs_away(book):
    content = book.run(f"BT /F 10 Tf {codes('a')} Tj {span('', codes('-') + ' Tj')} ET")
    assert text(content) == "a"


def test_of_nested_actual_texts_the_outer_one_counts(book):
    inner = span("no", codes("a") + " Tj") + span("no", codes("b") + " Tj")
    assert text(book.run(f"BT /F 10 Tf {span('outer', inner)} {codes('z')} Tj ET")) == "outerz"


def test_actual_text_around_no_glyph_says_nothing(book):
    assert text(book.run(span("ghost", "") + show("a"))) == "a"


def test_actual_text_gives_glyphs_without_unicode_a_meaning(book):
    assert drawn(book.run(f"BT /F 10 Tf {span('ص', codes(chr(0xE001)) + ' Tj')} ET")) == [("ص", 0)]


def test_actual_text_over_two_lines_keeps_the_place_of_its_widest_glyph(book):
    content = book.run(f"BT /F 10 Tf {span('whole', codes('-') + ' Tj 0 -50 Td ' + codes('ab') + ' Tj')} ET")
    assert text(content) == "whole"


@pytest.mark.parametrize(
    "given_as", ["(caf\\351)", "<FEFF0063006100660 0E9>".replace(" ", ""), "<EFBBBF636166C3A9>"]
)
def test_actual_text_comes_in_three_encodings(book, given_as):
    assert text(book.run(f"/Span <</ActualText {given_as}>> BDC {show('x')} EMC")) == "café"


def test_properties_may_stand_in_the_resources(book):
    content = book.run(f"/Span /P0 BDC {show('x')} EMC", Properties={"P0": Dictionary(ActualText="named")})
    assert text(content) == "named"


def test_marks_that_are_never_closed_end_with_the_stream(book):
    assert text(book.run(f"/Span <</ActualText {utf16('open')}>> BDC {show('x')}")) == "open"


@pytest.mark.parametrize("end", ["EMC", ""])
def test_actual_text_replaces_glyphs_of_no_size_as_well(book, end):
    content = f"BT /F 0 Tf /Span <</ActualText {utf16('whole')}>> BDC {codes('ab')} Tj {end}"
    assert text(book.run(content)) == "whole"


def test_marks_that_were_never_opened_do_nothing(book):
    assert text(book.run("EMC EMC " + show("a"))) == "a"


def test_glyphs_know_the_number_of_their_marked_content(book):
    a, b, c = book.run(
        f"/P <</MCID 3>> BDC {show('a')} EMC /P <</MCID 4>> BDC {show('b')} EMC {show('c')}"
    ).glyphs
    assert [g.run.mcid for g in (a, b, c)] == [3, 4, None]


@pytest.mark.parametrize(
    ("properties", "place", "rule"),
    [
        ("<</Type /Pagination /Subtype /Header>>", "header", "artifact:header"),
        ("<</Type /Pagination /Subtype /Footer>>", "footer", "artifact:footer"),
        ("<</Type /Pagination /Subtype /Watermark>>", "margin", "artifact:watermark"),
        ("<</Type /Layout>>", None, None),
    ],
)
def test_artifacts_say_where_they_stand(book, properties, place, rule):
    (glyph,) = book.run(f"/Artifact {properties} BDC {show('a')} EMC").glyphs
    assert (glyph.run.place, glyph.run.rule) == (place, rule)


def test_what_stands_inside_an_artifact_belongs_to_it(book):
    content = f"/Artifact <</Subtype /Footer>> BDC /Span <</MCID 1>> BDC {show('a')} EMC EMC {show('b')}"
    inside, outside = book.run(content).glyphs
    assert (inside.run.place, outside.run.place) == ("footer", None)


def test_text_of_a_layer_that_is_off_is_hidden(book):
    off, on = (book.pdf.make_indirect(Dictionary(Type=Name.OCG)) for _ in range(2))
    content = f"/OC /Off BDC {show('a')} EMC /OC /On BDC {show('b')} EMC"
    a, b = book.run(content, hidden=frozenset({off.objgen}), Properties={"Off": off, "On": on}).glyphs
    assert (a.run.place, a.run.rule, b.run.place) == ("hidden", "layer-off", None)


def test_a_form_of_a_layer_that_is_off_is_hidden(book):
    off = book.pdf.make_indirect(Dictionary(Type=Name.OCG))
    form = book.form(show("a"), {"F": book.font()}, OC=off)
    (glyph,) = book.run("/X Do", hidden=frozenset({off.objgen}), XObject={"X": form}).glyphs
    assert glyph.run.place == "hidden"


def test_invisible_text_is_hidden(book):
    hidden, shown = book.run(f"BT /F 10 Tf 3 Tr {codes('a')} Tj 0 Tr {codes('b')} Tj ET").glyphs
    assert (hidden.run.place, hidden.run.rule, shown.run.place) == ("hidden", "invisible-text", None)


def glyph_by_glyph(*pairs):
    """A text drawn from left to right, each glyph with an ActualText of its own."""
    return (
        f"BT /F 10 Tf 20 250 Td {''.join(span(actual, codes(glyph) + ' Tj') for actual, glyph in pairs)} ET"
    )


def test_letters_and_blanks_that_actual_text_leaves_out_are_read_by_their_font(book):
    # Google Docs: the texts of a run are given to the wrong glyphs, and nothing to the last ones
    book.page(glyph_by_glyph(("", "ا"), ("", "ه"), ("د", "د"), ("ا", "ا"), ("د", "د"), ("", " "), ("و", "و")))
    assert book.texts() == ["و دادها"]
    assert book.read().repairs["actual-text"] == 3


def test_the_second_glyph_of_a_ligature_has_its_letter_on_the_first(book):
    assert book.page(glyph_by_glyph(("م", "م"), ("", "ا"), ("لا", "ل"), ("س", "س"))).texts() == ["سلام"]
