from itertools import permutations

import pytest

from pipeline.model import Span
from pipeline.split.body.footnotes import mark_calls


@pytest.mark.parametrize("unraised", [*permutations(("[2]", "[3]", "4"))])
def test_calls_are_found_in_whatever_order_the_notes_are_known(unraised):
    spans = mark_calls(
        [Span(text="as many hold [2] [3] : and so do others.4")], frozenset(unraised), unraised
    )
    assert [span.note or span.text for span in spans if span.note or span.text] == [
        "as many hold ",
        "[2]",
        " ",
        "[3]",
        " : and so do others.",
        "4",
    ]
