"""Learn a site's profile from some of its documents.

What repeats over the documents is the site's; what stands in the same place of each but differs is the
article's. The lines that repeat give masthead, running lines and what to recognize the site by; a second
reading with them known gives the order of the fields and the names of the sections.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from pipeline.config import Profile, inherit
from pipeline.split.decide import decide
from pipeline.split.learn.fields import field_order, section_pairs, spoken_labels
from pipeline.split.learn.periods import find_periods
from pipeline.split.learn.repeats import Repeat, named_lines, repeated_lines
from pipeline.split.learn.sample import make_examples
from pipeline.split.learn.site import addresses, recognizable, site_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.model import Document
    from pipeline.split.decision import Decision

LEAST_DOCUMENTS = 5
"""Of fewer nobody can tell what is the site's."""
FIELDS = ("title", "author", "date", "section", "credit")


class Learned(Struct, frozen=True, kw_only=True):
    """The profiles of a site, the latest period first, and how well they fit.

    `fields` counts the documents in which each field was read; `misfits` are the files in which no title or
    no date was; `repeats` are the lines that were learned, with the number of documents that have them.
    """

    profiles: tuple[Profile, ...]
    documents: int
    fields: Mapping[str, int]
    repeats: tuple[Repeat, ...]
    misfits: tuple[str, ...]


def learn_site(documents: Sequence[Document], name: str, common: Profile) -> Learned:
    """The profile `name` of the site that the documents come from; `common` is the generic profile.

    A site that changed its layout gives one profile for each period of three documents or more.
    """
    traces = [decide(document, common) for document in documents]
    periods = find_periods(documents, traces)
    layouts = []
    for number, period in enumerate(periods):
        own = name if number == 0 else f"{name}-{period.start.year if period.start else number + 1}"
        first, last = number == 0, number == len(periods) - 1
        base = Profile(
            name=own,
            valid_from=None if last else period.start,
            valid_until=None if first else period.end,
        )
        members = [(documents[at], traces[at]) for at in period.members]
        layouts.append(_learn_layout(base, members, common))
    found = [(document, roles) for layout in layouts for document, roles in layout.roles]
    return Learned(
        profiles=tuple(layout.profile for layout in layouts),
        documents=len(documents),
        fields={field: sum(field in roles for _, roles in found) for field in FIELDS},
        repeats=tuple(repeat for layout in layouts for repeat in layout.repeats),
        misfits=tuple(document.source.file for document, roles in found if not {"title", "date"} <= roles),
    )


class _Layout(NamedTuple):
    profile: Profile
    repeats: list[Repeat]
    roles: list[tuple[Document, set[str]]]


def _learn_layout(
    base: Profile, members: Sequence[tuple[Document, Sequence[Decision]]], common: Profile
) -> _Layout:
    """A profile of the own lines of one layout, without what the generic profile adds to it."""
    documents = [document for document, _ in members]
    profile, repeats = _with_repeats(base, members)
    traces = [decide(document, inherit(profile, common)) for document in documents]
    if labels := spoken_labels(documents, traces):
        profile = replace(profile, labels=labels)
        traces = [decide(document, inherit(profile, common)) for document in documents]
    profile = replace(
        profile, order=field_order(documents, traces), sections=section_pairs(documents, traces)
    )
    traces = [decide(document, inherit(profile, common)) for document in documents]
    profile = replace(profile, examples=make_examples(documents, traces, profile, common))
    return _Layout(profile, repeats, [(d, _roles(trace)) for d, trace in zip(documents, traces, strict=True)])


def _with_repeats(
    base: Profile, members: Sequence[tuple[Document, Sequence[Decision]]]
) -> tuple[Profile, list[Repeat]]:
    """The profile with the lines that repeat, and these lines."""
    documents, traces = [document for document, _ in members], [trace for _, trace in members]
    repeats = repeated_lines(documents, traces)
    names = site_name(repeats, documents)
    repeats += named_lines(documents, traces, names)
    texts: dict[str, tuple[str, ...]] = {}
    for repeat in repeats:
        texts[repeat.zone] = (*texts.get(repeat.zone, ()), repeat.text)
    url, email = addresses(repeats)
    profile = replace(
        base,
        site=names,
        url=url,
        email=email,
        recognize=recognizable(repeats, names),
        masthead=texts.get("masthead", ()),
        header=texts.get("header", ()),
        footer=texts.get("footer", ()),
        closing=texts.get("closing", ()),
    )
    return profile, repeats


def _roles(trace: Sequence[Decision]) -> set[str]:
    """The fields that were found; a byline is two."""
    roles: set[str] = {decision.role for decision in trace}
    return roles | {"author", "date"} if "byline" in roles else roles
