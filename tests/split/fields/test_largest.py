"""The line of the largest type, which is the title wherever it stands if nothing else is as large."""

from types import SimpleNamespace

import pytest

from pipeline.split.fields.head import largest_line

APPEAL, TITLE, TEXT = ("Support our work.", 12), ("The goat at sea", 20), ("The ferry was late.", 12)


def largest(*lines, read_by=None):
    made = [SimpleNamespace(text=text, size=size, page=1, read_by=read_by) for text, size in lines]
    letters = [len(text) for text, _ in lines]
    return largest_line(SimpleNamespace(lines=made, letters=letters, body_size=12), range(len(lines)))


def test_a_title_alone_in_its_size_may_have_an_appeal_above_it():
    assert largest(APPEAL, TITLE, TEXT) == 1
    assert largest(APPEAL, TITLE, ("and its ferry", 20), TEXT) == 1


@pytest.mark.parametrize(
    "lines",
    [
        (APPEAL, ("Part one", 20), TEXT, ("Part two", 20), TEXT),
        (APPEAL, ("Goat", 20), TEXT),
        (APPEAL, ("The goat at sea", 14), TEXT),
        (*[("The goats of the harbour were seen by everybody on the quay that day.", 12)] * 7, TITLE, TEXT),
    ],
)
def test_text_above_headings_words_and_late_lines_is_text(lines):
    assert largest(*lines) == -1


def test_large_words_that_ocr_sees_are_no_title():
    assert largest(APPEAL, TITLE, TEXT, read_by="tesseract") == -1
