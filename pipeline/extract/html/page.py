"""One page from its bytes to a `Document`: the steps in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import CorruptError, LimitError
from pipeline.model import Claim, Document, Issue

from .authors import without_false_authors
from .boxes import Boxes, sum_up
from .breadcrumb import trail_claims
from .captions import name_captions
from .charset import decode
from .claims import doubtful, read_claims, without_copies
from .content import places
from .doubts import content_doubt
from .engine import ENGINE, kept_lines
from .hints import find_title, hint_fields
from .lines import make_line
from .mhtml import archived_page, is_archive
from .parse import drop_keyboard_languages, drop_unseen, is_markup, parse, parse_plain
from .printed import printed_claims
from .selectors import Selected, select
from .tables import letters_of
from .walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.html import HtmlElement

    from pipeline.config import Config
    from pipeline.model import Line, Source

    from .boxes import Sums
    from .draft import Draft
    from .traits import Traits

# Bytes of the largest page; pages of articles have 1 or 2 MB, and parsing takes 20 times that in memory.
_LARGEST = 50_000_000
_NOTHING = "No main content was found in the page; only its navigation was cut."
# Letters of a page in which an article should have been found.
_PAGE = 500


class _Page(NamedTuple):
    """A page before its lines are judged.

    `elements` are held because lxml makes the Python object of an element anew for each who asks, and many ask.
    """

    root: HtmlElement
    elements: tuple[HtmlElement, ...]
    claims: tuple[Claim, ...]
    base: str | None
    selected: Selected | None
    plain: bool


def read_page(data: bytes, source: Source, config: Config | None) -> Document:
    """Raises CorruptError for a web archive without a page in it, LimitError for a page out of all proportion."""
    url, hint = None, None
    if is_archive(data[:4096]):
        archived = archived_page(data)
        if archived is None:
            raise CorruptError("this web archive holds no page")
        data, hint, url = archived
    if len(data) > _LARGEST:
        raise LimitError(f"the page is larger than {_LARGEST // 1_000_000} MB")
    decoded = decode(data, hint)
    plain = not is_markup(decoded.text)
    root, issues = parse_plain(decoded.text) if plain else parse(decoded.text)
    claims = (*read_claims(root), *_address(url))
    base = _base(root, claims)
    drop_keyboard_languages(root)
    drop_unseen(root)
    letters = letters_of(root)
    selected = select(root, config.profiles, claims) if config else None
    lines, found, doubts = _lines(_Page(root, tuple(root.iter()), claims, base, selected, plain))
    kept = (line.text for line in lines if line.place is None)
    return Document(
        source=source,
        lines=lines,
        letters=letters,
        engine=ENGINE,
        claims=tuple(sorted((*without_copies(claims, kept), *found), key=doubtful)),
        charset=decoded.charset,
        issues=(*decoded.issues, *issues, *doubts),
    )


def _address(url: str | None) -> tuple[Claim, ...]:
    return (Claim(field="url", value=url, origin="metadata", rule="mime:location"),) if url else ()


def _base(root: HtmlElement, claims: tuple[Claim, ...]) -> str | None:
    """The address that relative links start from."""
    element = next(root.iter("base"), None)
    href = element.get("href") if element is not None else None
    return href or _url(claims)


def _url(claims: Iterable[Claim]) -> str | None:
    return next((claim.value for claim in claims if claim.field == "url"), None)


def _lines(page: _Page) -> tuple[tuple[Line, ...], tuple[Claim, ...], tuple[Issue, ...]]:
    """The lines of a page in their places, what its trail claims, and doubts."""
    selected = page.selected
    drafts, traits = walk(page.root)
    sums = sum_up(page.elements, drafts)
    kept, doubts = _kept(page, drafts, sums, traits)
    boxes = Boxes(sums, traits, drafts, kept)
    if selected:
        drafts = selected.hinted(drafts)
    drafts = without_false_authors(drafts)
    title = find_title(drafts, page.claims, boxes.text)
    printed = tuple(printed_claims(drafts, kept, boxes, title, _url(page.claims)))
    drafts = name_captions(hint_fields(drafts, title), boxes)
    placed = places(drafts, kept, boxes, title)
    if selected:
        placed = selected.placed(drafts, placed)
    if not doubts and not (selected and selected.body) and (doubt := content_doubt(drafts, placed)):
        doubts = (_doubt(doubt),)
    more = (*printed, *trail_claims(drafts, boxes, title))
    lines = (make_line(draft, *place, page.base) for draft, place in zip(drafts, placed, strict=True))
    return tuple(lines), more, doubts


def _kept(
    page: _Page, drafts: list[Draft], sums: Sums, traits: Mapping[HtmlElement, Traits]
) -> tuple[frozenset[int], tuple[Issue, ...]]:
    """The lines of the body: by the profile, else by the engine, else all of them."""
    chosen = page.selected.kept(drafts) if page.selected else None
    if chosen:
        return chosen, ()
    found = frozenset[int]() if page.plain else kept_lines(page.elements, drafts, sums, traits)
    if found:
        return found, ()
    everything = frozenset(range(len(drafts)))
    if page.plain or sum(draft.letters for draft in drafts) < _PAGE:
        return everything, ()
    return everything, (_doubt(_NOTHING),)


def _doubt(message: str) -> Issue:
    return Issue(code="main-content-doubtful", message=message)
