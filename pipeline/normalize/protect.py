"""Places that prose rules must not touch: addresses, code, numbers, and vocalized or Quranic Arabic."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.normalize.script import ARABIC_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.normalize.edits import Edit

Place = tuple[int, int]

# Repetitions before a required character are bounded (RFC 5321: 64 for the local part of an
# address), so that no text takes more than linear time.
ADDRESSES = (
    r"(?i)(?:(?:https?|ftp)://|(?<!\w)www\.)[^\s<>\"«»]*[^\s<>\"«».,;:!?،؛؟)\]\u200b-\u200f]"  # URL
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"  # e-mail
    r"|(?<![\w./])10\.\d{4,9}/[^\s<>\"«»]+"  # DOI
    r"|`[^`\n]+`"  # code, as Markdown marks it
    r"|(?<![\w.-])[\w.-]{1,64}\.(?:pdf|docx?|odt|rtf|txt|html?|jpe?g|png|gif|mp3|mp4|zip|xlsx?|csv)\b"  # file name
    r"|(?<!\d)\d{1,3}(?:[\u00a0\u2007\u2009\u202f]\d{3})+(?!\d)"  # 1 000 000 with a space that may not break
)

MAY_HAVE_ADDRESS = re.compile(r"[@`/]|[\w-]\.\w|\d[\u00a0\u2007\u2009\u202f]\d")

QURAN = r"﴿[^﴿﴾\n]*﴾|﴾[^﴿﴾\n]*﴿"  # the pair is mirrored in some fonts
VOWELS = "[\u064b-\u0650\u0652\u0670]"
ARABIC_SPELLING = "[إٱة]"
MAY_BE_QUOTED = re.compile("[\u064b-\u0650\u0652\u0670إٱة﴿﴾]")


def addresses(text: str) -> Iterator[Place]:
    """URL, e-mail, DOI, code, file names, and numbers whose groups are kept together by a space."""
    return (
        (match.span() for match in re.finditer(ADDRESSES, text))
        if MAY_HAVE_ADDRESS.search(text)
        else iter(())
    )


def quoted_arabic(text: str) -> Iterator[Place]:
    """﴿…﴾, and runs of at least two words that are written as only Arabic is: with vowels, or with إ ٱ ة."""
    if not MAY_BE_QUOTED.search(text):
        return
    yield from (match.span() for match in re.finditer(QURAN, text))
    run: list[re.Match[str]] = []
    for word in ARABIC_WORDS.finditer(text):
        if len(re.findall(VOWELS, word[0])) >= 2 or re.search(ARABIC_SPELLING, word[0]):
            run.append(word)
            continue
        if len(run) >= 2:
            yield run[0].start(), run[-1].end()
        run = []
    if len(run) >= 2:
        yield run[0].start(), run[-1].end()


def outside(edits: Sequence[Edit], places: Iterable[Place]) -> list[Edit]:
    """The edits that touch none of the places."""
    ordered = sorted(places)
    kept: list[Edit] = []
    index = 0
    reach = 0
    for edit in edits:
        while index < len(ordered) and ordered[index][0] < edit.end:
            reach = max(reach, ordered[index][1])
            index += 1
        if edit.start >= reach:
            kept.append(edit)
    return kept
