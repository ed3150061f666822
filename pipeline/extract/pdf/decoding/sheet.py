"""The shapes in doubt as a web page: each with its picture, what it was read as, and what else it may be."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.extract.pdf.decoding.pictures import Ink

_HEAD = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Shapes in doubt</title>
<style>
body { font: 1rem/1.5 sans-serif; margin: 2rem } table { border-collapse: collapse }
th, td { border-bottom: 1px solid #ccc; padding: .4rem .8rem; text-align: start } img { display: block; height: 3rem }
.letter { font-size: 1.6rem } code { user-select: all }
</style>
<h1>Shapes in doubt</h1>
<p>Put the line of a shape into the map, with the letter that the picture shows.</p>
<table><tr><th>Picture<th>Read as<th>May be<th>Times<th>First in<th>Place<th>Line of the map
"""


class Entry(NamedTuple):
    """A shape in doubt, and where it stands first."""

    digest: str
    ink: Ink
    text: str
    second: str
    times: int
    word: str
    place: str


def sheet(entries: Iterable[Entry]) -> str:
    """The page; it needs no other file."""
    return f"{_HEAD}{''.join(map(_row, entries))}</table>\n"


def _row(entry: Entry) -> str:
    letters = "".join(f'<td class="letter" dir="auto">{escape(text)}' for text in (entry.text, entry.second))
    line = escape(f'{entry.digest} = "{entry.text}"')
    return (
        f'<tr><td><img alt="" src="data:image/png;base64,{_png(entry.ink)}">{letters}<td>{entry.times}'
        f'<td dir="auto">{escape(entry.word)}<td>{escape(entry.place)}<td><code>{line}</code>\n'
    )


def _png(ink: Ink) -> str:
    from PIL import Image

    file = BytesIO()
    Image.fromarray(255 - ink.dark).save(file, "PNG")
    return b64encode(file.getvalue()).decode("ascii")
