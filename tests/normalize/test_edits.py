from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalize.edits import Edit, apply_edits, move_borders


@st.composite
def edited(draw):
    text = draw(st.text("abc", max_size=20))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edits = [
        Edit(start, end, draw(st.text("xy", max_size=3)))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    borders = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    return text, edits, [*borders, len(text)]


@given(edited())
def test_borders_stay_in_order_and_inside_the_text(case):
    text, edits, borders = case
    after = apply_edits(text, edits)
    moved = move_borders(borders, edits)
    assert moved == sorted(moved)
    assert moved[-1] == len(after)


@given(edited())
def test_what_stands_between_borders_without_an_edit_is_untouched(case):
    text, edits, borders = case
    after, moved = apply_edits(text, edits), move_borders(borders, edits)
    ends = list(zip([0, *borders], borders, [0, *moved], moved, strict=False))
    for start, end, new_start, new_end in ends:
        if all(edit.end < start or edit.start > end for edit in edits):
            assert after[new_start:new_end] == text[start:end]
