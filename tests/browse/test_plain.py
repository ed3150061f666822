"""What the views show, worked out without a request."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.browse.calendars import Both, bound, of_record, of_typed
from pipeline.browse.differences import differences, visible
from pipeline.browse.histogram import bars
from pipeline.browse.showing import rows


@given(st.text(), st.text())
def test_the_pieces_of_a_difference_join_to_both_texts(raw, text):
    pieces = differences(raw, text)
    assert "".join(piece.raw for piece in pieces) == raw
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.raw == piece.text for piece in pieces if not piece.what)


def test_changed_letters_are_named_and_what_cannot_be_seen_is_written_out():
    [piece] = [piece for piece in differences("كتاب", "کتاب") if piece.what]
    assert piece.what == "U+0643 ARABIC LETTER KAF → U+06A9 ARABIC LETTER KEHEH"
    assert list(visible("می\u200cرود\u0600")) == [
        ("می", False),
        ("ZWNJ", True),
        ("رود", False),
        ("U+0600", True),
    ]


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2011", (2011, 1, 1), (2011, 12, 31)),
        ("2012-02", (2012, 2, 1), (2012, 2, 29)),
        ("1390", (2011, 3, 21), (2012, 3, 19)),
        ("۱۳۹۹/۱۲", (2021, 2, 19), (2021, 3, 20)),
        ("1400-08-22", (2021, 11, 13), (2021, 11, 13)),
    ],
)
def test_a_date_is_typed_in_either_calendar(typed, first, last):
    assert bound(typed, last=False) == datetime.date(*first)
    assert bound(typed, last=True) == datetime.date(*last)


@pytest.mark.parametrize("typed", ["1400-13", "2011-02-30", "0000", "13.11.2021", "yesterday"])
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(ValueError, match=r"date|day"):
        bound(typed, last=False)


def test_a_day_stands_in_both_calendars_where_it_can():
    assert of_record("2021-11-13") == Both("2021-11-13", "1400-08-22")
    assert of_record("0500-01-01") == Both("0500-01-01", "")
    assert of_record(None) is None
    assert (of_typed("۱۴۰۰-۰۸-۲۲"), of_typed("1400-08")) == ("2021-11-13", "1400-08")


@given(st.dictionaries(st.integers(1850, 2100), st.integers(1, 100_000), min_size=1))
def test_bars_show_every_document_once_within_the_width(years):
    found = bars(years)
    assert sum(bar.documents for bar in found) == sum(years.values())
    assert found[-1].x + found[-1].width <= 100
    assert all(bar.height > 0 for bar in found if bar.documents)


def test_lines_of_a_verse_keep_their_styles_and_a_note_stands_once():
    spans = [{"text": "a\nb", "bold": True}, {"text": "", "note": "1"}, {"text": "c"}]
    assert rows({"text": "a\nbc", "spans": spans}) == [
        [{"text": "a", "bold": True}],
        [{"text": "b", "bold": True, "note": None}, {"text": "", "note": "1"}, {"text": "c"}],
    ]
