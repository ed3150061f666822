"""The words of a query, and what each can look like in the index.

The index has the text of each document folded twice: `spaced`, where ZWNJ parts words, and `joined`, where it does not. A
word matches if any of its forms stands in its column.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from pipeline.archive.search.query import QueryError
from pipeline.normalize import fold, fold_joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Column = Literal["spaced", "joined", "either"]
MAX_WORDS = 50  # of a query: nobody types more, and SQLite's parser of expressions has a bottom
MAX_JOINED = 3  # words that may be written as one: می خواسته اند as میخواسته‌اند

ITEM = re.compile(r'(?P<minus>(?<!\S)-)?(?:["“”„«](?P<phrase>[^"“”»]*)["“”»]?|(?P<word>[^\s"“”„«»]+))')
# As FTS5's unicode61 parts words: letters and digits of any script. The text is folded, so there are no marks.
TOKEN = re.compile(r"[^\W_]+")
# What orthographies of Persian tie to a word, leave apart or part by a ZWNJ («دستور خط فارسی», 2015): a query that
# has it tied looks for it apart too. Rests of one letter are no words.
TIED = re.compile(
    r"(?P<prefix>ن?می)(?=\w\w)(?P<verb>\w+)|(?P<noun>\w\w+?)(?P<suffix>ها(?:ی(?:ی|م|ت|ش|مان|تان|شان)?)?|تر(?:ین)?)"
)


class Form(Struct, frozen=True):
    """Words that follow each other in a column, or in either; of the last one only the beginning, if it is a prefix."""

    column: Column
    tokens: tuple[str, ...]
    is_prefix: bool = False


class Term(Struct, frozen=True):
    """A word or phrase of the query: any of its forms has to be found, or none if it is excluded."""

    forms: tuple[Form, ...]
    is_excluded: bool = False


class _Item(Struct, frozen=True):
    """A piece of the query as it was typed."""

    text: str
    is_phrase: bool
    is_prefix: bool
    is_excluded: bool

    @property
    def is_plain(self) -> bool:
        return not (self.is_phrase or self.is_prefix or self.is_excluded)


def parse(words: str) -> tuple[Term, ...]:
    """The terms of a query: `word`, `"words in this order"` (also «so»), `begin*`, `-without`.

    Each word is looked for as it is spelled, with its parts apart and with its parts as one; adjacent words also as one:
    «می‌رود», «می رود» and «میرود» are the same. Raises QueryError for more words than anybody types.
    """
    items = list(_items(words))
    if len(items) > MAX_WORDS:
        raise QueryError(f"a query has at most {MAX_WORDS} words, not {len(items)}")
    terms: list[Term] = []
    for is_plain, group in groupby(items, key=lambda item: item.is_plain):
        run = list(group)
        terms += _adjacent([item.text for item in run]) if is_plain else map(_special, run)
    return tuple(term for term in terms if term.forms)


def expression(terms: Sequence[Term]) -> str:
    """The terms as an expression of FTS5; empty if none has to be found. Tokens are letters and digits, so nothing of a
    query can be read as syntax."""
    wanted = " AND ".join(_any(term) for term in terms if not term.is_excluded)
    without = unwanted(terms)
    return f"({wanted}) NOT ({without})" if wanted and without else wanted


def unwanted(terms: Sequence[Term]) -> str:
    """What must not be found, as an expression of FTS5."""
    return " OR ".join(_any(term) for term in terms if term.is_excluded)


def _items(words: str) -> Iterator[_Item]:
    for match in ITEM.finditer(words):
        text = match["word"] if match["phrase"] is None else match["phrase"]
        is_excluded = bool(match["minus"])
        if TOKEN.search(fold(text)):
            yield _Item(text, match["phrase"] is not None, text.endswith("*"), is_excluded)


def _special(item: _Item) -> Term:
    forms = _forms(item.text, is_prefix=item.is_prefix)
    return Term(
        forms if item.is_phrase or item.is_prefix else _unique(forms, _apart(item.text)), item.is_excluded
    )


def _adjacent(words: list[str]) -> Iterator[Term]:
    """Words side by side: each by itself, or as one with its neighbors."""
    windows = [
        (
            start,
            start + size,
            Form("joined", ("".join(_tokens(fold_joined("".join(words[start : start + size])))),)),
        )
        for size in range(2, MAX_JOINED + 1)
        for start in range(len(words) - size + 1)
    ]
    for index, word in enumerate(words):
        as_one = tuple(form for start, end, form in windows if start <= index < end)
        yield Term(_unique(_forms(word), _apart(word), as_one))


def _forms(text: str, *, is_prefix: bool = False) -> tuple[Form, ...]:
    spaced, joined = _tokens(fold(text)), _tokens(fold_joined(text))
    if spaced == joined:
        return (Form("either", spaced, is_prefix),)
    return Form("spaced", spaced, is_prefix), Form("joined", joined, is_prefix)


def _apart(word: str) -> tuple[Form, ...]:
    """The word with a tied affix as a word of its own."""
    match = TIED.fullmatch(fold_joined(word))
    return (Form("spaced", tuple(filter(None, match.groups()))),) if match else ()


def _unique(*forms: tuple[Form, ...]) -> tuple[Form, ...]:
    return tuple(dict.fromkeys(form for group in forms for form in group))


def _tokens(key: str) -> tuple[str, ...]:
    return tuple(TOKEN.findall(key))


def _any(term: Term) -> str:
    return f"({' OR '.join(map(_phrase, term.forms))})"


def _phrase(form: Form) -> str:
    column = "" if form.column == "either" else f"{form.column} : "
    return f'{column}"{" ".join(form.tokens)}"{" *" if form.is_prefix else ""}'
