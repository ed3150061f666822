"""Examples for a learned profile, taken from the documents and kept only if they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.config import Example, inherit
from pipeline.split.article import assemble
from pipeline.split.examples import check_example

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.config import Profile
    from pipeline.model import Article, Document
    from pipeline.split.decision import Decision

EXAMPLES = 3
TRIED = 12
"""Documents that are tried for examples."""
EXCERPT = 220
"""Letters of the body in an example: enough to read like body, few enough to read the file."""
FIRST_WORDS = 5


def make_examples(
    documents: Sequence[Document], traces: Sequence[Sequence[Decision]], profile: Profile, common: Profile
) -> tuple[Example, ...]:
    """Up to three examples with title and date, of different sections where there are some."""
    full = inherit(profile, common)
    found: dict[tuple[str, ...], Example] = {}
    spare: list[Example] = []
    for document, trace in zip(documents[:TRIED], traces, strict=False):
        article = assemble(document, full, trace)
        if not article.title or not article.date or not article.body:
            continue
        example = _example(document, trace, article)
        if check_example(example, full):
            continue
        if example.section in found:
            spare.append(example)
        found.setdefault(example.section, example)
    return (*found.values(), *spare)[:EXAMPLES]


def _example(document: Document, trace: Sequence[Decision], article: Article) -> Example:
    body = article.body[0].text.replace("\n", " ")
    return Example(
        file=document.source.file,
        lines=tuple(_lines(document, trace, body)),
        title=article.title,
        author=" | ".join(article.authors),
        date=article.date,
        section=tuple(section.text for section in article.section),
        credit=article.credit.text if article.credit else "",
        body=" ".join(body.split()[:FIRST_WORDS]),
    )


def _lines(document: Document, trace: Sequence[Decision], body: str) -> Iterator[str]:
    """Head and foot of the article as printed on one page, a title of several lines as one."""
    page = document.lines[trace[0].line].page
    ordered = sorted(trace, key=lambda decision: decision.line)
    start = next((at for at, decision in enumerate(ordered) if decision.block == 0), len(ordered))
    title = ""
    for decision in ordered[:start]:
        text = document.lines[decision.line].text.strip()
        if decision.role == "title":
            title = f"{title} {text}".strip()
            continue
        if title:
            yield title
            title = ""
        if decision.role != "footer" and text:
            yield text
    if title:
        yield title
    yield _excerpt(body)
    tail = [decision for decision in ordered[start:] if decision.role in ("credit", "footer")]
    for decision in sorted(tail, key=lambda decision: decision.role):
        line = document.lines[decision.line]
        if line.text.strip() and (decision.role == "credit" or line.page == page):
            yield line.text.strip()


def _excerpt(body: str) -> str:
    if len(body) <= EXCERPT:
        return body
    return body[:EXCERPT].rsplit(None, 1)[0] + " …"
