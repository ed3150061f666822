"""Running headers and footers: what the pages repeat at their edges.

Evidence, strongest first: the file marks an artifact; the profile knows the text; the text stands at the
same height of several pages with nothing but its numbers changed; the text changes (short titles)
but its height and size do not, and it stands off from the body. Edges are peeled from the outside in,
so a line is never furniture while a line of the body stands outside it. What appears once is never
furniture, but for the bare number of the page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Literal, TypeAlias

from pipeline.normalize import fold
from pipeline.split.boilerplate.watermarks import SAME_HEIGHT, find_watermarks
from pipeline.split.decision import Decision
from pipeline.split.geometry.pitch import usual_size
from pipeline.split.matching import letters_only, signature, template

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from pipeline.config import Profile
    from pipeline.model import Document, Line

Edge = Literal["header", "footer"]
Zones: TypeAlias = "Mapping[int, Sequence[int]]"
"""For each page the lines of one edge, outermost first."""

EDGE_LINES = 6
"""How many lines deep an edge is searched."""
EDGE_SHARE = 0.25
"""How far into the page an edge reaches, as a share of its height; a masthead is no running header."""
PAGE_WORDS = 6
"""Words that may stand beside "page 3" in the line that numbers a page."""
ECHO_LINES, ECHO_LETTERS = 12, 6
"""Lines of the first page that a running title may repeat, and the letters that it must have."""
STAND_OFF = (0.9, 1.8)
"""Free space, in ems, between a running title that changes and the body: if its size is not the body's, if it is."""


def find_furniture(document: Document, keys: Sequence[str], profile: Profile) -> dict[int, Decision]:
    """Decisions for all lines that the pages repeat, and for what the file itself sets apart."""
    found = {
        index: Decision(line=index, role=line.place, rule=line.rule or f"markup:{line.place}")
        for index, line in enumerate(document.lines)
        if line.place
    }
    texts: dict[Edge, tuple[str, ...]] = {"header": profile.header, "footer": profile.footer}
    size = usual_size(document.lines)
    for edge in texts:
        zones = _zones(document, found, edge)
        rules = dict.fromkeys(_placed(document.lines, zones, edge, size), f"running-title:{edge}")
        rules |= dict.fromkeys(_echoes(document.lines, keys, zones, size), f"running-title:{edge}")
        rules |= _numbers(document.lines, keys, zones, edge, profile, size)
        rules |= dict.fromkeys(_repeated(document.lines, keys, zones, edge), f"repeated:{edge}")
        known = [(f"{profile.name}:{edge}[{at}]", text) for at, text in enumerate(texts[edge])]
        rules |= _known(keys, zones, known)
        for zone in zones.values():
            for row in _rows(document.lines, zone):
                ruled = [index for index in row if index in rules]
                if not ruled:
                    break
                found |= {index: Decision(line=index, role=edge, rule=rules[index]) for index in ruled}
        found |= _beside(document.lines, zones, found, edge)
    return found | find_watermarks(document, keys, found)


def _beside(
    lines: Sequence[Line], zones: Zones, found: Mapping[int, Decision], edge: Edge
) -> dict[int, Decision]:
    """Short lines side by side with a running line: a date left, a title right."""
    return {
        index: Decision(line=index, role=edge, rule=f"beside:{edge}")
        for zone in zones.values()
        for index in zone
        if index not in found
        and any(other in found and _same_row(lines[index], lines[other]) for other in zone)
    }


def _rows(lines: Sequence[Line], zone: Sequence[int]) -> list[list[int]]:
    """The lines of an edge, those side by side in one size together."""
    rows: list[list[int]] = []
    for index in zone:
        first = lines[rows[-1][0]] if rows else None
        if first and _same_row(first, lines[index]) and round(first.size) == round(lines[index].size):
            rows[-1].append(index)
        else:
            rows.append([index])
    return rows


def _same_row(one: Line, two: Line) -> bool:
    if one.box is None or two.box is None:
        return False
    common = min(one.box.bottom, two.box.bottom) - max(one.box.top, two.box.top)
    return common > 0.6 * min(one.box.bottom - one.box.top, two.box.bottom - two.box.top)


def _echoes(lines: Sequence[Line], keys: Sequence[str], zones: Zones, size: float) -> set[int]:
    """Outermost lines of later pages that repeat the name of the paper or the beginning of the title."""
    first = [keys[index] for index, line in enumerate(lines) if line.page == 1][:ECHO_LINES]
    head = letters_only(" ".join(first))
    outermost = [zone[:2] for page, zone in zones.items() if page > 1 and len(zone) > 1]
    return {
        outer
        for outer, inner in outermost
        if len(letters_only(keys[outer])) >= ECHO_LETTERS
        and _stands_off(lines[outer], lines[inner], size)
        and letters_only(keys[outer]) in head
    }


def _zones(document: Document, found: Mapping[int, Decision], edge: Edge) -> Zones:
    heights = {page.number: page.height for page in document.pages}
    pages: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for index, line in enumerate(document.lines):
        if line.page and index not in found and line.kind != "image":
            outer = _depth(line, index, heights.get(line.page, 0.0), edge)
            if not line.box or outer <= EDGE_SHARE * heights.get(line.page, float("inf")):
                pages[line.page].append((outer, index))
    return {page: [index for _, index in sorted(zone)[:EDGE_LINES]] for page, zone in pages.items()}


def _depth(line: Line, index: int, height: float, edge: Edge) -> float:
    """Distance from the edge of the page; the order of the lines where they have no box."""
    if line.box is None:
        return float(index if edge == "header" else -index)
    return line.box.top if edge == "header" else height - line.box.bottom


def _known(keys: Sequence[str], zones: Zones, texts: Sequence[tuple[str, str]]) -> dict[int, str]:
    """Lines whose text the profile knows, damaged or not."""
    return {
        index: rule
        for zone in zones.values()
        for index in zone
        for rule, text in reversed(texts)
        if template(text).match(keys[index]) is not None or template(text).resembles(keys[index])
    }


def _repeated(lines: Sequence[Line], keys: Sequence[str], zones: Zones, edge: Edge) -> set[int]:
    """Lines that stand at one height of at least two pages, and of half the odd or even ones, with one text."""
    groups: dict[str, list[tuple[float, int, int]]] = defaultdict(list)
    for page, zone in zones.items():
        for index in filter(lambda index: lines[index].box, zone):
            groups[_running_key(keys[index], page)].append((_height(lines[index], edge), page, index))
    repeated: set[int] = set()
    for group in groups.values():
        for level in _levels(group):
            pages = {page for _, page, _ in level}
            if len(pages) >= 2 and _usual(pages, zones):
                repeated |= {index for _, _, index in level}
    return repeated


def _running_key(key: str, page: int) -> str:
    """Text with its numbers taken out; a line of numbers alone must count with the pages."""
    text = signature(key)
    if any(map(str.isalpha, text)):
        return text
    return text + "".join(f" {int(number) - page}" for number in re.findall(r"\d+", key)[:1])


def _height(line: Line, edge: Edge) -> float:
    if line.box is None:
        return 0.0
    return line.box.top if edge == "header" else line.box.bottom


def _levels(group: list[tuple[float, int, int]]) -> list[list[tuple[float, int, int]]]:
    """The group cut where heights differ."""
    levels: list[list[tuple[float, int, int]]] = []
    for entry in sorted(group):
        if levels and entry[0] - levels[-1][-1][0] <= SAME_HEIGHT:
            levels[-1].append(entry)
        else:
            levels.append([entry])
    return levels


def _usual(some: set[int], pages: Collection[int]) -> bool:
    """Half of all pages, or half of the left or right pages."""
    return any(
        2 * len(some & side) >= len(side)
        for side in (
            set(pages),
            {page for page in pages if page % 2},
            {page for page in pages if not page % 2},
        )
        if len(some & side) >= 2
    )


def _placed(lines: Sequence[Line], zones: Zones, edge: Edge, size: float) -> set[int]:
    """Outermost lines at one height and of one size on three pages or more, set off from the text.

    Not on the first page, where a line of its own is more likely to belong to the article."""
    groups: dict[float, list[tuple[float, int, int]]] = defaultdict(list)
    for page, zone in zones.items():
        if page > 1 and len(zone) > 1 and _stands_off(lines[zone[0]], lines[zone[1]], size):
            groups[round(lines[zone[0]].size)].append((_height(lines[zone[0]], edge), page, zone[0]))
    placed: set[int] = set()
    for group in groups.values():
        for level in _levels(group):
            if len(level) >= 3 and _usual({page for _, page, _ in level}, zones):
                placed |= {index for _, _, index in level}
    return placed


def _stands_off(outer: Line, inner: Line, size: float) -> bool:
    if outer.box is None or inner.box is None:
        return False
    free = max(inner.box.top - outer.box.bottom, outer.box.top - inner.box.bottom)
    least = STAND_OFF[abs(outer.size - size) < 0.04 * size]
    return free > least * max(outer.size, inner.size)


def _numbers(
    lines: Sequence[Line], keys: Sequence[str], zones: Zones, edge: Edge, profile: Profile, size: float
) -> dict[int, str]:
    """Outermost lines that number their page: «صفحه ۲ از ۳», "– 3 –", "3 MERIDIAN" in small type off the text."""
    words = {fold(word).strip(" .:") for word in profile.labels.get("page", ())}
    labels = "|".join(re.escape(word) for word in sorted(words) if len(word) > 2)
    label = re.compile(rf"(?<!\w)(?:{labels or '(?!)'})\W{{0,2}}(\d+)")
    numbers = {
        index: f"page-number:{edge}"
        for page, zone in zones.items()
        for index in next(iter(_rows(lines, zone)), [])
        if _is_page_number(keys[index], page, words, label)
    }
    folios = (zone[0] for page, zone in zones.items() if zone and _is_folio(lines, keys, zone, page, size))
    return dict.fromkeys(folios, f"page-number:{edge}") | numbers


def _is_page_number(key: str, page: int, words: Collection[str], label: re.Pattern[str]) -> bool:
    """Whether the line is the page's number alone, or has it behind a word for page, as `label` finds it."""
    rest = {word for word in re.split(r"[\W\d_]+", key) if word}
    if re.findall(r"\d+", key)[:1] == [str(page)] and rest <= set(words):
        return True
    return str(page) in label.findall(key) and len(rest) <= PAGE_WORDS


def _is_folio(
    lines: Sequence[Line], keys: Sequence[str], zone: Sequence[int], page: int, size: float
) -> bool:
    """Whether the line begins or ends with the page's number, is smaller than the text and stands off from it."""
    tokens = keys[zone[0]].split()
    if len(zone) < 2 or str(page) not in tokens[:1] + tokens[-1:] or len(tokens) > PAGE_WORDS:
        return False
    return lines[zone[0]].size < 0.95 * size and _stands_off(lines[zone[0]], lines[zone[1]], size)
