"""How well a profile fits a document: fields found, lines cut, lines that two of its rules claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from pipeline.normalize import fold
from pipeline.split.article import assemble
from pipeline.split.decide import decide
from pipeline.split.matching import template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.config import Profile
    from pipeline.model import Article, Document
    from pipeline.split.decision import Decision

FIELDS = ("title", "author", "date", "section", "credit")
NEEDED = ("title", "date")
"""Fields without which a profile fails on a document."""


class Check(Struct, frozen=True):
    """What a profile made of one document; `rivals` are lines with the rules of the profile that claim them."""

    article: Article
    decisions: tuple[Decision, ...]
    found: tuple[str, ...]
    cut: int
    rivals: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def fits(self) -> bool:
        return set(NEEDED) <= set(self.found) and self.article.accounting.balanced


def check_document(document: Document, profile: Profile, common: Profile) -> Check:
    """Split the document and say how that went; the texts of `common`, the generic profile, are no rivals."""
    decisions = decide(document, profile)
    article = assemble(document, profile, decisions)
    values = {
        "title": article.title,
        "author": article.authors,
        "date": article.date,
        "section": article.section,
        "credit": article.credit,
    }
    return Check(
        article=article,
        decisions=decisions,
        found=tuple(name for name in FIELDS if values[name]),
        cut=sum(decision.place is not None for decision in decisions),
        rivals=tuple(_rivals(document, profile, common, decisions)),
    )


def _rivals(
    document: Document, profile: Profile, common: Profile, decisions: tuple[Decision, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Lines of the head and edges that more than one text of the profile matches."""
    seen = set()
    for decision in decisions:
        if decision.block is not None or decision.role in ("title", "author", "date", "byline", "lead"):
            continue
        text = document.lines[decision.line].text.strip()
        rules = tuple(_claiming(fold(text), profile, common, decision.role))
        if len(rules) > 1 and text not in seen:
            seen.add(text)
            yield text, rules


def _claiming(key: str, profile: Profile, common: Profile, role: str) -> Iterator[str]:
    """The texts of the profile that match in the zone of the line: a masthead's text may be a header too."""
    shared = {*common.header, *common.footer, *common.closing, *common.credit}
    edges = {"header": profile.header, "footer": profile.footer + profile.closing}
    rest = {"masthead": profile.masthead, "closing": profile.closing, "credit": profile.credit}
    for zone, texts in ({role: edges[role]} if role in edges else rest).items():
        own = [(at, text) for at, text in enumerate(texts) if text not in shared]
        yield from (f"{zone}[{at}]" for at, text in own if template(text).match(key) is not None)
    if role not in edges:
        names = [fold(name) for names in profile.sections for name in names.values()]
        yield from (f"sections[{at}]" for at, name in enumerate(names) if name == key)
