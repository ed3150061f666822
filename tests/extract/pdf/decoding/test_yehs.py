"""Yehs that pictures take as one, as the language of the document writes them."""

import numpy as np
import pytest

from pipeline.extract.pdf.decoding.pictures import Ink
from pipeline.extract.pdf.decoding.yehs import spelled
from tests.extract.pdf.decoding.build import shapes

PLAIN = ("########", "########", "........", "........")
DOTTED = ("########", "########", "........", ".##..##.")


def ink(rows):
    return Ink(
        np.array(
            [[255 * (c == "#") for c in row for _ in range(8)] for row in rows for _ in range(8)], np.uint8
        ),
        0,
        24,
    )


def read(letters, shares, dotted=True):
    """What the last letter of a word is spelled as; the first letter stands on the right."""
    known = shapes(letters)
    for shape in known.values():
        shape.ink = ink(DOTTED if dotted else PLAIN)
    texts = {shape: name for name, shape in known.items()}
    word = tuple(known[name] for name in reversed(letters))
    return "".join(spelled(texts, shares, [word])[known[name]] for name in letters)


@pytest.mark.parametrize(
    ("word", "shares", "dotted", "spelling"),
    [
        ("سړی", {"ps-words": 0.9}, True, "سړي"),
        ("سړی", {"ps-words": 0.9}, False, "سړی"),
        ("سید", {"ps-words": 0.9}, True, "سید"),
        ("سړی،", {"ps-words": 0.9}, True, "سړي،"),
        ("علی", {"ar": 0.8, "fa": 0.2}, False, "على"),
        ("فی", {"ar": 0.8, "fa": 0.2}, True, "في"),
        ("کید", {"ar": 0.8, "fa": 0.2}, True, "كيد"),
        ("کی", {"fa": 0.9}, True, "کی"),
    ],
)
def test_dots_and_the_language_tell_how_a_yeh_is_spelled(word, shares, dotted, spelling):
    assert read(word, shares, dotted) == spelling
