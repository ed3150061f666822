"""Pictures of pages as input: their kind, pages, size and damage. Nothing is read here."""

from io import BytesIO

import pytest
from PIL import Image

from pipeline.config import Config, OcrSettings
from pipeline.errors import CorruptError, LimitError
from pipeline.extract import extract, image

UNREAD = Config(ocr=OcrSettings(mode="never"))


def encoded(kind, size=(850, 1100), mode="L", **options):
    picture = Image.new(mode, size, "white")
    picture.save(out := BytesIO(), kind, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "media_type"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("TIFF", "image/tiff")]
)
def test_a_picture_is_a_page_by_any_name(kind, media_type):
    document = extract(encoded(kind), "article.pdf", UNREAD)
    assert document.source.media_type == media_type
    assert [page.number for page in document.pages] == [1]
    assert [issue.code for issue in document.issues] == ["no-text"]


def test_each_picture_of_a_tiff_is_a_page():
    pictures = [Image.new("1", (850, height), 1) for height in (1100, 1200, 1300)]
    pictures[0].save(out := BytesIO(), "TIFF", save_all=True, append_images=pictures[1:], dpi=(200, 200))
    document = extract(out.getvalue(), "a.tif", UNREAD)
    assert [round(page.height / 72 * 200) for page in document.pages] == [1100, 1200, 1300]
    assert [picture.page for picture in image.page_pictures(out.getvalue(), [1, 3])] == [1, 3]


@pytest.mark.parametrize(("dpi", "width"), [((200, 200), 306.0), ((72, 72), 650.64), (None, 650.64)])
def test_a_resolution_that_no_page_has_is_not_believed(dpi, width):
    data = encoded("PNG", **({"dpi": dpi} if dpi else {}))
    assert extract(data, "a.png", UNREAD).pages[0].width == pytest.approx(width, abs=0.1)


def test_what_is_transparent_is_paper():
    data = encoded("PNG", mode="RGBA")
    transparent = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    transparent.save(out := BytesIO(), "PNG")
    assert next(iter(image.page_pictures(out.getvalue(), [1]))).image.getextrema() == (255, 255)
    assert next(iter(image.page_pictures(data, [1]))).image.mode == "L"


def test_a_photograph_is_upright_as_the_camera_meant_it():
    exif = Image.Exif()
    exif[0x0112] = 6
    data = encoded("JPEG", exif=exif)
    page = extract(data, "a.jpg", UNREAD).pages[0]
    picture = next(iter(image.page_pictures(data, [1]))).image
    assert page.width > page.height
    assert picture.width > picture.height


@pytest.mark.parametrize(("told", "read"), [(100, 150), (200, 200), (600, 300)])
def test_a_picture_is_read_with_as_many_dots_per_inch_as_are_read_well(told, read):
    picture = next(iter(image.page_pictures(encoded("PNG", dpi=(told, told)), [1])))
    taken_for = told if told > 150 else 1100 / 842 * 72  # a picture that tells too few is taken for A4
    assert picture.image.width == pytest.approx(850 * read / taken_for, rel=0.01)
    assert picture.dpi == read


def test_a_picture_of_sixteen_bits_keeps_its_grays():
    deep = Image.new("I;16", (100, 100), 100 * 256)
    deep.save(out := BytesIO(), "PNG")
    assert next(iter(image.page_pictures(out.getvalue(), [1]))).image.getextrema() == (100, 100)


def test_a_huge_scan_is_made_smaller_for_reading(monkeypatch):
    monkeypatch.setattr(image, "MOST_PIXELS", 850 * 1100 // 4)
    picture = next(iter(image.page_pictures(encoded("PNG", dpi=(300, 300)), [1])))
    assert picture.image.size == (425, 550)
    assert picture.dpi == 150


@pytest.mark.parametrize("keep", [9, 30])
def test_a_picture_cut_short_is_damaged(keep):
    with pytest.raises(CorruptError, match=r"a\.png cannot be read as a picture"):
        extract(encoded("PNG")[:keep], "a.png", UNREAD)


def test_a_picture_whose_pixels_are_lost_is_told():
    document = extract(encoded("JPEG")[:2000], "a.jpg", Config(ocr=OcrSettings()))
    assert {issue.code for issue in document.issues} == {"no-text", "ocr-failed"}


def test_a_picture_larger_than_any_scan_is_refused(monkeypatch):
    monkeypatch.setattr(image, "_LARGEST", 1000)
    with pytest.raises(LimitError, match="larger pictures"):
        extract(encoded("PNG"), "a.png", UNREAD)
