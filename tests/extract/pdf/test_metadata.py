"""What a file says of itself."""

import pytest
from pikepdf import Array, Dictionary, Name

from tests.extract.pdf.build import Book, show
from tests.extract.pdf.patience import patience

XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">عنوان</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>First</rdf:li><rdf:li>Second</rdf:li></rdf:Seq></dc:creator>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


@pytest.fixture
def book():
    return Book().page(show("one"))


def info(book, **entries):
    book.pdf.docinfo = book.pdf.make_indirect(
        Dictionary({f"/{key}": value for key, value in entries.items()})
    )


def metadata(book):
    return book.read().metadata


def entry(book, title, **links):
    """An entry of the outline."""
    made = Dictionary({f"/{key}": value for key, value in links.items()})
    if title is not None:
        made.Title = title
    return book.pdf.make_indirect(made)


def test_a_silent_file_says_nothing(book):
    assert {key: value for key, value in metadata(book).items() if key != "Producer"} == {}


def test_entries_are_texts_without_blanks_around_them(book):
    info(book, Title="عنوان", Author="  Somebody ", Subject=" ", Trapped=Name("/False"))
    found = metadata(book)
    assert (found["Title"], found["Author"]) == ("عنوان", "Somebody")
    assert "Subject" not in found


def test_the_language_is_that_of_the_catalog(book):
    book.pdf.Root.Lang = "fa-AF"
    assert metadata(book)["Language"] == "fa-AF"
    assert ("lang", "fa-AF", "pdf:Language") in {(c.field, c.value, c.rule) for c in book.read().claims}


def test_xmp_speaks_where_info_is_silent(book):
    book.pdf.Root.Metadata = book.stream(XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
    found = metadata(book)
    assert (found["Title"], found["Author"]) == ("عنوان", "First, Second")


def test_info_counts_more_than_xmp(book):
    book.pdf.Root.Metadata = book.stream(XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
    info(book, Title="A title")
    assert metadata(book)["Title"] == "A title"


@pytest.mark.parametrize("data", [b"", b"<x:xmpmeta>", b"\xff\xfe\x00", b"<a/>", XMP.encode()[:200]])
def test_damaged_xmp_does_no_harm(book, data):
    book.pdf.Root.Metadata = book.stream(data, Type=Name.Metadata, Subtype=Name.XML)
    assert "Title" not in metadata(book)


def test_the_outline_is_a_list_of_titles(book):
    child = entry(book, "a part")
    second = entry(book, "second\n chapter")
    first = entry(book, "first chapter", First=child, Last=child, Next=second)
    book.pdf.Root.Outlines = entry(book, None, First=first, Last=second)
    assert metadata(book)["Outline"] == "first chapter\na part\nsecond chapter"


def test_an_outline_that_bites_its_tail_comes_to_an_end(book):
    first = entry(book, "again")
    first.Next = first
    book.pdf.Root.Outlines = entry(book, None, First=first, Last=first)
    with patience(5.0):
        assert set(metadata(book)["Outline"].split("\n")) == {"again"}


@pytest.mark.parametrize("node", [5, Name.A, Array([1])], ids=str)
def test_an_outline_of_something_else_does_no_harm(book, node):
    book.pdf.Root.Outlines = entry(book, None, First=node)
    assert [line.text for line in book.read().lines] == ["one"]


def test_printed_page_numbers_are_given_where_they_differ_from_counting(book):
    book.page(show("two")).page(show("three"))
    assert "PageLabels" not in metadata(book)
    book.pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=41)]))
    assert metadata(book)["PageLabels"] == "41–43"


def test_page_numbers_that_only_count_are_not_given(book):
    book.pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    assert "PageLabels" not in metadata(book)
