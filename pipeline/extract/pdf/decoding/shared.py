"""Shapes that a map of fonts knows (`config/fonts/`): somebody has looked at them, so no other witness is heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.config import FontMap
    from pipeline.extract.pdf.decoding.clusters import Shape

# Of all that is drawn: where maps know so much of it, neither OCR is asked nor the gate.
_NEARLY_ALL = 0.95


class Known(NamedTuple):
    """The texts of shapes by their digests, and the maps they are from."""

    texts: dict[str, str]
    maps: tuple[str, ...]


def known_shapes(shapes: Iterable[Shape], maps: Sequence[FontMap]) -> Known:
    """What the maps say of the shapes; the first that knows one counts."""
    texts: dict[str, str] = {}
    used: dict[str, None] = {}
    for digest in (shape.digest for shape in shapes):
        teller = next((known for known in maps if digest in known.shapes), None)
        if teller is not None:
            texts[digest] = teller.shapes[digest]
            used[teller.name] = None
    return Known(texts, tuple(used))


def is_known(shapes: Sequence[Shape], known: Known) -> bool:
    """Whether maps know nearly all that is drawn."""
    drawn = sum(shape.count for shape in shapes)
    return sum(shape.count for shape in shapes if shape.digest in known.texts) >= _NEARLY_ALL * drawn > 0
