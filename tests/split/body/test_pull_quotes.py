"""Sentences that are printed a second time to catch the eye."""

import pytest

from pipeline.config import Profile
from pipeline.split import split
from tests.split.body.test_paragraphs import ENGLISH, PERSIAN
from tests.split.documents import Press, Style

SITE = Profile(name="test", order=("date",))
LARGE = Style(size=16.0, before=12.0, align="center")
ITALIC = Style(before=12.0, inset=24.0, italic=True)


def torn(text, quote, style, side="ltr"):
    """Kinds and texts of an article whose second paragraph is torn after three lines by a quotation."""
    press = Press(side).put(ENGLISH[0] if side == "ltr" else PERSIAN[0])
    whole = Press(side).put(text).document().lines
    head = " ".join(line.text for line in whole[:3])
    press.put(head, Style(before=8.0)).put(quote, style).put(text[len(head) + 1 :], Style(before=12.0))
    press.put(ENGLISH[2] if side == "ltr" else PERSIAN[2])
    return [(block.kind, block.text) for block in split(press.document(), SITE).body]


def middle(text):
    """Some words from the middle of a text."""
    words = text.split()
    return " ".join(words[len(words) // 2 : len(words) // 2 + 10])


@pytest.mark.parametrize("style", [LARGE, ITALIC])
def test_a_repeated_sentence_is_a_quotation_and_the_paragraph_goes_on_behind_it(style):
    text = ENGLISH[1]
    body = torn(text, middle(text), style)
    assert ("quote", middle(text)) in body
    assert ("paragraph", text) in body


def test_a_persian_sentence_too():
    text = PERSIAN[1]
    body = torn(text, middle(text), LARGE, "rtl")
    assert ("quote", middle(text)) in body
    assert ("paragraph", text) in body


def test_a_heading_that_the_text_does_not_repeat_stays_one():
    body = torn(ENGLISH[1], "What became of the goats", LARGE)
    assert ("heading", "What became of the goats") in body


def test_a_short_heading_whose_words_the_text_has_stays_one():
    short = " ".join(ENGLISH[1].split()[4:7])
    assert ("heading", short) in torn(ENGLISH[1], short, LARGE)


def test_italic_text_that_is_not_repeated_stays_what_it_is():
    body = torn(ENGLISH[1], "Nobody had asked the goats what they made of it.", ITALIC)
    assert not any(kind == "paragraph" and text == ENGLISH[1] for kind, text in body)
