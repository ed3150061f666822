"""Whether what was learned of a document can be believed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.extract.pdf.decoding.align import Pair
    from pipeline.extract.pdf.decoding.clusters import Shape
    from pipeline.extract.pdf.decoding.solve import Answer

# Of what is drawn on the pages that OCR read: the least share that lies where it saw words, of these the most letters in
# which it differs, and the most glyphs in doubt. Decoded files have 0.85 or more, up to 0.08 and 0.09; one in Nastaliq, which
# neither we nor Tesseract can read, 0.1, 0.2 and 0.5. Without OCR: the mean distance from known pictures, 0.14 and 0.2.
_MOST = 50  # as what a shape counts at most: the dots of a leader are no text
_SEEN, _DIFFERENT, _DOUBTFUL, _STRANGE = 0.3, 0.35, 0.3, 0.17


def is_credible(
    answers: Mapping[Shape, Answer],
    distances: Mapping[Shape, Mapping[str, float]],
    pairs: Sequence[Pair],
    looked_at: int,
) -> bool:
    """Whether the answers agree with OCR, or without it the shapes with pictures that are known.

    `looked_at` is the number of glyphs in words on the pages that OCR read.
    """
    drawn = sum(shape.count for shape in answers)
    if not drawn:
        return False
    if not looked_at:
        return strangeness(distances) <= _STRANGE
    if not is_settled(answers) or sum(len(pair.shapes) for pair in pairs) < _SEEN * looked_at:
        return False
    return difference(answers, pairs) <= _DIFFERENT


def is_settled(answers: Mapping[Shape, Answer]) -> bool:
    """Whether most of what was learned leaves no doubt: all that can be asked where the words around it are known and it
    is a few ligatures."""
    doubtful = sum(min(shape.count, _MOST) for shape, answer in answers.items() if answer.is_doubtful)
    return bool(answers) and doubtful <= _DOUBTFUL * sum(min(shape.count, _MOST) for shape in answers)


def difference(answers: Mapping[Shape, Answer], pairs: Sequence[Pair]) -> float:
    """Letters that differ between our words and those of OCR, as a share of the latter."""
    from rapidfuzz.distance import Levenshtein

    texts = [
        "".join(answers[shape].text if shape in answers else "?" for shape in pair.shapes) for pair in pairs
    ]
    wrong = sum(
        min(len(pair.text), Levenshtein.distance(text, pair.text))
        for text, pair in zip(texts, pairs, strict=True)
    )
    return wrong / sum(len(pair.text) for pair in pairs)


def strangeness(distances: Mapping[Shape, Mapping[str, float]]) -> float:
    """The mean distance of all that is drawn from the nearest known picture; 1 where no picture is known."""
    drawn = sum(shape.count for shape in distances)
    return sum(shape.count * min(own.values()) for shape, own in distances.items()) / drawn if drawn else 1.0
