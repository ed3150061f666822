"""The order of the decisions: what an earlier step takes, no later one sees."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from pipeline.normalize import fold
from pipeline.normalize.dates import find_dates
from pipeline.split.body.footnotes import find_footnotes
from pipeline.split.body.items import with_items
from pipeline.split.body.kinds import classify
from pipeline.split.body.lists import rules_of
from pipeline.split.body.paragraphs import group_lines
from pipeline.split.boilerplate.asides import find_asides
from pipeline.split.boilerplate.comments import find_comments
from pipeline.split.boilerplate.furniture import find_furniture
from pipeline.split.boilerplate.masthead import find_masthead
from pipeline.split.boilerplate.offers import find_closing, find_offers
from pipeline.split.boilerplate.trailing import find_links, find_trailing
from pipeline.split.decision import Decision
from pipeline.split.fields.adopted import find_adopted
from pipeline.split.fields.byline import announces
from pipeline.split.fields.credit import find_credit
from pipeline.split.fields.evidence import Head
from pipeline.split.fields.find import find_fields
from pipeline.split.fields.head import largest_line, read_head
from pipeline.split.fields.labels import labels_author, without_label
from pipeline.split.fields.tail import find_tail
from pipeline.split.geometry.layout import measure
from pipeline.split.geometry.upright import upright
from pipeline.split.matching import near

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from pipeline.config import Profile
    from pipeline.model import Document
    from pipeline.split.body.paragraphs import Group
    from pipeline.split.decision import FieldRole
    from pipeline.split.geometry.layout import Layout

TOP_LINES = 24
"""How many lines of the top may be offers of the page."""
MOST_ABOVE = {"list": 40, "table": 300}
"""Characters of an entry of a menu, and of a row of the table that holds a masthead."""
HINTS: tuple[FieldRole, ...] = ("title", "author", "date", "section", "lead", "credit")


def decide(document: Document, profile: Profile) -> tuple[Decision, ...]:
    """A decision for each line, in reading order."""
    document = upright(document)
    keys = [fold(line.text) for line in document.lines]
    taken = find_furniture(document, keys, profile)
    taken |= find_asides(document, taken)
    misread = frozenset(index for index, line in enumerate(document.lines) if line.read_by)
    taken |= find_masthead(keys, _top(document, taken), profile, misread)
    closing = find_closing(keys, _free(document, taken)[::-1], profile)
    taken |= closing
    layout = with_items(measure(document, _free(document, taken)))
    taken |= find_trailing(layout, _free(document, taken), closing, profile)
    known = {keys[index] for index, decision in taken.items() if decision.role == "masthead"}
    taken |= _fields(document, layout, profile, _free(document, taken), known)
    taken |= find_comments(layout, taken, profile)
    notes = find_footnotes(layout, _free(document, taken))
    taken |= notes
    groups = list(group_lines(layout, layout.reading_order(_free(document, taken))))
    taken |= find_links(layout, groups, profile)
    groups = [group for group in groups if group.lines[0] not in taken]
    credited = any(decision.role == "credit" for decision in taken.values())
    last = {} if credited else find_credit(layout, keys, groups, profile)
    last |= find_tail(layout, groups, profile, {decision.role for decision in taken.values()})
    body = _body(layout, [group for group in groups if group.lines[0] not in last])
    taken |= last
    blocks = 1 + max((decision.block or 0 for decision in body.values()), default=-1)
    taken |= body
    taken |= {index: _numbered(note, blocks) for index, note in notes.items()}
    taken |= find_adopted(document, taken, profile)
    order = iter(body)
    return tuple(taken[next(order) if index in body else index] for index in sorted(taken))


def _top(document: Document, taken: dict[int, Decision]) -> list[int]:
    """The lines of the first page that may be masthead; of a web page also what its markup calls navigation."""
    first = takewhile(lambda index: document.lines[index].page in (None, 1), range(len(document.lines)))
    return [index for index in first if index not in taken or document.lines[index].place == "navigation"]


def _free(document: Document, taken: dict[int, Decision]) -> list[int]:
    return [index for index in range(len(document.lines)) if index not in taken]


def _fields(
    document: Document, layout: Layout, profile: Profile, free: Sequence[int], known: set[str]
) -> dict[int, Decision]:
    """Fields of the head, and lines elsewhere that the markup gives to a field."""
    sites = [claim.value for claim in document.claims if claim.field == "site"]
    names = known | {fold(name) for name in (*sites, *profile.site)}
    own = _names_the_site(known, profile)
    offers = _offers(document, layout, profile, free)
    flow = [index for index in free if index not in offers]
    labels = profile.labels.get("lead", ())
    items = tuple(
        read_head(
            layout,
            flow,
            lambda text: announces(text, profile),
            lambda text: without_label(text, labels) is not None,
            lambda text: (
                announces(text, profile) and (labels_author(text, profile) or bool(find_dates(text)))
            ),
        )
    )
    found = find_fields(Head(items, profile, document.claims, layout.body_size, names, foreign=not own))
    last = max((index for item in items for index in item.lines), default=-1)
    found |= {index: offer for index, offer in offers.items() if index <= last + 1}
    found |= _menu(document, found, free, profile)
    found |= _skipped(layout, found, {index for item in items for index in item.lines}, flow)
    given = {decision.role for decision in found.values()}
    given |= {"date"} if "byline" in given else set()
    hints = {
        index: role
        for role in HINTS
        if role not in given
        for index in free
        if document.lines[index].field == role
    }
    return {
        index: Decision(line=index, role=role, rule=f"markup:{role}") for index, role in hints.items()
    } | found


def _skipped(
    layout: Layout, found: Mapping[int, Decision], head: Collection[int], flow: Sequence[int]
) -> dict[int, Decision]:
    """Text above the title of a printed page that is no item of its head: an appeal of the site, a word on cookies."""
    title = min((index for index, decision in found.items() if decision.role == "title"), default=0)
    if title != largest_line(layout, flow):
        return {}
    return {
        index: Decision(line=index, role="masthead", rule="head:above-title")
        for index in flow
        if index < title
        and index not in head
        and index not in found
        and layout.lines[index].kind in (None, "paragraph", "list")
    }


def _menu(
    document: Document, found: Mapping[int, Decision], free: Sequence[int], profile: Profile
) -> dict[int, Decision]:
    """A list of short entries above the title of an unknown site, as browsers print the menu of a page; and the table in
    which its masthead stands."""
    title = min((index for index, decision in found.items() if decision.role == "title"), default=0)
    return {
        index: Decision(line=index, role="masthead", rule="head:menu")
        for index in free
        if index < title
        and index not in found
        and not profile.order
        and len(document.lines[index].text) <= MOST_ABOVE.get(document.lines[index].kind or "", 0)
    }


def _offers(document: Document, layout: Layout, profile: Profile, free: Sequence[int]) -> dict[int, Decision]:
    """What the page offers its reader to do, among its first lines and not set as titles are."""
    lines = document.lines
    plain = [
        index
        for index in free[:TOP_LINES]
        if not lines[index].field
        and lines[index].kind not in ("heading", "caption")
        and lines[index].size <= 1.1 * layout.body_size
    ]
    return find_offers({index: fold(lines[index].text) for index in plain}, plain, profile)


def _names_the_site(masthead: Collection[str], profile: Profile) -> bool:
    """Whether the lines of the masthead that were found have the name of the site among them, if it has one."""
    names = [fold(name) for name in profile.site]
    return any(not names or any(name in key or near(name, key) for name in names) for key in masthead)


def _body(layout: Layout, groups: Sequence[Group]) -> dict[int, Decision]:
    return {
        index: Decision(line=index, role=piece.kind, rule=rule, block=block)
        for block, piece in enumerate(classify(layout, groups))
        for index, rule in zip(piece.group.lines, rules_of(layout, piece), strict=True)
    }


def _numbered(note: Decision, before: int) -> Decision:
    return Decision(line=note.line, role=note.role, rule=note.rule, block=(note.block or 0) + before)
