"""Who the site is, from the lines that it repeats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Document
    from pipeline.split.learn.repeats import Repeat

MOST_RECOGNIZED = 3
CERTAIN_SHARE = 0.8
"""Share of the documents that must show a line to recognize the site by."""
LEAST_LETTERS = 5
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/[\w./-]*)?", re.IGNORECASE)


def addresses(repeats: Sequence[Repeat]) -> tuple[str | None, str | None]:
    """The web and the mail address that the most documents show."""
    ranked = sorted(repeats, key=lambda repeat: -repeat.documents)
    emails = [found[0] for repeat in ranked if (found := _EMAIL.search(repeat.text))]
    urls = [found[0] for repeat in ranked if (found := _URL.search(_EMAIL.sub(" ", repeat.text)))]
    return (urls[0] if urls else None), (emails[0] if emails else None)


def site_name(repeats: Sequence[Repeat], documents: Sequence[Document]) -> tuple[str, ...]:
    """The line of the masthead or navigation that most titles of the web pages name beside the article's.

    Without such titles it is the largest line that is no address and has no slots."""
    lines = [
        r for r in repeats if r.zone in ("masthead", "navigation") and _is_fixed(r) and not _has_address(r)
    ]
    claimed = [[c.value for c in document.claims if c.field in ("site", "title")] for document in documents]
    named = {r.text: sum(any(r.text in value for value in values) for values in claimed) for r in lines}
    best = max(lines, key=lambda repeat: (named[repeat.text], repeat.size), default=None)
    return (best.text,) if best and (best.size or 2 * named[best.text] > len(documents)) else ()


def recognizable(repeats: Sequence[Repeat], names: Sequence[str]) -> tuple[str, ...]:
    """Lines that nearly all documents show and hardly another site: its name, addresses, then the longest.

    Of a site's navigation only the name and addresses: "Home" and "Contact" stand on any page."""
    sure = [r for r in repeats if r.share >= CERTAIN_SHARE and _letters(r) >= LEAST_LETTERS]
    own = [r for r in sure if r.zone != "navigation" or r.text in names or _is_address(r)]
    own.sort(key=lambda r: (not _is_fixed(r), not _is_address(r), r.text not in names, -_letters(r)))
    texts = list(dict.fromkeys(repeat.text for repeat in own))
    return tuple(texts[:MOST_RECOGNIZED])


def _is_fixed(repeat: Repeat) -> bool:
    return "{" not in repeat.text


def _is_address(repeat: Repeat) -> bool:
    return bool(_EMAIL.fullmatch(repeat.text) or _URL.fullmatch(repeat.text))


def _has_address(repeat: Repeat) -> bool:
    return bool(_EMAIL.search(repeat.text)) or _is_address(repeat)


def _letters(repeat: Repeat) -> int:
    return sum(map(str.isalpha, re.sub(r"\{\w+\}", "", repeat.text)))
