"""Clip paths: what nothing shows of stands apart from the body."""

import pytest

from tests.extract.pdf.build import show

SEEN = "".join(show(f"This line is seen {n}", y=250 - 14 * n) for n in range(4))


def places(book, content, **kinds):
    """Place and rule of the lines by their text."""
    document = book.page(SEEN + content, **kinds).read()
    return {line.text: (line.place, line.rule) for line in document.lines if not line.text.startswith("This")}


def clipped(rectangle, content, operators="W n"):
    return f"q {rectangle} re {operators} {content} Q "


@pytest.mark.parametrize("operators", ["W n", "W* n", "W f", "W S"])
@pytest.mark.parametrize("y", [40, 120])
def test_text_outside_the_clip_path_is_hidden(book, operators, y):
    found = places(book, clipped("0 60 400 50", show("gone", y=y) + show("half", y=100), operators))
    assert found == {"gone": ("hidden", "clipped"), "half": (None, None)}


@pytest.mark.parametrize("x", [10, 300])
def test_text_beside_the_clip_path_is_hidden(book, x):
    assert places(book, clipped("100 60 100 50", show("gone", x=x, y=80))) == {"gone": ("hidden", "clipped")}


def test_text_that_runs_out_of_the_clip_path_stays(book):
    long = "a long line that runs out"
    assert places(book, clipped("100 60 30 50", show(long, x=105, y=80))) == {long: (None, None)}


def test_a_line_that_shows_in_part_stays(book):
    assert places(book, clipped("0 60 400 50", show("low", y=57) + show("high", y=107))) == {
        "low": (None, None), "high": (None, None)
    }  # fmt: skip


def test_a_clip_path_ends_with_its_graphics_state(book):
    found = places(book, clipped("0 60 400 50", "") + show("seen", y=120))
    assert found == {"seen": (None, None)}


def test_clip_paths_add_up(book):
    inner = clipped("0 90 400 200", show("gone", y=70) + show("left", y=100))
    found = places(book, clipped("0 60 400 50", inner))
    assert found == {"gone": ("hidden", "clipped"), "left": (None, None)}


@pytest.mark.parametrize(
    "path", ["0 60 m 400 60 400 110 0 110 c", "0 60 m 400 60 l 400 90 300 110 v 0 110 l"]
)
def test_a_path_with_curves_hides_nothing(book, path):
    assert places(book, f"q {path} W n {show('kept', y=30)} Q") == {"kept": (None, None)}


def test_a_clip_path_is_where_the_matrix_puts_it(book):
    found = places(book, f"q 2 0 0 2 0 0 cm 0 30 200 25 re W n 0.5 0 0 0.5 0 0 cm {show('gone', y=40)} Q")
    assert found == {"gone": ("hidden", "clipped")}


def test_nothing_shows_outside_the_box_of_a_form(book):
    fonts = {"F": book.font()}
    form = book.form(show("in", y=80) + show("out", y=130), fonts)
    form.BBox = [0, 60, 400, 110]
    book.page(SEEN + "/Fm Do", fonts, XObject={"Fm": form})
    found = {line.text: line.place for line in book.read().lines if not line.text.startswith("This")}
    assert found == {"in": None, "out": "hidden"}


def test_a_page_that_would_hide_most_of_its_text_shows_it(book):
    document = book.page(clipped("0 0 1 1", SEEN) + show("seen", y=40)).read()
    assert not any(line.place for line in document.lines)


def test_hidden_text_stands_in_no_line_of_the_body_but_is_counted(book):
    document = book.page(SEEN + clipped("0 60 400 50", show("gone", y=250 - 14))).read()
    assert document.letters == sum(c.isalnum() for line in document.lines for c in line.text)
    assert [line.text for line in document.lines if not line.place] == [
        f"This line is seen {n}" for n in range(4)
    ]
