"""Split a document into masthead, fields and body; knows layout and sites, knows no format.

`decide` gives each line a role and the rule behind it; `split` builds the article from these decisions
and from nothing else, so what `inspect` shows is what happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.split.article import assemble
from pipeline.split.decide import decide
from pipeline.split.decision import Decision
from pipeline.split.recognize import choose_profile

if TYPE_CHECKING:
    from pipeline.config import Profile
    from pipeline.model import Article, Document

__all__ = ["Decision", "choose_profile", "decide", "split"]


def split(document: Document, profile: Profile) -> Article:
    """The article in a normalized document."""
    return assemble(document, profile, decide(document, profile))
