"""One page from its bytes to a `Document`: the steps in order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import CorruptError, LimitError
from pipeline.extract.html.article.captions import name_captions
from pipeline.extract.html.article.content import places
from pipeline.extract.html.article.doubts import content_doubt
from pipeline.extract.html.article.engine import ENGINE, Engine
from pipeline.extract.html.fields.authors import without_false_authors
from pipeline.extract.html.fields.breadcrumb import trail_claims
from pipeline.extract.html.fields.claims import doubtful, read_claims, without_copies
from pipeline.extract.html.fields.hints import find_title, hint_fields
from pipeline.extract.html.fields.printed import printed_claims
from pipeline.extract.html.lines.boxes import Boxes, sum_up
from pipeline.extract.html.lines.make import make_line
from pipeline.extract.html.lines.tables import letters_of
from pipeline.extract.html.lines.walk import walk
from pipeline.extract.html.parsing.charset import decode
from pipeline.extract.html.parsing.mhtml import archived_page, is_archive
from pipeline.extract.html.parsing.parse import (
    drop_keyboard_languages,
    drop_unseen,
    is_markup,
    parse,
    parse_plain,
)
from pipeline.extract.html.selectors import Selected, select
from pipeline.model import Claim, Document, Issue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lxml.html import HtmlElement

    from pipeline.config import Config
    from pipeline.extract.html.article.content import Placing
    from pipeline.extract.html.lines.boxes import Sums
    from pipeline.extract.html.lines.draft import Draft
    from pipeline.extract.html.lines.traits import Traits
    from pipeline.model import Line, Source

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


class _Judged(NamedTuple):
    """The lines of a page with their fields, where they stand, and what print claims."""

    drafts: list[Draft]
    placed: list[Placing]
    claims: tuple[Claim, ...]


def _lines(page: _Page) -> tuple[tuple[Line, ...], tuple[Claim, ...], tuple[Issue, ...]]:
    """The lines of a page in their places, what its trail claims, and doubts."""
    drafts, traits = walk(page.root)
    sums = sum_up(page.elements, drafts)
    judge = partial(_judge, page, drafts, sums, traits)
    judged, doubt = _by_profile(page, drafts, judge) or _by_engine(page, drafts, sums, traits, judge)
    lines = (
        make_line(draft, *place, page.base)
        for draft, place in zip(judged.drafts, judged.placed, strict=True)
        if draft.text
        or draft.image != ""  # a picture without address and words has served: it tells its caption
    )
    issues = (Issue(code="main-content-doubtful", message=doubt),) if doubt else ()
    return tuple(lines), judged.claims, issues


def _judge(
    page: _Page, drafts: list[Draft], sums: Sums, traits: Mapping[HtmlElement, Traits], kept: frozenset[int]
) -> _Judged:
    """Every line of a page, if those in `kept` are of the body."""
    boxes = Boxes(sums, traits, drafts, kept)
    if page.selected:
        drafts = page.selected.hinted(drafts)
    drafts = without_false_authors(drafts)
    title = find_title(drafts, page.claims, boxes.text)
    printed = tuple(printed_claims(drafts, kept, boxes, title, _url(page.claims)))
    drafts = name_captions(hint_fields(drafts, title), boxes)
    placed = places(drafts, kept, boxes, title)
    if page.selected:
        placed = page.selected.placed(drafts, placed)
    return _Judged(drafts, placed, (*printed, *trail_claims(drafts, boxes, title)))


def _by_profile(
    page: _Page, drafts: list[Draft], judge: Callable[[frozenset[int]], _Judged]
) -> tuple[_Judged, str | None] | None:
    """The lines by the body that the profile names; None where it names none or the page has none such."""
    chosen = page.selected.kept(drafts) if page.selected else None
    return (judge(chosen), None) if chosen else None


def _by_engine(
    page: _Page,
    drafts: list[Draft],
    sums: Sums,
    traits: Mapping[HtmlElement, Traits],
    judge: Callable[[frozenset[int]], _Judged],
) -> tuple[_Judged, str | None]:
    """The lines by what the engine keeps, which is asked again where that is doubtful; by all lines if it keeps none."""
    engine = None if page.plain else Engine(page.elements, drafts, sums, traits)
    kept = engine.kept() if engine else frozenset()
    if not engine or not kept:
        small = page.plain or sum(draft.letters for draft in drafts) < _PAGE
        judged = judge(frozenset(range(len(drafts))))
        return judged, content_doubt(judged.drafts, judged.placed) if small else _NOTHING
    judged = judge(kept)
    doubt = content_doubt(judged.drafts, judged.placed)
    if doubt and (compared := engine.compared()):
        again = judge(compared)
        if not content_doubt(again.drafts, again.placed):
            return again, None
    return judged, doubt
