"""What was learned of a document: its glyphs with their letters, and what is still in doubt."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.pdf.decoding import referee
from pipeline.extract.pdf.decoding.stretch import close_gaps
from pipeline.extract.pdf.decoding.words import words
from pipeline.model import Box, Issue

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from pipeline.extract.pdf.content import Glyph
    from pipeline.extract.pdf.decoding.clusters import Cluster, Shape
    from pipeline.extract.pdf.decoding.solve import Answer
    from pipeline.extract.pdf.decoding.words import Word
    from pipeline.extract.pdf.fonts.font import Font

_BLANK = " "
_MOST_DOUBTS = 60  # that are told one by one, digits and the smallest margins first


class _Doubt(NamedTuple):
    issue: Issue
    margin: float
    is_digit: bool


class Decoding:
    """The pages as clusters, what each shape was read as, the witnesses that were heard, and the fonts in question; of
    those `believed` only some glyphs."""

    def __init__(
        self,
        pages: Sequence[list[Cluster]],
        answers: Mapping[Shape, Answer],
        witnesses: tuple[str, ...],
        fonts: Sequence[Font],
        believed: Collection[Font] = frozenset(),
    ) -> None:
        self.pages, self.answers, self.witnesses, self.fonts = pages, answers, witnesses, fonts
        self.believed = believed
        for clusters in pages:
            close_gaps(clusters, self._text)

    @property
    def count(self) -> int:
        """How many clusters have a text that was learned."""
        return sum(shape.count for shape in self.answers)

    def glyphs(self, page: int) -> list[Glyph]:
        """The glyphs of a page (from 0) with the letters that were learned; marks are part of their letters."""
        return [self._read(cluster) for cluster in self.pages[page]]

    def _read(self, cluster: Cluster) -> Glyph:
        glyph, shape = cluster.glyph, cluster.shape
        glyph.mapped = None  # what the font says is no ground to doubt /ActualText
        if shape is not None:
            glyph.text = self._text(cluster)
            glyph.code = shape.code
        return glyph

    def _text(self, cluster: Cluster) -> str:
        shape = cluster.shape
        if shape is None:
            return cluster.glyph.text
        if shape.ink is None:
            return _BLANK
        if shape in self.answers:
            return self.answers[shape].text + cluster.vowels
        return cluster.glyph.text if shape.font in self.believed else ""

    def places(self) -> dict[Shape, tuple[int, str]]:
        """The page (from 1) and the word in which each shape that was read stands first."""
        found: dict[Shape, tuple[int, str]] = {}
        for number, clusters in enumerate(self.pages, 1):
            for word in words(clusters):
                for shape in (cluster.shape for cluster in word.clusters):
                    if shape is not None and shape in self.answers and shape not in found:
                        found[shape] = number, self._whole(word)
        return found

    def _whole(self, word: Word) -> str:
        return referee.logical([self._text(cluster) for cluster in word.clusters])

    def issues(self) -> Iterator[Issue]:
        """That the text was learned, and from what; then each letter in doubt, once for a page."""
        some = "some of its" if len(self.believed) == len(self.fonts) else "its"
        message = f"the file does not say what {some} glyphs are; {len(self.answers)} shapes were read by {', '.join(self.witnesses)}"
        yield Issue(code="decoded-text", message=message, count=self.count, human=False)
        doubts = [
            doubt for number, clusters in enumerate(self.pages, 1) for doubt in self._doubts(number, clusters)
        ]
        worst = sorted(range(len(doubts)), key=lambda i: (not doubts[i].is_digit, doubts[i].margin))[
            :_MOST_DOUBTS
        ]
        yield from (doubts[i].issue for i in sorted(worst))
        rest = sum(doubt.issue.count or 0 for i, doubt in enumerate(doubts) if i not in set(worst))
        if rest:
            yield Issue(code="doubtful-letter", message="further letters that may be others", count=rest)

    def _doubts(self, number: int, clusters: Sequence[Cluster]) -> Iterator[_Doubt]:
        counts: Counter[Shape] = Counter()
        first: dict[Shape, Word] = {}
        for word in words(clusters):
            for shape in (cluster.shape for cluster in word.clusters):
                if shape is not None and shape in self.answers and self.answers[shape].is_doubtful:
                    counts[shape] += 1
                    first.setdefault(shape, word)
        for shape, word in first.items():
            answer = self.answers[shape]
            whole = self._whole(word)
            box = Box(*(round(edge, 1) for edge in word.box))
            message = f"“{answer.text}” in “{whole}” may be “{answer.second}”"
            issue = Issue(code="doubtful-letter", message=message, page=number, count=counts[shape], box=box)
            yield _Doubt(issue, answer.margin, answer.text.isdigit())
