"""Stream objects to bytes, with what a damaged or malicious file needs: a bound and a second chance.

Nearly every content stream is Flate. Inflating it ourselves gives back the sound part of a stream
that is cut short, where a strict decoder gives nothing, and stops a few kilobytes from becoming
gigabytes. Every other filter is left to qpdf.
"""

from __future__ import annotations

import zlib
from typing import Any, NamedTuple

from pipeline.errors import LimitError

# The largest real page stream seen is under 20 MB; a decompression bomb starts at hundreds.
LARGEST_STREAM = 64 * 2**20


class Stream(NamedTuple):
    """Decoded bytes, and whether they are all that the stream should give."""

    data: bytes
    whole: bool = True


def _names(value: Any) -> list[str]:
    import pikepdf

    if value is None:
        return []
    try:
        return [str(item) for item in value] if isinstance(value, pikepdf.Array) else [str(value)]
    except ValueError:  # a name that is no UTF-8
        return ["unknown"]


def _inflate(data: bytes) -> Stream:
    """Undo Flate as far as it goes. Raises LimitError."""
    engine = zlib.decompressobj()
    parts: list[bytes] = []
    size = 0
    pending = data
    while pending and not engine.eof:
        try:
            part = engine.decompress(pending, LARGEST_STREAM + 1 - size)
        except zlib.error:
            return _inflate_by_bytes(data)
        parts.append(part)
        size += len(part)
        if size > LARGEST_STREAM:
            raise LimitError(f"a stream is larger than {LARGEST_STREAM >> 20} MB when decompressed")
        pending = engine.unconsumed_tail
    return Stream(b"".join(parts), engine.eof or not data)


def _inflate_by_bytes(data: bytes) -> Stream:
    """What a damaged Flate stream gives up to the damage: fed in small steps, the last step fails alone."""
    engine = zlib.decompressobj()
    parts: list[bytes] = []
    size = 0
    for start in range(0, len(data), 64):
        try:
            part = engine.decompress(data[start : start + 64])
        except zlib.error:
            break
        parts.append(part)
        size += len(part)
        if size > LARGEST_STREAM:
            raise LimitError(f"a stream is larger than {LARGEST_STREAM >> 20} MB when decompressed")
    return Stream(b"".join(parts), whole=False)


def read_stream(obj: Any) -> Stream:
    """Decode a stream object; anything else is empty.

    Raises LimitError above LARGEST_STREAM.
    """
    import pikepdf

    if not isinstance(obj, pikepdf.Stream):
        return Stream(b"")
    filters = _names(obj.get("/Filter"))
    if filters and set(filters) <= {"/FlateDecode", "/Fl"} and obj.get("/DecodeParms") is None:
        stream = Stream(bytes(obj.read_raw_bytes()))
        for _ in filters:
            decoded = _inflate(stream.data)
            stream = Stream(decoded.data, stream.whole and decoded.whole)
        return stream
    try:
        data = bytes(obj.read_bytes())
    except (
        pikepdf.PdfError,
        RuntimeError,
        ValueError,
    ):  # qpdf's filters raise RuntimeError on senseless parameters
        return Stream(b"", whole=False)
    if len(data) > LARGEST_STREAM:
        raise LimitError(f"a stream is larger than {LARGEST_STREAM >> 20} MB when decompressed")
    return Stream(data)
