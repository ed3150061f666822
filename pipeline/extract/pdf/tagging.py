"""What the structure tree says of printed lines, and whether the page bears it out.

A tree may be as good as the author's styles, or made by a tool that made one paragraph of each line, or one of the
whole page. So it is held against what the lines show beyond doubt, and dropped where it says otherwise too often.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipeline.extract.pdf.structure import ARTIFACT, TITLE
from pipeline.model import Box, Span, count_letters
from pipeline.normalize.language import identify
from pipeline.normalize.language.cues import SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.extract.pdf.content import Glyph
    from pipeline.extract.pdf.structure import PageTags, Tag
    from pipeline.model import Line, Page

_MOST_OF_LINE = 0.6  # of a line's letters that must be of one element
# An artifact within this share of the page's height from its edge is a running line.
_EDGE = 0.12
# The tree is dropped if it says otherwise in this share of the places that leave no doubt, and three at least.
_CONTRADICTED, _LEAST = 0.2, 3
_BLANK_LINE, _CLOSE, _OTHER_SIZE = 1.5, 1.1, 0.15  # of the usual step from line to line; of the size
_HEADINGS, _HEADING = 0.4, 300  # headings: share of the letters, and letters of one, that are none
_NOTE = 0.97  # of the usual size: larger text is no note, but what a tool took for the end of one
_NUMBERED = re.compile(r"\s*[\d(]")
_AGREES, _SAMPLE, _TELLING = 0.8, 8, 40  # languages: share of the lines, how many are asked, letters of each


def tagged(line: Line, row: Sequence[Glyph], page: Page, tags: PageTags) -> Line:
    """A printed line with what the tree says of most of its letters."""
    weights: Counter[int | None] = Counter()
    for glyph in row:
        weights[glyph.run.mcid] += len(glyph.text.strip())
    found: Counter[Tag] = Counter()
    for mark, weight in weights.items():
        if mark in tags.tags:
            found[tags.tags[mark]] += weight
    least = _MOST_OF_LINE * weights.total()
    if weights[ARTIFACT] > least and line.place is None:
        return _running(line, page)
    elements: Counter[int] = Counter()
    articles: Counter[int] = Counter()
    languages: Counter[str | None] = Counter()
    for tag, weight in found.items():
        articles[tag.article] += weight
        if tag.element:
            elements[tag.element] += weight
            languages[tag.lang] += weight
    if article := max(articles, key=articles.__getitem__, default=0):
        line = replace(line, article=article)
    element = max(elements, key=elements.__getitem__, default=0)
    if not element or elements[element] < least:
        return line
    tag = next(tag for tag in found if tag.element == element)
    lang = max(languages, key=languages.__getitem__)
    ordered = tag.ordered if tag.kind == "list" else None
    return replace(line, kind=tag.kind, level=tag.level, ordered=ordered, element=element, lang=lang)


def _running(line: Line, page: Page) -> Line:
    """An artifact at the edge of the page is a running header or footer; anywhere else it stays where it is."""
    if line.box is None:
        return line
    if line.box.bottom < _EDGE * page.height:
        return replace(line, place="header", rule="artifact")
    if line.box.top > (1 - _EDGE) * page.height:
        return replace(line, place="footer", rule="artifact")
    return line


def in_one_row(lines: Sequence[Line]) -> list[Line]:
    """Lines of a page; the mark of an item or heading and its text, far apart in one row, are one line."""
    result: list[Line] = []
    places: dict[int, int] = {}  # of the last line of each item and heading
    for line in lines:
        if line.element is not None and line.kind in ("list", "heading"):
            at = places.get(line.element)
            if at is not None and _same_row(result[at], line):
                result[at] = _beside(result[at], line)
                continue
            places[line.element] = len(result)
        result.append(line)
    return result


def _same_row(one: Line, two: Line) -> bool:
    if one.box is None or two.box is None:
        return False
    common = min(one.box.bottom, two.box.bottom) - max(one.box.top, two.box.top)
    return common > 0.6 * min(one.box.bottom - one.box.top, two.box.bottom - two.box.top)


def _beside(one: Line, two: Line) -> Line:
    """Two lines as one, in the direction of the longer."""
    longer = max(one, two, key=lambda line: len(line.text))
    first, second = sorted(
        (one, two), key=lambda line: line.box or Box(0, 0, 0, 0), reverse=longer.dir == "rtl"
    )
    blank = Span(text=" ", size=longer.size, font=longer.spans[0].font)
    boxes = [line.box for line in (one, two) if line.box]
    lows, highs = map(min, zip(*boxes, strict=True)), map(max, zip(*boxes, strict=True))
    (x0, top, _, _), (_, _, x1, bottom) = lows, highs
    return replace(longer, spans=(*first.spans, blank, *second.spans), box=Box(x0, top, x1, bottom))


def believed(lines: Sequence[Line]) -> list[Line]:
    """The lines of a document with what the tree says of them, as far as the page bears it out."""
    body = [line for line in lines if line.element is not None and line.box is not None and not line.place]
    if not body:
        return list(lines)
    drop = _contradicts(lines) or _is_scattered(body)
    headings = not drop and not _too_many_headings(body)
    shift = _title_is_no_heading(body)
    spoken = _true_languages(body)
    false = _false_titles(lines) if not shift else set()
    usual = _usual_size(body)
    long = {element for element, letters in _letters(body).items() if letters > _HEADING}
    result = []
    for line in lines:
        if line.element is not None:
            if drop or (line.kind == "footnote" and line.size > _NOTE * usual):
                line = replace(line, kind=None, level=None, ordered=None, element=None)
            elif line.kind == "heading":
                keep = headings and line.element not in long and line.element not in false
                level = 1 if line.level == TITLE else line.level and line.level + shift
                line = replace(line, kind="heading" if keep else None, level=level if keep else None)
            line = replace(line, lang=_spoken(line, spoken))
        result.append(line)
    return result if drop else _around_article(result)


def _around_article(lines: list[Line]) -> list[Line]:
    """The lines, those below the article that the tree names no longer body: of a web page that was printed, the author's
    portrait, comments, and what the site offers. The article is the one that has most of the text, and its title."""
    letters: Counter[int | None] = Counter()
    for line in lines:
        letters[line.article] += 0 if line.place else count_letters(line.text)
    article = max(letters, key=letters.__getitem__, default=None)
    inside = [at for at, line in enumerate(lines) if line.article == article and not line.place]
    if article is None or not any(lines[at].kind == "heading" and lines[at].level == 1 for at in inside):
        return lines
    return [
        replace(line, place="navigation", rule="structure:below-article")
        if at > inside[-1] and line.article is None and not line.place and line.kind != "image"
        else line
        for at, line in enumerate(lines)
    ]


def _usual_size(lines: Iterable[Line]) -> float:
    """The size of most letters."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += count_letters(line.text)
    return max(sizes, key=sizes.__getitem__, default=0.0)


def _letters(lines: Iterable[Line]) -> Counter[int]:
    letters: Counter[int] = Counter()
    for line in lines:
        letters[line.element or 0] += count_letters(line.text)
    return letters


def _neighbors(lines: Sequence[Line]) -> Iterator[tuple[Line, Line, float]]:
    """Lines one below the other in one column, and the step between their baselines in ems."""
    for one, two in pairwise(lines):
        if one.box is None or two.box is None or one.page != two.page or one.place or two.place:
            continue
        step = (two.box.bottom - one.box.bottom) / (one.size or 1.0)
        overlap = min(one.box.x1, two.box.x1) - max(one.box.x0, two.box.x0)
        if 0 < step < 4 and overlap > 0:
            yield one, two, step


def _contradicts(lines: Sequence[Line]) -> bool:
    """Whether paragraphs of the tree hold blank lines or other type, or end in the middle of a sentence."""
    pairs = [
        pair for pair in _neighbors(lines) if pair[0].element is not None and pair[1].element is not None
    ]
    steps = Counter(round(step, 1) for one, two, step in pairs if round(one.size) == round(two.size))
    usual = min(steps, key=lambda step: (-steps[step], step)) if steps else 0.0
    parted = [(one, two) for one, two, step in pairs if _are_apart(one, two, step, usual)]
    widths = sorted(box.x1 - box.x0 for one, _, _ in pairs if (box := one.box))
    width = widths[len(widths) // 2] if widths else 0.0
    bound = [(one, two) for one, two, step in pairs if step <= _CLOSE * usual and _goes_on(one, two, width)]
    joined = sum(one.element == two.element and one.kind != "list" for one, two in parted)
    broken = sum(one.element != two.element for one, two in bound)
    lonely = all(one.element != two.element for one, two, _ in pairs)  # each line is an element of its own
    return _often(joined, len(parted)) or _often(broken, len(bound)) or (lonely and broken > 0)


def _often(wrong: int, of: int) -> bool:
    return wrong >= _LEAST and wrong > _CONTRADICTED * of


def _are_apart(one: Line, two: Line, step: float, usual: float) -> bool:
    other_size = abs(one.size - two.size) > _OTHER_SIZE * max(one.size, two.size)
    return other_size or step > _BLANK_LINE * usual


def _goes_on(one: Line, two: Line, usual: float) -> bool:
    """Whether a sentence goes on in the next line beyond doubt: after a line of the `usual` length, in points."""
    if one.box is None or two.box is None or one.kind != two.kind:
        return False
    text, after = one.text.rstrip(), two.text.lstrip()
    full = one.box.x1 - one.box.x0 >= 0.9 * max(two.box.x1 - two.box.x0, usual)
    unfinished = bool(text) and (text[-1].isalpha() or text[-1] in ",،")
    starts = after[:1].islower() or (one.dir == two.dir == "rtl" and after[:1].isalpha())
    return full and unfinished and starts and abs(_start(one) - _start(two)) < one.size


def _start(line: Line) -> float:
    if line.box is None:
        return 0.0
    return line.box.x1 if line.dir == "rtl" else line.box.x0


def _is_scattered(body: Sequence[Line]) -> bool:
    """Whether elements do not stand together in the order in which the page is read; notes may cut paragraphs."""
    runs = [element for element, _ in groupby(line.element for line in body if line.kind != "footnote")]
    return _often(len(runs) - len(set(runs)), len(set(runs)))


def _too_many_headings(body: Sequence[Line]) -> bool:
    letters = {True: 0, False: 0}
    for line in body:
        letters[line.kind == "heading"] += count_letters(line.text)
    return letters[True] > _HEADINGS * (letters[True] + letters[False])


def _title_is_no_heading(body: Sequence[Line]) -> int:
    """1 if the title is no heading, and all levels move down by one: the file names it apart, or gives several
    headings the first level."""
    first = {line.element for line in body if line.level == 1}
    return len(first) > 1 or any(line.level == TITLE for line in body)


def _false_titles(lines: Sequence[Line]) -> set[int | None]:
    """The elements of the first level, where text stands before it in larger type or on another page, or a number
    begins it: reports have a title page without styles and a first chapter."""
    text = [line for line in lines if line.text.strip() and not line.place and line.kind != "image"]
    larger = 0.0
    for line in text:
        if line.level == 1:
            false = larger > 1.1 * line.size or line.page != text[0].page or _NUMBERED.match(line.text)
            return {line.element} if false else set()
        larger = max(larger, line.size)
    return set()


def _primary(lang: str | None) -> str | None:
    return lang.split("-")[0].lower() if lang else None


def _spoken(line: Line, languages: set[str]) -> str | None:
    """The language that the tree gives a line, if the line is written in its script."""
    lang = _primary(line.lang)
    return lang if lang in languages and (SCRIPTS[lang] == "arab") == (line.dir == "rtl") else None


def _true_languages(body: Sequence[Line]) -> set[str]:
    """The languages that the lines called so are in: Word calls all text of a machine's second language Arabic."""
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for line in body:
        lang = _primary(line.lang)
        if (
            lang is not None
            and lang in SCRIPTS
            and asked[lang] < _SAMPLE
            and count_letters(line.text) >= _TELLING
        ):
            asked[lang] += 1
            right[lang] += identify(line.text) == lang
    return {lang for lang in asked if right[lang] >= _AGREES * asked[lang]}
