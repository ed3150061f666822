"""The name in a byline is read without what is printed around it."""

import pytest

from pipeline import convert
from pipeline.config import load_config
from pipeline.split.fields.byline import author_in
from pipeline.split.fields.labels import without_label
from tests.extract.html.reading import article

GENERIC = next(profile for profile in load_config().profiles if profile.name == "generic")


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ("By Anna Heron", "Anna Heron"),
        ("Interview: Anna Heron", "Anna Heron"),
        ("责任编辑：孔德明", "孔德明"),
        ("گزارش: پروین کوهسار", "پروین کوهسار"),
        ("~ Anna Heron", "Anna Heron"),
        ("Anna Heron /  / 3 May 2019 / No comments", "Anna Heron"),
        ("Anna Heron am 3. Mai 2019", "Anna Heron"),
        ("May 3, 2019 by Anna Heron", "Anna Heron"),
        ("Science, 3 May 2019, by Anna Heron", "Anna Heron"),
        ("Anna Heron - https://example.org", "Anna Heron - https://example.org"),
        ("By", ""),
        ("3 May 2019", ""),
    ],
)
def test_a_byline_is_read_without_labels_dates_and_signs(byline, name):
    assert author_in(byline, GENERIC) == name


def test_a_label_may_be_set_apart_by_a_style_sheet_alone():
    assert without_label("Geschrieben vonAnna Heron", ("Geschrieben von",)) == "Anna Heron"


@pytest.mark.parametrize(
    ("name", "label"), [("Diana Heron", "Di"), ("Bywater", "By"), ("vonderLinde", "von"), ("PARIS", "Par")]
)
def test_a_name_that_begins_like_a_label_is_whole(name, label):
    assert without_label(name, (label,)) is None


@pytest.mark.parametrize(
    ("date", "authors"),
    [
        ("updated 22 December 2016", ()),
        ("기사수정 2016-12-22", ()),
        ("By Amina, 22 December 2016", ("Amina",)),
        ("Amina Rahimi, 22 December 2016", ("Amina Rahimi",)),
    ],
)
def test_one_word_in_what_markup_calls_a_date_is_no_author(date, authors):
    page = article(f"<h1>The ferry</h1><p class=date>{date}</p>")
    assert convert(page.encode(), file="page.html").authors == authors
