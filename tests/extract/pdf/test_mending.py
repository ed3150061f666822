"""What is left of a file is read, by all who open it."""

import re
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from pipeline.errors import CorruptError, EncryptedError
from pipeline.extract import extract, with_images
from pipeline.extract.pdf import page_pictures
from pipeline.extract.pdf.mending import has_objects, mended
from tests.extract.pdf.build import Book, show


def lines(data):
    return [(line.page, line.text) for line in extract(data, "some.pdf").lines]


def codes(data):
    return {issue.code for issue in extract(data, "some.pdf").issues}


def of_three_pages():
    book = Book()
    for word in ("one", "two", "three"):
        book.page(show(word))
    return book.bytes(object_stream_mode=pikepdf.ObjectStreamMode.disable)


def without_catalog(data):
    """The objects of a file, but neither catalog nor page tree, nor what stands behind the objects."""
    objects = re.findall(rb"\d+ 0 obj.*?endobj\n", data[: data.rindex(b"xref", 0, -30)], re.DOTALL)
    return b"%PDF-1.7\n" + b"".join(
        part for part in objects if b"/Catalog" not in part and b"/Kids" not in part
    )


def test_an_object_that_ends_with_the_file_is_believed():
    data = b"%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n"
    data += (
        b"3 0 obj <</Type /Page /Parent 2 0 R /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>> endobj\n"
    )
    data += b"4 0 obj <</Length 33>> stream\nBT /F 12 Tf 72 700 Td (words) Tj ET\nendstream endobj\n"
    data += b"5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj"
    assert lines(data) == [(1, "words")]
    assert "damaged-file" in codes(data)


def test_pages_whose_catalog_is_lost_are_read_in_the_order_of_the_file():
    data = without_catalog(of_three_pages())
    assert lines(data) == [(1, "one"), (2, "two"), (3, "three")]
    assert "damaged-file" in codes(data)


def test_the_number_of_a_lost_object_is_not_given_to_another():
    data = without_catalog(of_three_pages())
    objects = sorted(map(int, re.findall(rb"(\d+) 0 obj", data)))
    last = data.index(b"\n%d 0 obj" % objects[-1])
    with pikepdf.open(BytesIO(mended(data[:last]))) as pdf:
        assert pdf.pages[2].Resources.Font.F.get("/ToUnicode") is None


def test_the_pictures_of_pages_whose_catalog_is_lost_are_taken_out_and_drawn():
    scan = BytesIO()
    Image.new("L", (60, 80), 128).save(scan, "PDF")
    data = without_catalog(scan.getvalue())
    document, pictures = with_images(extract(data, "some.pdf"), data)
    assert list(pictures) == [line.image for line in document.lines]
    assert [picture.page for picture in page_pictures(data, [1])] == [1]


def test_an_encrypted_file_without_its_catalog_is_not_mended_into_noise():
    book = Book().page(show("secret"))
    data = without_catalog(
        book.bytes(
            encryption=pikepdf.Encryption(user="", owner="o"),
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    )
    with pytest.raises(CorruptError):
        extract(data + b"trailer << /Encrypt 9 0 R >>", "some.pdf")


def test_an_unknown_way_to_encrypt_is_said_to_be_one():
    data = Book().page(show("secret")).bytes(encryption=pikepdf.Encryption(user="", owner="o"))
    with pytest.raises(EncryptedError, match=r"^some\.pdf is encrypted"):
        extract(data.replace(b"/Standard", b"/Unheard1"), "some.pdf")


def test_a_file_all_of_whose_contents_are_noise_is_corrupt():
    book = Book().page(show("one"))
    book.pdf.pages[0].Contents.write(b"this is no Flate", filter=pikepdf.Name.FlateDecode)
    with pytest.raises(CorruptError, match="nothing readable"):
        extract(book.bytes(), "some.pdf")


@pytest.mark.parametrize("data", [b"", b"endobj", b"the word endobj in 1 0 object", b"\0" * 99])
def test_other_bytes_are_not_taken_for_the_remains_of_a_pdf(data):
    assert not has_objects(data)
    assert mended(data) is None
