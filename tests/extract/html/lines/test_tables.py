"""Which tables hold data, and their grids."""

import pytest
from lxml import html

from pipeline.extract.html.lines.tables import data_rows
from tests.extract.html.reading import PROSE


def rows(markup):
    return data_rows(html.fragment_fromstring(markup))


def test_spans_become_empty_cells_of_a_grid():
    markup = """<table><tr><th rowspan=2>Year<th colspan=2>Harvest</tr><tr><th>wheat<th>rice</tr>
        <tr><td>1398<td>7<td>9</tr></table>"""
    assert rows(markup) == (("Year", "Harvest", ""), ("", "wheat", "rice"), ("1398", "7", "9"))


def test_rows_of_unequal_length_are_filled():
    assert rows("<table><tr><th>a<th>b<th>c</tr><tr><td>1</tr></table>") == (("a", "b", "c"), ("1", "", ""))


def test_a_cell_of_several_lines_is_one_text():
    assert rows("<table border=1><tr><td>a<br>b<td><p>c</p><p>d</p></tr><tr><td>1<td>2</tr></table>")[0] == (
        "a b",
        "c d",
    )


@pytest.mark.parametrize("span", ["1000000000", "-3", "x", "٣"])
def test_an_absurd_span_does_no_harm(span):
    grid = rows(f"<table><tr><th colspan='{span}'>a<th>b</tr><tr><td rowspan='{span}'>1<td>2</tr></table>")
    assert len(grid[0]) <= 101
    assert [cell for row in grid for cell in row if cell] == ["a", "b", "1", "2"]


@pytest.mark.parametrize(
    "markup",
    [
        f"<table><tr><td>menu<td>{PROSE[0] * 6}</tr><tr><td>a<td>b</tr></table>",
        "<table border=1><tr><td>a<td><table><tr><td>b</table></tr><tr><td>c<td>d</tr></table>",
        "<table><tr><td>only<td>one row</table>",
        "<table><tr><td>only<tr><td>one column<tr><td>here</table>",
        "<table role=presentation><tr><th>a<th>b<tr><td>1<td>2</table>",
        "<table><tr><td><a href=x>a</a><td><a href=y>b</a><tr><td><a href=z>c</a><td>d</table>",
        "<table><tr><td><h2>News</h2><td>b<tr><td>c<td>d</table>",
    ],
)
def test_a_table_that_lays_out_a_page_holds_no_data(markup):
    assert rows(markup) == ()
