import random
import zlib

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from pipeline.errors import LimitError
from pipeline.extract.pdf import streams
from pipeline.extract.pdf.streams import read_stream
from tests.extract.pdf.build import Book

TEXT = b"BT (some text that is long enough to be worth packing) Tj ET " * 40
PDF = pikepdf.new()


def stream(data, filters=None, **keys):
    """A stream whose bytes are `data` as they stand in a file."""
    made = pikepdf.Stream(PDF, b"")
    made.write(data, filter=filters, decode_parms=keys.get("DecodeParms"))
    return made


def flate(data):
    return stream(zlib.compress(data), Name.FlateDecode)


def test_a_plain_stream_is_its_bytes():
    assert read_stream(stream(TEXT)) == (TEXT, True)


def test_flate_is_undone():
    assert read_stream(flate(TEXT)) == (TEXT, True)


def test_flate_in_flate_is_undone():
    twice = zlib.compress(zlib.compress(TEXT))
    assert read_stream(stream(twice, Array([Name.FlateDecode, Name.FlateDecode]))) == (TEXT, True)


def test_other_filters_are_undone():
    assert read_stream(stream(TEXT.hex().encode() + b">", Name.ASCIIHexDecode)) == (TEXT, True)
    packed = zlib.compress(TEXT).hex().encode() + b">"
    assert read_stream(stream(packed, Array([Name.ASCIIHexDecode, Name.FlateDecode]))) == (TEXT, True)


def test_predictors_are_undone():
    rows = b"".join(b"\x02" + bytes(4) for _ in range(3))
    parms = Dictionary(Predictor=12, Columns=4)
    found = read_stream(stream(zlib.compress(rows), Name.FlateDecode, DecodeParms=parms))
    assert found == (bytes(12), True)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_stream_cut_short_gives_what_is_left_of_it(share):
    packed = zlib.compress(TEXT + bytes(range(256)) * 8)
    found = read_stream(stream(packed[: int(len(packed) * share)], Name.FlateDecode))
    assert found.data
    assert (TEXT + bytes(range(256)) * 8).startswith(found.data)
    assert not found.whole


def test_a_damaged_stream_gives_its_sound_part():
    data = bytes(random.Random(0).choices(b"abcdefgh ", k=20_000))
    packed = bytearray(zlib.compress(data))
    packed[len(packed) // 2] ^= 0xFF
    packed[len(packed) // 2 + 1] ^= 0xFF
    found = read_stream(stream(bytes(packed), Name.FlateDecode))
    assert len(found.data) > 1000
    assert data[:1000] == found.data[:1000]
    assert not found.whole


def test_an_empty_stream_has_lost_nothing():
    assert read_stream(stream(b"", Name.FlateDecode)) == (b"", True)


@pytest.mark.parametrize("data", [b"no flate at all", b"\x78"])
def test_a_stream_that_is_no_flate_gives_nothing_and_is_not_whole(data):
    assert read_stream(stream(data, Name.FlateDecode)) == (b"", False)


@pytest.mark.parametrize("name", [Name.LZWDecode, Name("/NoSuchDecode"), Name.ASCII85Decode])
def test_a_stream_that_its_filter_refuses_gives_nothing_and_is_not_whole(name):
    found = read_stream(stream(b"\xff\x00\x13~~", name))
    assert not found.whole or found.data == b""


def test_bytes_behind_the_end_of_flate_do_not_matter():
    assert read_stream(stream(zlib.compress(TEXT) + b"\n\n", Name.FlateDecode)) == (TEXT, True)


def test_a_bomb_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(streams, "LARGEST_STREAM", 2**20)
    with pytest.raises(LimitError, match="1 MB"):
        read_stream(flate(bytes(2**20 + 1)))


def test_a_damaged_bomb_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(streams, "LARGEST_STREAM", 2**20)
    packed = zlib.compress(bytes(2**23))
    with pytest.raises(LimitError):
        read_stream(stream(packed[:-200] + b"\xff" * 200, Name.FlateDecode))


def test_a_bomb_in_a_bomb_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(streams, "LARGEST_STREAM", 2**20)
    twice = zlib.compress(zlib.compress(bytes(2**23)))
    with pytest.raises(LimitError):
        read_stream(stream(twice, Array([Name.FlateDecode, Name.FlateDecode])))


def test_a_bomb_behind_another_filter_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(streams, "LARGEST_STREAM", 2**20)
    packed = zlib.compress(bytes(2**22)).hex().encode() + b">"
    with pytest.raises(LimitError):
        read_stream(stream(packed, Array([Name.ASCIIHexDecode, Name.FlateDecode])))


def test_a_stream_of_the_largest_size_is_read(monkeypatch):
    monkeypatch.setattr(streams, "LARGEST_STREAM", 2**16)
    assert len(read_stream(flate(bytes(2**16))).data) == 2**16


@pytest.mark.parametrize("obj", [None, 5, Name.A, Dictionary(A=1), Array([1])])
def test_what_is_no_stream_is_empty(obj):
    assert read_stream(obj).data == b""


@given(st.binary(max_size=100))
def test_no_bytes_at_all_make_it_fail(data):
    assert isinstance(read_stream(stream(data, Name.FlateDecode)).data, bytes)


def test_a_page_of_a_damaged_stream_gives_its_sound_part_and_an_issue():
    book = Book()
    content = "".join(
        f"BT /F 10 Tf 20 {290 - i} Td <0061006200{i % 10 + 0x30:02x}> Tj ET\n" for i in range(0, 280, 12)
    )
    packed = zlib.compress(content.encode())
    damaged = book.pdf.make_stream(b"")
    damaged.write(packed[: len(packed) * 2 // 3], filter=Name.FlateDecode)
    document = book.page(damaged).read()
    assert document.lines[0].text == "ab0"
    assert "damaged-stream" in [issue.code for issue in document.issues]
