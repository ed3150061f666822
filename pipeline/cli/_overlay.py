"""A web page with the pages of a file and, over them, the lines that were read.

One file that needs no other: pictures as data, no script, all text escaped.
"""

from __future__ import annotations

import html
from base64 import b64encode
from typing import TYPE_CHECKING

from pipeline.extract.pdf.shown import SCALE, pictures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.model import Document, Line, Page
    from pipeline.split import Decision

PDF = "application/pdf"
STYLE = """
body { font: 14px sans-serif; margin: 1em; background: #eee; color: #222 }
figure { position: relative; margin: 0 0 1em; background: #fff }
figure img { display: block }
figure a { position: absolute; box-sizing: border-box; border: 1px solid; opacity: .8 }
figure a span { position: absolute; top: -1.1em; inset-inline-end: 0; font: 9px sans-serif; white-space: nowrap }
figure a:hover { background: #ff06 }
.body { color: #06c } .field { color: #080 } .boilerplate { color: #c00 }
table { border-collapse: collapse; background: #fff } td, th { border: 1px solid #ccc; padding: 2px 6px; text-align: start }
tr:target { background: #ffa }
"""


def overlay(document: Document, decisions: Sequence[Decision], data: bytes) -> str:
    """The page for a document whose file is `data`."""
    title = html.escape(document.source.file)
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f"<title>{title}</title><style>{STYLE}</style></head><body><h1>{title}</h1>",
        '<p><b class="body">body</b> <b class="field">field</b> <b class="boilerplate">boilerplate</b></p>',
        *(_figures(document, decisions, data) if document.source.media_type == PDF else ()),
        _table(document, decisions),
        "</body></html>\n",
    ]
    return "\n".join(parts)


def _figures(document: Document, decisions: Sequence[Decision], data: bytes) -> Iterator[str]:
    for page, picture in zip(document.pages, pictures(data), strict=False):
        width, height = page.width * SCALE, page.height * SCALE
        boxes = "".join(_box(document.lines[decision.line], decision, page) for decision in decisions)
        yield (
            f'<figure style="width:{width:.0f}px;height:{height:.0f}px"><img alt="page {page.number}" '
            f'width="{width:.0f}" height="{height:.0f}" src="data:image/png;base64,{b64encode(picture).decode()}">{boxes}</figure>'
        )


def _box(line: Line, decision: Decision, page: Page) -> str:
    if line.page != page.number or line.box is None:
        return ""
    x0, top, x1, bottom = (edge * SCALE for edge in line.box)
    place = f"left:{x0:.1f}px;top:{top:.1f}px;width:{x1 - x0:.1f}px;height:{bottom - top:.1f}px"
    label = html.escape(f"{decision.line} {decision.role}: {decision.rule}")
    return (
        f'<a class="{_class(decision)}" style="{place}" href="#line{decision.line}" title="{label}">'
        f"<span>{decision.line} {html.escape(decision.role)}</span></a>"
    )


def _table(document: Document, decisions: Iterable[Decision]) -> str:
    head = "".join(f"<th>{name}" for name in ("line", "page", "size", "role", "rule", "text"))
    rows = (_row(document.lines[decision.line], decision) for decision in decisions)
    return "\n".join([f"<table><tr>{head}</tr>", *rows, "</table>"])


def _row(line: Line, decision: Decision) -> str:
    direction = f' dir="{line.dir}"' if line.dir else ""
    size = f"{line.size:.1f}" if line.size else ""
    cells = (decision.line, line.page or "", size, decision.role, decision.rule)
    return (
        f'<tr id="line{decision.line}" class="{_class(decision)}">'
        + "".join(f"<td>{html.escape(str(cell))}" for cell in cells)
        + f"<td{direction}>{html.escape(line.text)}</tr>"
    )


def _class(decision: Decision) -> str:
    return "body" if decision.block is not None else "boilerplate" if decision.place else "field"
