"""Assemble the article from the decisions: fields, blocks, boilerplate, languages, accounting."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.config import GENERIC
from pipeline.model import Accounting, Article, Issue, Site, count_letters
from pipeline.normalize.dates import date_issues
from pipeline.normalize.language import UNDETERMINED, identify
from pipeline.normalize.language.cues import SCRIPTS
from pipeline.split.body.blocks import Draft, Notes, build
from pipeline.split.body.footnotes import unraised_calls
from pipeline.split.body.levels import heading_levels
from pipeline.split.body.linebreaks import hyphens_of
from pipeline.split.body.paragraphs import DOUBTFUL
from pipeline.split.boilerplate.entries import boilerplate
from pipeline.split.decision import FIELD_ROLES
from pipeline.split.fields.byline import published_part
from pipeline.split.fields.find import BESIDE_DATE
from pipeline.split.fields.tail import SIGNATURE
from pipeline.split.fields.values import Values, as_text, read_values
from pipeline.split.geometry.marks import note_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.config import Profile
    from pipeline.model import Block, Direction, Document
    from pipeline.split.decision import Decision

SHARE_OF_LANGUAGE = 0.01
"""Share of the body's letters from which a language counts as one of the article's."""


_DATED = ("date", "byline")
# Where a date that could not be read is looked for: lines from the top of the document, and characters.
_TOP_LINES, _SHORT_LINE = 20, 60


def assemble(document: Document, profile: Profile, decisions: Sequence[Decision]) -> Article:
    """The article that the decisions describe."""
    prior = _main_language(document, decisions)
    blocks, hyphens = _body(document, decisions, prior)
    langs = _languages(blocks) or (prior,)
    values = read_values(document, profile, decisions, langs[0])
    cut = boilerplate(document.lines, decisions)
    accounting = Accounting(
        letters=document.letters,
        body=sum(map(_weight, blocks)),
        fields=sum(count_letters(document.lines[d.line].text) for d in decisions if d.role in FIELD_ROLES),
        boilerplate=sum(count_letters(entry.text) * entry.count for entry in cut),
        repaired=document.repaired,
    )
    return Article(
        source=document.source,
        title=values.title,
        other_titles=values.other_titles,
        authors=values.authors,
        date=values.date,
        section=values.section,
        site=_site(document, profile, langs[0]),
        credit=values.credit,
        lead=values.lead,
        lang=langs[0],
        langs=langs,
        dir=_direction(langs[0], blocks),
        body=blocks,
        boilerplate=cut,
        evidence=values.evidence,
        issues=document.issues
        + _issues(values, accounting, decisions)
        + _date_issues(document, profile, decisions, values),
        accounting=accounting,
        engine=document.engine,
        pages=len(document.pages) or None,
        url=next((claim.value for claim in document.claims if claim.field == "url"), None),
        charset=document.charset,
        metadata=document.metadata,
        ocr=document.ocr,
        decoded=document.decoded,
        repairs=dict(document.repairs) | ({"line-end-hyphen": hyphens} if hyphens else {}),
    )


def _body(document: Document, decisions: Sequence[Decision], prior: str) -> tuple[tuple[Block, ...], int]:
    """The blocks in the order of their numbers, and how many line-end hyphens were undone."""
    members: dict[int, list[Decision]] = {}
    for decision in decisions:
        if decision.block is not None:
            members.setdefault(decision.block, []).append(decision)
    levels = heading_levels(document.lines, members)
    notes = _notes(document, members)
    hyphens = hyphens_of([line.text for line in document.lines])
    built = [
        build(
            Draft(
                kind=entries[0].kind or "paragraph",
                lines=tuple(document.lines[entry.line] for entry in entries),
                rules=tuple(entry.rule for entry in entries),
                level=levels.get(number),
            ),
            notes,
            prior,
            hyphens,
        )
        for number, entries in sorted(members.items())
    ]
    return tuple(block for block, _ in built), sum(hyphens for _, hyphens in built)


def _notes(document: Document, members: Mapping[int, Sequence[Decision]]) -> Notes:
    openings = [document.lines[e[0].line] for e in members.values() if e[0].role == "footnote"]
    labels = {label.text for line in openings if (label := note_label(line.text, line.label))}
    text = [document.lines[e.line] for entries in members.values() for e in entries if e.role != "footnote"]
    return Notes(frozenset(labels), frozenset(unraised_calls(text, labels)))


def _weight(block: Block) -> int:
    """Letters of the block as the record gives them: its text, and the marks that stand apart from it."""
    marks = [span.note for span in block.spans if span.note] + list(block.markers) + [block.label or ""]
    return count_letters(block.text) + sum(map(count_letters, marks))


def _main_language(document: Document, decisions: Sequence[Decision]) -> str:
    """The language of most of the body's lines."""
    shares: Counter[str] = Counter()
    for decision in decisions:
        line = document.lines[decision.line]
        if decision.block is not None and line.lang:
            shares[line.lang] += len(line.text)
    if shares:
        return max(shares, key=shares.__getitem__)
    text = " ".join(
        document.lines[decision.line].text for decision in decisions if decision.block is not None
    )
    return identify(text)


def _languages(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Languages of the body, the largest share of its letters first."""
    shares: Counter[str] = Counter()
    for block in blocks:
        for span in block.spans:
            shares[span.lang or block.lang] += count_letters(span.text)
    total = shares.total() or 1
    known = [
        lang
        for lang, count in shares.most_common()
        if lang != UNDETERMINED and count / total >= SHARE_OF_LANGUAGE
    ]
    return tuple(known)


def _direction(lang: str, blocks: Sequence[Block]) -> Direction:
    if lang in SCRIPTS:
        return "rtl" if SCRIPTS[lang] == "arab" else "ltr"
    return blocks[0].dir if blocks else "ltr"


def _site(document: Document, profile: Profile, prior: str) -> Site | None:
    names = profile.site or tuple(claim.value for claim in document.claims if claim.field == "site")[:1]
    if profile.name == GENERIC and not names:
        return None
    return Site(
        profile=profile.name,
        name=tuple(as_text(name, prior) for name in names),
        url=profile.url,
        email=profile.email,
    )


def _issues(values: Values, accounting: Accounting, decisions: Sequence[Decision]) -> tuple[Issue, ...]:
    """What a reader should check."""
    found = []
    if not values.title:
        found.append(Issue(code="no-title", message="No line of the document could be told to be the title."))
    if values.date is None:
        found.append(Issue(code="no-date", message="No date of publication was found."))
    if not values.authors:
        found.append(Issue(code="no-author", message="No author was found.", human=False))
    if any(decision.rule in (BESIDE_DATE, SIGNATURE) for decision in decisions):
        message = (
            "Nothing but its place beside title or date, or at the end, says that this name is the author's."
        )
        found.append(Issue(code="author-uncertain", message=message))
    doubtful = sum(decision.rule == DOUBTFUL for decision in decisions)
    if doubtful:
        message = "A page ends with a full line and a sentence; the paragraph was taken to go on."
        found.append(Issue(code="paragraph-uncertain", message=message, count=doubtful, human=False))
    if not accounting.balanced:
        found.append(_unbalanced(accounting))
    return tuple(found)


def _date_issues(
    document: Document, profile: Profile, decisions: Sequence[Decision], values: Values
) -> tuple[Issue, ...]:
    """Why the printed date is none or in doubt: of its own lines, and without a date of any short line at the top."""
    roles = {decision.line: decision.role for decision in decisions}
    texts = [
        published_part(line.text, profile)
        for index, line in enumerate(document.lines)
        if roles.get(index) in _DATED
        or (values.date is None and index < _TOP_LINES and len(line.text) <= _SHORT_LINE)
    ]
    known = {issue.code for issue in document.issues}
    found = {issue.code: issue for text in texts for issue in date_issues(text)}
    return tuple(issue for code, issue in found.items() if code not in known)


def _unbalanced(accounting: Accounting) -> Issue:
    lost = accounting.letters - accounting.body - accounting.fields - accounting.boilerplate
    where = "missing from" if lost > 0 else "more than once in"
    message = f"{abs(lost)} letters of the source are {where} the record."
    return Issue(code="accounting", message=message, count=abs(lost))
