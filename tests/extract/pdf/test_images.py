"""Pictures of a PDF become files, named by page and number."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Dictionary, Name
from PIL import Image

from pipeline.extract import extract, with_images
from tests.extract.pdf.build import Book, show


def jpeg(color):
    stream = BytesIO()
    Image.new("RGB", (40, 30), color).save(stream, "JPEG")
    return stream.getvalue()


def a_pdf(*pictures):
    """One page with pictures below each other: (bytes, filter) each."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(400, 600))
    objects, content = Dictionary(), ""
    for n, (data, name) in enumerate(pictures):
        image = pdf.make_stream(data)
        image.update(
            Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=40, Height=30, BitsPerComponent=8)
        )
        image.ColorSpace = Name.DeviceRGB
        if name:
            image.Filter = Name(name)
        objects[f"/Im{n}"] = image
        content += f"q 100 0 0 75 50 {500 - 100 * n} cm /Im{n} Do Q\n"
    page.Resources = Dictionary(XObject=objects)
    page.Contents = pdf.make_stream(content.encode())
    stream = BytesIO()
    pdf.save(stream)
    return stream.getvalue()


def test_a_jpeg_comes_out_as_it_is_and_raw_pixels_as_a_picture():
    red = jpeg("red")
    data = a_pdf((red, "/DCTDecode"), (bytes(40 * 30 * 3), None))
    document, files = with_images(extract(data, "a.pdf"), data)
    assert [line.image for line in document.lines] == list(files) == ["1-1.jpg", "1-2.png"]
    assert files["1-1.jpg"] == red
    assert Image.open(BytesIO(files["1-2.png"])).size == (40, 30)


def test_a_picture_that_cannot_be_decoded_is_told():
    data = a_pdf((b"no fax", "/CCITTFaxDecode"), (jpeg("blue"), "/DCTDecode"))
    document, files = with_images(extract(data, "a.pdf"), data)
    assert list(files) == ["1-1.jpg"]
    assert [(i.code, i.page, i.count) for i in document.issues if i.code == "picture-lost"] == [
        ("picture-lost", 1, 1)
    ]


def test_a_picture_of_more_pixels_than_memory_holds_is_told():
    data = a_pdf((bytes(100), None), (jpeg("blue"), "/DCTDecode"))
    huge = data.replace(b"/Width 40", b"/Width 2147483647", 1)
    document, files = with_images(extract(huge, "a.pdf"), huge)
    assert list(files) == ["1-1.jpg"]
    assert "picture-lost" in [issue.code for issue in document.issues]


def test_a_file_that_only_the_second_engine_reads_gives_no_pictures():
    data = Book().page(show("abc")).bytes()
    broken = data[: data.rindex(b"startxref")] + b"startxref\n99999999999999999999\n%%EOF\n"
    document, files = with_images(extract(broken, "a.pdf"), broken)
    assert [line.text for line in document.lines] == ["abc"]
    assert files == {}


@pytest.mark.parametrize("data", [b"<p>An article <img src='a.jpg'></p>"])
def test_a_web_page_holds_no_pictures(data):
    document = extract(data, "a.html")
    assert with_images(document, data) == (document, {})
