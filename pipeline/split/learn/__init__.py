"""Learn a site's profile from some of its documents.

What repeats over the documents is the site's; what stands in the same place of each but differs is the
article's. The lines that repeat give masthead, running lines and what to recognize the site by; a second
reading with them known gives the order of the fields and the names of the sections.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

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

LEAST_DOCUMENTS = 3
"""Documents without which nothing can be said to repeat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
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
    periods = find_periods(documents, [decide(document, common) for document in documents])
    profiles: list[Profile] = []
    repeats: list[Repeat] = []
    fields: dict[str, int] = {}
    misfits: list[str] = []
    for number, period in enumerate(periods):
        own = name if number == 0 else f"{name}-{period.start.year if period.start else number + 1}"
        profile, found = _learn_layout(period.documents, own, common)
        dated = replace(
            profile,
            valid_from=period.start if number < len(periods) - 1 else None,
            valid_until=period.end if number else None,
        )
        profiles.append(dated)
        repeats += found
        for document in period.documents:
            roles = {decision.role for decision in decide(document, inherit(dated, common))}
            roles |= {"author", "date"} if "byline" in roles else set()
            for field in ("title", "author", "date", "section", "credit"):
                fields[field] = fields.get(field, 0) + (field in roles)
            if not {"title", "date"} <= roles:
                misfits.append(document.source.file)
    return Learned(
        profiles=tuple(profiles),
        documents=len(documents),
        fields=fields,
        repeats=tuple(repeats),
        misfits=tuple(misfits),
    )


def _learn_layout(documents: Sequence[Document], name: str, common: Profile) -> tuple[Profile, list[Repeat]]:
    """A profile of the own lines of one layout, without what the generic profile adds to it."""
    traces = [decide(document, common) for document in documents]
    repeats = repeated_lines(documents, traces)
    repeats += named_lines(documents, traces, site_name(repeats))
    texts = {
        zone: tuple(r.text for r in repeats if r.zone == zone)
        for zone in ("masthead", "header", "footer", "closing")
    }
    url, email = addresses(repeats)
    profile = Profile(
        name=name,
        site=site_name(repeats),
        url=url,
        email=email,
        recognize=recognizable(repeats, len(documents)),
        masthead=texts["masthead"],
        header=texts["header"],
        footer=texts["footer"],
        closing=texts["closing"],
    )
    known = [decide(document, inherit(profile, common)) for document in documents]
    profile = replace(profile, labels=spoken_labels(documents, known))
    known = [decide(document, inherit(profile, common)) for document in documents]
    profile = replace(profile, order=field_order(documents, known), sections=section_pairs(documents, known))
    return replace(profile, examples=make_examples(documents, profile, common)), repeats
