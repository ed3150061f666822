"""A document whose text layer is no text, read anew from the shapes of its glyphs."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.extract.pdf.decoding.align import Seen, align, pairs
from pipeline.extract.pdf.decoding.claims import heed, keep_letters
from pipeline.extract.pdf.decoding.clusters import Shapes, draw_fonts
from pipeline.extract.pdf.decoding.features import Features, features
from pipeline.extract.pdf.decoding.gate import is_credible, is_settled
from pipeline.extract.pdf.decoding.learned import Decoding
from pipeline.extract.pdf.decoding.library import Near, library
from pipeline.extract.pdf.decoding.shared import is_known, known_shapes
from pipeline.extract.pdf.decoding.solve import add_frequency, add_reads, by_picture, prior, solve
from pipeline.extract.pdf.decoding.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from pipeline.config import FontMap
    from pipeline.extract.pdf.content import PageContent
    from pipeline.extract.pdf.decoding.clusters import Cluster, Shape
    from pipeline.extract.pdf.decoding.library import Library
    from pipeline.extract.pdf.fonts.font import Font

_SAMPLE_PAGES = 3  # that OCR reads
# Glyphs in words without any letter: fewer, where ligatures are all that a font lacks, prove nothing.
_FEWEST_SEEN = 60
# A shape that no known picture comes nearer to is none that we know; a letter of another font lies within 0.25.
_STRANGE = 0.4


def by_pictures(shapes: Sequence[Shape], known: Library) -> dict[Shape, dict[str, float]]:
    """Distances to the nearest known picture of each text, by shape."""
    inked = [shape for shape in shapes if shape.ink is not None]
    if not inked:
        return {}
    pictures = features([shape.ink for shape in inked if shape.ink], [shape.advance for shape in inked])
    nearest = known.nearest(pictures)
    fonts: defaultdict[Font, list[int]] = defaultdict(list)
    for number, shape in enumerate(inked):
        fonts[shape.font].append(number)
    found: dict[Shape, dict[str, float]] = {}
    for own in fonts.values():
        drawn = [inked[number] for number in own]
        read = known.read(
            Features(*(array[own] for array in pictures)),
            [shape.count for shape in drawn],
            Near(nearest.places[own], nearest.distances[own]),
        )
        found.update(zip(drawn, read, strict=True))
    return found


class Look(NamedTuple):
    """An OCR program by its name and version, and what it reads on some pages (from 0), by page."""

    program: str
    read: Callable[[Sequence[int]], Mapping[int, Sequence[Seen]]]


def _sample(pages: Sequence[list[Cluster]]) -> list[int]:
    """A few pages that show as many shapes as any."""
    shapes = [{cluster.shape for cluster in clusters if cluster.shape is not None} for clusters in pages]
    chosen: list[int] = []
    for _ in range(min(_SAMPLE_PAGES, len(pages))):
        best = max(range(len(pages)), key=lambda page: len(shapes[page]))
        if not shapes[best]:
            break
        chosen.append(best)
        found = shapes[best]
        shapes = [own - found for own in shapes]
    return sorted(chosen)


def _clustered(
    contents: Sequence[PageContent], make: Callable[..., Shapes], known: Library
) -> tuple[list[list[Cluster]], list[Shape], dict[Shape, dict[str, float]]]:
    """The pages as clusters, the shapes that have ink, and their distances to known pictures.

    `make` makes Shapes; if the first show strokes of letters among the vowel signs, the pages are cut anew with these.
    """
    strokes: set[tuple[Font, int]] = set()
    while True:
        shapes = make(strokes=strokes)
        pages = [shapes.clusters(content.glyphs) for content in contents]
        inked = [shape for shape in shapes if shape.ink is not None]
        distances = by_pictures(inked, known) if known.texts else {}
        nearest = {shape: min(own, key=own.__getitem__) for shape, own in distances.items()}
        if strokes or not (strokes := shapes.strokes(pages, nearest)):
            shapes.name_marks()
            return pages, inked, distances


def decode(
    contents: Sequence[PageContent],
    objects: Mapping[Font, Any],
    look: Callable[[], Look | None],
    known: Library | None = None,
    maps: Sequence[FontMap] = (),
    believed: Collection[Font] = frozenset(),
    *,
    signs: bool = True,
) -> Decoding | None:
    """Learn what the fonts of `objects` draw on the pages; None where that cannot be done well.

    What `maps` know is taken from them; of the fonts `believed` only the glyphs without a letter are learned, and if
    `signs` what stands under signs without a name.
    """
    known = known or library()
    shapes = partial(Shapes, draw_fonts(contents, objects), known.vowel, believed=believed, signs=signs)
    pages, inked, distances = _clustered(contents, shapes, known)
    cut = [list(words(clusters)) for clusters in pages]
    shared = known_shapes(inked, maps)
    certain = is_known(inked, shared)
    eyes = look() if inked and not certain else None
    seen = eyes.read(_sample(pages)) if eyes else {}
    paired = [pair for page, own in seen.items() for pair in pairs(cut[page], own)]
    reads = align(paired, {shape: prior(own) for shape, own in distances.items()})
    scores = {
        shape: add_frequency(add_reads(by_picture(distances.get(shape, {})), reads.get(shape, {})))
        for shape in inked
        if reads.get(shape) or min(distances.get(shape, {}).values(), default=1.0) < _STRANGE
    }
    heeded = keep_letters(heed(scores, known.texts_known()), believed)
    scores = {shape: own for shape, own in heeded.items() if own}
    scores |= {shape: {shared.texts[shape.digest]: 0.0} for shape in inked if shape.digest in shared.texts}
    answers = solve(scores, (word for own in cut for word in own))
    looked_at = sum(
        all(cluster.shape for cluster in word.clusters) * len(word.clusters)
        for page in seen
        for word in cut[page]
    )
    if believed and looked_at < _FEWEST_SEEN:
        credible = is_settled(answers) or is_credible(answers, distances, (), 0)
    else:
        credible = is_credible(answers, distances, paired, looked_at)
    if not certain and not credible:
        return None
    maps_heard = [f"fonts/{name}" for name in shared.maps]
    heard = [name for name, used in (("pictures", distances), ("words", answers)) if used]
    eyewitness = [eyes.program] if eyes and paired else []
    return Decoding(pages, answers, (*maps_heard, *heard, *eyewitness), list(objects), believed)
