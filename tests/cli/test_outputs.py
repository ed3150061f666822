"""Names of outputs: the input's own where it can be, never the same twice."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli._outputs import MAX_BYTES, names


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        (["in/a.pdf", "in/b.html"], ["a", "b"]),
        (["in/a.pdf", "in/a.html", "in/b.pdf"], ["a.pdf", "a.html", "b"]),
        (["2011/a.pdf", "2012/a.pdf"], ["2011-a", "2012-a"]),
        (["2011/a.pdf", "2012/a.pdf", "2012/a.html"], ["2011-a", "2012-a", "a.html"]),
        (["x/1/a.pdf", "y/1/a.pdf"], ["1-a.pdf-1", "1-a.pdf-2"]),
        (["in/A.pdf", "in/a.html"], ["A.pdf", "a.html"]),
        (["in/a.pdf", "in/a.html", "in/a.pdf.pdf"], ["in-a", "a.html", "a.pdf"]),
    ],
)
def test_inputs_that_share_a_stem_are_told_apart(inputs, expected):
    assert names([Path(name) for name in inputs]) == expected


@given(
    st.lists(
        st.builds(
            "{}/{}.{}".format, *(st.sampled_from(part) for part in ("xy", "aAé", ["pdf", "html", "pdf-1"]))
        ),
        max_size=8,
    )
)
def test_no_two_inputs_have_one_name_and_their_order_does_not_matter(inputs):
    paths = [Path(name) for name in inputs]
    given_names = names(paths)
    assert len({name.casefold() for name in given_names}) == len(paths)
    if len(set(inputs)) == len(inputs) and not any("-1" in name or "-2" in name for name in given_names):
        assert sorted(names(paths[::-1])) == sorted(given_names)


def test_a_name_as_long_as_the_file_system_allows_still_takes_a_suffix():
    [name] = names([Path("ا" * 125 + ".pdf")])
    assert len(name.encode()) <= MAX_BYTES
    assert name == "ا" * 100
