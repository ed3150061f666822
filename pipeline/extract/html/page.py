"""One page from its bytes to a `Document`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.model import Document, Issue

from .boxes import Boxes
from .breadcrumb import trail_claims
from .captions import name_captions
from .charset import decode
from .claims import read_claims
from .content import places
from .engine import ENGINE, kept_lines
from .hints import find_title, hint_fields
from .lines import make_line
from .parse import drop_unseen, parse
from .tables import letters_of
from .walk import walk

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from pipeline.model import Claim, Source

    from .draft import Draft


def read_page(data: bytes, source: Source) -> Document:
    decoded = decode(data)
    root, issues = parse(decoded.text)
    claims = read_claims(root)
    base = _base(root, claims)
    drop_unseen(root)
    letters = letters_of(root)
    drafts = walk(root)
    kept, doubts = _kept(root, drafts)
    boxes = Boxes(drafts, kept)
    title = find_title(drafts, claims, boxes.text)
    drafts = name_captions(hint_fields(drafts, title), boxes)
    placed = places(drafts, kept, boxes, title)
    return Document(
        source=source,
        lines=tuple(make_line(draft, *place, base) for draft, place in zip(drafts, placed, strict=True)),
        letters=letters,
        engine=ENGINE,
        claims=(*claims, *trail_claims(drafts, boxes, title)),
        charset=decoded.charset,
        issues=(*decoded.issues, *issues, *doubts),
    )


def _base(root: HtmlElement, claims: tuple[Claim, ...]) -> str | None:
    """The address that relative links start from."""
    element = next(root.iter("base"), None)
    href = element.get("href") if element is not None else None
    return href or next((claim.value for claim in claims if claim.field == "url"), None)


def _kept(root: HtmlElement, drafts: list[Draft]) -> tuple[frozenset[int], tuple[Issue, ...]]:
    """The lines that the engine takes for the article; all of them if it finds none."""
    kept = kept_lines(root, drafts)
    if kept:
        return kept, ()
    message = "No main content was found in the page; only its navigation was cut."
    return frozenset(range(len(drafts))), (Issue(code="main-content-doubtful", message=message),)
