"""Pages that are shown sideways are split like others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pipeline.config import Profile
from pipeline.model import Box, Page
from pipeline.split import split
from tests.split.body.test_paragraphs import ENGLISH
from tests.split.documents import HEIGHT, WIDTH, Press, Style


@given(st.sampled_from([0, 90, 180, 270]), *[st.integers(0, 90)] * 4)
def test_a_box_turned_upright_and_back_is_the_same(angle, left, top, width, height):
    page = Page(number=1, width=200.0, height=300.0, angle=angle)
    box = Box(left, top, left + width, top + height)
    turned = page.upright(box)
    assert page.shown(turned) == box
    assert (turned.x1 - turned.x0 == width) == (angle in (0, 180) or width == height)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_paragraphs_of_a_page_shown_sideways_come_back(angle):
    press = Press()
    for text in ENGLISH:
        press.put(text, Style(before=8.0))
    upright = press.document()
    width, height = (WIDTH, HEIGHT) if angle == 180 else (HEIGHT, WIDTH)
    page = Page(number=1, width=width, height=height, angle=angle)
    lines = tuple(replace(line, box=page.shown(line.box)) for line in upright.lines)
    article = split(replace(upright, lines=lines, pages=(page,)), Profile(name="test", order=("date",)))
    assert [block.text for block in article.body] == list(ENGLISH)
    assert article.body[0].box == page.shown(Box(60.0, 60.0, *article_box(upright)))


def article_box(document):
    """Right and bottom edges of the first paragraph."""
    lines = document.lines[:3]
    return max(line.box.x1 for line in lines), lines[-1].box.bottom
