import pytest

from pipeline.extract.pdf.content import Rule
from pipeline.extract.pdf.tables.grids import find_grids


def across(y, *xs):
    return [Rule(xs[0], y, xs[-1], y)]


def down(x, *ys):
    return [Rule(x, ys[0], x, ys[-1])]


def grid(xs, ys):
    """Lines from edge to edge."""
    return [rule for y in ys for rule in across(y, *xs)] + [rule for x in xs for rule in down(x, *ys)]


def test_lines_from_edge_to_edge_rule_off_a_cell_between_each_two():
    assert find_grids(grid([0, 40, 100], [0, 20, 50])) == [
        [(0, 0, 40, 20), (0, 20, 40, 50), (40, 0, 100, 20), (40, 20, 100, 50)]
    ]


def test_a_side_that_is_not_drawn_makes_one_cell_of_two():
    rules = [*grid([0, 100], [0, 20, 50]), *down(40, 20, 50)]
    assert find_grids(rules) == [[(0, 0, 100, 20), (0, 20, 40, 50), (40, 20, 100, 50)]]


@pytest.mark.parametrize("aside", [-1.5, 0, 1.5])
def test_lines_drawn_cell_by_cell_and_a_little_aside_are_joined(aside):
    pieces = [
        Rule(x, y + aside * (x == 50), x + 48, y + aside * (x == 50)) for y in (0, 20, 40) for x in (0, 50)
    ]
    rules = [*pieces, *(rule for x in (0, 50, 98) for rule in down(x, 0, 40))]
    (cells,) = find_grids(rules)
    assert len(cells) == 4
    assert cells[0] == (0, aside / 2, 50, 20 + aside / 2)


def test_two_grids_apart_are_told_from_the_top():
    lower, upper = grid([0, 50, 100], [200, 220, 240]), grid([300, 350, 400], [0, 20, 40])
    first, second = find_grids(lower + upper)
    assert (len(first), len(second)) == (4, 4)
    assert first[0].x0 == 300
    assert second[0].x0 == 0


def test_grids_that_share_a_corner_are_one():
    (cells,) = find_grids(grid([0, 50, 100], [0, 20, 40]) + grid([100, 150], [40, 60]))
    assert len(cells) == 5


@pytest.mark.parametrize(
    "rules",
    [
        [],
        grid([0, 100], [0, 50]),
        grid([0, 100], [0, 50, 60])[:3],
        grid([0, 5, 7], [0, 3, 6]),
        [*grid([0, 100], [0, 50]), *across(300, 0, 100), *down(300, 100, 200)],
    ],
    ids=["nothing", "a frame", "lines across alone", "dots", "a frame and lines apart"],
)
def test_what_rules_off_fewer_than_two_cells_is_no_grid(rules):
    assert find_grids(rules) == []


def test_the_order_of_drawing_does_not_matter():
    rules = grid([0, 40, 100], [0, 20, 50]) + grid([200, 240, 300], [10, 30, 60])
    assert find_grids(rules[::-1]) == find_grids(rules)
