"""When what was learned is not believed."""

import pytest

from pipeline.extract.pdf.decoding.align import Pair
from pipeline.extract.pdf.decoding.gate import is_credible
from pipeline.extract.pdf.decoding.solve import Answer
from tests.extract.pdf.decoding.build import shapes

WORD = "سلام"


def learned(*, margin=20.0, distance=0.05, read=WORD, seen=1.0):
    known = shapes(WORD)
    answers = {shape: Answer(name, margin, "") for name, shape in known.items()}
    distances = {shape: {name: distance} for name, shape in known.items()}
    pairs = [Pair(tuple(known.values()), read, 1.0)] if read else []
    return answers, distances, pairs, round(len(WORD) / seen) if read else 0


@pytest.mark.parametrize(
    ("case", "credible"),
    [
        ({}, True),
        ({"read": ""}, True),
        ({"margin": 1.0}, False),  # all in doubt
        ({"margin": 1.0, "read": ""}, True),  # as it may be where only pictures speak
        ({"read": "بدتر"}, False),  # OCR reads something else
        ({"seen": 0.1}, False),  # OCR saw words in few of the places
        ({"read": "", "distance": 0.3}, False),  # no known picture is near
        ({"distance": 0.3}, True),  # but OCR agrees
    ],
)
def test_a_document_is_read_so_if_its_witnesses_agree(case, credible):
    assert is_credible(*learned(**case)) is credible


def test_the_dots_of_a_leader_are_no_ground_for_doubt():
    answers, distances, pairs, looked_at = learned()
    (dot,) = shapes(".").values()
    dot.count = 1000
    for shape in answers:
        shape.count = 60
    answers[dot], distances[dot] = Answer(".", 1.0, "·"), {".": 0.05}
    assert is_credible(answers, distances, pairs * 60, 60 * looked_at)


def test_nothing_learned_is_not_believed():
    assert not is_credible({}, {}, [], 0)
