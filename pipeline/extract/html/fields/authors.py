"""Which of the lines that markup calls an author name one."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pipeline.extract.html.fields.claims import NOBODY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.html.lines.draft import Draft

# Letters of the names in a byline.
_NAME = 100
_LETTERS = re.compile(r"[^\W\d_]{2}")
# An address, a picture's credit, a number, a count ("11 edits"), a time ("8 min"), a sentence, a remark ("(opens in new tab)").
_NO_NAME = re.compile(
    r"[@©<>?!]|://|\d{5}|(?<!\S)\d+(?!\S)|(?:[^\s,]+ ){9}|(?:[^\s,]+ ){4,}\S+[^\W\d]{3}\.$|^\([^()]*\)$"
)
# "Contact the writer", "Launched a year ago": where words have capitals, the last word of a name has one.
_PHRASE = re.compile(r"[A-Z]\w*(?: [\w’']+)+ [a-z]{3,}\.?")
_SIGNS = " +-–—|•·:@"
# What somebody is, in the commonest languages of the web; it stands below the name, in a line of its own.
_OFFICE = re.compile(
    r"\b(?:editor|reporter|correspondent|columnist|contributor|staff writer|photographer|redakteur(?:in)?|korrespondent(?:in)?"
    r"|reda[ck]tora?|journalist[ea]?|r[ée]dact(?:eur|rice)|correspondante?|corresponsal|periodista|خبرنگار|سردبیر)\b",
    re.IGNORECASE,
)
# One word of a script that sets blanks between them: Chinese and Japanese names have none.
_WORD = re.compile(r"[A-Za-z\u00c0-\u06ff\u200c]+")
_JOINING = frozenset(("and", "und", "et", "y", "e", "و", "او", "&", "with", "mit"))
# Lines, and words before a name, within which one line says a second time who the author is.
_NEAR = 3
_WORDS = 3


def names_author(draft: Draft) -> bool:
    """Whether a line that is called an author may name one: no sentence about them, no address, no count, no credit, no
    button to follow them."""
    text = draft.text.strip()
    named = _LETTERS.search(text) is not None and text.strip(_SIGNS).lower() not in NOBODY
    named = named and draft.element.tag != "button" and not _PHRASE.fullmatch(text)
    return named and draft.kind != "caption" and draft.letters <= _NAME and not _NO_NAME.search(text)


def without_false_authors(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, those that stand beside an author but name none no longer called one."""
    called = [index for index, draft in enumerate(drafts) if draft.field == "author"]
    sections = _menu_words(drafts) if called else frozenset()
    authors = {
        index: text
        for index in called
        if names_author(drafts[index]) and (text := drafts[index].text.strip()) not in sections
    }
    result = list(drafts)
    for index in called:
        near = [authors[other] for other in authors if 0 < abs(other - index) <= _NEAR]
        if index not in authors or _is_office(authors[index], near) or _is_again(authors[index], near):
            result[index] = drafts[index]._replace(field=None)
    return result


def _menu_words(drafts: Sequence[Draft]) -> frozenset[str]:
    """Single words that are links in more than one place of a page, as the names of its sections are in its menus."""
    links = Counter(
        text
        for draft in drafts
        if draft.linked == draft.letters > 0 and _WORD.fullmatch(text := draft.text.strip())
    )
    return frozenset(text for text, times in links.items() if times > 1)


def _is_office(text: str, near: Sequence[str]) -> bool:
    """What the author is ("Education editor"), where another line has the name."""
    return _OFFICE.search(text) is not None and any(not _OFFICE.search(other) for other in near)


def _is_again(text: str, near: Sequence[str]) -> bool:
    """A link to more by an author whom another line names alone ("More by Amina Rahimi")."""
    for name in near:
        words = text.removesuffix(".").removesuffix(name).split()
        if (
            text.removesuffix(".").endswith(f" {name}")
            and len(words) <= _WORDS
            and words[-1].lower() not in _JOINING
        ):
            return True
    return False
