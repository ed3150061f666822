"""Damaged pages are read or refused, and what is read adds up."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import DocumentError
from tests.conftest import SAMPLES
from tests.extract.html.reading import read

PAGES = [path.read_bytes() for path in sorted(SAMPLES.glob("html-*/input.html"))]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(PAGES),
    st.lists(st.tuples(st.integers(0, 8_000), st.integers(0, 300), st.binary(max_size=8)), max_size=6),
)
def test_a_page_with_bytes_cut_out_and_put_in_does_no_harm(page, damage):
    for place, length, bytes_put_in in damage:
        page = page[:place] + bytes_put_in + page[place + length :]
    with suppress(DocumentError):
        read(page)


@pytest.mark.parametrize(
    "name", ["script", "style", "title", "textarea", "template", "noscript", "plaintext", "xmp"]
)
def test_an_element_that_is_never_closed_does_no_harm(name):
    document = read(f"<body><p>before</p><{name}><p>after</p></body>")
    assert document.lines[0].text == "before"
