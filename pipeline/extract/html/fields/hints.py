"""Fields that the markup names: which line is the title, and which hints are worth keeping."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from pipeline.extract.html.fields.authors import names_author
from pipeline.extract.html.fields.printed import is_date_line
from pipeline.extract.html.lines.vocabulary import LONGEST
from pipeline.normalize.dates import find_dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from pipeline.extract.html.lines.draft import Draft
    from pipeline.model import Claim

# Type this much larger than the text is a title; Word and FrontPage set 18 over 12 points.
_LARGER = 1.3
_LARGE_ENOUGH = 0.85  # of that, from which a line may be the title though another is larger
_DEFAULT = 12.0
_PARAGRAPH = 100
_OTHER_ASCII = bytes(byte for byte in range(128) if not chr(byte).isalnum())
_TELLING = 8
_SIGN = re.compile(r"\s+([-–—|»:•·]|::)\s+")
_COLON = re.compile(r"(:)\s+")  # blogs: "My diary: First snow"
_NAMED_TITLE = 2  # points of a line whose class alone calls it the title
_SECTIONS = (
    3  # lines without a link that a page may call a section; in more, a section is a part of the layout
)
# How much it counts that <title> starts with a line: the name of the site follows there.
_STARTS = 7
# What stands between the title and what <title> has behind it; a word goes on instead.
_SEPARATED = re.compile(r"$|\s*[^\w\s]|\s*\d+$")
_RESEMBLES = 80  # percent of letters in common
_UNLIKELY_TITLE = ("table", "list", "caption", "footnote", "quote", "image")


def hint_fields(drafts: Sequence[Draft], title: int | None) -> list[Draft]:
    """The drafts with only the credible hints; `title` is the index of the line that is the title."""
    sections = sum([draft.field == "section" and not draft.linked and draft.letters > 0 for draft in drafts])
    if sections > _SECTIONS:
        drafts = [_unless_section(draft) for draft in drafts]
    return [_hinted(draft, index == title) for index, draft in enumerate(drafts)]


def _unless_section(draft: Draft) -> Draft:
    return draft._replace(field=None) if draft.field == "section" and not draft.linked else draft


def _hinted(draft: Draft, is_title: bool) -> Draft:
    field = "title" if is_title else _credible(draft)
    return draft if field == draft.field else draft._replace(field=field)


def _credible(draft: Draft) -> str | None:
    """What its markup calls a line, if it can be that. Only one line is the title."""
    field = draft.field
    if field in ("section", "lead") and is_date_line(draft):
        return "date"
    if field == "author":
        # With a date beside the name it is a byline, which is read as a whole.
        return field if names_author(draft) and not find_dates(draft.text) else None
    if field == "title" or (field == "credit" and draft.kind == "caption"):
        return None
    if field == "section" and _are_glued(draft):
        return None
    return None if field == "date" and not find_dates(draft.text) else field


def _are_glued(draft: Draft) -> bool:
    """Whether links follow each other without a sign between them, as the names of several sections do."""
    pairs = zip(draft.runs, draft.runs[1:], strict=False)
    return any(
        one.style.target and two.style.target and one.style.target != two.style.target for one, two in pairs
    )


def find_title(drafts: Sequence[Draft], claims: Sequence[Claim], text: HtmlElement | None) -> int | None:
    """Index of the line that is the title: an h1 or one that repeats the metadata or stands out above the text.

    `text` is the element that holds the article's text. Old pages repeat the name of the site in
    <title> and at their top, so what only repeats <title> far from the text weighs less than a line
    that is set large above it.
    """
    claimed = _Claimed(claims)
    sizes = [draft.size for draft in drafts]
    large = _LARGER * _text_size(drafts, sizes)
    under = frozenset() if text is None else frozenset(text.iterdescendants())
    best, found, opened = 0, None, False
    set_apart: list[int] = []
    for index, (draft, size) in enumerate(zip(drafts, sizes, strict=True)):
        if draft.linked == draft.letters and draft.kind != "heading" and draft.field != "title":
            continue
        inside = draft.element in under
        score = _title_score(draft, claimed, inside)
        if opened and score == _NAMED_TITLE:
            continue  # the heading of another box
        if inside and not opened and not score and size >= _LARGE_ENOUGH * large:
            set_apart.append(index)
        if inside and not opened and (size >= large or (draft.block.level == 1 and not claimed)):
            score += 5
        opened = opened or (inside and draft.letters >= _PARAGRAPH and draft.kind != "heading")
        if score > best:
            best, found = score, index
    if found in set_apart and len(set_apart) > 1:
        return None  # the name of the paper and the title, which the lines around them tell apart
    if found is None and claimed:
        found = _only_heading(drafts)
    return _post_below(drafts, claimed, found, _text_size(drafts, sizes))


def _only_heading(drafts: Sequence[Draft]) -> int | None:
    """The one heading above the first paragraph, where <title> names something else: the site, "print version"."""
    first = next(
        (at for at, draft in enumerate(drafts) if draft.letters >= _PARAGRAPH and draft.kind is None), 0
    )
    headings = [
        at
        for at, draft in enumerate(drafts[:first])
        if draft.kind == "heading"
        and 0 < draft.letters <= LONGEST["title"]
        and not draft.linked
        and not draft.block.hidden
    ]
    return headings[0] if len(headings) == 1 else None


def _post_below(
    drafts: Sequence[Draft], claimed: _Claimed, found: int | None, text_size: float
) -> int | None:
    """The heading below the name of a blog, where <title> has both: "My diary - First snow".

    Without markup it is set larger than the text, of `text_size`."""
    rests = frozenset() if found is None else claimed.behind(_key(drafts[found].text))
    if found is None or not rests:
        return found
    for index in range(found + 1, len(drafts)):
        draft = drafts[index]
        if draft.letters >= _PARAGRAPH and draft.kind != "heading":
            break
        heading = draft.kind == "heading" or (draft.size > text_size and not draft.linked)
        if heading and _key(draft.text) in rests:
            return index
    return found


class _Claimed:
    """What the metadata call the title."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        titles = [claim for claim in claims if claim.field == "title"]
        self._keys = [_key(claim.value) for claim in titles]
        self._texts = [" ".join(claim.value.split()).casefold() for claim in titles]
        # Old themes of blogs write "Site » Archive » Title".
        named = [parts for claim in titles if len(parts := claim.value.split(" » ")) > 1]
        self._pairs = [
            (parts[0], parts[2])
            for claim in titles
            for sign in (_SIGN, _COLON)
            if len(parts := sign.split(claim.value, maxsplit=1)) == 3
        ]
        self._sites = {_key(parts[0]) for parts in named}
        self._last = {_key(parts[-1]) for parts in named}

    def __bool__(self) -> bool:
        return bool(self._keys)

    def behind(self, key: str) -> frozenset[str]:
        """What stands behind a text in <title>, apart from it by a sign."""
        return frozenset(_key(last) for first, last in self._pairs if _key(first) == key)

    def agreement(self, text: str, inside: bool) -> int:
        """How far a line is what the metadata call the title. Behind the title <title> has the site's name,
        and old pages have nothing else there: it is that which stands at their top."""
        key = _key(text)
        if key in self._keys or key in self._last:
            return 8 if inside else 4
        if len(key) < _TELLING:
            return 0
        if key not in self._sites and any(each.startswith(key) for each in self._keys) and self._ends(text):
            return _STARTS
        return 3 if any(key in each for each in self._keys) else 0

    def _ends(self, text: str) -> bool:
        """Whether what begins a claim is more than the first words of its sentence."""
        start = " ".join(text.split()).casefold()
        rests = [claim.removeprefix(start) for claim in self._texts if claim.startswith(start)]
        return not rests or any(_SEPARATED.match(rest) for rest in rests)

    def resembles(self, text: str) -> bool:
        """Whether a line is what the metadata call the title but for a word or two."""
        from rapidfuzz import fuzz

        key = _key(text)
        return len(key) >= _TELLING and any(
            fuzz.ratio(key, each, score_cutoff=_RESEMBLES) >= _RESEMBLES for each in self._keys
        )


def _text_size(drafts: Sequence[Draft], sizes: Sequence[float]) -> float:
    """The type size of most of the page; that of browsers, if it names none."""
    letters: dict[float, int] = {}
    for draft, size in zip(drafts, sizes, strict=True):
        letters[size] = letters.get(size, 0) + draft.letters
    return max(letters, key=letters.__getitem__, default=0.0) or _DEFAULT


def _title_score(draft: Draft, claimed: _Claimed, inside: bool) -> int:
    if not 0 < draft.letters <= LONGEST["title"] or draft.kind in _UNLIKELY_TITLE or draft.block.hidden:
        return 0
    markup = 3 if draft.block.level == 1 else _NAMED_TITLE if draft.field == "title" else 0
    agrees = claimed.agreement(draft.text, inside or markup > 0)
    if not agrees and draft.block.level == 1 and claimed.resembles(draft.text):
        agrees = _STARTS
    if draft.linked * 2 > draft.letters:
        if draft.linked == draft.letters and not markup and agrees < _STARTS:
            return 0
        agrees -= 3 if agrees else 0
    return markup + agrees


def _key(text: str) -> str:
    """Letters and digits only, so that quotes, blanks and joiners do not part what is equal."""
    if text.isascii():
        return text.encode().translate(None, _OTHER_ASCII).decode().lower()
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()
