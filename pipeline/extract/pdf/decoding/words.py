"""Clusters to words by the room between them, from left to right: before the text is known, that is all there is."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.extract.pdf.decoding.clusters import Cluster

# In em: more room than this is a blank; baselines nearer than this are one line.
_ROOM, _SAME_LINE = 0.12, 0.3


class Word(NamedTuple):
    """Clusters of one word from left to right, and its box in points (x0, top, x1, bottom)."""

    clusters: tuple[Cluster, ...]
    box: tuple[float, float, float, float]


def lines(clusters: Iterable[Cluster]) -> list[list[Cluster]]:
    """The clusters of each line, in no order."""
    found: list[list[Cluster]] = []
    rows: defaultdict[tuple[int, int], list[list[Cluster]]] = defaultdict(list)
    for cluster in clusters:
        run = cluster.glyph.run
        band = int(run.v // 20)
        near = [line for row in (band - 1, band, band + 1) for line in rows[run.angle, row]]
        home = next((line for line in near if _on_one_line(line[0], cluster)), None)
        if home is None:
            home = []
            found.append(home)
            rows[run.angle, band].append(home)
        home.append(cluster)
    return found


def _on_one_line(first: Cluster, second: Cluster) -> bool:
    one, other = first.glyph.run, second.glyph.run
    return abs(one.v - other.v) <= _SAME_LINE * min(one.size, other.size)


def _is_blank(cluster: Cluster) -> bool:
    if cluster.shape is not None:
        return cluster.shape.ink is None
    return not cluster.glyph.text.strip()


def _box(clusters: Sequence[Cluster]) -> tuple[float, float, float, float]:
    run = clusters[0].glyph.run
    left, right = min(c.glyph.u0 for c in clusters), max(c.glyph.u1 for c in clusters)
    return left, run.v - run.font.ascent * run.size, right, run.v - run.font.descent * run.size


def words(clusters: Iterable[Cluster]) -> Iterator[Word]:
    """The words of a page, line by line as drawn; each from left to right."""
    for line in lines(clusters):
        line.sort(key=lambda c: c.glyph.u0 + c.glyph.u1)
        word: list[Cluster] = []
        for cluster in line:
            apart = word and cluster.glyph.u0 - word[-1].glyph.u1 > _ROOM * cluster.glyph.run.size
            if word and (apart or _is_blank(cluster)):
                yield Word(tuple(word), _box(word))
                word = []
            if not _is_blank(cluster):
                word.append(cluster)
        if word:
            yield Word(tuple(word), _box(word))
