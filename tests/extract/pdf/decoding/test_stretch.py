"""Kashidas that are no glyphs."""

import numpy as np
import pytest

from pipeline.extract.pdf.decoding.pictures import EM, Ink
from pipeline.extract.pdf.decoding.stretch import close_gaps
from tests.extract.pdf.decoding.build import shapes, word

JOINED, ALONE = (0.0, 0.5), (0.1, 0.4)  # em: left and right edge of the ink, of an advance of 0.5


def drawn(text, gap, edges):
    """The clusters of two letters, the second left of the first, with a gap in em between them."""
    known = shapes(text)
    for letter, (left, right) in zip(text, edges, strict=True):
        width = round((right - left) * EM)
        known[letter].ink = Ink(np.full((9, width), 255, np.uint8), round(left * EM), 9)
    clusters = word(text[::-1], known).clusters
    clusters[1].glyph.u0 += 10 * gap
    clusters[1].glyph.u1 += 10 * gap
    close_gaps(clusters, lambda cluster: cluster.shape.digest)
    return clusters[1].glyph.u0 - clusters[0].glyph.u1


def test_a_gap_after_a_form_that_joins_is_a_kashida():
    assert drawn("بر", 0.8, (JOINED, JOINED)) == 0


@pytest.mark.parametrize(
    ("text", "gap", "edges"),
    [
        ("رب", 0.8, (JOINED, JOINED)),  # a letter that never joins, however far its ink goes
        ("بر", 0.8, (ALONE, JOINED)),
        ("بر", 0.8, (JOINED, ALONE)),
        ("بر", 3.5, (JOINED, JOINED)),
        ("ab", 0.8, (JOINED, JOINED)),
    ],
)
def test_other_gaps_are_left(text, gap, edges):
    assert drawn(text, gap, edges) == pytest.approx(10 * gap)


def test_glyphs_that_lie_over_each_other_are_left():
    assert drawn("بر", -0.1, (JOINED, JOINED)) == pytest.approx(-1)
