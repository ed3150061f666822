from itertools import permutations

import pytest

from pipeline import convert
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


PROSE = "The ferry left the quay at six in the morning, an hour late, with forty passengers and a goat"


@pytest.mark.parametrize("mark", ["[{}]", "({})"])
def test_notes_below_the_text_are_known_by_the_marks_that_call_them(mark):
    one, two = mark.format(1), mark.format(2)
    page = f"<h1>The goat</h1><p>{PROSE} {one}.</p><p>{PROSE}.{two} {PROSE}.</p><p>{one} So said the captain.</p><p>{two} Ibid.</p>"
    found = convert(page.encode(), file="page.html")
    assert [(block.label, block.text) for block in found.body if block.kind == "footnote"] == [
        (one, "So said the captain."),
        (two, "Ibid."),
    ]


def test_numbered_paragraphs_that_nothing_calls_are_no_notes():
    page = f"<h1>The goat</h1><p>{PROSE}.</p><p>{PROSE}. {PROSE}.</p><p>[1] So said the captain.</p><p>[2] Ibid.</p>"
    assert not [block for block in convert(page.encode(), file="page.html").body if block.kind == "footnote"]
