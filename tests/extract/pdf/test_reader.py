"""The file itself: pages, metadata, layers, and a clear word for each thing that may be wrong with it."""

import textwrap
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from pipeline.errors import CorruptError, DocumentError, EmptyError, EncryptedError, LimitError
from pipeline.extract.pdf import MEDIA_TYPE, extract, reader, recognizes, streams
from tests.extract.pdf.build import HEIGHT, WIDTH, Book, show, source
from tests.extract.pdf.build import codes as hex_codes
from tests.extract.pdf.letters.test_missing import PASHTO
from tests.extract.pdf.patience import patience


def read(data):
    return extract(data, source("some.pdf"))


def codes(document):
    return [issue.code for issue in document.issues]


# recognizing


@pytest.mark.parametrize("head", [b"%PDF-1.7\n", b"\xef\xbb\xbf%PDF-1.4", b"junk\n" * 100 + b"%PDF-1.3"])
def test_a_pdf_is_known_by_its_first_bytes(head):
    assert recognizes(head, ".html")


@pytest.mark.parametrize("head", [b"", b"<html>", b"\0" * 1024 + b"%PDF-1.7", b"%!PS-Adobe-3.0"])
def test_other_bytes_are_no_pdf_whatever_the_name(head):
    assert not recognizes(head, ".pdf")


# what is read


def test_pages_come_in_order_with_their_size(book):
    book.page(show("one")).page(show("two"), keys={"MediaBox": Array([0, 0, 200, 100])}).page(show("three"))
    document = book.read()
    assert [(line.page, line.text) for line in document.lines] == [(1, "one"), (2, "two"), (3, "three")]
    assert [(page.number, page.width, page.height) for page in document.pages] == [
        (1, WIDTH, HEIGHT), (2, 200, 100), (3, WIDTH, HEIGHT),
    ]  # fmt: skip


def test_a_document_says_where_it_comes_from(book):
    document = book.page(show("one")).read()
    assert (document.source, document.engine) == (source(), "glyphs")
    assert document.source.media_type == MEDIA_TYPE


def test_letters_are_counted(book):
    assert book.page(show("one, 2 & three!")).page(show("مالس")).read().letters == 3 + 1 + 5 + 4


def test_contents_may_come_in_pieces_cut_anywhere_between_tokens(book):
    whole = show("one") + show("two", y=200)
    cut = whole.index(" Tj")
    book.page("")
    book.pdf.pages[0].obj.Contents = Array([book.stream(whole[:cut]), book.stream(whole[cut:])])
    assert book.texts() == ["one", "two"]


def test_a_page_without_contents_is_empty_and_the_others_are_read(book):
    book.page("").page(show("two"))
    del book.pdf.pages[0].obj.Contents
    assert [(line.page, line.text) for line in book.read().lines] == [(2, "two")]


def test_resources_may_be_inherited(book):
    book.page(show("one"))
    page = book.pdf.pages[0].obj
    book.pdf.Root.Pages.Resources = page.Resources
    del page.Resources
    assert book.texts() == ["one"]


def test_a_page_without_any_resources_is_read_as_far_as_it_goes(book):
    book.page(show("one")).page(show("two"))
    del book.pdf.pages[0].obj.Resources
    assert book.texts() == ["two"]


def test_annotations_are_not_the_text_of_the_page(book):
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Contents="a note", Rect=Array([0, 0, 10, 10]))
    assert book.page(show("one"), keys={"Annots": Array([note])}).texts() == ["one"]


def test_an_object_stream_and_a_linearized_file_are_read_alike(book):
    book.page(show("one"))
    for options in ({"object_stream_mode": pikepdf.ObjectStreamMode.generate}, {"linearize": True}):
        assert [line.text for line in read(book.bytes(**options)).lines] == ["one"]


def test_the_same_bytes_give_the_same_document(book):
    data = book.page(show("one") + show("مالس", y=100)).bytes()
    assert read(data) == read(data)


# metadata


def test_metadata_are_claims_and_say_so(book):
    book.page(show("one"))
    book.pdf.docinfo = book.pdf.make_indirect(Dictionary(Title="A title", Author="An author", Creator="Word"))
    claims = {(claim.field, claim.value, claim.origin, claim.rule) for claim in book.read().claims}
    assert claims == {
        ("title", "A title", "metadata", "pdf:Title"),
        ("author", "An author", "metadata", "pdf:Author"),
    }


@pytest.mark.parametrize("value", [5, Array([1]), Dictionary(A=1), True])
def test_senseless_metadata_do_no_harm(book, value):
    book.page(show("one"))
    book.pdf.docinfo = book.pdf.make_indirect(Dictionary(Title="A title", Author=value))
    document = book.read()
    assert [line.text for line in document.lines] == ["one"]
    assert all(isinstance(text, str) for text in document.metadata.values())


# layers


@pytest.fixture
def layers(book):
    shown, hidden = (
        book.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=name)) for name in ("shown", "hidden")
    )
    book.page(
        f"/OC /A BDC {show('seen')} EMC /OC /B BDC {show('unseen', y=200)} EMC",
        Properties={"A": shown, "B": hidden},
    )
    return book, shown, hidden


@pytest.mark.parametrize(
    "configure",
    [
        lambda _shown, hidden: Dictionary(OFF=Array([hidden])),
        lambda shown, _hidden: Dictionary(BaseState=Name.OFF, ON=Array([shown])),
    ],
    ids=["listed as off", "not listed as on"],
)
def test_layers_that_are_off_are_hidden(layers, configure):
    book, shown, hidden = layers
    book.pdf.Root.OCProperties = Dictionary(OCGs=Array([shown, hidden]), D=configure(shown, hidden))
    assert {line.text: line.place for line in book.read().lines} == {"seen": None, "unseen": "hidden"}


def test_layers_are_on_where_nothing_says_otherwise(layers):
    book, shown, hidden = layers
    book.pdf.Root.OCProperties = Dictionary(OCGs=Array([shown, hidden]), D=Dictionary())
    assert {line.place for line in book.read().lines} == {None}


# pictures and scans


def with_picture(book, matrix, text=""):
    image = book.stream(b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    return book.page(f"q {matrix} cm /Im Do Q {text}", XObject={"Im": image}).read()


def test_a_picture_is_a_line_of_its_own_between_the_texts_around_it(book):
    document = with_picture(book, "100 0 0 80 50 150", show("above", y=270) + show("below", y=100))
    assert [line.kind or line.text for line in document.lines] == ["above", "image", "below"]
    assert document.lines[1].box == (50, 70, 150, 150)


@pytest.mark.parametrize("matrix", ["5 0 0 5 50 150", "300 0 0 1 50 150", f"{WIDTH} 0 0 {HEIGHT} 0 0"])
def test_bullets_rules_and_backgrounds_are_no_pictures(book, matrix):
    assert [line.kind for line in with_picture(book, matrix, show("text")).lines] == [None]


def test_a_scan_has_no_text_and_says_so(book):
    document = with_picture(book, f"{WIDTH} 0 0 {HEIGHT} 0 0")
    assert document.letters == 0
    assert codes(document) == ["no-text"]
    assert document.issues[0].page == 1


def test_the_invisible_text_over_a_scan_is_its_text(book):
    document = with_picture(book, f"{WIDTH} 0 0 {HEIGHT} 0 0", "3 Tr " + show("recognized"))
    assert [(line.text, line.place) for line in document.lines if line.text] == [("recognized", None)]
    assert "no-text" not in codes(document)


def _layer(*lines):
    """An OCR layer as Tesseract writes it for Arabic script: mirrored, in the order of reading, its size guessed anew for each line."""
    words = (
        f"/F {size} Tf -1 0 0 1 380 {y} Tm {100 * 9 / size:.1f} Tz {hex_codes(text)} Tj "
        for text, y, size in lines
    )
    return f"BT 3 Tr {' '.join(words)} ET"


def test_an_ocr_layer_that_is_written_in_a_mirror_is_read_from_the_top_and_with_its_numbers(book):
    layer = _layer(
        ("در سال ۱۳۹۹ از ۲۹ رشته کاریز تنها نیمی آب دارد و خانواده‌ها", 240, 9),
        ("از کار معاف نبودند و Herat از آنان می‌گفت", 220, 14),
    )
    document = with_picture(book, f"{WIDTH} 0 0 {HEIGHT} 0 0", layer)
    first, second = (line for line in document.lines if line.text)
    assert first.text == "در سال ۱۳۹۹ از ۲۹ رشته کاریز تنها نیمی آب دارد و خانواده‌ها"
    assert second.text == "از کار معاف نبودند و Herat از آنان می‌گفت"
    assert document.pages[0].angle == 0
    assert first.spans[0].size == second.spans[0].size


def test_pages_without_any_text_are_an_issue(book):
    assert codes(book.page("").read()) == ["no-text"]


# what may be wrong


def outlined(letters):
    """Letters as filled paths, a row of fifty below the other."""
    places = ((20 + 7 * (i % 50), 260 - 14 * (i // 50)) for i in range(letters))
    return "\n".join(f"{x} {y} m {x} {y + 7} {x + 5} {y + 7} {x + 5} {y} c f" for x, y in places)


def test_a_page_whose_letters_are_paths_has_no_text_and_says_so(book):
    document = book.page(show("read")).page(outlined(200)).page(show("12") + outlined(200)).read()
    assert [(issue.code, issue.page) for issue in document.issues] == [("no-text", 2), ("no-text", 3)]


def test_a_page_with_a_drawing_beside_its_text_has_text(book):
    text = "".join(show("words enough to be a text", y=200 - 14 * row) for row in range(3))
    assert "no-text" not in codes(book.page(text + outlined(200)).read())


def test_an_encrypted_file_asks_for_its_password_to_be_removed(book):
    data = book.page(show("secret")).bytes(encryption=pikepdf.Encryption(user="user", owner="owner"))
    with pytest.raises(EncryptedError, match=r"^some\.pdf is encrypted; remove the password first$"):
        read(data)


def test_a_file_that_only_forbids_to_copy_is_read(book):
    data = book.page(show("open")).bytes(encryption=pikepdf.Encryption(user="", owner="owner"))
    assert [line.text for line in read(data).lines] == ["open"]


def test_a_file_of_no_pages_is_empty():
    with pytest.raises(EmptyError, match=r"^some\.pdf has no pages$"):
        read(Book().bytes())


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"nothing of a PDF " * 50, b"%PDF-1.4\n%%EOF\n"]
)
def test_bytes_that_only_begin_as_a_pdf_are_corrupt(data):
    with pytest.raises(CorruptError, match=r"^some\.pdf .*(damaged|cut short)"):
        read(data)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_file_cut_short_is_read_with_an_issue_or_refused(book, share):
    for i in range(5):
        book.page(show(f"page {i}"))
    data = book.bytes()
    try:
        document = read(data[: int(len(data) * share)])
    except CorruptError:
        return
    assert document.lines
    assert "damaged-file" in codes(document)


def test_a_lost_cross_reference_table_is_found_again(book):
    data = book.page(show("one")).bytes()
    document = read(data[: data.rindex(b"startxref")] + b"startxref\n99999999\n%%EOF\n")
    assert [line.text for line in document.lines] == ["one"]
    assert codes(document) == ["damaged-file"]


def test_the_message_of_damage_names_no_place_in_memory(book):
    data = book.page(show("one")).bytes()
    document = read(data[: data.rindex(b"startxref")] + b"startxref\n99999999\n%%EOF\n")
    assert (
        document.issues[0].message == "the file is damaged and was mended: (offset 99999999): xref not found"
    )


def test_junk_before_and_after_the_file_does_not_matter(book):
    data = b"HTTP/1.1 200 OK\r\n\r\n" + book.page(show("one")).bytes() + b"\r\n<!-- cached -->\r\n"
    assert [line.text for line in read(data).lines] == ["one"]


def test_a_page_that_the_first_engine_drops_is_left_to_the_second(book):
    box = Array([0, 0, WIDTH, HEIGHT, pikepdf.String("x" * 40)])
    data = book.page(show("one"), keys={"MediaBox": box}).bytes()
    start = data.index(b"[", data.index(b"/MediaBox"))
    end = data.index(b"]", start)
    data = data[:start] + b"[ 0 0 99999999999999999999999 300 ".ljust(end - start) + data[end:]
    assert [line.text for line in read(data).lines] == ["one"]


def test_a_blank_page_without_resources_is_blank_and_not_corrupt(book):
    book.page("")
    del book.pdf.pages[0].obj.Resources
    assert "no-text" in codes(book.read())


def test_a_bomb_is_refused(book, monkeypatch):
    monkeypatch.setattr(streams, "LARGEST_STREAM", 2**20)
    bomb = book.pdf.make_stream(b"")
    bomb.write(zlib.compress(b" " * 2**22), filter=Name.FlateDecode)
    with pytest.raises(LimitError, match="1 MB"):
        book.page(bomb).read()


def test_a_page_tree_that_bites_its_tail_comes_to_an_end(book):
    book.page(show("one"))
    book.pdf.Root.Pages.Kids.append(book.pdf.Root.Pages)
    with patience(5.0):
        try:
            document = book.read()
        except DocumentError:
            return
    assert [line.text for line in document.lines] == ["one"]


def test_a_file_of_more_pages_than_any_book_is_taken_for_a_bomb(monkeypatch):
    monkeypatch.setattr(reader, "_MOST_PAGES", 3)
    book = Book()
    for _ in range(4):
        book.page(show("a"))
    with pytest.raises(LimitError, match="pages"):
        book.read()


def test_text_of_no_size_is_read():
    book = Book().page(show("abcd ef", size=0) + show("text", y=100))
    assert {line.text.replace(" ", "") for line in book.read().lines} == {"abcdef", "text"}


def test_letters_that_the_font_lacks_are_told_to_the_reader_of_the_record(book):
    lines = textwrap.wrap(PASHTO, 45)
    visual = [line[::-1].replace("ې", "\0") for line in lines]  # code 0 draws the box of what a font lacks
    document = read(book.page("".join(show(line, y=280 - 15 * at) for at, line in enumerate(visual))).bytes())
    assert [line.text for line in document.lines] == lines
    assert document.repairs["missing-letters"] == PASHTO.count("ې")
    assert codes(document) == ["letters-told"]
