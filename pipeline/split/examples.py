"""Run the examples of a profile: printed lines, and what must be read from them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from pipeline.model import Document, Line, Source, Span, count_letters
from pipeline.normalize import fold, normalize
from pipeline.split.article import assemble
from pipeline.split.decide import decide

if TYPE_CHECKING:
    from pipeline.config import Example, Profile
    from pipeline.model import Article


class Difference(NamedTuple):
    """A field of an example that was read otherwise."""

    field: str
    wanted: str
    found: str


def document_of(example: Example) -> Document:
    """The document of an example's lines; they stand on one page and have no geometry."""
    text = "\n".join(example.lines).encode()
    source = Source(
        file=example.file or "example",
        media_type="text/plain",
        sha256=hashlib.sha256(text).hexdigest(),
        size=len(text),
    )
    lines = tuple(Line(spans=(Span(text=line),), page=1) for line in example.lines)
    letters = sum(count_letters(line) for line in example.lines)
    return normalize(Document(source=source, lines=lines, letters=letters, engine="example"))


def check_example(example: Example, profile: Profile) -> tuple[Difference, ...]:
    """What the profile reads otherwise than the example says; what the example leaves out must be absent."""
    document = document_of(example)
    article = assemble(document, profile, decide(document, profile))
    wanted = {
        "title": example.title,
        "author": example.author,
        "date": str(example.date or ""),
        "section": " | ".join(example.section),
        "credit": example.credit,
    }
    found = _fields(article)
    differences = [
        Difference(name, value, found[name])
        for name, value in wanted.items()
        if fold(value) != fold(found[name])
    ]
    begins = article.body[0].text if article.body else ""
    if not fold(begins).startswith(fold(example.body)):
        differences.append(Difference("body", example.body, begins[:80]))
    return tuple(differences)


def _fields(article: Article) -> dict[str, str]:
    return {
        "title": article.title,
        "author": " | ".join(article.authors),
        "date": str(article.date or ""),
        "section": " | ".join(section.text for section in article.section),
        "credit": article.credit.text if article.credit else "",
    }
