"""Read the fields from the lines that were given to them, or from what the markup claims; with evidence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.model import Evidence, Text
from pipeline.normalize import fold
from pipeline.normalize.dates import parse_date
from pipeline.normalize.language import UNDETERMINED, direction, identify
from pipeline.normalize.language.cues import SCRIPTS
from pipeline.normalize.trail import HOME, reads_like_trail, trail_steps
from pipeline.split.fields.agreement import steps_to
from pipeline.split.fields.byline import author_in, published_part
from pipeline.split.fields.credit import read_credit
from pipeline.split.fields.head import RUBRIC_WORDS, by_script, known_sections, section_names
from pipeline.split.fields.labels import labels_author, signs, without_label
from pipeline.split.fields.persons import names_in

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from pipeline.config import FieldName, Profile
    from pipeline.model import Claim, Credit, Document, Line, Origin
    from pipeline.split.decision import Decision


_IN = re.compile(r"\Ain:?\s+")
"""Before the section in the line of a post: "in Nachrichten"."""
_LIST = re.compile(r"[,،]|\s[/|•·]\s")
_ROLE = " | "
"""Behind a name in metadata: what its bearer is, for whom they write."""
_BEFORE_TITLE = " :|–—-•·/"
"""Signs that parted the title from what stood before it."""


class Values(NamedTuple):
    """The fields of an article as read."""

    title: str
    other_titles: tuple[Text, ...]
    authors: tuple[str, ...]
    date: datetime.date | None
    section: tuple[Text, ...]
    lead: str | None
    credit: Credit | None
    evidence: Mapping[str, Evidence]


def read_values(document: Document, profile: Profile, decisions: Sequence[Decision], prior: str) -> Values:
    """The fields of the lines; what no line gives, the markup's claims. `prior` is the article's language."""
    lines: dict[str, list[Line]] = {}
    for decision in decisions:
        lines.setdefault(decision.role, []).append(document.lines[decision.line])
    byline = lines.get("byline", [])
    named = any(claim.rule == PUBLISHED_AUTHOR for claim in document.claims)
    authors = [] if named else [*lines.get("author", ()), *_signed(byline, profile)]
    printed = {
        "title": lines.get("title", []),
        "authors": [line for line in authors if author_in(line.text, profile)],
        "date": lines.get("date", []) + byline,
        "section": lines.get("section", []),
        "lead": lines.get("lead", []),
        "credit": lines.get("credit", []),
    }
    evidence = {name: _evidence(name, found) for name, found in printed.items() if found}
    claimed = {
        name: claims for name in CLAIMED if name not in evidence and (claims := _claims(document, name))
    }
    evidence |= {
        name: Evidence(origin=claims[0].origin, text=", ".join(claim.value for claim in claims))
        for name, claims in claimed.items()
    }
    values = {name: [claim.value for claim in claims] for name, claims in claimed.items()}
    values |= {name: [line.text.strip() for line in found] for name, found in printed.items() if found}
    title = " ".join(values.get("title", ())).lstrip(_BEFORE_TITLE)
    names = _names(values.get("authors", ()), profile, published="authors" in claimed)
    return Values(
        title=title,
        other_titles=tuple(as_text(line.text.strip(), prior) for line in lines.get("other-title", ())),
        authors=names,
        date=_date(values.get("date", ()), profile),
        section=_sections(values.get("section", ()), profile, prior, (title, *names)),
        lead=" ".join(values["lead"]) if "lead" in values else None,
        credit=read_credit(" ".join(values["credit"]), profile) if "credit" in values else None,
        evidence=evidence,
    )


def _signed(bylines: Sequence[Line], profile: Profile) -> list[Line]:
    """The lines with a date that name an author too; on web pages a single word beside a date is a section."""
    return [line for line in bylines if line.page is not None or line.field or signs(line.text, profile)]


def _names(texts: Sequence[str], profile: Profile, *, published: bool) -> tuple[str, ...]:
    found = [
        name
        for text in (text.partition(_ROLE)[0] if published else text for text in texts)
        if (whole := author_in(text, profile))
        for name in names_in(whole, profile, published=published or _parts_names(text, profile))
    ]
    others = tuple(f"{name}," for name in found)
    return tuple(dict.fromkeys(name for name in found if not name.startswith(others)))


def _parts_names(text: str, profile: Profile) -> bool:
    """Whether an "and" in a byline parts two names: a label announces them on a site that no profile knows."""
    return not profile.order and labels_author(text, profile)


PUBLISHED_AUTHOR = "json-ld:author"
"""The claim that goes before the printed byline: the names alone, without a role, an agency or a time of day."""
CLAIMED: Mapping[str, FieldName] = {
    "title": "title", "authors": "author", "date": "date", "section": "section", "lead": "lead",
}  # fmt: skip
"""Name of the field in the record, and in the claims."""


def _claims(document: Document, name: str) -> list[Claim]:
    """The first claim of the field that can be believed; authors and sections may be several from one place.

    The metadata of a PDF names the typist and the template, so a claim counts there only where a line says the same.
    """
    found = [
        claim
        for claim in document.claims
        if claim.field == CLAIMED[name]
        and claim.value.strip()
        and (claim.origin != "metadata" or not document.pages)
        and (name != "date" or parse_date(claim.value))
    ]
    several = name in ("authors", "section")
    return [claim for claim in found if claim.rule == found[0].rule] if several else found[:1]


def _evidence(name: str, lines: Sequence[Line]) -> Evidence:
    first = lines[0]
    origin: Origin = "body" if name in ("title", "lead", "credit") else "masthead"
    if first.page is None:
        origin = "markup" if first.field else "body"
    return Evidence(
        origin=origin,
        text=" ".join(line.text.strip() for line in lines),
        page=first.page,
        box=first.box,
        read_by=first.read_by,
    )


def _date(texts: Sequence[str], profile: Profile) -> datetime.date | None:
    readings = [reading for text in texts if (reading := parse_date(published_part(text, profile)))]
    return readings[0].date if readings else None


def _sections(texts: Sequence[str], profile: Profile, prior: str, others: Sequence[str]) -> tuple[Text, ...]:
    """The names of the sections; the steps of a trail that are `others`, the title first, are none."""
    langs, own = known_sections(profile), set(map(fold, others))
    sections: dict[str, Text] = {}
    for text in texts:
        bare = without_label(text, profile.labels.get("section", ())) or text
        steps = trail_steps(bare)[1:] if reads_like_trail(bare, arrows=True) else ()
        steps = [step for step in steps_to(others[0], bare) or steps if fold(step) not in own]
        bare = _IN.sub("", bare)
        for name in section_names(bare, langs) or steps or _listed(bare) or by_script(bare):
            sections.setdefault(fold(name), as_text(name, langs.get(fold(name), prior)))
    left = tuple(name for key, name in sections.items() if key not in own)
    return left or tuple(sections.values())


def _listed(text: str) -> list[str]:
    """The names of several sections with commas between them: "Brookhaven, DeKalb, News"."""
    parts = _LIST.split(text)
    names = [name for part in parts if (name := part.strip()).lower() not in HOME]
    return names if len(parts) > 1 and all(0 < len(name.split()) <= RUBRIC_WORDS for name in names) else []


def as_text(text: str, prior: str) -> Text:
    """A short text with its language: that of the text around if it is written in its script."""
    lang = identify(text, prior)
    script = SCRIPTS.get(prior if lang == UNDETERMINED else lang)
    side = direction(text) or "ltr"
    if lang == UNDETERMINED and (script == "arab") == (side == "rtl"):
        lang = prior
    return Text(text=text, lang=lang, dir=side)
