"""Whether what was taken for the article can be believed, by a count of our own that asks no engine.

Measured on trafilatura's evaluation set (990 pages, F1 of passages below 0.7 on 55): 34 pages are doubted, 11 of them
of those 55 and 19 with a fault at all; either half of the set gives 15 and 19 doubts, 6 and 5 of them right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.html.article.content import Placing
    from pipeline.extract.html.lines.draft import Draft

# Rules that cut a line because the engine left it out, without a sign in the markup.
_UNSIGNED = frozenset(("html:before-main-content", "html:left-out", "html:after-main-content"))
# Cut without a sign, of what was kept; kept, of what the page shows outside links.
_CUT = 0.8
_SHARE = 0.12
# Of what was kept: teasers cut from between its lines; what stands below linked headings, and how many of those make an index.
_TEASER = "html:teaser"
_INSIDE = 0.5
_MOSTLY = 0.6
_SEVERAL = 3


def content_doubt(drafts: Sequence[Draft], placed: Sequence[Placing]) -> str | None:
    """What speaks against the lines that were taken for the article, None if nothing does."""
    kept = cut = shown = 0
    for draft, (place, rule) in zip(drafts, placed, strict=True):
        letters = max(0, draft.letters - draft.linked)
        shown += 0 if draft.block.hidden else letters
        kept += letters if place is None else 0
        cut += letters if rule in _UNSIGNED else 0
    if cut > _CUT * kept:
        return "Around the main content about as much text was cut, and no sign in the markup says that it is no part of it."
    if kept < _SHARE * shown:
        return "Most of the text of the page was not taken for its main content."
    if _teasers_inside(drafts, placed) > _INSIDE * kept:
        return "Much text was cut from the middle of the main content because it looks like teasers of other articles."
    if _below_links(drafts, placed) >= _MOSTLY * kept > 0:
        return "The text stands below several headings that are links: the page may be an index of articles."
    return None


def _teasers_inside(drafts: Sequence[Draft], placed: Sequence[Placing]) -> int:
    """Letters of teasers between the first and the last line that was kept."""
    kept = [index for index, (place, _) in enumerate(placed) if place is None]
    inside = range(kept[0], kept[-1]) if kept else ()
    return sum(
        drafts[index].letters - drafts[index].linked for index in inside if placed[index][1] == _TEASER
    )


def _below_links(drafts: Sequence[Draft], placed: Sequence[Placing]) -> int:
    """Letters that were kept below headings that are links, of which there are several with text."""
    below: dict[int, int] = {}
    heading: int | None = None
    for index, (draft, (place, _)) in enumerate(zip(drafts, placed, strict=True)):
        if draft.kind == "heading":
            heading = index if draft.linked == draft.letters > 0 else None
        elif place is None and heading is not None and draft.letters > draft.linked:
            below[heading] = below.get(heading, 0) + draft.letters - draft.linked
    return sum(below.values()) if len(below) >= _SEVERAL else 0
