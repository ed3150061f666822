"""Who the site is, from the lines that it repeats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def site_name(repeats: Sequence[Repeat]) -> tuple[str, ...]:
    """The largest line of the masthead that is no address and has no slots."""
    names = [r for r in repeats if r.zone == "masthead" and _is_fixed(r) and not _is_address(r)]
    return (max(names, key=lambda repeat: repeat.size).text,) if names else ()


def recognizable(repeats: Sequence[Repeat], documents: int) -> tuple[str, ...]:
    """Lines that nearly all documents show and hardly another site: addresses first, then the longest."""
    sure = [r for r in repeats if r.documents >= CERTAIN_SHARE * documents and _letters(r) >= LEAST_LETTERS]
    sure.sort(key=lambda r: (not _is_fixed(r), not _is_address(r), r.zone != "masthead", -_letters(r)))
    texts = list(dict.fromkeys(repeat.text for repeat in sure))
    return tuple(texts[:MOST_RECOGNIZED])


def _is_fixed(repeat: Repeat) -> bool:
    return "{" not in repeat.text


def _is_address(repeat: Repeat) -> bool:
    return bool(_EMAIL.fullmatch(repeat.text) or _URL.fullmatch(repeat.text))


def _letters(repeat: Repeat) -> int:
    return sum(map(str.isalpha, re.sub(r"\{\w+\}", "", repeat.text)))
