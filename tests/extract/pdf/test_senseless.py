"""A page, a font or a catalog that is wrong in any way costs no more than itself, and no bytes raise what a caller does not expect."""

from contextlib import suppress

import pikepdf
from hypothesis import example, given
from hypothesis import strategies as st
from pikepdf import Name

from pipeline.errors import DocumentError
from pipeline.extract.pdf import extract
from tests.extract.pdf.build import Book, show, source


def read(data):
    return extract(data, source("some.pdf"))


SENSELESS = [
    "",
    "5",
    "-1.5",
    "true",
    "/Name",
    "/N#80",
    "(text)",
    "[]",
    "[/A 1 (x)]",
    "[1 2 3 4 5 6]",
    "<<>>",
    "<</A 1>>",
]
senseless = st.sampled_from(SENSELESS)


def put(target, key, value):
    """Set an entry to a senseless value, or take it away."""
    if value:
        target[key] = pikepdf.Object.parse(value.encode())
    elif key in target:
        del target[key]


def read_with_a_sound_page(book):
    document = book.page(show("sound"), {"F": book.font()}).read()
    assert document.lines[-1].text == "sound"


KEYS = ["/MediaBox", "/CropBox", "/Rotate", "/Contents", "/Resources", "/UserUnit", "/Annots", "/Group"]


@given(st.sampled_from(KEYS), senseless)
@example("/Rotate", "/Name")
@example("/CropBox", "5")
def test_a_senseless_entry_of_a_page_costs_no_other_page(key, value):
    book = Book()
    book.page(show("damaged"))
    put(book.pdf.pages[0].obj, key, value)
    read_with_a_sound_page(book)


FONT_KEYS = [
    "/Subtype", "/BaseFont", "/Encoding", "/DescendantFonts", "/ToUnicode", "/FirstChar", "/Widths", "/FontMatrix",
    "/FontDescriptor",
]  # fmt: skip


@given(
    st.sampled_from(FONT_KEYS),
    senseless,
    st.sampled_from([Name.Type0, Name.TrueType, Name.Type3, Name.Type1]),
)
def test_a_senseless_entry_of_a_font_costs_no_other_page(key, value, subtype):
    book = Book()
    font = book.font()
    font.Subtype = subtype
    put(font, key, value)
    book.page(show("damaged"), {"F": font})
    read_with_a_sound_page(book)


CHILD_KEYS = ["/Subtype", "/CIDSystemInfo", "/DW", "/W", "/FontDescriptor", "/BaseFont"]


@given(st.sampled_from(CHILD_KEYS), senseless)
def test_a_senseless_entry_of_a_composite_font_costs_no_other_page(key, value):
    book = Book()
    font = book.font()
    del font.ToUnicode
    put(font.DescendantFonts[0], key, value)
    book.page(show("damaged"), {"F": font})
    read_with_a_sound_page(book)


RESOURCES = ["/Font", "/XObject", "/ExtGState", "/Properties"]


@given(st.sampled_from(RESOURCES), senseless, st.booleans())
def test_senseless_resources_cost_no_other_page(kind, value, inside):
    book = Book()
    book.page(show("damaged") + "/X Do /X gs /OC /X BDC EMC BT /X 10 Tf <00> Tj ET")
    resources = book.pdf.pages[0].obj.Resources
    put(resources, kind, f"<</X {value}>>" if inside and value else value)
    read_with_a_sound_page(book)


ROOT_KEYS = ["/OCProperties", "/Lang", "/StructTreeRoot", "/MarkInfo", "/Names", "/Outlines"]


@given(st.sampled_from(ROOT_KEYS), senseless, st.booleans())
@example("/OCProperties", "5", True)
def test_senseless_entries_of_the_catalog_cost_no_page(key, value, inside):
    book = Book()
    put(book.pdf.Root, key, f"<</D {value} /OCGs {value}>>" if inside and value else value)
    read_with_a_sound_page(book)


@given(st.binary(max_size=400))
def test_no_bytes_at_all_raise_anything_but_the_errors_of_a_document(data):
    with suppress(DocumentError):
        read(b"%PDF-1.7\n" + data)


SMALL = Book().page(show("one") + show("two", y=200)).bytes()


@given(st.integers(0, len(SMALL) - 1), st.binary(min_size=1, max_size=30))
@example(SMALL.index(b"/Parent"), b"/Parent 7    ")
@example(SMALL.index(b"/Filter") + 8, b"/\x80")
def test_no_overwritten_bytes_raise_anything_but_the_errors_of_a_document(position, data):
    damaged = SMALL[:position] + data + SMALL[position + len(data) :]
    with suppress(DocumentError):
        read(damaged)
