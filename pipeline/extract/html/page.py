"""One page from its bytes to a `Document`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.model import Document, Issue, count_letters

from .charset import decode
from .claims import read_claims
from .content import place_lines, text_element
from .engine import ENGINE, kept_lines
from .hints import find_title, hint_fields
from .parse import drop_unseen, parse
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
    letters = _letters(root)
    drafts = walk(root, base)
    placed, doubts = _placed(drafts, kept_lines(root, drafts), claims)
    return Document(
        source=source,
        lines=tuple(draft.line for draft in placed),
        letters=letters,
        engine=ENGINE,
        claims=claims,
        charset=decoded.charset,
        issues=(*decoded.issues, *issues, *doubts),
    )


def _base(root: HtmlElement, claims: tuple[Claim, ...]) -> str | None:
    """The address that relative links start from."""
    element = next(root.iter("base"), None)
    href = element.get("href") if element is not None else None
    return href or next((claim.value for claim in claims if claim.field == "url"), None)


def _letters(root: HtmlElement) -> int:
    """Letters of the page counted on the tree itself: its text and the texts that stand for pictures."""
    pictures = sum(count_letters(picture.get("alt") or "") for picture in root.iter("img"))
    return count_letters("".join(root.itertext())) + pictures


def _placed(
    drafts: list[Draft], kept: frozenset[int] | None, claims: tuple[Claim, ...]
) -> tuple[list[Draft], tuple[Issue, ...]]:
    """The drafts with their place and the credible hints; without an engine's opinion all lines count."""
    issues: tuple[Issue, ...] = ()
    if not kept:
        message = "No main content was found in the page; only its navigation was cut."
        issues = (Issue(code="main-content-doubtful", message=message),)
        kept = frozenset(range(len(drafts)))
    title = find_title(drafts, claims, text_element(drafts, kept))
    return place_lines(hint_fields(drafts, title), kept, title), issues
